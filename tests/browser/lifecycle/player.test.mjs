// It plays by itself when told to, at a speed, and on the whole screen.

import assert from "node:assert/strict";
import test, { describe } from "node:test";

import { DESKTOP } from "../browser.mjs";
import { arrived, assertAt, lifecycles, next, REQUEST } from "./diagrams.mjs";

const { arrive, request } = await lifecycles(test);
const [scenario] = request;
const { steps } = scenario;

describe("played", { concurrency: 2 }, () => {
  test("it plays when told to, stops at the end, and for the reader's hand", async (t) => {
    const visitor = await arrive(t, DESKTOP);
    const { page } = visitor;
    await page.clock.install();
    await visitor.visit(REQUEST);
    await page.clock.runFor(120_000);
    await assertAt(visitor, scenario, steps[0]);
    await page.getByRole("button", { name: "Play" }).click();
    await page.clock.runFor(30_000);
    await page.waitForFunction(() => document.querySelector("[aria-current=step]").hash !== "#dynamic/arrive");
    await page.getByRole("button", { name: "Next step" }).click();
    await page.getByRole("button", { name: "Play" }).waitFor();
    await page.getByRole("button", { name: "Play" }).click();
    for (const _ of steps) await page.clock.runFor(60_000);
    await assertAt(visitor, scenario, steps.at(-1));
    await page.getByRole("button", { name: "Play" }).waitFor();
  });

  test("twice the speed takes half the time, half of it twice", async (t) => {
    const took = {};
    for (const speed of ["100", "200", "50"]) {
      const visitor = await arrive(t, DESKTOP);
      const { page } = visitor;
      await page.clock.install();
      await visitor.visit(REQUEST);
      await page.getByLabel("Speed").selectOption(speed);
      await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
      await page.getByRole("button", { name: "Play" }).click();
      const moved = () => page.evaluate(() => location.hash !== "");
      for (took[speed] = 0; !(await moved()) && took[speed] < 120_000; took[speed] += 500) {
        await page.clock.runFor(500);
      }
    }
    assert.ok(took[100] >= 4000 && took[100] < 60_000, `${took[100]} ms`);
    assert.ok(Math.abs(took[200] - took[100] / 2) <= 1000, `${took[200]} of ${took[100]} ms`);
    assert.ok(Math.abs(took[50] - took[100] * 2) <= 1000, `${took[50]} of ${took[100]} ms`);
  });

  test("the whole screen, and back", async (t) => {
    const visitor = await arrive(t, DESKTOP);
    const { page } = visitor;
    await visitor.visit(`${REQUEST}#dynamic/tls`);
    const full = page.getByRole("button", { name: "Full screen" });
    const what = () => page.evaluate(() => document.fullscreenElement?.id ?? null);
    await full.click();
    await page.waitForFunction(() => document.fullscreenElement);
    assert.equal(await what(), "gb-walk");
    await page.keyboard.press("ArrowRight");
    await arrived(visitor, "dynamic/to-l7");
    assert.deepEqual(await visitor.axe(), []);
    await full.click();
    await page.waitForFunction(() => !document.fullscreenElement);
    await page.evaluate(() => (Element.prototype.requestFullscreen = () => Promise.reject(new Error("no"))));
    await full.click();
    await visitor.frames();
    assert.equal(await what(), null);
    assert.deepEqual(visitor.errors, [], "a browser may refuse");
  });
});
