// What axe-core finds at every step of every diagram, and what would stand over the edge there: the
// scenarios by turns on a desktop and on a narrow phone, in light and in dark.

import assert from "node:assert/strict";
import test, { describe } from "node:test";

import { DESKTOP } from "../browser.mjs";
import { assertAt, lifecycles, next } from "./diagrams.mjs";

const { arrive, diagrams } = await lifecycles(test);
const NARROW = { viewport: { width: 320, height: 640 } };

describe("looked at", { concurrency: 2 }, () => {
  for (const [path, scenarios] of diagrams) {
    for (const [index, scenario] of scenarios.entries()) {
      test(`${path}#${scenario.id}`, async (t) => {
        const options = index % 2 === 0 ? DESKTOP : NARROW;
        const colorScheme = index % 4 < 2 ? "light" : "dark";
        const visitor = await arrive(t, { ...options, colorScheme, reducedMotion: "reduce" });
        const { page } = visitor;
        await visitor.visit(`${path}#${scenario.id}`);
        for (const [at, step] of scenario.steps.entries()) {
          if (at > 0) await next(page).press("Enter");
          await assertAt(visitor, scenario, step);
          assert.deepEqual(await visitor.axe(), [], step.id);
          assert.deepEqual(await visitor.overflow(), [], step.id);
        }
      });
    }
  }
});
