// Without scripts: every page is whole, every way leads on, every time names its zone.

import assert from "node:assert/strict";
import test, { describe } from "node:test";

import { DESKTOP, NO_SCRIPTS, PHONE, stage } from "./browser.mjs";
import { kindsOf, pagesOf } from "./pages.mjs";
import { serve, SITE } from "./server.mjs";
import { clock, windowsOn } from "./windows.mjs";

const pages = pagesOf(SITE);
const kinds = kindsOf(pages);
const { arrive } = await stage(test, serve("--site", SITE));

describe("without scripts", { concurrency: 2 }, () => {
  test("every page", async (t) => {
    const visitor = await arrive(t, { ...PHONE, ...NO_SCRIPTS });
    const { page } = visitor;
    for (const { path } of pages) {
      await t.test(path, async () => {
        await visitor.visit(path);
        assert.ok(
          await page.getByRole("heading", { level: 1 }).isVisible(),
          "the heading is there",
        );
        assert.ok((await page.getByRole("main").innerText()).length > 80, "the text is there");
        assert.equal(
          await page.getByLabel("Colour scheme").isVisible(),
          false,
          "no control without effect",
        );
        assert.equal(
          await page.getByLabel("Times in").isVisible(),
          false,
          "no control without effect",
        );
        assert.equal(
          await page.getByRole("button", { name: "Copy" }).count(),
          0,
          "no control without effect",
        );
        assert.deepEqual(visitor.failures, []);
        assert.equal(
          visitor.requests.some((url) => /\.(js|wasm)$/.test(url)),
          false,
          "no script is fetched",
        );
      });
    }
  });

  for (const [device, options] of [
    ["desktop", DESKTOP],
    ["phone", PHONE],
  ]) {
    test(`from the front page to a guide and back: ${device}`, async (t) => {
      const visitor = await arrive(t, { ...options, ...NO_SCRIPTS });
      const { page } = visitor;
      await visitor.visit("/");
      const menu = page.getByRole("button", { name: "Menu" });
      if (await menu.isVisible()) await menu.click();
      await page
        .getByRole("navigation", { name: "Main" })
        .getByRole("link", { name: "Guides" })
        .click();
      await page.waitForURL("**/guides/");
      await page.getByRole("main").locator(`a[href$="${kinds.guide}"]`).first().click();
      await page.waitForURL(`**${kinds.guide}`);
      await page
        .getByRole("navigation", { name: "Breadcrumb" })
        .getByRole("link", { name: "Home" })
        .click();
      await page.waitForURL((url) => url.pathname === "/");
    });
  }

  test("the menu opens and closes by keyboard", async (t) => {
    const visitor = await arrive(t, { ...PHONE, ...NO_SCRIPTS });
    const { page } = visitor;
    await visitor.visit(kinds.guide);
    const menu = page.getByRole("button", { name: "Menu" });
    const sheet = page.getByRole("navigation", { name: "Main" });
    assert.ok(await sheet.isHidden());
    await menu.press("Enter");
    assert.ok(await sheet.getByRole("link", { name: "Office hours" }).isVisible());
    await page.keyboard.press("Escape");
    assert.ok(await sheet.isHidden());
  });

  test("the table of contents leads to its section", async (t) => {
    const visitor = await arrive(t, { ...DESKTOP, ...NO_SCRIPTS });
    const { page } = visitor;
    await visitor.visit(kinds.guide);
    const choice = page.getByRole("navigation", { name: "On this page" }).getByRole("link").last();
    const hash = await choice.getAttribute("href");
    await choice.click();
    await page.waitForURL(`**${hash}`);
    const { y } = await page.locator(`[id="${decodeURIComponent(hash.slice(1))}"]`).boundingBox();
    assert.ok(y >= 0 && y < DESKTOP.viewport.height, "the section is in view");
  });

  for (const kind of ["agenda", "hours", "home", "person"]) {
    test(`office hours are readable, in the zone that they name: ${kind}`, async (t) => {
      const visitor = await arrive(t, { ...PHONE, ...NO_SCRIPTS, timezoneId: "Asia/Kolkata" });
      const { page } = visitor;
      await visitor.visit(kinds[kind]);
      const windows = await windowsOn(page);
      assert.ok(windows.length > 0);
      assert.equal(await page.locator("main .window .zone:visible").count(), windows.length);
      for (const { day, from, to, zone, start, end } of windows) {
        assert.deepEqual(
          [day, from, to],
          [clock(zone, start).day, clock(zone, start).time, clock(zone, end).time],
        );
      }
    });
  }
});
