// Office hours come to life: the reader's zone, any other by keyboard, remembered; and when the
// module does not come, what is there stays.

import assert from "node:assert/strict";
import test, { describe } from "node:test";

import { blockStorage, DESKTOP, NO_SCRIPTS, stage } from "./browser.mjs";
import { clock, windowsOn } from "./windows.mjs";
import { kindsOf, pagesOf } from "./pages.mjs";
import { serve, SITE } from "./server.mjs";

const { agenda, hours, home } = kindsOf(pagesOf(SITE));
const { arrive } = await stage(test, serve("--site", SITE));
const BERLIN = { ...DESKTOP, timezoneId: "Europe/Berlin" };

/// The windows as the press wrote them, in each host's zone.
async function written(path) {
  const visitor = await arrive(NO_SCRIPTS);
  await visitor.visit(path);
  const windows = await windowsOn(visitor.page);
  await visitor.leave();
  assert.ok(windows.length > 1, "there are windows");
  return windows;
}

/// Asserts that `shown` are the windows of `host`, read in `zone`, with the host's time beside.
function assertRead(shown, host, zone) {
  assert.deepEqual(
    shown.map(({ start, end, what }) => ({ start, end, what })),
    host.map(({ start, end, what }) => ({ start, end, what })),
    "the same windows",
  );
  for (const [index, window] of shown.entries()) {
    const there = host[index];
    assert.equal(window.zone, zone, "the zone is named");
    assert.deepEqual(
      [window.day, window.from, window.to],
      [clock(zone, window.start).day, clock(zone, window.start).time, clock(zone, window.end).time],
    );
    if (there.zone === zone) continue;
    for (const part of [there.from, there.to, there.zone, there.day.slice(0, 3)]) {
      assert.ok(window.host.includes(part), `"${window.host}" lacks the host's ${part}`);
    }
  }
}

describe("office hours", { concurrency: 2 }, () => {
  for (const path of [agenda, hours, home]) {
    for (const zone of ["Europe/Berlin", "America/Los_Angeles", "Asia/Kolkata"]) {
      test(`${path} speaks ${zone}`, async () => {
        const visitor = await arrive({ ...DESKTOP, timezoneId: zone });
        await visitor.visit(path);
        const name = await visitor.page.evaluate(() => new Intl.DateTimeFormat().resolvedOptions().timeZone);
        assertRead(await windowsOn(visitor.page), await written(path), name);
        const days = await visitor.page.locator(".day-date").allTextContents();
        assert.equal(days.length, new Set(days).size, "every day stands there once");
        assert.equal(visitor.modules().length, 1, "one module is fetched");
        await visitor.leave();
      });
    }
  }

  test("a zone is called by its name of today", async () => {
    const visitor = await arrive({ ...DESKTOP, timezoneId: "Asia/Kolkata" });
    await visitor.visit(agenda);
    const zones = (await windowsOn(visitor.page)).map(({ zone }) => zone);
    assert.deepEqual([...new Set(zones)], ["Asia/Kolkata"]);
    await visitor.leave();
  });

  test("the zone", async (t) => {
    const host = await written(agenda);
    const visitor = await arrive(BERLIN);
    const { page } = visitor;
    const picker = page.getByLabel("Times in");
    await visitor.visit(agenda);

    await t.test("is chosen by keyboard alone", async () => {
      await visitor.tabTo(picker);
      await page.keyboard.type("Asia/Tokyo");
      await visitor.frames();
      assert.equal(await picker.inputValue(), "Asia/Tokyo");
      assertRead(await windowsOn(page), host, "Asia/Tokyo");
      assert.ok(await picker.evaluate((picker) => picker === document.activeElement), "the focus stays");
      assert.deepEqual(await visitor.axe(), []);
    });
    await t.test("is remembered, here and on other pages", async () => {
      await visitor.visit(agenda);
      assert.equal(await picker.inputValue(), "Asia/Tokyo");
      assertRead(await windowsOn(page), host, "Asia/Tokyo");
      await visitor.visit(hours);
      assertRead(await windowsOn(page), await written(hours), "Asia/Tokyo");
    });
    await t.test("may be the one of each host", async () => {
      await visitor.visit(agenda);
      await picker.selectOption({ index: 0 });
      await visitor.frames();
      assert.deepEqual(await windowsOn(page), host);
      await visitor.visit(agenda);
      assert.deepEqual(await windowsOn(page), host);
    });
    await t.test("may be the reader's own again", async () => {
      await picker.selectOption("Europe/Berlin");
      await visitor.frames();
      assertRead(await windowsOn(page), host, "Europe/Berlin");
    });
    await visitor.leave();

    for (const [name, spoil] of [
      ["cannot be remembered", blockStorage],
      ["was remembered wrongly", () => localStorage.setItem("glassbox-zone", "Nowhere/Else")],
    ]) {
      await t.test(`is the reader's own when it ${name}`, async () => {
        const visitor = await arrive(BERLIN);
        await visitor.page.context().addInitScript(spoil);
        await visitor.visit(agenda);
        assertRead(await windowsOn(visitor.page), host, "Europe/Berlin");
        assert.deepEqual([...visitor.messages, ...visitor.errors], []);
        await visitor.leave();
      });
    }
  });

  test("without the module", async (t) => {
    const host = await written(agenda);
    const faults = {
      "the module is lost": (context) => context.route("**/*.wasm", (route) => route.abort()),
      "the module is gone": (context) => context.route("**/*.wasm", (route) => route.fulfill({ status: 404 })),
      "the module is broken": (context) =>
        context.route("**/*.wasm", (route) => route.fulfill({ contentType: "application/wasm", body: "no module" })),
      "its script is gone": (context) =>
        context.route(/\/assets\/glassbox-.*\.js$/, (route) => route.fulfill({ status: 404 })),
      "there is no WebAssembly": (context) => context.addInitScript(() => delete globalThis.WebAssembly),
      "it is lost and nothing can be remembered": async (context) => {
        await context.addInitScript(blockStorage);
        await context.route("**/*.wasm", (route) => route.abort());
      },
    };
    for (const [name, spoil] of Object.entries(faults)) {
      await t.test(`${name}: the page stays, in the hosts' zones, and is loaded twice at most`, async () => {
        const visitor = await arrive(BERLIN);
        const { page } = visitor;
        await spoil(page.context());
        await page.goto(agenda);
        await page.waitForLoadState("networkidle");
        assert.deepEqual(await windowsOn(page), host);
        assert.ok(await page.getByRole("heading", { level: 1 }).isVisible());
        assert.deepEqual(visitor.errors, []);
        const loads = visitor.requests.filter((url) => new URL(url).pathname === agenda).length;
        assert.ok(loads <= 2, `the page was loaded ${loads} times`);
        assert.ok(visitor.messages.length > 0, "the fault is told on the console");
        await visitor.leave();
      });
    }

    await t.test("after a redeploy, one reload brings the module", async () => {
      const visitor = await arrive(BERLIN);
      const { page } = visitor;
      await page.route("**/*.wasm", (route) => route.fulfill({ status: 404 }), { times: 1 });
      await page.goto(agenda);
      await page.getByText("Host:").first().waitFor();
      assertRead(await windowsOn(page), host, "Europe/Berlin");
      await visitor.leave();
    });
  });
});
