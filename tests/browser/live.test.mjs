// Live preview: what is saved is shown, what is wrong is said where, and nobody has to reload.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";

import { DESKTOP, stage, Visitor } from "./browser.mjs";
import { kindsOf, pagesOf } from "./pages.mjs";
import { CLIENT, CONTENT, PUBLIC, serve, SITE } from "./server.mjs";

const folder = mkdtempSync(join(tmpdir(), "glassbox-live-"));
const [content, site] = [join(folder, "content"), join(folder, "site")];
cpSync(CONTENT, content, { recursive: true });
cpSync(PUBLIC, join(folder, "public"), { recursive: true });

const watch = (site) => serve("--watch", "--content", content, "--site", site, "--client", CLIENT);
const { server, browser, arrive } = await stage(test, watch(site));
test.after(() => rmSync(folder, { recursive: true }));

const { guide, home } = kindsOf(pagesOf(SITE));
const file = `${guide.slice(1, -1)}.md`;
const source = readFileSync(join(content, file), "utf8");
const save = (text, name = file) => writeFileSync(join(content, name), text);
const says = (text) => save(`${source}\n${text}\n`);

const visitor = await Visitor.arrive(browser, server.origin, DESKTOP);
const { page } = visitor;
const main = page.getByRole("main");
const overlay = page.getByRole("alertdialog");

// All that the page complained about; a reload ends the stream of events.
function complaints() {
  const failures = visitor.failures.filter(
    (failure) => !/_glassbox\/events .*ABORTED/.test(failure),
  );
  return [...visitor.messages, ...visitor.errors, ...failures];
}

test("a page under watch is as clean as any", async () => {
  await visitor.visit(guide);
  assert.deepEqual(complaints(), []);
  assert.deepEqual((await visitor.seen()).violations, []);
});

test("what is saved is shown", async () => {
  says("The first edit.");
  await main.getByText("The first edit.").waitFor();
  says("The second edit.");
  await main.getByText("The second edit.").waitFor();
  assert.equal(await main.getByText("The first edit.").count(), 0);
});

test("an error is shown at its place, over the last good page", async () => {
  const key = "summray: a slip of the pen";
  const lines = source.split("\n");
  save([lines[0], key, ...lines.slice(1)].join("\n"));
  await overlay.waitFor();
  const said = await overlay.textContent();
  assert.ok(said.includes(`content/${file}:2:1`), said);
  assert.match(said, /summray/);
  assert.match(said, /hint: .*summary/);
  assert.ok(await main.getByText("The second edit.").isVisible(), "the last good page is there");
});

test("the overlay is accessible, and can be put aside", async () => {
  assert.deepEqual(await visitor.axe(), []);
  await overlay.getByRole("button", { name: "Hide" }).press("Enter");
  await overlay.waitFor({ state: "detached" });
});

test("who comes later sees the error, too", async (t) => {
  const other = await arrive(t, DESKTOP);
  await other.visit(home);
  await other.page.getByRole("alertdialog").getByText(`content/${file}:2:1`).waitFor();
});

test("a new error takes the place of the old one", async () => {
  says("[Nowhere](nowhere.md)");
  await overlay.getByText("nowhere").first().waitFor();
  const place = `content/${file}:${source.split("\n").length + 1}:`;
  const said = await overlay.textContent();
  assert.ok(said.includes(place), `${said} lacks ${place}`);
  assert.ok(!said.includes("summray"), said);
});

test("once mended, the overlay is gone and the page is new", async () => {
  says("The third edit.");
  await main.getByText("The third edit.").waitFor();
  await overlay.waitFor({ state: "detached" });
  assert.equal(await main.getByText("The second edit.").count(), 0);
});

test("going back to what was there shows it again", async () => {
  save("---\ntitel: no\n---\n");
  await overlay.waitFor();
  says("The third edit.");
  await overlay.waitFor({ state: "detached" });
  assert.ok(await main.getByText("The third edit.").isVisible());
});

test("a new page is listed", async () => {
  await page.goto("/guides/");
  save(
    "---\ntitle: A guide that was not there\nsummary: Written just now.\n---\n\nText.\n",
    "guides/new-one.md",
  );
  await main.getByRole("link", { name: "A guide that was not there" }).click();
  await page.getByRole("heading", { level: 1, name: "A guide that was not there" }).waitFor();
});

test("a lifecycle stays at its scenario and its step", async (t) => {
  const name = "lifecycle/request.toml";
  const text = readFileSync(join(content, name), "utf8");
  const title = "Served directly off the disk";
  assert.ok(text.includes(title));
  const other = await arrive(t, DESKTOP);
  await other.visit("/lifecycle/request/#dynamic/fork");
  await other.page.locator(".step[data-on] .fork a:not([aria-current])").click();
  const step = other.page.locator(".step[data-on]");
  await step.getByRole("link", { name: title }).waitFor();
  save(text.replace(title, "Read from the disk"), name);
  await step.getByRole("link", { name: "Read from the disk" }).waitFor();
  assert.ok(other.page.url().endsWith("/lifecycle/request/#static-file/disk"));
  assert.equal(await other.page.getByRole("tab", { selected: true }).getAttribute("href"), "#static-file");
});

test("nothing else was complained about", () => assert.deepEqual(complaints(), []));

test("content that is wrong from the start is shown once it is mended", async (t) => {
  save("---\ntitel: no\n---\n");
  const another = await watch(join(folder, "another"));
  const early = await Visitor.arrive(browser, another.origin, DESKTOP);
  t.after(async () => {
    await early.leave();
    await another.stop();
  });
  await early.page.goto(guide);
  await early.page.getByRole("alertdialog").getByText("titel").waitFor();
  says("The fourth edit.");
  await early.page.getByText("The fourth edit.").waitFor();
});

test("the server stops when it is told to, while a browser watches", () => server.stop());
