// Two scenarios side by side, by pointer and by touch.

import assert from "node:assert/strict";
import test, { describe } from "node:test";

import { DESKTOP } from "../browser.mjs";
import { arrived, HANDS, lifecycles, next, REQUEST, shown } from "./diagrams.mjs";

const { arrive, diagrams } = await lifecycles(test);
const idsOf = ({ steps }) => steps.map(({ id }) => id);
const shownNow = async (page) => (await shown(page)).steps.sort();

describe("compared", { concurrency: 2 }, () => {
  for (const [path, scenarios] of diagrams) {
    for (const [device, options, press] of HANDS) {
      test(`${path} by ${device}`, async (t) => {
        const visitor = await arrive(t, { ...options, reducedMotion: "reduce" });
        const { page } = visitor;
        await visitor.visit(path);
        const [first, ...others] = scenarios.map(idsOf);
        for (const [index, other] of others.entries()) {
          await page.getByLabel("Compare with").selectOption(String(index + 1));
          const longest = Math.max(first.length, other.length);
          for (let step = 0; step < longest; step += 1) {
            if (step > 0) await press(next(page));
            const both = [first, other].map((steps) => steps[Math.min(step, steps.length - 1)]);
            await arrived(visitor, both[0]);
            assert.deepEqual(await shownNow(page), both.toSorted());
            assert.ok(await page.locator(".lc-packet-1").evaluate((packet) => packet.hasAttribute("transform")));
          }
          await page.getByLabel("Compare with").selectOption({ label: "nothing" });
          await arrived(visitor, first.at(-1));
          const count = first.length;
          assert.equal(await page.locator("#gb-count").textContent(), `Step ${count} of ${count}`);
          await press(page.getByRole("button", { name: "First step" }));
          await arrived(visitor, first[0]);
        }
        await visitor.frames();
        assert.deepEqual(await shownNow(page), [first[0]]);
        assert.deepEqual([...visitor.messages, ...visitor.errors], []);
      });
    }
  }

  test("they stand beside each other, each with its packet", async (t) => {
    const visitor = await arrive(t, DESKTOP);
    const { page } = visitor;
    await visitor.visit(`${REQUEST}#dynamic/code`);
    await page.getByLabel("Compare with").selectOption({ label: "The app is too slow" });
    await visitor.frames();
    assert.deepEqual(await shownNow(page), ["app-slow/code", "dynamic/code"]);
    await next(page).click();
    await visitor.frames();
    assert.deepEqual(await shownNow(page), ["app-slow/timeout", "dynamic/answer"]);
    const boxes = await page.locator(".scenario[data-on]").evaluateAll((sections) =>
      sections.map((section) => section.getBoundingClientRect().x),
    );
    assert.notEqual(boxes[0], boxes[1]);
    assert.ok(await page.locator(".lc-packet-1").isVisible(), "the other packet is there");
    assert.deepEqual(await visitor.axe(), []);
    await page.getByLabel("Compare with").selectOption({ label: "nothing" });
    await visitor.frames();
    assert.deepEqual(await shownNow(page), ["dynamic/answer"]);
  });
});
