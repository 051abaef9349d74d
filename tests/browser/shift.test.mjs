// Nothing moves under the reader's eyes: not when the module arrives, nor when a page comes in parts.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import test, { describe } from "node:test";

import { DESKTOP, PHONE, stage, Visitor } from "./browser.mjs";
import { kindsOf, pagesOf } from "./pages.mjs";
import { serve, SITE } from "./server.mjs";

const pages = pagesOf(SITE);
const kinds = kindsOf(pages);
const { html } = pages.find(({ path }) => path === kinds.guide);
const { server, browser, arrive } = await stage(test, serve("--site", SITE));

// Serves the site, but of every page only what stands before `cut` until `release()`.
async function inParts(t, cut) {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  const slow = createServer(async ({ url }, response) => {
    const answer = await fetch(server.origin + url);
    const type = answer.headers.get("content-type") ?? "";
    response.writeHead(answer.status, { "content-type": type });
    if (!type.startsWith("text/html")) return response.end(Buffer.from(await answer.arrayBuffer()));
    const html = await answer.text();
    const at = html.search(cut);
    response.write(html.slice(0, at));
    await released;
    return response.end(html.slice(at));
  });
  await once(slow.listen(0, "127.0.0.1"), "listening");
  t.after(() => slow.close());
  return { origin: `http://127.0.0.1:${slow.address().port}`, release };
}

describe("nothing moves", { concurrency: 2 }, () => {
  for (const [device, options] of Object.entries({ DESKTOP, PHONE })) {
    test(`when the module arrives: ${device.toLowerCase()}`, async (t) => {
      const visitor = await arrive(t, { ...options, timezoneId: "Asia/Kolkata" });
      const { page } = visitor;
      let arrival, release;
      await page.route("**/*.wasm", async (route) => {
        await arrival;
        await route.continue();
      });
      for (const kind of ["home", "guide", "agenda", "hours"]) {
        await t.test(kind, async () => {
          arrival = new Promise((resolve) => (release = resolve));
          await page.goto(kinds[kind]);
          for (const island of await page.locator("leptos-island").all()) {
            await island.evaluate((island) => island.scrollIntoView());
          }
          await visitor.frames();
          release();
          await visitor.settle();
          const { shift, moved } = await visitor.seen();
          assert.ok(shift < 0.01, `the layout shifted by ${shift}: ${moved.join(", ")}`);
        });
      }
    });
  }

  for (const [part, cut] of [
    ["the name", /<button[^>]*gb-menu/],
    ["half of the main menu's button", /(?<=gb-menu"[^>]*><svg.*?<\/svg>)/],
    ["the main menu's button", /<nav id="gb-menu"/],
    ["half of the main navigation", /(?<=<header.*?(<\/li>.*?){4})<li/],
    ["the main navigation", /(?<=<\/nav>)/],
    ["half of an alert's title", /(?<=class="alert-title"><svg.*?<\/svg>)/],
    ["half of the text", /<h2/],
  ]) {
    for (const [device, options] of Object.entries({ DESKTOP, PHONE })) {
      test(`when the rest comes after ${part}: ${device.toLowerCase()}`, async (t) => {
        assert.match(html, cut);
        const { origin, release } = await inParts(t, cut);
        const visitor = await Visitor.arrive(browser, origin, options);
        t.after(() => visitor.leave());
        await visitor.page.goto(kinds.guide, { waitUntil: "commit" });
        await visitor.page.waitForFunction(() => performance.getEntriesByType("paint").length > 0);
        release();
        await visitor.page.waitForLoadState("load");
        await visitor.settle();
        assert.deepEqual((await visitor.seen()).moved, []);
      });
    }
  }
});
