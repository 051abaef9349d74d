// Attacks in every place that an author has: what is wrong is refused, all else is pressed, and
// nothing of it acts in a real browser, with the policy and without it.

import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { describe } from "node:test";

import { parse } from "parse5";

import { launch } from "./browser.mjs";
import * as hostile from "./hostile/content.mjs";
import { cover, frame, judge, provoke, trap } from "./hostile/inspect.mjs";
import { check, press, serveWith, write } from "./hostile/press.mjs";
import { pagesOf } from "./pages.mjs";
import { serve } from "./server.mjs";

// How many pages are opened at a time, each in a frame.
const FRAMES = 24;

const folder = mkdtempSync(join(tmpdir(), "glassbox-hostile-"));
test.after(() => rmSync(folder, { recursive: true }));
const at = (...path) => join(folder, ...path);

// What an author may forgive: with it, pages with bad links and diagrams are pressed, too.
const FORGIVEN = ["broken-link", "broken-anchor", "missing-image", "diagram"];
const forgiving = `[checks]\n${FORGIVEN.map((name) => `${name} = "off"\n`).join("")}`;

const drawings = hostile.mermaid.map((code) => [code]);

// Pages of eight vectors each; those that swallow what follows them have a page of their own.
function bodies() {
  const singles = hostile.vectors.map((vector) => [vector]);
  write(at("singles"), [["site.toml", forgiving], ...hostile.bodies("body-", singles)]);
  press(at("singles"), at("singles-site"));
  const html = new Map(pagesOf(at("singles-site")).map(({ path, html }) => [path, html]));
  const ends = (_, index) =>
    html.get(`/guides/body-${String(index).padStart(4, "0")}/`)?.includes("<p>End of 0.</p>");
  const together = hostile.vectors.filter(ends);
  const alone = singles.filter((single, index) => !ends(single, index));
  return { alone, groups: hostile.chunks(together, 8) };
}

function pressAll() {
  const { alone, groups } = bodies();
  write(at("content"), [
    ["site.toml", forgiving],
    ["dot.png", undefined],
    ["tags.toml", hostile.tags()],
    ["guides/tagged.md", hostile.tagged()],
    ...hostile.bodies("body-", groups),
    ...hostile.bodies("alone-", alone),
    ...hostile.places(hostile.chunks(hostile.vectors, 16)),
    ...hostile.diagrams("drawing-", drawings),
    ...hostile.data(hostile.chunks(hostile.printable, 30)),
    ...hostile.prose(hostile.chunks(hostile.vectors, 30)),
    ...hostile.named(),
    ...hostile.picturesOf().map((path) => [path, undefined]),
  ]);
  const rejected = press(at("content"), at("site"));
  write(at("portal"), [
    ["site.toml", hostile.site()],
    ["guides/page.md", "# A page\n\nSome text.\n"],
  ]);
  press(at("portal"), at("site/portal"), "--base-path", "/portal/");
  return { alone, rejected, pages: pagesOf(at("site")) };
}

const { alone, rejected, pages } = pressAll();
// The policy as `glassbox serve` sends it, but for frames: the test needs them.
async function policy() {
  const server = await serve("--site", at("site"));
  const { headers } = await fetch(server.origin);
  await server.stop();
  const policy = headers.get("content-security-policy");
  assert.match(policy, /; frame-ancestors 'none'$/);
  return { "content-security-policy": policy.replace(/; frame-ancestors 'none'$/, "") };
}

const [open, guarded, browser] = await Promise.all([
  serveWith({}, at("site")),
  policy().then((headers) => serveWith(headers, at("site"))),
  launch(),
]);
test.after(async () => {
  await browser.close();
  await Promise.all([open.stop(), guarded.stop()]);
});

test("there are enough of them, and they are pressed", () => {
  assert.ok(hostile.vectors.length > 600);
  assert.ok(alone.length < hostile.vectors.length / 5, `${alone.length} stand alone`);
  // Nothing is wrong but characters that no page may hold, and nesting without end.
  const others = [...rejected].filter(([, why]) => !/no page may hold|nested deeper/.test(why));
  assert.deepEqual(others, []);
  assert.ok(rejected.size < 40, `${rejected.size} are refused`);
});

test("what is wrong is refused", async (t) => {
  await t.test("addresses that act, wherever an address stands", () => {
    const files = hostile.addresses(hostile.forbidden);
    assert.ok(hostile.forbidden.length > 20);
    write(at("addresses"), files);
    const { status, errors } = check(at("addresses"));
    assert.equal(status, 1);
    const refused = new Set(errors.map(({ path }) => path));
    const passed = [...files].filter(([path]) => !refused.has(path));
    // What is no link in Markdown at all stays text.
    const texts = passed.filter(([path]) => /^guides\/(link|image)-/.test(path));
    assert.deepEqual(
      passed.filter((file) => !texts.includes(file)).map(([path, text]) => `${path}: ${text}`),
      [],
    );
  });
  await t.test("links in pages", () => {
    // The same pages, and nothing forgiven.
    rmSync(at("singles/site.toml"));
    const { status, errors } = check(at("singles"));
    assert.equal(status, 1);
    assert.ok(new Set(errors.map(({ path }) => path)).size > 50);
  });
});

