// What the tests of lifecycles share: the diagrams of the site as the press wrote them, and what a
// page shows of one.

import assert from "node:assert/strict";

import { DESKTOP, NO_SCRIPTS, PHONE, stage, Visitor } from "../browser.mjs";
import { pagesOf } from "../pages.mjs";
import { serve, SITE } from "../server.mjs";

// A server and a browser, and the scenarios of each diagram with their steps, by its path.
export async function lifecycles(test) {
  const { server, browser, arrive } = await stage(test, serve("--site", SITE));
  const still = await Visitor.arrive(browser, server.origin, NO_SCRIPTS);
  const written = {};
  for (const { path } of pagesOf(SITE).filter(({ path }) => /^\/lifecycle\/.+\/$/.test(path))) {
    await still.visit(path);
    written[path] = await still.page.locator(".scenario").evaluateAll((sections) =>
      sections.map((section) => ({
        id: section.querySelector("[id]").id,
        title: section.querySelector("h2").textContent,
        steps: [...section.querySelectorAll(".step")].map((step) => ({
          id: step.querySelector(".step-anchor").id,
          title: step.querySelector(".step-head a").textContent,
          sentence: step.querySelector(".step-sentence").textContent,
          text: step.querySelector(".prose").textContent.trim(),
        })),
      })),
    );
    assert.ok(written[path].length > 1, `${path} has scenarios`);
  }
  await still.leave();
  assert.ok(Object.keys(written).length > 1, "there are diagrams");
  return { arrive, diagrams: Object.entries(written), request: written[REQUEST] };
}

// The diagram that single tests look at.
export const REQUEST = "/lifecycle/request/";

// With what a visitor presses: a name, her device, and how.
export const HANDS = [
  ["pointer", DESKTOP, (locator) => locator.click()],
  ["touch", { ...PHONE, hasTouch: true }, (locator) => locator.tap()],
];

// What is shown: the step, as the page, the controls and the address name it.
export const shown = (page) =>
  page.evaluate(() => {
    // The body of a step that is laid out ahead is there, but none of what it holds.
    const visible = (body) => body.firstElementChild.checkVisibility();
    const bodies = [...document.querySelectorAll(".step-body")].filter(visible);
    return {
      steps: bodies.map((body) => body.closest(".step").querySelector(".step-anchor").id),
      current: [...document.querySelectorAll("[aria-current=step]")].map((link) => link.hash.slice(1)),
      title: document.getElementById("gb-title").textContent,
      tab: document.querySelector("[role=tab][aria-selected=true]").hash.slice(1),
    };
  });

// Waits until a step is marked, and the frame is drawn.
export async function arrived(visitor, id) {
  await visitor.page.waitForFunction(
    (id) => document.querySelector("[data-on] [aria-current=step]")?.hash === `#${id}`,
    id,
  );
  await visitor.frames();
}

// Waits for a step, which must be all that is shown.
export async function assertAt(visitor, scenario, step) {
  await arrived(visitor, step.id);
  const now = await shown(visitor.page);
  assert.deepEqual(now, { steps: [step.id], current: [step.id], title: step.title, tab: scenario.id });
}

// Waits until the address names a step, which it does once the step is drawn.
export const addressed = (page, { id }) => page.waitForFunction((id) => location.hash === `#${id}`, id);

export const next = (page) => page.getByRole("button", { name: "Next step" });
export const tab = (page) => page.getByRole("tab", { selected: true });

// What the live region will have said after some steps of a scenario.
export const sentences = ({ steps }) =>
  steps.map(({ title, sentence }, at) => `Step ${at + 1} of ${steps.length}: ${title}. ${sentence}`);

// Notes all that the live region says from now on; `said` waits until it was so often.
export const listen = (page) =>
  page.evaluate(() => {
    globalThis.said = [];
    const region = document.getElementById("gb-said");
    const note = () => globalThis.said.push(region.textContent);
    new MutationObserver(note).observe(region, { childList: true, characterData: true, subtree: true });
  });

export async function said(page, times) {
  await page.waitForFunction((times) => globalThis.said.length >= times, times);
  return page.evaluate(() => globalThis.said);
}
