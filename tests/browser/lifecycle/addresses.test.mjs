// Every step of every diagram by its address, and the way back.

import assert from "node:assert/strict";
import test, { describe } from "node:test";

import { DESKTOP } from "../browser.mjs";
import { addressed, assertAt, lifecycles, next, REQUEST } from "./diagrams.mjs";

const { arrive, diagrams, request } = await lifecycles(test);
const [scenario] = request;
const { steps } = scenario;
const inView = (page) =>
  page.locator(".walk-stage").evaluate((stage) => {
    const { top, bottom } = stage.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });

describe("by address", { concurrency: 2 }, () => {
  for (const [path, scenarios] of diagrams) {
    for (const scenario of scenarios) {
      test(`${path}#${scenario.id}`, async (t) => {
        const visitor = await arrive(t, DESKTOP);
        const { page } = visitor;
        await visitor.visit(`${path}#${scenario.id}`);
        await assertAt(visitor, scenario, scenario.steps[0]);
        assert.ok(await inView(page), "a scenario's address leads to the picture");
        for (const step of scenario.steps) {
          await page.goto("about:blank");
          await visitor.visit(`${path}#${step.id}`);
          await assertAt(visitor, scenario, step);
          assert.ok(await inView(page), step.id);
        }
      });
    }
  }

  test("the way back steps back, and forward again", async (t) => {
    const visitor = await arrive(t, DESKTOP);
    const { page } = visitor;
    await visitor.visit(REQUEST);
    for (const step of steps.slice(1, 4)) {
      await next(page).click();
      await assertAt(visitor, scenario, step);
      await addressed(page, step);
    }
    for (const at of [2, 1, 0]) {
      await page.goBack();
      await assertAt(visitor, scenario, steps[at]);
    }
    await page.goForward();
    await assertAt(visitor, scenario, steps[1]);
    await page.reload();
    await visitor.settle();
    await assertAt(visitor, scenario, steps[1]);
  });

  test("the link to a step is copied, or one is told how", async (t) => {
    const permissions = ["clipboard-read", "clipboard-write"];
    const visitor = await arrive(t, { ...DESKTOP, permissions });
    const { page } = visitor;
    await visitor.visit(REQUEST);
    await next(page).click();
    await addressed(page, steps[1]);
    const copy = page.getByRole("button", { name: "Copy link to this step" });
    const said = page.locator("#gb-said");
    await copy.click();
    await said.getByText("Link copied").waitFor({ state: "attached" });
    const address = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(address, page.url());
    assert.ok(address.endsWith(`${REQUEST}#dynamic/firewall`), address);
    await page.evaluate(() => (navigator.clipboard.writeText = () => Promise.reject(new Error("denied"))));
    await copy.click();
    await said.getByText("copy the address").waitFor({ state: "attached" });
    assert.match(await copy.getAttribute("data-failed"), /copy the address/);
    await page.waitForFunction(() => !document.querySelector("[data-failed]"));
    assert.deepEqual(visitor.errors, []);
  });
});
