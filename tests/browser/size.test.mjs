// The budgets of design.md: what a reader's line has to carry, compressed as a server can
// (Brotli, quality 11). 1 kB is 1,000 bytes.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { brotliCompressSync, constants } from "node:zlib";

import { DESKTOP, stage } from "./browser.mjs";
import { pagesOf } from "./pages.mjs";
import { BIN, CLIENT, serve, SITE } from "./server.mjs";

const KB = 1000;
const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
const compressed = (bytes) => brotliCompressSync(bytes, QUALITY).length;

// What stands around a page's own part: head, header, sidebar, table of contents, footer.
const FRAME = 3.5 * KB;
// A page that says no more than most.
const TYPICAL = 8 * KB;

const MAIN = /<main\b[^>]*>(.*)<\/main>/s;
const pages = pagesOf(SITE).map(({ path, html }) => {
  const main = html.match(MAIN)?.[1] ?? "";
  const words = main.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
  return {
    path,
    html,
    size: compressed(html),
    frame: compressed(html.replace(main, "")),
    words: compressed(words),
  };
});
pages.sort((a, b) => b.size - a.size);

// A page that says more may weigh more, but only in proportion to what its bare words weigh, beside
// the frame; a lifecycle, which draws each of its scenarios, needs the most. So no length is set for what an author has to say, and none is wasted on it.
const budgetOf = ({ words }) => Math.max(TYPICAL, FRAME + 2.25 * words);

const told = ({ path, size, frame, words }) =>
  `${path}: ${size} bytes (frame ${frame}, words ${words})`;

// The assets, by what they are: scripts that pages load, the module with its glue, style sheets.
// Pages of earlier addresses load a script of their own and nothing else.
const scriptsOf = (html) => [...html.matchAll(/<script[^>]* src="([^"]*)"/g)].map(([, src]) => src);
const loaded = new Set(pages.flatMap(({ html }) => scriptsOf(html)).map((src) => src.split("/").at(-1)));
const assets = { scripts: [], module: [], styles: [] };
for (const name of readdirSync(join(SITE, "assets"))) {
  const script = loaded.has(name) ? "scripts" : "module";
  const kind = { css: "styles", wasm: "module", js: script }[name.split(".").at(-1)];
  if (name.startsWith("redirect-")) continue;
  assets[kind]?.push({ name, size: compressed(readFileSync(join(SITE, "assets", name))) });
}

function within(t, files, budget) {
  const total = files.reduce((sum, { size }) => sum + size, 0);
  for (const { name, size } of files) t.diagnostic(`${name}: ${size} bytes`);
  t.diagnostic(`${total} of ${budget} bytes`);
  assert.ok(files.length > 0, "there is something to weigh");
  assert.ok(total <= budget, `${total} bytes are more than ${budget}`);
}

test("every page keeps to its budget, 8 kB unless it says much", (t) => {
  t.diagnostic(`the heaviest of ${pages.length} pages are`);
  for (const page of pages.slice(0, 5)) t.diagnostic(told(page));
  const heavy = pages.filter((page) => page.size > budgetOf(page));
  assert.deepEqual(heavy.map(told), []);
});

test("the frame of every page weighs 3.5 kB at most", () => {
  const heavy = pages.filter(({ frame }) => frame > FRAME);
  assert.deepEqual(heavy.map(told), []);
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

test("the module is the same whatever the content", () => {
  const folder = mkdtempSync(join(tmpdir(), "glassbox-size-"));
  try {
    const [content, out] = [join(folder, "content"), join(folder, "site")];
    mkdirSync(content);
    writeFileSync(join(content, "one.md"), "# One page\n\nAnd no other.\n");
    const args = ["build", "--content", content, "--out", out, "--client", CLIENT];
    execFileSync(BIN, args, { stdio: "pipe" });
    const of = (site) =>
      readdirSync(join(site, "assets"))
        .filter((name) => /^(?!redirect-).*\.(css|js|wasm)$/.test(name))
        .map((name) => [name, compressed(readFileSync(join(site, "assets", name)))]);
    assert.deepEqual(of(out), of(SITE));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const hasIsland = ({ html }) => html.includes("<leptos-island");

test("of all pages, those with an island name the module, and no other does", () => {
  const named = ({ html }) => assets.module.some(({ name }) => html.includes(name));
  const wrong = pages.filter((page) => named(page) !== hasIsland(page));
  assert.deepEqual(wrong.map(told), []);
  assert.ok(pages.some(hasIsland) && !pages.every(hasIsland), "there are both");
});

test("a page without an island loads no module, one with an island does", async (t) => {
  const { arrive } = await stage(t, serve("--site", SITE));
  const modules = async (path) => {
    const visitor = await arrive(t, DESKTOP);
    await visitor.visit(path);
    // Longer than an idle browser is waited for before the module is loaded.
    await visitor.page.waitForTimeout(2500);
    return visitor.requests.filter((url) =>
      assets.module.some(({ name }) => new URL(url).pathname.endsWith(name)),
    ).length;
  };
  const without = pages.find((page) => !hasIsland(page) && page.path !== "/404.html");
  assert.equal(await modules(without.path), 0, without.path);
  const island = pages.find(hasIsland);
  assert.equal(await modules(island.path), 2, island.path);
});
