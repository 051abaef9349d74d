// Office hours come to life: the reader's zone, any other by keyboard, remembered; and when the
// module does not come, what is there stays.

import assert from "node:assert/strict";
import test, { describe } from "node:test";

import { DESKTOP, NO_SCRIPTS, stage, Visitor } from "./browser.mjs";
import { blockStorage } from "./in_page.mjs";
import { kindsOf, pagesOf } from "./pages.mjs";
import { serveBookings, SITE } from "./server.mjs";
import { clock, windowsOn } from "./windows.mjs";

const { agenda, hours, home } = kindsOf(pagesOf(SITE));
const { server, browser, arrive } = await stage(test, serveBookings(SITE));
const BERLIN = { ...DESKTOP, timezoneId: "Europe/Berlin" };

// The windows as the press wrote them, in each host's zone, by page.
const written = {};
const still = await Visitor.arrive(browser, server.origin, NO_SCRIPTS);
for (const path of [agenda, hours, home]) {
  await still.visit(path);
  written[path] = await windowsOn(still.page);
  assert.ok(written[path].length > 1, `there are windows on ${path}`);
}
await still.leave();

// Asserts that `page` shows the windows of `path` in `zone`, with the host's time beside.
async function assertRead(page, path, zone) {
  const shown = await windowsOn(page);
  const hosts = written[path];
  const what = ({ start, end, what }) => ({ start, end, what });
  assert.deepEqual(shown.map(what), hosts.map(what), "the same windows");
  for (const [index, { day, from, to, start, end, zone: named, host }] of shown.entries()) {
    assert.equal(named, zone, "the zone is named");
    const [begin, close] = [clock(zone, start), clock(zone, end)];
    assert.deepEqual({ day, from, to }, { day: begin.day, from: begin.time, to: close.time });
    const there = hosts[index];
    if (there.zone === zone) continue;
    for (const part of [there.from, there.to, there.zone, there.day.slice(0, 3)]) {
      assert.ok(host.includes(part), `"${host}" lacks the host's ${part}`);
    }
  }
}

describe("office hours", { concurrency: 2 }, () => {
  for (const zone of ["Europe/Berlin", "America/Los_Angeles", "Asia/Kolkata"]) {
    test(`speak ${zone}`, async (t) => {
      const visitor = await arrive(t, { ...DESKTOP, timezoneId: zone });
      const { page } = visitor;
      for (const path of Object.keys(written)) {
        await t.test(path, async () => {
          await visitor.visit(path);
          assert.equal(visitor.modules().length, 1, "one module is fetched");
          await assertRead(page, path, zone);
          const days = await page.locator("main .day-date").allTextContents();
          assert.equal(days.length, new Set(days).size, "every day stands there once");
        });
      }
    });
  }

  test("the zone", async (t) => {
    const visitor = await arrive(t, BERLIN);
    const { page } = visitor;
    const picker = page.getByLabel("Times in");
    await visitor.visit(agenda);

    await t.test("is chosen by keyboard alone", async () => {
      await visitor.tabTo(picker);
      await page.keyboard.type("Asia/Tokyo");
      await visitor.frames();
      assert.equal(await picker.inputValue(), "Asia/Tokyo");
      await assertRead(page, agenda, "Asia/Tokyo");
      assert.ok(
        await picker.evaluate((picker) => picker === document.activeElement),
        "the focus stays",
      );
      assert.deepEqual(await visitor.axe(), []);
    });
    await t.test("is remembered, here and on other pages", async () => {
      for (const path of [agenda, hours]) {
        await visitor.visit(path);
        assert.equal(await picker.inputValue(), "Asia/Tokyo");
        await assertRead(page, path, "Asia/Tokyo");
      }
    });
    await t.test("may be the one of each host", async () => {
      await visitor.visit(agenda);
      await picker.selectOption({ index: 0 });
      await visitor.frames();
      assert.deepEqual(await windowsOn(page), written[agenda]);
      await visitor.visit(agenda);
      assert.deepEqual(await windowsOn(page), written[agenda]);
    });
    await t.test("may be the reader's own again", async () => {
      await picker.selectOption("Europe/Berlin");
      await visitor.frames();
      await assertRead(page, agenda, "Europe/Berlin");
    });

    for (const [name, spoil] of [
      ["cannot be remembered", blockStorage],
      ["was remembered wrongly", () => localStorage.setItem("glassbox-zone", "Nowhere/Else")],
    ]) {
      await t.test(`is the reader's own when it ${name}`, async (t) => {
        const visitor = await arrive(t, BERLIN);
        await visitor.page.addInitScript(spoil);
        await visitor.visit(agenda);
        await assertRead(visitor.page, agenda, "Europe/Berlin");
        assert.deepEqual([...visitor.messages, ...visitor.errors], []);
      });
    }
  });

  test("without the module", async (t) => {
    const answer = (pattern, response) => (page) =>
      page.route(pattern, (route) => route.fulfill(response));
    const abort = (page) => page.route("**/*.wasm", (route) => route.abort());
    const faults = {
      "it is lost": abort,
      "it is gone": answer("**/*.wasm", { status: 404 }),
      "it is broken": answer("**/*.wasm", { contentType: "application/wasm", body: "no module" }),
      "its script is gone": answer(/\/assets\/glassbox-.*\.js$/, { status: 404 }),
      "there is no WebAssembly": (page) => page.addInitScript(() => delete globalThis.WebAssembly),
      "it is lost and nothing can be remembered": async (page) => {
        await page.addInitScript(blockStorage);
        await abort(page);
      },
    };
    for (const [name, spoil] of Object.entries(faults)) {
      await t.test(
        `${name}: the page stays as it was written, and is loaded twice at most`,
        async (t) => {
          const visitor = await arrive(t, BERLIN);
          const { page } = visitor;
          await spoil(page);
          await page.goto(agenda);
          await page.locator("html[data-still]").waitFor();
          assert.deepEqual(await windowsOn(page), written[agenda]);
          assert.ok(await page.getByRole("heading", { level: 1 }).isVisible());
          assert.deepEqual(visitor.errors, []);
          assert.ok(visitor.messages.length > 0, "the fault is told on the console");
          const loads = visitor.requests.filter((url) => new URL(url).pathname === agenda).length;
          assert.ok(loads <= 2, `the page was loaded ${loads} times`);
        },
      );
    }

    await t.test("after a redeploy, one reload brings it", async (t) => {
      const { page } = await arrive(t, BERLIN);
      await page.route("**/*.wasm", (route) => route.fulfill({ status: 404 }), { times: 1 });
      await page.goto(agenda);
      await page.getByText("There:").first().waitFor();
      await assertRead(page, agenda, "Europe/Berlin");
    });
  });
});
