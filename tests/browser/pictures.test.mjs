// The picture of a lifecycle as it was looked at and found good: four steps in light and dark, on a
// phone and a desktop. The references are in `pictures/`; write them anew, and look at them, with
//
//   SNAPSHOTS=overwrite node --test tests/browser/pictures.test.mjs
//
// Machines differ in fonts and in how edges are smoothed. So words are asWebp in both pictures
// before they are compared, and what is compared are the mean colours of cells of 8 x 8 pixels:
// boxes, lines, lights and the packet have to be where they were. That this is neither too strict
// nor too lax is tested, too: other fonts pass, a hop that was moved does not.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

import { DESKTOP, PHONE, stage } from "./browser.mjs";
import { asWebp, differences } from "./in_page.mjs";
import { serve, SITE } from "./server.mjs";

const FOLDER = fileURLToPath(new URL("pictures", import.meta.url));
const OVERWRITE = process.env.SNAPSHOTS === "overwrite";
// The share of cells that may differ.
const TOLERANCE = 0.004;

const STEPS = {
  sealed: "/lifecycle/request/#dynamic/firewall",
  opened: "/lifecycle/request/#dynamic/tls",
  "server-down": "/lifecycle/request/#app-down/redispatch",
  deploy: "/lifecycle/deploy/#good/check",
};
const OTHER_FONTS = ".lc, .lc text { font-family: serif !important; letter-spacing: 0.5px; }";

const { browser, arrive } = await stage(test, serve("--site", SITE));
mkdirSync(FOLDER, { recursive: true });
const table = await browser.newPage();

// A picture as it is on the page, with the boxes of its words.
async function picture(page) {
  const figure = page.locator(".walk-stage");
  await figure.scrollIntoViewIfNeeded();
  const words = await figure.evaluate((element) => {
    const { x, y } = element.getBoundingClientRect();
    const boxes = [...element.querySelectorAll("text")].map((text) => text.getBoundingClientRect());
    return boxes.filter(({ width }) => width).map((box) => [box.x - x, box.y - y, box.width, box.height]);
  });
  return { png: (await figure.screenshot()).toString("base64"), words };
}

const share = async ({ png, words }, reference) => {
  const now = `data:image/png;base64,${png}`;
  const { cells, differing, sizes } = await table.evaluate(differences, { now, reference, words });
  return sizes[0] === sizes[1] ? differing / cells : 1;
};

for (const [device, options] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
  for (const colorScheme of ["light", "dark"]) {
    for (const [step, address] of Object.entries(STEPS)) {
      const name = `${step}-${device}-${colorScheme}`;
      test(name, async (t) => {
        const visitor = await arrive(t, { ...options, colorScheme, reducedMotion: "reduce" });
        const { page } = visitor;
        await visitor.visit(address);
        const file = join(FOLDER, `${name}.webp`);
        const here = await picture(page);
        if (OVERWRITE) {
          const webp = await table.evaluate(asWebp, `data:image/png;base64,${here.png}`);
          writeFileSync(file, Buffer.from(webp.split(",")[1], "base64"));
        }
        const reference = `data:image/webp;base64,${readFileSync(file).toString("base64")}`;
        const same = await share(here, reference);
        assert.ok(same <= TOLERANCE, `${(100 * same).toFixed(2)} % of it differs`);

        await page.evaluate((css) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(css);
          document.adoptedStyleSheets = [sheet];
        }, OTHER_FONTS);
        const otherwise = await share(await picture(page), reference);
        assert.ok(otherwise <= TOLERANCE, `with other fonts ${(100 * otherwise).toFixed(2)} % of it differs`);

        await page.locator(".lc-lit").first().evaluate((hop) => hop.setAttribute("transform", "translate(0 24)"));
        const moved = await share(await picture(page), reference);
        assert.ok(moved > TOLERANCE, `a hop is elsewhere, and only ${(100 * moved).toFixed(2)} % differs`);
        await page.locator(".lc-lit").first().evaluate((hop) => hop.removeAttribute("transform"));

        await page.getByRole("button", { name: "Next step" }).click();
        await visitor.frames();
        const next = await share(await picture(page), reference);
        assert.ok(next > TOLERANCE, `it is another step, and only ${(100 * next).toFixed(2)} % differs`);
      });
    }
  }
}
