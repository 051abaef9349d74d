// What is drawn: no motion for those who want none, words in their boxes, all of it on paper.

import assert from "node:assert/strict";
import test, { describe } from "node:test";

import { DESKTOP, stage } from "./browser.mjs";
import { kindsOf, pagesOf } from "./pages.mjs";
import { serve, SITE } from "./server.mjs";

const kinds = kindsOf(pagesOf(SITE));
const { arrive } = await stage(test, serve("--site", SITE));

describe("rendering", { concurrency: 2 }, () => {
  test("motion", async (t) => {
    const act = async ({ page }) => {
      for (const locator of [
        page.locator("main a:visible").first(),
        page.locator("main h2").first(),
      ]) {
        await locator.hover();
        await page.evaluate(() => new Promise(requestAnimationFrame));
      }
      await page.getByLabel("Colour scheme").selectOption("Dark");
      await page.locator(".button").first().hover();
      await page.getByRole("navigation", { name: "Main" }).getByRole("link").first().hover();
      await page.evaluate(() => new Promise(requestAnimationFrame));
    };
    await t.test("is there for those who like it", async (t) => {
      const visitor = await arrive(t, DESKTOP);
      await visitor.visit(kinds.home);
      await act(visitor);
      await visitor.page.waitForFunction(() => globalThis.seen.motions.length > 0);
    });
    await t.test("is none for those who do not", async (t) => {
      const visitor = await arrive(t, { ...DESKTOP, reducedMotion: "reduce" });
      const { page } = visitor;
      const still = async () => {
        assert.deepEqual((await visitor.seen()).motions, []);
        assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
        assert.equal(
          await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior),
          "auto",
        );
      };
      await visitor.visit(kinds.home);
      await act(visitor);
      await still();
      await page
        .getByRole("navigation", { name: "Main" })
        .getByRole("link", { name: "Guides" })
        .click();
      await page.waitForURL("**/guides/");
      await visitor.settle();
      await still();
    });
  });

  for (const kind of ["home", "lifecycle"]) {
    test(`the words of the picture fit their boxes: ${kind}`, async (t) => {
      const visitor = await arrive(t, DESKTOP);
      await visitor.visit(kinds[kind]);
      const groups = visitor.page.locator("svg[role=img] g:has(> rect):has(> text)");
      assert.ok((await groups.count()) > 0, "there is a picture with words in boxes");
      const spilled = await groups.evaluateAll((groups) =>
        groups.flatMap((group) => {
          const boxes = [...group.querySelectorAll(":scope > rect")].map((rect) => rect.getBBox());
          const left = Math.min(...boxes.map(({ x }) => x));
          const right = Math.max(...boxes.map(({ x, width }) => x + width));
          return [...group.querySelectorAll(":scope > text")]
            .filter(
              (text) => text.getBBox().x < left || text.getBBox().x + text.getBBox().width > right,
            )
            .map((text) => `${text.textContent}: ${text.getBBox().width} px in ${right - left} px`);
        }),
      );
      assert.deepEqual(spilled, []);
    });
  }

  test("print", async (t) => {
    const visitor = await arrive(t, {
      viewport: { width: 794, height: 1123 },
      colorScheme: "dark",
    });
    const { page } = visitor;
    // Of a booking there is only what was asked for, of a step what no other scenario tells; whom to
    // ask stands at the end.
    const hidden = "#gb-calendar [hidden] *, .step-told .step-body *, .step-ask *";
    const text = `main :is(h1, h2, h3, pre, .step, time):not(${hidden})`;
    for (const kind of ["guide", "lifecycle", "runbook", "agenda"]) {
      await t.test(`${kind}: the text and nothing to press`, async () => {
        await page.emulateMedia({ media: "screen" });
        await visitor.visit(kinds[kind]);
        await page.emulateMedia({ media: "print" });
        assert.equal(
          await page.locator(`${text}:visible`).count(),
          await page.locator(text).count(),
        );
        assert.equal(await page.getByRole("navigation").filter({ visible: true }).count(), 0);
        assert.equal(await page.locator("button:visible, select:visible").count(), 0);
        assert.deepEqual(await visitor.overflow(), []);
        const cut = await page
          .locator("pre, .table-scroll")
          .evaluateAll((boxes) =>
            boxes
              .filter((box) => box.scrollWidth > box.clientWidth)
              .map((box) => box.textContent.slice(0, 60)),
          );
        assert.deepEqual(cut, [], "paper does not scroll");
        const ink = await page.evaluate(() =>
          getComputedStyle(document.body).color.match(/\d+/g).map(Number),
        );
        assert.ok(Math.max(...ink) < 100, `ink is dark, whatever the screen, not ${ink}`);
        const pdf = await page.pdf();
        assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
      });
    }
  });
});
