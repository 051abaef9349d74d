// The walk through a lifecycle, further: printed, compared by pointer and touch, its full screen, its
// link, its speed, and what is said of every step. The walks themselves are in lifecycle.test.mjs.

import assert from "node:assert/strict";
import test, { describe } from "node:test";

import { extractText, getDocumentProxy } from "unpdf";

import { DESKTOP, PHONE, stage } from "./browser.mjs";
import { pagesOf } from "./pages.mjs";
import { serve, SITE } from "./server.mjs";

const { arrive } = await stage(test, serve("--site", SITE));
const diagrams = pagesOf(SITE)
  .map(({ path }) => path)
  .filter((path) => /^\/lifecycle\/.+\/$/.test(path));
const [path] = diagrams.filter((path) => path.endsWith("/request/"));

// The ids of all steps, by scenario.
const stepsOf = (page) =>
  page.locator(".scenario").evaluateAll((sections) =>
    sections.map((section) => [...section.querySelectorAll(".step-head a")].map((link) => link.hash.slice(1))),
  );

const shown = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll(".step-body")]
      .filter((body) => body.checkVisibility())
      .map((body) => body.closest(".step").querySelector(".step-head a").hash.slice(1)),
  );

// Waits until the step is marked, and the frame is drawn.
async function arrived(visitor, step) {
  await visitor.page.waitForFunction(
    (id) => document.querySelector("[data-on] [aria-current=step]")?.hash === `#${id}`,
    step,
  );
  await visitor.frames();
}

const next = (page) => page.getByRole("button", { name: "Next step" });

