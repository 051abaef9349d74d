// Two scenarios side by side, by pointer and by touch.

import assert from "node:assert/strict";
import test, { describe } from "node:test";

import { DESKTOP } from "../browser.mjs";
import { addressed, arrived, HANDS, lifecycles, listen, next, REQUEST, said, sentences, shown } from "./diagrams.mjs";

const { arrive, diagrams, request } = await lifecycles(test);
const idsOf = ({ steps }) => steps.map(({ id }) => id);
const shownNow = async (page) => (await shown(page)).steps.sort();
const titles = (page) => page.locator(".scenario h2:visible").allTextContents();
const named = (name) => request.find(({ id }) => id === name);
// How many steps two scenarios begin with alike.
const alike = (one, other) => {
  const parted = one.steps.findIndex(({ title, text }, at) => title !== other.steps[at]?.title || text !== other.steps[at].text);
  return parted < 0 ? one.steps.length : parted;
};

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
          // It begins where the two part.
          const parting = Math.min(alike(scenarios[0], scenarios[index + 1]), longest - 1);
          const ends = [first, other].map((steps) => steps[Math.min(parting, steps.length - 1)]);
          await arrived(visitor, ends[0]);
          assert.deepEqual(await shownNow(page), ends.toSorted());
          assert.deepEqual(await titles(page), [scenarios[0].title, scenarios[index + 1].title]);
          await press(page.getByRole("button", { name: "First step" }));
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

  test("the address names both, and leads to both", async (t) => {
    const visitor = await arrive(t, { ...DESKTOP, reducedMotion: "reduce" });
    const { page } = visitor;
    await visitor.visit(`${REQUEST}#tls-failure/l4`);
    await page.getByLabel("Compare with").selectOption({ label: named("dynamic").title });
    const [own, other] = ["tls-failure", "dynamic"].map((name) => named(name).steps);
    await addressed(page, own[3]);
    // The shorter of the two waits at its end.
    await next(page).click();
    await next(page).click();
    const both = [own.at(-1), other[5]];
    await page.waitForURL(`**${REQUEST}?with=${both[1].id}#${both[0].id}`);
    const ids = both.map(({ id }) => id).sort();
    assert.deepEqual(await shownNow(page), ids);
    await page.reload();
    await visitor.settle();
    assert.deepEqual(await shownNow(page), ids);
    assert.deepEqual(await titles(page), [named("dynamic").title, named("tls-failure").title]);
    await page.goBack();
    await page.waitForURL((url) => url.search === `?with=${other[4].id}`);
    await visitor.frames();
    assert.deepEqual(await shownNow(page), [other[4].id, both[0].id].sort());
    await page.getByLabel("Compare with").selectOption({ label: "nothing" });
    await page.waitForURL((url) => url.search === "");
  });

  test("what differs is said of both, and once where they are the same", async (t) => {
    const visitor = await arrive(t, { ...DESKTOP, reducedMotion: "reduce" });
    const { page } = visitor;
    await visitor.visit(`${REQUEST}#app-down/pick`);
    const [own, other] = ["app-down", "dynamic"].map(named);
    const count = Math.max(own.steps.length, other.steps.length);
    const told = [own, other].map((one) => sentences(one).map((words) => words.replace(/^.*?: /, "")));
    await listen(page);
    await page.getByLabel("Compare with").selectOption({ label: other.title });
    const parted = `${own.title}: ${told[0][7]} ${other.title}: ${told[1][7]}`;
    assert.equal((await said(page, 1)).at(-1), `Step 8 of ${count}: ${parted}`);
    await page.getByRole("button", { name: "Previous step" }).click();
    assert.equal((await said(page, 2)).at(-1), `Step 7 of ${count}: ${told[0][6]}`);
  });

  test("a way on is taken in the one in which it is chosen", async (t) => {
    const visitor = await arrive(t, { ...DESKTOP, reducedMotion: "reduce" });
    const { page } = visitor;
    await visitor.visit(`${REQUEST}?with=dynamic/fork#app-down/refused`);
    const beside = page.locator('.scenario[data-on="1"]');
    await beside.getByRole("link", { name: "Yes: read it from the disk" }).and(page.locator("[data-on] a")).click();
    await page.waitForURL(`**${REQUEST}?with=static-file/disk#app-down/redispatch`);
    assert.deepEqual(await shownNow(page), ["app-down/redispatch", "static-file/disk"]);
    await page.locator('.scenario[data-on="0"] .step[data-on] .step-head a').click();
    assert.deepEqual(await shownNow(page), ["app-down/redispatch", "static-file/disk"]);
  });
});
