// A lifecycle without scripts, on paper, and while the module is not there or cannot remember.

import assert from "node:assert/strict";
import test, { describe } from "node:test";

import { extractText, getDocumentProxy } from "unpdf";

import { DESKTOP, NO_SCRIPTS, PHONE } from "../browser.mjs";
import { blockStorage } from "../in_page.mjs";
import { assertAt, lifecycles, REQUEST } from "./diagrams.mjs";

const { arrive, diagrams, request } = await lifecycles(test);

describe("still", { concurrency: 2 }, () => {
  for (const [path, scenarios] of diagrams) {
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
      // Each is the picture once more: what is not styled there, lies elsewhere.
      const boxes = await page.locator("#gb-map, .scenario-hops use").evaluateAll((drawn) =>
        drawn.map((one) => one.getBBox()).map(({ x, y, width, height }) => [x, y, width, height].map(Math.round)),
      );
      assert.equal(boxes.length, scenarios.length + 1);
      for (const box of boxes) assert.deepEqual(box, boxes[0]);
      await page.emulateMedia({ media: "screen" });
      assert.equal(await page.getByRole("button", { name: "Play" }).count(), 0);
      const { id } = scenarios.at(-1).steps.at(-1);
      await page.goto(`${path}#${id}`);
      const { y } = await page.locator(`[id="${id}"]`).boundingBox();
      assert.ok(y >= 0 && y < PHONE.viewport.height, "the step is in view");
    });

    test(`${path} printed has every step of every scenario`, async (t) => {
      const visitor = await arrive(t, DESKTOP);
      const { page } = visitor;
      await visitor.visit(path);
      const steps = await page.locator(".step").evaluateAll((steps) =>
        steps.map((step) => {
          const said = step.querySelectorAll(
            ".step-head a, .step-sentence, .prose, .pick, .fork, .message tbody :is(th, code), .step-place, .answer",
          );
          const walker = [...said].map((part) => document.createTreeWalker(part, NodeFilter.SHOW_TEXT));
          const texts = [];
          for (const one of walker) while (one.nextNode()) texts.push(one.currentNode.data);
          const number = [...step.parentElement.children].indexOf(step) + 1;
          const told = step.classList.contains("step-told");
          return { id: step.querySelector(".step-anchor").id, number, texts, told };
        }),
      );
      assert.ok(steps.length > 10);
      // Lines break anywhere, and fonts join letters.
      const plain = (text) => text.normalize("NFKC").replace(/[\s\u00ad]+/g, "");
      const printed = async (paper) => {
        const pdf = await getDocumentProxy(new Uint8Array(await page.pdf(paper)));
        return [plain((await extractText(pdf, { mergePages: true })).text), pdf.numPages];
      };
      await page.emulateMedia({ media: "screen" });
      const [screen] = await printed({ width: "1440px", height: "9000px" });
      for (const { number, texts } of steps.slice(0, scenarios[0].steps.length)) {
        assert.ok(screen.includes(plain(`${number}${texts[0]}`)), `on the screen, step ${number} has its number`);
      }
      // The step that was shown is one of many there.
      await page.emulateMedia({ media: "print" });
      const faces = page.locator("#gb-map .lc-face");
      const fills = await faces.evaluateAll((faces) => faces.map((face) => getComputedStyle(face).fill));
      assert.equal(new Set(fills).size, 1, "no hop is lit");
      const [paper, pages] = await printed({ format: "A4" });
      // What scenarios share is told once, and the others say where.
      const own = steps.filter(({ told }) => !told).length;
      assert.ok(own < steps.length && pages < own, `${pages} pages for ${own} steps`);
      const [{ title }] = scenarios;
      assert.ok(paper.includes(plain(`are told in full under ${title}.`)));
      let at = 0;
      for (const { id, number, texts } of steps) {
        for (const said of texts.map(plain)) {
          assert.ok(paper.includes(said), `${id}: ${said}`);
        }
        // Each step stands behind the one before, with its number, also where two scenarios share it.
        at = paper.indexOf(plain(`${number}${texts[0]}`), at);
        assert.ok(at >= 0, `${id} is in its place`);
      }
    });
  }

  for (const [name, spoil] of [
    ["the module is lost", (page) => page.route("**/*.wasm", (route) => route.abort())],
    ["nothing can be remembered", (page) => page.addInitScript(blockStorage)],
  ]) {
    test(`when ${name}, everything can be read`, async (t) => {
      const visitor = await arrive(t, DESKTOP);
      const { page } = visitor;
      await spoil(page);
      await page.goto(REQUEST);
      await page.locator("[data-still], .walk-through[data-live]").waitFor({ state: "attached" });
      const bodies = await page.locator(".step-body:visible").count();
      const all = request.reduce((sum, { steps }) => sum + steps.length, 0);
      assert.equal(bodies, name === "the module is lost" ? all : 1);
      assert.deepEqual(visitor.errors, []);
    });
  }

  test("nothing moves when the module arrives", async (t) => {
    for (const options of [DESKTOP, PHONE]) {
      const visitor = await arrive(t, options);
      let release;
      const arrival = new Promise((resolve) => (release = resolve));
      await visitor.page.route("**/*.wasm", async (route) => {
        await arrival;
        await route.continue();
      });
      await visitor.page.goto(`${REQUEST}#dynamic/tls`);
      await visitor.frames();
      release();
      await visitor.settle();
      await assertAt(visitor, request[0], request[0].steps[3]);
      const { shift, moved } = await visitor.seen();
      assert.ok(shift < 0.01, `the layout shifted by ${shift}: ${moved.join(", ")}`);
    }
  });
});
