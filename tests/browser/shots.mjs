// Pictures of every kind of page, for eyes: `node tests/browser/shots.mjs OUT_DIR`.

import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { DESKTOP, launch, PHONE, Visitor } from "./browser.mjs";
import { kindsOf, pagesOf } from "./pages.mjs";
import { serve, SITE } from "./server.mjs";

const [out] = process.argv.slice(2);
if (!out) {
  console.error("usage: node tests/browser/shots.mjs OUT_DIR");
  process.exit(2);
}
mkdirSync(out, { recursive: true });

const [server, browser] = await Promise.all([serve("--site", SITE), launch()]);
try {
  for (const { viewport } of [PHONE, DESKTOP]) {
    for (const colorScheme of ["light", "dark"]) {
      const options = { viewport, colorScheme, reducedMotion: "reduce" };
      const visitor = await Visitor.arrive(browser, server.origin, options);
      for (const [kind, path] of Object.entries(kindsOf(pagesOf(SITE)))) {
        await visitor.visit(path);
        const file = join(out, `${kind}-${viewport.width}-${colorScheme}.png`);
        await visitor.page.screenshot({ path: file, fullPage: true });
        console.log(file);
      }
      await visitor.leave();
    }
  }
} finally {
  await Promise.all([browser.close(), server.stop()]);
}
