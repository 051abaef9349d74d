// The walk through a lifecycle: every scenario of every diagram by keyboard, pointer and touch, by
// its addresses, without scripts and on paper.

import assert from "node:assert/strict";
import test, { describe } from "node:test";

import { DESKTOP, NO_SCRIPTS, PHONE, stage, Visitor } from "./browser.mjs";
import { blockStorage } from "./in_page.mjs";
import { pagesOf } from "./pages.mjs";
import { serve, SITE } from "./server.mjs";

const { server, browser, arrive } = await stage(test, serve("--site", SITE));
const diagrams = pagesOf(SITE)
  .map(({ path }) => path)
  .filter((path) => /^\/lifecycle\/.+\/$/.test(path));
assert.ok(diagrams.length > 1, "there are diagrams");

// What the press wrote: the scenarios of each diagram with their steps.
const written = {};
const still = await Visitor.arrive(browser, server.origin, NO_SCRIPTS);
for (const path of diagrams) {
  await still.visit(path);
  written[path] = await still.page.locator(".scenario").evaluateAll((sections) =>
    sections.map((section) => ({
      id: section.querySelector("h2").id,
      title: section.querySelector("h2").textContent,
      steps: [...section.querySelectorAll(".step")].map((step) => ({
        id: step.querySelector(".step-anchor").id,
        title: step.querySelector(".step-head").textContent,
        sentence: step.querySelector(".step-sentence").textContent,
        text: step.querySelector(".prose").textContent.trim(),
      })),
    })),
  );
  assert.ok(written[path].length > 1, `${path} has scenarios`);
}
await still.leave();

// What is shown: the step, as the page, the controls and the address name it.
const shown = (page) =>
  page.evaluate(() => {
    const visible = (element) => element.checkVisibility();
    const bodies = [...document.querySelectorAll(".step-body")].filter(visible);
    const packet = document.querySelector(".lc-packet-0");
    return {
      steps: bodies.map((body) => body.closest(".step").querySelector(".step-anchor").id),
      current: [...document.querySelectorAll("[aria-current=step]")].map((link) => link.hash.slice(1)),
      title: document.getElementById("gb-title").textContent,
      hash: location.hash.slice(1),
      packet: packet.getAttribute("transform"),
      tab: document.querySelector("[role=tab][aria-selected=true]").hash.slice(1),
    };
  });

async function assertAt(page, scenario, step) {
  await page.waitForFunction(
    (id) => document.querySelector("[aria-current=step]")?.hash === `#${id}`,
    step.id,
  );
  const now = await shown(page);
  assert.deepEqual(now.steps, [step.id], "one step is shown");
  assert.deepEqual(now.current, [step.id]);
  assert.equal(now.title, step.title);
  assert.equal(now.tab, scenario.id);
  return now;
}

const focused = (page) => page.evaluate(() => document.activeElement.getAttribute("data-walk"));

