// Every scenario of every diagram by the keyboard alone, and what is said to those who do not see.

import assert from "node:assert/strict";
import test, { describe } from "node:test";

import { DESKTOP } from "../browser.mjs";
import { arrived, assertAt, lifecycles, listen, next, REQUEST, said, sentences, tab } from "./diagrams.mjs";

const { arrive, diagrams, request } = await lifecycles(test);
const focused = (page) => page.evaluate(() => document.activeElement.getAttribute("data-walk"));

describe("by keyboard", { concurrency: 2 }, () => {
  for (const [path, scenarios] of diagrams) {
    test(`${path}: scenarios are tabs, and keys act inside the figure only`, async (t) => {
      const visitor = await arrive(t, DESKTOP);
      const { page } = visitor;
      await visitor.visit(path);
      await visitor.tabTo(tab(page));
      for (const [index, scenario] of scenarios.entries()) {
        if (index > 0) await page.keyboard.press("ArrowRight");
        await assertAt(visitor, scenario, scenario.steps[0]);
        const kept = await tab(page).evaluate((tab) => tab === document.activeElement);
        assert.ok(kept, "the chosen tab has the focus");
      }
      await page.keyboard.press("Home");
      const [first] = scenarios;
      const { steps } = first;
      await assertAt(visitor, first, steps[0]);
      await visitor.tabTo(next(page));
      for (const step of steps.slice(1)) {
        await page.keyboard.press("Enter");
        await assertAt(visitor, first, step);
        assert.equal(await focused(page), "next", "the focus stays");
      }
      await page.keyboard.press("Enter");
      await assertAt(visitor, first, steps.at(-1));
      assert.equal(await focused(page), "next", "the last step never drops out");
      for (const [key, at] of [["Home", 0], ["End", -1], ["ArrowLeft", -2]]) {
        await page.keyboard.press(key);
        await assertAt(visitor, first, steps.at(at));
      }
      const before = await page.evaluate(() => scrollY);
      await page.keyboard.press("ArrowDown");
      await page.waitForFunction((y) => scrollY > y, before);
      await page.evaluate(() => document.activeElement.blur());
      await page.keyboard.press("ArrowRight");
      await visitor.frames();
      await assertAt(visitor, first, steps.at(-2));
    });

    test(`${path}: every step of every scenario is walked, and said once`, async (t) => {
      const visitor = await arrive(t, { ...DESKTOP, reducedMotion: "reduce" });
      const { page } = visitor;
      await visitor.visit(path);
      await listen(page);
      await visitor.tabTo(tab(page));
      const expected = [];
      for (const [index, scenario] of scenarios.entries()) {
        if (index > 0) await page.keyboard.press("ArrowRight");
        await assertAt(visitor, scenario, scenario.steps[0]);
        await visitor.tabTo(next(page));
        for (const step of scenario.steps.slice(1)) {
          await page.keyboard.press("Enter");
          await assertAt(visitor, scenario, step);
        }
        // The first step of all was not come to.
        expected.push(...sentences(scenario).slice(index === 0 ? 1 : 0));
        assert.deepEqual(await said(page, expected.length), expected);
        while (!(await tab(page).evaluate((tab) => tab === document.activeElement))) {
          await page.keyboard.press("Shift+Tab");
        }
      }
      await visitor.frames();
      assert.deepEqual(await said(page, expected.length), expected);
      assert.deepEqual((await visitor.seen()).motions, []);
    });
  }

  test("nothing is said before a move, nor where there is no further step", async (t) => {
    const visitor = await arrive(t, DESKTOP);
    const { page } = visitor;
    const [scenario] = request;
    await visitor.visit(REQUEST);
    assert.equal(await page.locator("#gb-said").textContent(), "");
    await listen(page);
    await next(page).press("End");
    await arrived(visitor, scenario.steps.at(-1).id);
    const last = sentences(scenario).slice(-1);
    assert.deepEqual(await said(page, 1), last);
    await next(page).press("Enter");
    await visitor.frames();
    assert.deepEqual(await said(page, 1), last);
  });

  test("keys that repeat within a frame are one move, which is told once", async (t) => {
    const visitor = await arrive(t, DESKTOP);
    const { page } = visitor;
    const [scenario] = request;
    await visitor.visit(REQUEST);
    await listen(page);
    const before = await page.evaluate(() => history.length);
    await next(page).evaluate((button) => {
      for (const _ of "123") {
        button.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
      }
    });
    await assertAt(visitor, scenario, scenario.steps[3]);
    assert.deepEqual(await said(page, 1), [sentences(scenario)[3]]);
    assert.equal(await page.evaluate(() => history.length), before + 1);
    await page.goBack();
    await assertAt(visitor, scenario, scenario.steps[0]);
  });
});
