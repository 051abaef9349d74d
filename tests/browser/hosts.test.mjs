// The examples for hosts that cannot be here: the workflow for GitHub Pages is read and its commands
// are run as a runner would; the script for object storage fills a bucket that obeys the same rules.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, sep } from "node:path";
import test from "node:test";

import { parse } from "yaml";

import { BIN, CLIENT, CONTENT, press } from "./server.mjs";

const DEPLOY = join(CONTENT, "about/deploy");
const workflow = parse(readFileSync(join(DEPLOY, "github-pages.yml"), "utf8"));

const folder = mkdtempSync(join(tmpdir(), "glassbox-hosts-"));
test.after(() => rmSync(folder, { recursive: true }));

// A small portal, by path below `content/`.
const FILES = {
  "site.toml": "name = 'Portal'\nurl = 'https://portal.example'\n",
  "guides/htop.md": "# htop\n\nText.\n",
  "guides/gone.md": "# Gone\n\nText.\n",
  "people/kim.toml": "name = 'Kim'\n",
  "talks/2026-11-30-caches.md": "---\nspeakers: [kim]\n---\n# Caches\n",
};

// A program of this name, first on the path of what is run.
function program(name, text) {
  const bin = join(folder, "bin");
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, name), text);
  chmodSync(join(bin, name), 0o755);
  return { ...process.env, PATH: `${bin}:${process.env.PATH}` };
}

// Every path below a folder with its text.
const read = (root) =>
  new Map(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [relative(root, file).split(sep).join("/"), readFileSync(file)]),
  );

test("the workflow may do what it needs and no more", () => {
  const { on, permissions, jobs } = workflow;
  assert.deepEqual(permissions, { contents: "read", pages: "write", "id-token": "write" });
  assert.deepEqual(on.push.branches, ["main"]);
  // Five fields: once a day, at a minute that is not everybody's.
  assert.match(on.schedule[0].cron, /^[1-9]\d? \d+ \* \* \*$/);
  assert.deepEqual(Object.keys(jobs), ["build", "deploy"]);
  assert.equal(jobs.deploy.needs, "build");
  // Pages shows only what is deployed to this environment.
  assert.equal(jobs.deploy.environment.name, "github-pages");
  const steps = [...jobs.build.steps, ...jobs.deploy.steps];
  // Releases that run on Node.js 24: runners have no older one since September 2026, and Pages takes
  // no artifact of earlier ones.
  assert.deepEqual(
    steps.flatMap(({ uses }) => uses ?? []),
    ["actions/checkout@v6", "actions/cache@v5", "actions/configure-pages@v6", "actions/upload-pages-artifact@v5", "actions/deploy-pages@v5"],
  );
  // What an expression names is there: an output of an earlier step, and a file of the repository.
  const ids = new Set(steps.flatMap(({ id }) => id ?? []));
  const named = [...JSON.stringify(workflow).matchAll(/steps\.(\w+)\.outputs/g)].map(([, id]) => id);
  assert.deepEqual(new Set(named), ids);
  const hashed = JSON.stringify(workflow).match(/hashFiles\('([^']+)'\)/)[1];
  assert.ok(existsSync(join(CONTENT, "..", hashed)), hashed);
  assert.equal(jobs.build.steps[0].with["fetch-depth"], 0);
});

for (const base of ["/portal", ""])
  test(`its commands make what it uploads, at ${base || "the top"}`, () => {
    // A checkout, where `cargo xtask build` is what it stands for: the product with the built client.
    const checkout = join(folder, `checkout${base.replace("/", "-")}`);
    for (const [path, text] of Object.entries(FILES)) {
      mkdirSync(dirname(join(checkout, "content", path)), { recursive: true });
      writeFileSync(join(checkout, "content", path), text);
    }
    const cargo = `#!/bin/sh -eu
[ "$1 $2" = "xtask build" ] && shift 2
exec "${BIN}" build --client "${CLIENT}" --today 2026-11-26 "$@"
`;
    const env = program("cargo", cargo);
    const outputs = { "steps.pages.outputs.base_path": base };
    for (const { run } of workflow.jobs.build.steps.filter(({ run }) => run)) {
      const command = run.replaceAll(/\$\{\{ *([\w.]+) *\}\}/g, (all, name) => outputs[name] ?? all);
      assert.doesNotMatch(command, /\$\{\{/);
      // As runners do it.
      execFileSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", command], { cwd: checkout, env, stdio: "pipe" });
    }
    const upload = workflow.jobs.build.steps.find(({ uses }) => uses?.includes("upload-pages-artifact"));
    const site = join(checkout, upload.with.path);
    const home = readFileSync(join(site, "index.html"), "utf8");
    assert.ok(home.includes(`href="${base}/guides/"`));
    // Pages answers with it where nothing is; hidden files and links it would not take.
    assert.ok(existsSync(join(site, "404.html")));
    assert.deepEqual([...read(site).keys()].filter((path) => /(^|\/)\./.test(path)), []);
  });

test("object storage holds the site, each file with its headers, and loses what is gone", async () => {
  program("aws", "");
  rmSync(join(folder, "bin/aws"));
  symlinkSync(join(import.meta.dirname, "hosts/aws.mjs"), join(folder, "bin/aws"));
  const file = join(folder, "bucket.json");
  const env = { ...process.env, PATH: `${join(folder, "bin")}:${process.env.PATH}`, BUCKET_FILE: file };
  const send = (site) => {
    execFileSync("sh", [join(DEPLOY, "object-storage.sh"), "portal-bucket", site], { env, stdio: "pipe" });
    const state = JSON.parse(readFileSync(file, "utf8"));
    writeFileSync(file, JSON.stringify({ ...state, log: [] }));
    return state;
  };
  // Whatever is in the bucket is what is in the folder, but for compressed copies.
  const same = ({ objects }, site) => {
    const files = [...read(site)].filter(([path]) => !/\.(br|gz)$/.test(path));
    assert.deepEqual(Object.keys(objects).sort(), files.map(([path]) => path).sort());
    for (const [path, bytes] of files) {
      const { hash, cache, type } = objects[path];
      assert.equal(hash, createHash("sha256").update(bytes).digest("hex"), path);
      const hashed = /^assets\//.test(path);
      assert.equal(cache, hashed ? "public, max-age=31536000, immutable" : "no-cache", path);
      const types = { md: "text/markdown; charset=utf-8", txt: "text/plain; charset=utf-8" };
      assert.equal(type, types[path.split(".").pop()] ?? null, path);
    }
  };
  const today = ["--today", "2026-11-26", "--precompress"];
  const first = await press(FILES, ...today);
  const sent = send(first);
  same(sent, first);
  assert.deepEqual(sent.website, { "index-document": "index.html", "error-document": "404.html" });

  const { "guides/gone.md": _, ...fewer } = FILES;
  const second = await press({ ...fewer, "guides/htop.md": "# htop\n\nAnother, longer text.\n" }, ...today);
  const again = send(second);
  same(again, second);
  // Nobody meets a page whose style is missing: what is hashed comes first, what is gone goes last.
  const log = again.log.map((line) => (line.startsWith("put assets/") ? "asset" : line.split(" ")[0]));
  assert.ok(again.log.includes("delete guides/gone/index.html"));
  assert.deepEqual(log, [...log].sort((a, b) => ["asset", "put", "delete"].indexOf(a) - ["asset", "put", "delete"].indexOf(b)));

  // What is no site is not sent.
  assert.throws(() => send(folder), /holds no pressed site/);
});