describe("walk", { concurrency: 2 }, () => {
  for (const path of diagrams) {
    test(`${path} printed has every step of every scenario`, async (t) => {
      const visitor = await arrive(t, DESKTOP);
      const { page } = visitor;
      await visitor.visit(path);
      const steps = await page.locator(".step").evaluateAll((steps) =>
        steps.map((step) => {
          const said = step.querySelectorAll(
            ".step-head, .step-sentence, .prose, .pick, .fork, .message tbody :is(th, code), .step-place, .answer",
          );
          const walker = [...said].map((part) => document.createTreeWalker(part, NodeFilter.SHOW_TEXT));
          const texts = [];
          for (const one of walker) while (one.nextNode()) texts.push(one.currentNode.data);
          return { id: step.querySelector(".step-anchor").id, texts };
        }),
      );
      assert.ok(steps.length > 10);
      const pdf = await getDocumentProxy(new Uint8Array(await page.pdf({ format: "A4" })));
      const { text } = await extractText(pdf, { mergePages: true });
      // Lines break anywhere, and fonts join letters.
      const plain = (text) => text.normalize("NFKC").replace(/[\s\u00ad]+/g, "");
      const printed = plain(text);
      let at = 0;
      for (const { id, texts } of steps) {
        for (const said of texts.map(plain)) {
          assert.ok(printed.includes(said), `${id}: ${said}`);
        }
        // Each step stands behind the one before, also where two scenarios share it.
        at = printed.indexOf(plain(texts[0]), at);
        assert.ok(at >= 0, `${id} is in its place`);
      }
    });

    for (const [device, options] of [
      ["pointer", DESKTOP],
      ["touch", { ...PHONE, hasTouch: true }],
    ]) {
      test(`${path} compared by ${device}`, async (t) => {
        const visitor = await arrive(t, { ...options, reducedMotion: "reduce" });
        const { page } = visitor;
        await visitor.visit(path);
        const all = await stepsOf(page);
        const press = (locator) => (options.hasTouch ? locator.tap() : locator.click());
        for (const [index, other] of all.entries()) {
          if (index === 0) continue;
          await page.getByLabel("Compare with").selectOption(String(index));
          const longest = Math.max(all[0].length, other.length);
          for (let step = 0; step < longest; step += 1) {
            if (step > 0) await press(next(page));
            const both = [all[0], other].map((steps) => steps[Math.min(step, steps.length - 1)]);
            await arrived(visitor, both[0]);
            assert.deepEqual((await shown(page)).sort(), both.toSorted());
            assert.ok(await page.locator(".lc-packet-1").evaluate((packet) => packet.hasAttribute("transform")));
          }
          await page.getByLabel("Compare with").selectOption({ label: "nothing" });
          await arrived(visitor, all[0].at(-1));
          const count = all[0].length;
          assert.equal(await page.locator("#gb-count").textContent(), `Step ${count} of ${count}`);
          await press(page.getByRole("button", { name: "First step" }));
          await arrived(visitor, all[0][0]);
        }
        await visitor.frames();
        assert.deepEqual(await shown(page), [all[0][0]]);
        assert.deepEqual([...visitor.messages, ...visitor.errors], []);
      });
    }

    test(`${path}: every step is said once, by keyboard alone`, async (t) => {
      const visitor = await arrive(t, { ...DESKTOP, reducedMotion: "reduce" });
      const { page } = visitor;
      await visitor.visit(path);
      const expected = await page.locator(".scenario").evaluateAll((sections) =>
        sections.flatMap((section) => {
          const steps = [...section.querySelectorAll(".step")];
          return steps.map((step, at) => {
            const [title, sentence] = [".step-head", ".step-sentence"].map((part) => step.querySelector(part).textContent);
            return `Step ${at + 1} of ${steps.length}: ${title}. ${sentence}`;
          });
        }),
      );
      await page.evaluate(() => {
        globalThis.said = [];
        const region = document.getElementById("gb-said");
        const note = () => globalThis.said.push(region.textContent);
        new MutationObserver(note).observe(region, { childList: true, characterData: true, subtree: true });
      });
      const all = await stepsOf(page);
      const tab = page.getByRole("tab", { selected: true });
      await visitor.tabTo(tab);
      for (const [index, steps] of all.entries()) {
        if (index > 0) await page.keyboard.press("ArrowRight");
        await arrived(visitor, steps[0]);
        await visitor.tabTo(next(page));
        for (const step of steps.slice(1)) {
          await page.keyboard.press("Enter");
          await arrived(visitor, step);
        }
        while (!(await tab.evaluate((tab) => tab === document.activeElement))) {
          await page.keyboard.press("Shift+Tab");
        }
      }
      assert.deepEqual(await page.evaluate(() => globalThis.said), expected.slice(1));
      assert.deepEqual((await visitor.seen()).motions, []);
    });
  }

  test("a link of a step leads to another scenario, with the picture in view", async (t) => {
    const visitor = await arrive(t, { ...DESKTOP, reducedMotion: "reduce" });
    const { page } = visitor;
    await visitor.visit(`${path}#dynamic/got-it`);
    await page.getByRole("link", { name: "Response caching" }).and(page.locator("[data-on] a")).click();
    await arrived(visitor, "cache-hit/cache");
    assert.ok(await page.locator(".walk-stage").evaluate((stage) => stage.getBoundingClientRect().top >= 0));
    await page.goBack();
    await arrived(visitor, "dynamic/got-it");
  });

  test("the whole screen, and back", async (t) => {
    const visitor = await arrive(t, DESKTOP);
    const { page } = visitor;
    await visitor.visit(`${path}#dynamic/tls`);
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

  test("the link to a step is copied, or one is told how", async (t) => {
    const permissions = ["clipboard-read", "clipboard-write"];
    const visitor = await arrive(t, { ...DESKTOP, permissions });
    const { page } = visitor;
    await visitor.visit(path);
    await next(page).click();
    const copy = page.getByRole("button", { name: "Copy link to this step" });
    const said = page.locator("#gb-said");
    await copy.click();
    await said.getByText("Link copied").waitFor({ state: "attached" });
    const address = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(address, page.url());
    assert.ok(address.endsWith(`${path}#dynamic/firewall`), address);
    await page.evaluate(() => (navigator.clipboard.writeText = () => Promise.reject(new Error("denied"))));
    await copy.click();
    await said.getByText("copy the address").waitFor({ state: "attached" });
    assert.match(await copy.getAttribute("data-failed"), /copy the address/);
    await page.waitForFunction(() => !document.querySelector("[data-failed]"));
    assert.deepEqual(visitor.errors, []);
  });

  test("twice the speed takes half the time, half of it twice", async (t) => {
    const took = {};
    for (const speed of ["100", "200", "50"]) {
      const visitor = await arrive(t, DESKTOP);
      const { page } = visitor;
      await page.clock.install();
      await visitor.visit(path);
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
});
