// By keyboard alone: the sheets of a narrow screen, the skip link, and where the focus is.

import assert from "node:assert/strict";
import test, { describe } from "node:test";

import { DESKTOP, PHONE, stage } from "./browser.mjs";
import { kindsOf, pagesOf } from "./pages.mjs";
import { serve, SITE } from "./server.mjs";

const kinds = kindsOf(pagesOf(SITE));
const { arrive } = await stage(test, serve("--site", SITE));

describe("by keyboard", { concurrency: 2 }, () => {
  test("sheets of a narrow screen", async (t) => {
    const sheets = [
      { button: "Menu", sheet: "Main" },
      { button: /^All /, sheet: /^All / },
      { button: "On this page", sheet: "On this page" },
    ];
    const visitor = await arrive(t, PHONE);
    const { page } = visitor;
    for (const { button: name, sheet: label } of sheets) {
      await t.test(`${name}: opens, closes and gives the focus back by keyboard`, async () => {
        await visitor.visit(kinds.guide);
        const button = page.getByRole("button", { name });
        const sheet = page.getByRole("navigation", { name: label });
        assert.ok(await sheet.isHidden());

        await visitor.tabTo(button);
        await page.keyboard.press("Enter");
        await sheet.waitFor();
        assert.deepEqual(await visitor.axe(), []);
        await page.keyboard.press("Tab");
        const first = sheet.getByRole("link").first();
        assert.ok(
          await first.evaluate((link) => link === document.activeElement),
          "Tab enters the sheet",
        );

        await page.keyboard.press("Escape");
        await sheet.waitFor({ state: "hidden" });
        assert.ok(
          await button.evaluate((button) => button === document.activeElement),
          "the focus is back",
        );

        await page.keyboard.press("Space");
        await sheet.waitFor();
        await page.keyboard.press("Space");
        await sheet.waitFor({ state: "hidden" });
      });
    }

    await t.test("the table of contents closes behind a choice", async () => {
      await visitor.visit(kinds.guide);
      await page.getByRole("button", { name: "On this page" }).click();
      const sheet = page.getByRole("navigation", { name: "On this page" });
      const choice = sheet.getByRole("link").last();
      const title = await choice.textContent();
      await choice.click();
      await sheet.waitFor({ state: "hidden" });
      const inView = await page.getByRole("heading", { name: title }).evaluate((heading) => {
        const { left, top } = heading.getBoundingClientRect();
        return heading.contains(document.elementFromPoint(left + 1, top + 1));
      });
      assert.ok(inView, "the heading is in view and not covered");
    });
  });

  for (const [device, options] of Object.entries({ DESKTOP, PHONE })) {
    test(`Tab goes through the header as it is read: ${device.toLowerCase()}`, async (t) => {
      const visitor = await arrive(t, options);
      await visitor.visit(kinds.guide);
      await visitor.tabTo(visitor.page.locator(".wordmark"));
      const stops = [];
      for (;;) {
        const x = await visitor.page.evaluate(() => {
          const stop = document.activeElement.closest(".site-header a, .site-header button, .theme-control");
          return stop?.getBoundingClientRect().x;
        });
        if (x === undefined) break;
        stops.push(x);
        await visitor.page.keyboard.press("Tab");
      }
      assert.ok(stops.length >= 3, `only ${stops.length} stops`);
      assert.deepEqual(stops, stops.toSorted((a, b) => a - b));
    });
  }

  test("the skip link is the first stop, and leads to the content", async (t) => {
    const visitor = await arrive(t, DESKTOP);
    const { page } = visitor;
    await visitor.visit(kinds.guide);
    await page.keyboard.press("Tab");
    const link = page.getByRole("link", { name: "Skip to content" });
    assert.ok(await link.evaluate((link) => link === document.activeElement));
    const { x, y } = await link.boundingBox();
    assert.ok(x >= 0 && y >= 0, "it is in view");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    assert.ok(
      await page.getByRole("main").evaluate((main) => main.contains(document.activeElement)),
    );
  });

  for (const kind of ["home", "guide", "agenda"]) {
    test(`the focus is visible and uncovered at every stop: ${kind}`, async (t) => {
      const visitor = await arrive(t, { ...DESKTOP, reducedMotion: "reduce" });
      const { page } = visitor;
      await visitor.visit(kinds[kind]);
      const unseen = [];
      for (let stop = 0; stop < 40; stop += 1) {
        await page.keyboard.press("Tab");
        const focus = await page.evaluate(() => {
          const element = document.activeElement;
          if (element === document.body) return undefined;
          const box = element.getClientRects()[0];
          const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
          const top = document.elementFromPoint(x, y);
          const edge = 64;
          const left = Math.max(0, box.x - edge);
          const above = Math.max(0, box.y - edge);
          return {
            name: `${element.tagName.toLowerCase()} "${element.textContent.slice(0, 40)}"`,
            covered: !(element.contains(top) || top?.contains(element)),
            clip: {
              x: left,
              y: above,
              width: box.right + edge - left,
              height: box.bottom + edge - above,
            },
          };
        });
        if (!focus) break;
        const focused = await page.screenshot({ clip: focus.clip });
        await page.evaluate(() => document.activeElement.blur());
        const blurred = await page.screenshot({ clip: focus.clip });
        if (focus.covered) unseen.push(`${focus.name} is covered`);
        if (focused.equals(blurred))
          unseen.push(`${focus.name} looks the same with and without the focus`);
      }
      assert.deepEqual(unseen, []);
    });
  }
});
