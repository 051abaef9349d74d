// How long the browser works to draw a step of a lifecycle, by its own tracing, on a processor
// slowed four times: from the click to the first frame that shows it, split into script, style,
// layout and paint; and each frame of the motion behind it, in which the packet goes its way and the
// picture follows it. It is the time of the page's own thread, in which other programs have no part.
// Beside it stand two floors, taken in the same run: a bare page of which one paragraph changes, and the
// page itself with such a paragraph in place of its walk. Run by `cargo xtask bench lifecycle`.

import { DESKTOP, launch, PHONE } from "./browser.mjs";
import { pagesOf } from "./pages.mjs";
import { serve, SITE } from "./server.mjs";

const SLOWED = 4;
const ROUNDS = 3;
// Clicks a round where there is nothing to step through.
const STEPS = 12;
// Until all is at rest, in ms: a packet, or a paragraph.
const REST = 800;
const STILL = 250;
const FRAME = 1000 / 60;
// Work on the main thread, by what it is; whatever stands within another is counted with it, but
// for style and layout that a script forces.
const KINDS = {
  EventDispatch: "script",
  FunctionCall: "script",
  FireAnimationFrame: "script",
  RunMicrotasks: "script",
  UpdateLayoutTree: "style",
  Layout: "layout",
  PrePaint: "paint",
  Paint: "paint",
  Layerize: "paint",
};
// The last of a frame.
const LAST = "Layerize";
const PARTS = ["script", "style", "layout", "paint"];

const sum = (work) => PARTS.reduce((all, part) => all + work[part], 0);
const nothing = () => Object.fromEntries(PARTS.map((part) => [part, 0]));

// For every click in a trace: the work until its frame was drawn, and the longest of the frames
// of motion after it.
function clicksOf({ traceEvents }) {
  const clicked = ({ name, args }) => name === "EventDispatch" && args.data?.type === "click";
  const page = traceEvents.find(clicked);
  const own = ({ pid, tid }) => pid === page.pid && tid === page.tid;
  const events = traceEvents.filter((event) => event.ph === "X" && event.tdur && KINDS[event.name] && own(event));
  events.sort((a, b) => a.ts - b.ts || b.dur - a.dur);
  const clicks = [];
  const open = [];
  let frame;
  for (const event of events) {
    const { name, ts, dur, tdur } = event;
    if (clicked(event)) {
      frame = nothing();
      clicks.push({ first: frame, motion: 0 });
    }
    if (!frame) continue;
    while (open.length && open.at(-1).end <= ts) open.pop();
    const [time, kind] = [tdur / 1000, KINDS[name]];
    // What stands within something else is no longer that one's.
    const around = open.at(-1);
    if (around && around.frame === frame) frame[around.kind] -= time;
    frame[kind] += time;
    open.push({ end: ts + dur, kind, frame });
    if (name !== LAST) continue;
    const click = clicks.at(-1);
    if (click.first !== frame) click.motion = Math.max(click.motion, sum(frame));
    frame = nothing();
  }
  return clicks;
}

const at = (times, share) => times.sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))];
const ms = (time) => time.toFixed(1);

const FLOOR = "<p id='gb-floor'>One</p><button data-walk='next'>Next</button>";

// In the page: each click writes another paragraph.
function turn() {
  let number = 1;
  const paragraph = document.querySelector("#gb-floor");
  document.querySelector("[data-walk=next]").onclick = () => {
    number += 1;
    paragraph.textContent = `Paragraph number ${number}`;
  };
}

// What is clicked through, by name: how a page of it is opened.
const KINDS_OF_PAGE = {
  "a bare page": async (page) => {
    const body = `<!doctype html><title>Bare</title>${FLOOR}`;
    await page.route("**/bare", (route) => route.fulfill({ contentType: "text/html", body }));
    await page.goto("/bare");
    await page.evaluate(turn);
  },
  "without its walk": async (page, path) => {
    await page.goto(path);
    await page.evaluate((floor) => (document.querySelector("#gb-walk").outerHTML = floor), FLOOR);
    await page.evaluate(turn);
  },
  "a step": async (page, path) => {
    await page.goto(path);
    await page.waitForSelector("#gb-walk[data-live]");
  },
};

// Opens a page in a context of its own, and clicks through it.
async function measure(options, open, path) {
  const context = await browser.newContext({ baseURL: server.origin, ...options });
  const page = await context.newPage();
  await open(page, path);
  const cdp = await context.newCDPSession(page);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: SLOWED });
  const next = await page.$("[data-walk=next]");
  const found = await page.locator(".scenario[data-on] .step").count();
  const [steps, rest] = found ? [found, REST] : [STEPS, STILL];
  await browser.startTracing(page, { categories: ["devtools.timeline"] });
  for (let round = 0; round < ROUNDS; round += 1) {
    await next.press("Home");
    await next.hover();
    await page.waitForTimeout(rest);
    for (let step = 1; step < steps; step += 1) {
      // By the mouse itself: what a tool does to find and check a button is work of its own.
      const { x, y, width, height } = await next.boundingBox();
      await page.mouse.click(x + width / 2, y + height / 2);
      await page.waitForTimeout(rest);
    }
  }
  const clicks = clicksOf(JSON.parse((await browser.stopTracing()).toString()));
  await context.close();
  return clicks;
}

const [server, browser] = await Promise.all([serve("--site", SITE), launch()]);
let slow = false;
try {
  const paths = pagesOf(SITE).map(({ path }) => path).filter((path) => /^\/lifecycle\/.+\/$/.test(path));
  for (const path of paths) {
    for (const [device, options] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
      const medians = [];
      for (const [name, open] of Object.entries(KINDS_OF_PAGE)) {
        const clicks = await measure(options, open, path);
        const firsts = clicks.map(({ first }) => sum(first));
        const [median, most] = [at(firsts, 0.5), at(firsts, 0.95)];
        const split = PARTS.map((part) => `${part} ${ms(at(clicks.map(({ first }) => first[part]), 0.5))}`);
        medians.push(median);
        console.log(
          `${path} ${device}, ${name}: ${clicks.length} clicks, p50 ${ms(median)} ms (${split.join(", ")}), p95 ${ms(most)} ms`,
        );
        if (name !== "a step") continue;
        const [bare, without] = medians;
        console.log(
          `  ${median > FRAME ? "more than" : "within"} a frame of ${ms(FRAME)} ms; ${ms(median / bare)}x a bare page, ` +
            `${ms(median / without)}x its page; longest frame of motion p50 ${ms(at(clicks.map(({ motion }) => motion), 0.5))} ms`,
        );
        slow ||= median > FRAME;
      }
    }
  }
} finally {
  await Promise.all([browser.close(), server.stop()]);
}
process.exit(slow ? 1 : 0);