// Elements that parse5 had to open, close or move by itself.
function mended(html) {
  const found = [];
  const onParseError = ({ code, startOffset: at }) => {
    // Leptos marks the places of islands with it.
    if (!html.startsWith("<!>", at - 2)) found.push(`${code}: ${html.slice(at - 40, at + 40)}`);
  };
  const VOID = /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;
  const walk = (node) => {
    const place = node.sourceCodeLocation;
    if (node.tagName && !place?.startTag) found.push(`<${node.tagName}> was not written`);
    else if (node.tagName && !place.endTag && !VOID.test(node.tagName) && !/<path|\/>$/.test(html.slice(place.startTag.startOffset, place.startTag.endOffset)))
      found.push(`<${node.tagName}> is not closed`);
    const around = node.parentNode?.sourceCodeLocation;
    if (place && around?.endTag && (place.startOffset < around.startOffset || place.endOffset > around.endOffset))
      found.push(`<${node.tagName}> was moved`);
    node.childNodes?.forEach(walk);
  };
  walk(parse(html, { sourceCodeLocationInfo: true, onParseError }));
  return found;
}

test("every page is well-formed", () => {
  const found = pages.flatMap(({ path, html }) => mended(html).map((what) => `${path}: ${what}`));
  assert.deepEqual(found.slice(0, 20), []);
});

// A page in which `judge` stands ready.
async function judgement() {
  const page = await browser.newPage();
  await page.evaluate(`globalThis.judge = ${judge}`);
  return page;
}

test("every page is harmless as it stands", async () => {
  const court = await judgement();
  const found = [];
  for (const part of hostile.chunks(pages, 50)) {
    const one = (part) =>
      part.flatMap(({ path, html }) => globalThis.judge(html).map((what) => `${path}: ${what}`));
    found.push(...(await court.evaluate(one, part)));
  }
  await court.close();
  assert.deepEqual(found.slice(0, 20), []);
});

test("so are the texts in feeds", async () => {
  const feed = JSON.parse(readFileSync(at("site/talks/feed.json"), "utf8"));
  assert.ok(feed.items.length > 20);
  const court = await judgement();
  for (const { url, content_html } of feed.items)
    assert.deepEqual(await court.evaluate((html) => globalThis.judge(html, true), content_html), [], url);
  const wrong = (xml) =>
    new DOMParser().parseFromString(xml, "application/xml").querySelector("parsererror")?.textContent;
  for (const path of ["talks/feed.xml", "sitemap.xml"])
    assert.equal(await court.evaluate(wrong, readFileSync(at("site", path), "utf8")), undefined, path);
  await court.close();
});

// What stands for itself in Markdown: nothing opens a link, an image or an element.
const LITERAL = String.raw`(?:[^\\\[\]<>\n]|\\.)*`;

test("the list of pages is a list of links and no more", () => {
  const address = "http://127\\.0\\.0\\.1:8080/[^ ()<>]*index\\.md";
  const line = new RegExp(`^(?:|# ${LITERAL}|> ${LITERAL}|## ${LITERAL}|- \\[${LITERAL}\\]\\(${address}\\)(?:: ${LITERAL})?|Every page .*)$`, "u");
  for (const list of ["site/llms.txt", "site/portal/llms.txt"]) {
    const lines = readFileSync(join(folder, list), "utf8").split("\n");
    assert.deepEqual(lines.filter((written) => !line.test(written)).slice(0, 10), [], list);
  }
});

test("pages as Markdown are sent as text, and begin with their own title", async () => {
  const server = await serve("--site", at("site"));
  const texts = pages.map(({ path }) => at("site", path, "index.md")).filter((file) => existsSync(file));
  assert.ok(texts.length > 500, `${texts.length} of ${pages.length}`);
  for (const file of texts) {
    const [title] = readFileSync(file, "utf8").split("\n", 1);
    assert.match(title, new RegExp(`^# ${LITERAL}$`, "u"), file);
  }
  const { headers } = await fetch(`${server.origin}/guides/body-0000/index.md`);
  await server.stop();
  assert.equal(headers.get("content-type"), "text/markdown; charset=utf-8");
  assert.equal(headers.get("x-content-type-options"), "nosniff");
});

// The policy is the second line: every page is opened with it and without it.
const WAYS = [
  ["without a policy", open],
  ["under the policy", guarded],
];

describe("nothing acts", { concurrency: 2 }, () => {
  for (const [name, { origin }] of WAYS)
  test(name, async () => {
    const found = [];
    const page = await browser.newPage({ baseURL: origin });
    await page.addInitScript(trap);
    const say = (what) => found.push(what);
    page.on("dialog", (dialog) => (say(dialog.message()), dialog.dismiss()));
    page.on("popup", () => say("a window opened"));
    page.on("download", () => say("a download"));
    page.on("pageerror", (error) => say(String(error)));
    // Nobody books here.
    const booking = (message) => message.location().url.startsWith(`${origin}/api/`);
    page.on("console", (message) => message.type() === "error" && !booking(message) && say(`${message.text()} ${message.location().url}`));
    page.on("request", (request) => request.url().startsWith(origin) || say(`fetched ${request.url()}`));
    for (const part of hostile.chunks(pages, FRAMES)) {
      const paths = part.map(({ path }) => encodeURI(path));
      await page.goto("/frames");
      await page.evaluate(frame, paths);
      const frames = page.mainFrame().childFrames();
      await Promise.all(frames.map((frame) => frame.evaluate(provoke)));
      for (const frame of frames) {
        const { ran, covers } = await frame.evaluate(cover);
        for (const what of [...ran, ...covers]) say(`${frame.url()}: ${what}`);
      }
      assert.deepEqual(frames.map((frame) => new URL(frame.url()).pathname), paths, "nobody leaves");
      assert.equal(page.frames().length, 1 + paths.length, "no frame in a frame");
    }
    await page.close();
    assert.deepEqual(found.slice(0, 20), []);
  });
});
