// Chromium, and a visitor who notes everything that a page complains about.

import axe from "axe-core";
import { chromium } from "playwright-core";

import { overflow, probe } from "./in_page.mjs";

export const DESKTOP = { viewport: { width: 1440, height: 900 } };
export const PHONE = { viewport: { width: 390, height: 844 } };
export const NO_SCRIPTS = { javaScriptEnabled: false };

// How long a condition may take to come true before the test is told that it does not, in ms.
const PATIENCE = 15_000;

export function launch() {
  const args = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
  ];
  if (process.getuid?.() === 0) args.push("--no-sandbox");
  return chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args });
}

export class Visitor {
  // Opens a page in a context of its own, for the site at `origin`.
  static async arrive(browser, origin, options = {}) {
    const context = await browser.newContext({ baseURL: origin, ...options });
    context.setDefaultTimeout(PATIENCE);
    await context.addInitScript(probe);
    return new Visitor(await context.newPage(), options);
  }

  constructor(page, options) {
    this.page = page;
    this.scripts = options.javaScriptEnabled ?? true;
    this.forget();
    page.on("console", (message) => this.messages.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => this.errors.push(String(error)));
    page.on("request", (request) => this.requests.push(request.url()));
    page.on("requestfailed", (request) =>
      this.failures.push(`${request.url()} ${request.failure()?.errorText}`),
    );
    page.on("response", (response) => {
      if (response.status() >= 400) this.failures.push(`${response.url()} ${response.status()}`);
    });
  }

  forget() {
    Object.assign(this, { messages: [], errors: [], requests: [], failures: [] });
  }

  async visit(path) {
    this.forget();
    const response = await this.page.goto(path);
    await this.settle();
    return response;
  }

  // Until islands are hydrated and the result is painted.
  async settle() {
    if (!this.scripts) return;
    await this.page.waitForFunction(
      () => !document.querySelector("leptos-island") || globalThis.seen.module,
    );
    await this.frames();
  }

  frames() {
    return this.page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
  }

  seen() {
    return this.page.evaluate(() => globalThis.seen);
  }

  // The requests for WebAssembly modules since the visit began.
  modules() {
    return this.requests.filter((url) => new URL(url).pathname.endsWith(".wasm"));
  }

  // Presses Tab until `locator` has the focus.
  async tabTo(locator) {
    for (let stop = 0; stop < 200; stop += 1) {
      await this.page.keyboard.press("Tab");
      if (await locator.evaluate((element) => element === document.activeElement)) return;
    }
    throw new Error(`Tab does not lead to ${locator}`);
  }

  // What axe-core finds with the rules that it runs by default.
  async axe() {
    await this.page.evaluate(axe.source);
    const { violations } = await this.page.evaluate(() =>
      globalThis.axe.run({ resultTypes: ["violations"] }),
    );
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, any }) => `${id}: ${target.join(" ")}: ${any[0]?.message ?? help}`),
    );
  }

  // What makes the page wider than the window, or is cut off by its edge.
  overflow() {
    return this.page.evaluate(overflow);
  }

  leave() {
    return this.page.context().close();
  }
}

// A server and a browser for the tests of one file; both end with it. `arrive` opens a page of
// its own for a test, and closes it when the test ends.
export async function stage(test, starting) {
  const [server, browser] = await Promise.all([starting, launch()]);
  test.after(async () => {
    await browser.close();
    await server.stop();
  });
  const arrive = async (t, options) => {
    const visitor = await Visitor.arrive(browser, server.origin, options);
    t.after(() => visitor.leave());
    return visitor;
  };
  return { server, browser, arrive };
}
