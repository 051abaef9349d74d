#!/usr/bin/env node
// As much of the AWS command line as the script for object storage uses: `s3 sync` with its filters,
// and `s3 website`, on a bucket that is a file of JSON. Each change of an object is noted in `log`.

import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

const STATE = process.env.BUCKET_FILE;
const state = existsSync(STATE)
  ? JSON.parse(readFileSync(STATE, "utf8"))
  : { objects: {}, log: [], website: null };

const fail = (why) => {
  console.error(`aws: ${why}`);
  process.exit(252);
};

const [service, command, ...rest] = process.argv.slice(2);
if (service !== "s3") fail(`unknown service ${service}`);

const places = [];
const options = {};
const filters = [];
while (rest.length) {
  const word = rest.shift();
  if (!word.startsWith("--")) places.push(word);
  else if (word === "--delete") options.delete = true;
  else if (word === "--exclude" || word === "--include") filters.push([word, rest.shift()]);
  else if (/^--(cache-control|content-type|index-document|error-document)$/.test(word)) options[word.slice(2)] = rest.shift();
  else fail(`unknown option ${word}`);
}

// Patterns know `*` across folders, and the last one that fits decides.
const fits = (pattern, key) =>
  new RegExp(`^${pattern.replaceAll(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`).test(key);
const taken = (key) => (filters.findLast(([, pattern]) => fits(pattern, key))?.[0] ?? "--include") === "--include";

function sync(folder, to) {
  const [, bucket, prefix] = to?.match(/^s3:\/\/([^/]+)\/?(.*)$/) ?? fail(`no bucket in ${to}`);
  if (!folder || !bucket || !existsSync(folder)) fail(`no folder at ${folder}`);
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"));
  const key = (name) => (prefix ? `${prefix}/${name}` : name);
  for (const name of names.filter(taken)) {
    const { size, mtimeMs } = statSync(join(folder, name));
    const there = state.objects[key(name)];
    // It is sent again when its size is another, or when it is newer.
    if (there && there.size === size && there.time >= mtimeMs) continue;
    const hash = createHash("sha256").update(readFileSync(join(folder, name))).digest("hex");
    const { "cache-control": cache = null, "content-type": type = null } = options;
    state.objects[key(name)] = { size, time: Date.now(), hash, cache, type };
    state.log.push(`put ${key(name)}`);
  }
  if (!options.delete) return;
  const here = new Set(names.map(key));
  for (const gone of Object.keys(state.objects).filter((object) => object.startsWith(prefix) && !here.has(object))) {
    if (!taken(prefix ? gone.slice(prefix.length + 1) : gone)) continue;
    delete state.objects[gone];
    state.log.push(`delete ${gone}`);
  }
}

if (command === "sync") sync(...places);
else if (command === "website") state.website = options;
else fail(`unknown command ${command}`);
writeFileSync(STATE, JSON.stringify(state));