describe("lifecycle", { concurrency: 2 }, () => {
  for (const path of diagrams) {
    const scenarios = written[path];

    test(`${path} by keyboard alone`, async (t) => {
      const visitor = await arrive(t, DESKTOP);
      const { page } = visitor;
      await visitor.visit(path);
      await visitor.tabTo(page.getByRole("tab", { selected: true }));
      for (const [index, scenario] of scenarios.entries()) {
        if (index > 0) await page.keyboard.press("ArrowRight");
        await assertAt(page, scenario, scenario.steps[0]);
        assert.ok(
          await page.getByRole("tab", { selected: true }).evaluate((tab) => tab === document.activeElement),
          "the chosen tab has the focus",
        );
      }
      await page.keyboard.press("Home");
      await assertAt(page, scenarios[0], scenarios[0].steps[0]);
      await visitor.tabTo(page.getByRole("button", { name: "Next step" }));
      const { steps } = scenarios[0];
      for (const step of steps.slice(1)) {
        await page.keyboard.press("Enter");
        await assertAt(page, scenarios[0], step);
        assert.equal(await focused(page), "next", "the focus stays");
      }
      await page.keyboard.press("Enter");
      await assertAt(page, scenarios[0], steps.at(-1));
      assert.equal(await focused(page), "next", "the last step never drops out");
      await page.keyboard.press("Home");
      await assertAt(page, scenarios[0], steps[0]);
      await page.keyboard.press("End");
      await assertAt(page, scenarios[0], steps.at(-1));
      await page.keyboard.press("ArrowLeft");
      await assertAt(page, scenarios[0], steps.at(-2));
      const before = await page.evaluate(() => scrollY);
      await page.keyboard.press("ArrowDown");
      await page.waitForFunction((y) => scrollY > y, before);
      await page.evaluate(() => document.activeElement.blur());
      await page.keyboard.press("ArrowRight");
      await visitor.frames();
      await assertAt(page, scenarios[0], steps.at(-2));
    });

    for (const [device, options] of [
      ["pointer", DESKTOP],
      ["touch", { ...PHONE, hasTouch: true }],
    ]) {
      test(`${path} by ${device}`, async (t) => {
        const visitor = await arrive(t, options);
        const { page } = visitor;
        await visitor.visit(path);
        const press = (locator) => (options.hasTouch ? locator.tap() : locator.click());
        for (const scenario of scenarios) {
          await press(page.getByRole("tab", { name: scenario.title }));
          await assertAt(page, scenario, scenario.steps[0]);
          for (const step of scenario.steps.slice(1)) {
            await press(page.getByRole("button", { name: "Next step" }));
            await assertAt(page, scenario, step);
            if (!options.hasTouch) continue;
            // The picture follows the packet; both may still be on their way.
            await page.waitForFunction(() => {
              const box = document.getElementById("gb-scroll").getBoundingClientRect();
              const { x, width } = document.querySelector(".lc-packet-0").getBoundingClientRect();
              return !width || (x + width / 2 > box.left && x + width / 2 < box.right);
            });
          }
        }
        const count = scenarios.length;
        assert.match(await page.locator("#gb-seen").textContent(), new RegExp(`^${count} of ${count} `));
        await visitor.visit(path);
        assert.match(await page.locator("#gb-seen").textContent(), new RegExp(`^${count} of ${count} `));
        assert.deepEqual([...visitor.messages, ...visitor.errors], []);
      });
    }

    for (const scenario of scenarios) {
      test(`${path}#${scenario.id} by its addresses`, async (t) => {
        const visitor = await arrive(t, { ...DESKTOP, reducedMotion: "reduce" });
        const { page } = visitor;
        await visitor.visit(`${path}#${scenario.id}`);
        await assertAt(page, scenario, scenario.steps[0]);
        for (const step of scenario.steps) {
          await page.goto("about:blank");
          await visitor.visit(`${path}#${step.id}`);
          await assertAt(page, scenario, step);
          assert.deepEqual(await visitor.axe(), [], step.id);
          assert.deepEqual(await visitor.overflow(), [], step.id);
        }
      });
    }

    test(`${path} without scripts, and on paper`, async (t) => {
      const visitor = await arrive(t, { ...PHONE, ...NO_SCRIPTS });
      const { page } = visitor;
      await visitor.visit(path);
      for (const media of ["screen", "print"]) {
        await page.emulateMedia({ media });
        const text = (await page.getByRole("main").innerText()).replace(/\s+/g, " ");
        for (const { sentence, text: said } of scenarios.flatMap(({ steps }) => steps)) {
          for (const part of [sentence, said]) {
            assert.ok(text.includes(part.replace(/\s+/g, " ")), `${media}: ${part}`);
          }
        }
      }
      assert.equal(await page.getByRole("img", { name: "its steps by number" }).count(), scenarios.length);
      await page.emulateMedia({ media: "screen" });
      assert.equal(await page.getByRole("button", { name: "Play" }).count(), 0);
      const { id } = scenarios.at(-1).steps.at(-1);
      await page.goto(`${path}#${id}`);
      const { y } = await page.locator(`[id="${id}"]`).boundingBox();
      assert.ok(y >= 0 && y < PHONE.viewport.height, "the step is in view");
    });
  }

  const [path] = diagrams.filter((path) => path.endsWith("/request/"));
  const scenarios = written[path];
  const [{ steps }] = scenarios;

  test("the way back steps back, and forward again", async (t) => {
    const visitor = await arrive(t, DESKTOP);
    const { page } = visitor;
    await visitor.visit(path);
    const next = page.getByRole("button", { name: "Next step" });
    for (let at = 1; at < 4; at += 1) {
      await next.click();
      const { hash } = await assertAt(page, scenarios[0], steps[at]);
      assert.equal(hash, steps[at].id);
    }
    for (const at of [2, 1, 0]) {
      await page.goBack();
      await assertAt(page, scenarios[0], steps[at]);
    }
    await page.goForward();
    await assertAt(page, scenarios[0], steps[1]);
    await page.reload();
    await visitor.settle();
    await assertAt(page, scenarios[0], steps[1]);
  });

  test("a fork is chosen, a step of the list, and a node of the picture", async (t) => {
    const visitor = await arrive(t, DESKTOP);
    const { page } = visitor;
    const fork = steps.find(({ id }) => id === "dynamic/fork");
    await visitor.visit(`${path}#${fork.id}`);
    await page.locator(".step[data-on] .fork a:not([aria-current])").click();
    const file = scenarios.find(({ id }) => id === "static-file");
    await assertAt(page, file, file.steps.find(({ id }) => id === "static-file/disk"));
    await page.locator(".scenario[data-on] .step-head a").first().click();
    await assertAt(page, file, file.steps[0]);
    await page.locator("#gb-map > .lc-node").nth(3).click();
    await assertAt(page, file, file.steps.find(({ id }) => id === "static-file/tls"));
  });

  test("it plays when told to, stops at the end, and for the reader's hand", async (t) => {
    const visitor = await arrive(t, DESKTOP);
    const { page } = visitor;
    await page.clock.install();
    await visitor.visit(path);
    await page.clock.runFor(120_000);
    await assertAt(page, scenarios[0], steps[0]);
    await page.getByRole("button", { name: "Play" }).click();
    await page.clock.runFor(30_000);
    await page.waitForFunction(() => document.querySelector("[aria-current=step]").hash !== "#dynamic/arrive");
    await page.getByRole("button", { name: "Next step" }).click();
    await page.getByRole("button", { name: "Play" }).waitFor();
    await page.getByRole("button", { name: "Play" }).click();
    for (const _ of steps) await page.clock.runFor(60_000);
    await assertAt(page, scenarios[0], steps.at(-1));
    await page.getByRole("button", { name: "Play" }).waitFor();
  });

  test("each step is said once", async (t) => {
    const visitor = await arrive(t, DESKTOP);
    const { page } = visitor;
    await visitor.visit(path);
    assert.equal(await page.locator("#gb-said").textContent(), "", "nothing is said before a move");
    await page.evaluate(() => {
      globalThis.said = [];
      const region = document.getElementById("gb-said");
      new MutationObserver(() => globalThis.said.push(region.textContent)).observe(region, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    });
    const next = page.getByRole("button", { name: "Next step" });
    for (const step of steps.slice(1)) {
      await next.click();
      await assertAt(page, scenarios[0], step);
    }
    await next.press("Enter");
    await visitor.frames();
    const said = await page.evaluate(() => globalThis.said);
    const expected = steps.slice(1).map(
      ({ title, sentence }, at) => `Step ${at + 2} of ${steps.length}: ${title}. ${sentence}`,
    );
    assert.deepEqual(said, expected);
  });

  test("two scenarios are compared side by side", async (t) => {
    const visitor = await arrive(t, DESKTOP);
    const { page } = visitor;
    await visitor.visit(`${path}#dynamic/code`);
    await page.getByLabel("Compare with").selectOption({ label: "The app is too slow" });
    await visitor.frames();
    assert.deepEqual((await shown(page)).steps.sort(), ["app-slow/code", "dynamic/code"]);
    await page.getByRole("button", { name: "Next step" }).click();
    await visitor.frames();
    assert.deepEqual((await shown(page)).steps.sort(), ["app-slow/timeout", "dynamic/answer"]);
    const boxes = await page.locator(".scenario[data-on]").evaluateAll((sections) =>
      sections.map((section) => section.getBoundingClientRect().x),
    );
    assert.notEqual(boxes[0], boxes[1]);
    assert.ok(await page.locator(".lc-packet-1").isVisible(), "the other packet is there");
    assert.deepEqual(await visitor.axe(), []);
    await page.getByLabel("Compare with").selectOption({ label: "nothing" });
    await visitor.frames();
    assert.deepEqual((await shown(page)).steps, ["dynamic/answer"]);
  });

  test("nothing moves where less motion is wanted", async (t) => {
    const visitor = await arrive(t, { ...DESKTOP, reducedMotion: "reduce" });
    const { page } = visitor;
    await visitor.visit(path);
    for (const step of steps.slice(1)) {
      await page.getByRole("button", { name: "Next step" }).click();
      await assertAt(page, scenarios[0], step);
    }
    assert.deepEqual((await visitor.seen()).motions, []);
  });

  test("the packet moves by a transition where motion is welcome", async (t) => {
    const visitor = await arrive(t, DESKTOP);
    const { page } = visitor;
    await visitor.visit(path);
    await page.getByRole("button", { name: "Next step" }).click();
    await page.waitForFunction(() => globalThis.seen.motions.some((motion) => motion.includes("transform")));
  });

  for (const [name, spoil] of [
    ["the module is lost", (page) => page.route("**/*.wasm", (route) => route.abort())],
    ["nothing can be remembered", (page) => page.addInitScript(blockStorage)],
  ]) {
    test(`when ${name}, everything can be read`, async (t) => {
      const visitor = await arrive(t, DESKTOP);
      const { page } = visitor;
      await spoil(page);
      await page.goto(path);
      await page.waitForLoadState("networkidle");
      const bodies = await page.locator(".step-body:visible").count();
      const all = scenarios.reduce((sum, { steps }) => sum + steps.length, 0);
      assert.equal(bodies, name === "the module is lost" ? all : 1);
      assert.deepEqual(visitor.errors, []);
    });
  }

  test("what is touched is large enough", async (t) => {
    const visitor = await arrive(t, { ...PHONE, viewport: { width: 320, height: 640 } });
    const { page } = visitor;
    await visitor.visit(`${path}#dynamic/fork`);
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

  test("nothing moves when the module arrives", async (t) => {
    for (const options of [DESKTOP, PHONE]) {
      const visitor = await arrive(t, options);
      let release;
      const arrival = new Promise((resolve) => (release = resolve));
      await visitor.page.route("**/*.wasm", async (route) => {
        await arrival;
        await route.continue();
      });
      await visitor.page.goto(`${path}#dynamic/tls`);
      await visitor.frames();
      release();
      await visitor.settle();
      await assertAt(visitor.page, scenarios[0], steps[3]);
      const { shift, moved } = await visitor.seen();
      assert.ok(shift < 0.01, `the layout shifted by ${shift}: ${moved.join(", ")}`);
    }
  });
});
