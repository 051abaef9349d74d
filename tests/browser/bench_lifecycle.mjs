// How long the browser works to draw a step of a lifecycle, by its own tracing, on a processor
// slowed four times: from the click to the first frame that shows it, split into script, style,
// layout and paint; and each frame of the motion behind it. It is the time of the page's own thread,
// in which other programs have no part. Run by `cargo xtask bench lifecycle`.

import { DESKTOP, launch, PHONE, Visitor } from "./browser.mjs";
import { pagesOf } from "./pages.mjs";
import { serve, SITE } from "./server.mjs";

const SLOWED = 4;
const ROUNDS = 3;
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

const [server, browser] = await Promise.all([serve("--site", SITE), launch()]);
let slow = false;
try {
  const paths = pagesOf(SITE).map(({ path }) => path).filter((path) => /^\/lifecycle\/.+\/$/.test(path));
  for (const path of paths) {
    for (const [device, options] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
      const visitor = await Visitor.arrive(browser, server.origin, options);
      const { page } = visitor;
      await visitor.visit(path);
      const cdp = await page.context().newCDPSession(page);
      await cdp.send("Emulation.setCPUThrottlingRate", { rate: SLOWED });
      const next = await page.$("[data-walk=next]");
      const steps = await page.locator(".scenario[data-on] .step").count();
      await next.hover();
      await browser.startTracing(page, { categories: ["devtools.timeline"] });
      for (let round = 0; round < ROUNDS; round += 1) {
        await next.press("Home");
        await page.waitForTimeout(900);
        for (let step = 1; step < steps; step += 1) {
          // By the mouse itself: what a tool does to find and check a button is work of its own.
          const { x, y, width, height } = await next.boundingBox();
          await page.mouse.click(x + width / 2, y + height / 2);
          // Until the packet has come to rest.
          await page.waitForTimeout(900);
        }
      }
      const clicks = clicksOf(JSON.parse((await browser.stopTracing()).toString()));
      const firsts = clicks.map(({ first }) => sum(first));
      const [median, most] = [at(firsts, 0.5), at(firsts, 0.95)];
      const split = PARTS.map((part) => `${part} ${ms(at(clicks.map(({ first }) => first[part]), 0.5))}`);
      console.log(
        `${path} ${device}: ${clicks.length} steps, p50 ${ms(median)} ms (${split.join(", ")}), p95 ${ms(most)} ms ` +
          `of ${ms(FRAME)} ms; longest frame of motion p50 ${ms(at(clicks.map(({ motion }) => motion), 0.5))} ms`,
      );
      slow ||= median > FRAME;
      await visitor.leave();
    }
  }
} finally {
  await Promise.all([browser.close(), server.stop()]);
}
process.exit(slow ? 1 : 0);
