// How long the browser works to show a step of a lifecycle, by its own tracing, on a processor
// slowed four times: input, script, style, layout and paint. Run by `cargo xtask bench lifecycle`.

import { DESKTOP, launch, PHONE, Visitor } from "./browser.mjs";
import { pagesOf } from "./pages.mjs";
import { serve, SITE } from "./server.mjs";

const SLOWED = 4;
const ROUNDS = 5;
const FRAME = 1000 / 60;
const WORK = ["EventDispatch", "UpdateLayoutTree", "Layout", "PrePaint", "Paint", "Layerize", "Commit"];

// Milliseconds of work for every click in a trace: all of it until the next click.
function perClick(trace) {
  const events = trace.traceEvents.filter(({ name, ph, dur }) => ph === "X" && dur && WORK.includes(name));
  events.sort((a, b) => a.ts - b.ts);
  const clicks = [];
  let until = 0;
  for (const { name, ts, dur, args } of events) {
    const click = name === "EventDispatch" && args.data?.type === "click";
    if (click) clicks.push(0);
    // What happens within something else is counted with it.
    if (!clicks.length || ts < until) continue;
    if (name === "EventDispatch" && !click) continue;
    clicks[clicks.length - 1] += dur / 1000;
    until = ts + dur;
  }
  return clicks;
}

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
      const next = page.getByRole("button", { name: "Next step" });
      const steps = await page.locator(".scenario[data-on] .step").count();
      await browser.startTracing(page, { categories: ["devtools.timeline"] });
      for (let round = 0; round < ROUNDS; round += 1) {
        await next.press("Home");
        for (let step = 1; step < steps; step += 1) {
          await next.click();
          await visitor.frames();
        }
      }
      const times = perClick(JSON.parse((await browser.stopTracing()).toString())).sort((a, b) => a - b);
      const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
      const [median, most] = [at(0.5), at(0.95)].map((time) => time.toFixed(1));
      console.log(`${path} ${device}: ${times.length} steps, p50 ${median} ms, p95 ${most} ms of ${FRAME.toFixed(1)} ms`);
      slow ||= at(0.5) > FRAME;
      await visitor.leave();
    }
  }
} finally {
  await Promise.all([browser.close(), server.stop()]);
}
process.exit(slow ? 1 : 0);
