// The budgets of design.md: what a reader's line has to carry, compressed as a server can
// (Brotli, quality 11). 1 kB is 1,000 bytes.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { brotliCompressSync, constants } from "node:zlib";

import { pagesOf } from "./pages.mjs";
import { SITE } from "./server.mjs";

const KB = 1000;
const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
const compressed = (bytes) => brotliCompressSync(bytes, QUALITY).length;

const pages = pagesOf(SITE);
const sizes = pages
  .map(({ path, html }) => ({ path, size: compressed(html) }))
  .sort((a, b) => b.size - a.size);

// The assets, by what they are: scripts that pages load, the module with its glue, style sheets.
const assets = { scripts: [], module: [], styles: [] };
for (const name of readdirSync(join(SITE, "assets"))) {
  const loaded = pages.some(({ html }) =>
    new RegExp(`<script[^>]* src="[^"]*/${name}"`).test(html),
  );
  const kind = { css: "styles", wasm: "module", js: loaded ? "scripts" : "module" }[
    name.split(".").at(-1)
  ];
  assets[kind]?.push({ name, size: compressed(readFileSync(join(SITE, "assets", name))) });
}

function within(t, files, budget) {
  const total = files.reduce((sum, { size }) => sum + size, 0);
  for (const { name, size } of files) t.diagnostic(`${name}: ${size} bytes`);
  t.diagnostic(`${total} of ${budget} bytes`);
  assert.ok(files.length > 0, "there is something to weigh");
  assert.ok(total <= budget, `${total} bytes are more than ${budget}`);
}

test("the HTML of a typical page weighs 8 kB at most", (t) => {
  const median = sizes[Math.floor(sizes.length / 2)].size;
  t.diagnostic(`the median of ${sizes.length} pages is ${median} bytes; the heaviest are`);
  for (const { path, size } of sizes.slice(0, 5)) t.diagnostic(`${path}: ${size} bytes`);
  assert.ok(median <= 8 * KB, `${median} bytes`);
});

test("the HTML of every page weighs 24 kB at most", () => {
  assert.deepEqual(
    sizes.filter(({ size }) => size > 24 * KB),
    [],
  );
});

test("the style sheet weighs 12 kB at most", (t) => within(t, assets.styles, 12 * KB));
test("the scripts of a page before the module weigh 2 kB at most", (t) => {
  const loads = (html, name) => new RegExp(`<script[^>]* src="[^"]*/${name}"`).test(html);
  const sums = pages.map(({ path, html }) => {
    const scripts = assets.scripts.filter(({ name }) => loads(html, name));
    return { path, size: scripts.reduce((sum, { size }) => sum + size, 0) };
  });
  for (const { name, size } of assets.scripts) t.diagnostic(`${name}: ${size} bytes`);
  assert.ok(assets.scripts.length > 2, "there is something to weigh");
  assert.deepEqual(
    sums.filter(({ size }) => size > 2 * KB),
    [],
  );
});
test("the module and its glue weigh 100 kB at most", (t) => within(t, assets.module, 100 * KB));
