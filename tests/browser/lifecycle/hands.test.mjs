// Every scenario of every diagram by pointer and by touch, and all that can be pressed.

import assert from "node:assert/strict";
import test, { describe } from "node:test";

import { DESKTOP, PHONE } from "../browser.mjs";
import { arrived, assertAt, HANDS, lifecycles, next, REQUEST } from "./diagrams.mjs";

const { arrive, diagrams, request } = await lifecycles(test);
const [{ steps }] = request;

describe("by hand", { concurrency: 2 }, () => {
  for (const [path, scenarios] of diagrams) {
    for (const [device, options, press] of HANDS) {
      test(`${path} by ${device}`, async (t) => {
        const visitor = await arrive(t, options);
        const { page } = visitor;
        await visitor.visit(path);
        for (const scenario of scenarios) {
          await press(page.getByRole("tab", { name: scenario.title }));
          await assertAt(visitor, scenario, scenario.steps[0]);
          for (const step of scenario.steps.slice(1)) {
            await press(next(page));
            await assertAt(visitor, scenario, step);
            if (!options.hasTouch) continue;
            // The picture follows the packet; both may still be on their way.
            await page.waitForFunction(() => {
              const box = document.getElementById("gb-scroll").getBoundingClientRect();
              const { x, width } = document.querySelector(".lc-packet-0").getBoundingClientRect();
              return !width || (x + width / 2 > box.left && x + width / 2 < box.right);
            });
          }
        }
        const all = `${scenarios.length} of ${scenarios.length} `;
        const seen = page.locator("#gb-seen").getByText(all);
        await seen.waitFor();
        await visitor.visit(path);
        await seen.waitFor();
        assert.deepEqual([...visitor.messages, ...visitor.errors], []);
      });
    }
  }

  test("the whole route is seen at once", async (t) => {
    const { page } = await arrive(t, { viewport: { width: 1280, height: 900 } });
    for (const [path] of diagrams) {
      await page.goto(path);
      const hidden = await page.locator("#gb-map > .lc-node").evaluateAll((nodes) => {
        const { clientWidth, clientHeight } = document.documentElement;
        const outside = nodes.filter((node) => {
          const { left, top, right, bottom } = node.getBoundingClientRect();
          return left < 0 || top < 0 || right > clientWidth || bottom > clientHeight;
        });
        return outside.map((node) => node.textContent);
      });
      assert.deepEqual(hidden, [], path);
    }
  });

  test("a fork is chosen, a step of the list, and a node of the picture", async (t) => {
    const visitor = await arrive(t, DESKTOP);
    const { page } = visitor;
    await visitor.visit(`${REQUEST}#dynamic/fork`);
    await page.locator(".step[data-on] .fork a:not([aria-current])").click();
    const file = request.find(({ id }) => id === "static-file");
    const at = (id) => assertAt(visitor, file, file.steps.find((step) => step.id === `static-file/${id}`));
    await at("disk");
    await page.locator(".scenario[data-on] .step-head a").first().click();
    await assertAt(visitor, file, file.steps[0]);
    await page.locator("#gb-map > .lc-node").nth(3).click();
    await at("tls");
  });

  test("a link of a step leads to another scenario, with the picture in view", async (t) => {
    const visitor = await arrive(t, { ...DESKTOP, reducedMotion: "reduce" });
    const { page } = visitor;
    await visitor.visit(`${REQUEST}#dynamic/got-it`);
    await page.getByRole("link", { name: "Response caching" }).and(page.locator("[data-on] a")).click();
    await arrived(visitor, "cache-hit/cache");
    assert.ok(await page.locator(".walk-stage").evaluate((stage) => stage.getBoundingClientRect().top >= 0));
    await page.goBack();
    await arrived(visitor, "dynamic/got-it");
  });

  test("a question is answered, and each answer says why", async (t) => {
    const visitor = await arrive(t, { ...PHONE, hasTouch: true });
    const { page } = visitor;
    let questions = 0;
    for (const [path, scenarios] of diagrams) {
      await visitor.visit(path);
      for (const { id } of scenarios.flatMap(({ steps }) => steps)) {
        const check = page.locator(".step", { has: page.locator(`[id="${id}"]`) }).locator(".check");
        if ((await check.count()) === 0) continue;
        await visitor.visit(`${path}#${id}`);
        const verdicts = [];
        for (const answer of await check.locator("details").all()) {
          const why = answer.locator("p");
          assert.ok(await why.isHidden(), "no answer is given away");
          await answer.locator("summary").tap();
          await why.waitFor();
          const [verdict, because] = (await why.textContent()).split(/(?<=\.)\s(.*)/s);
          assert.ok(because.length > 10, `${id}: ${because}`);
          verdicts.push(verdict);
        }
        assert.ok(new Set(verdicts).size > 1, `${id}: ${verdicts.join(" ")}`);
        questions += 1;
      }
    }
    assert.ok(questions > 1);
  });

  test("nothing moves where less motion is wanted", async (t) => {
    const visitor = await arrive(t, { ...DESKTOP, reducedMotion: "reduce" });
    const { page } = visitor;
    await visitor.visit(REQUEST);
    for (const step of steps.slice(1)) {
      await next(page).click();
      await assertAt(visitor, request[0], step);
    }
    assert.deepEqual((await visitor.seen()).motions, []);
  });

  test("the packet moves by a transition where motion is welcome", async (t) => {
    const visitor = await arrive(t, DESKTOP);
    const { page } = visitor;
    await visitor.visit(REQUEST);
    await next(page).click();
    await page.waitForFunction(() => globalThis.seen.motions.some((motion) => motion.includes("transform")));
  });

  test("what is touched is large enough", async (t) => {
    const visitor = await arrive(t, { ...PHONE, viewport: { width: 320, height: 640 } });
    const { page } = visitor;
    await visitor.visit(`${REQUEST}#dynamic/fork`);
    const small = await page
      .locator(".walk-through :is(button, select, [role=tab], .step-head a, .fork a, summary):visible")
      .evaluateAll((targets) =>
        targets
          .map((target) => [target.textContent || target.getAttribute("aria-label"), target.getBoundingClientRect()])
          .filter(([, { width, height }]) => width < 44 || height < 44)
          .map(([name]) => name),
      );
    assert.deepEqual(small, []);
    assert.deepEqual(await visitor.overflow(), []);
  });
});
