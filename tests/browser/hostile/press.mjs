// Content to a site by the real binary, and the site over HTTP without a policy.

import { spawnSync } from "node:child_process";
import { createReadStream, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, extname, join, normalize } from "node:path";

import { BIN, CLIENT } from "../server.mjs";

const TODAY = ["--today", "2026-11-26"];
// One pixel, so that pictures can be found.
const PICTURE = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");

// Writes files below `folder`; their contents are texts, or nothing for a picture.
export function write(folder, files) {
  for (const [path, text] of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text ?? PICTURE);
  }
}

function run(...args) {
  const { status, stdout, stderr, error } = spawnSync(BIN, args, {
    encoding: "utf8",
    maxBuffer: 1 << 28,
    env: { ...process.env, NO_COLOR: "1" },
  });
  if (error) throw error;
  return { status, stdout, stderr };
}

// What `glassbox check` says: the exit code and the errors.
export function check(content) {
  const { status, stdout, stderr } = run("check", "--format", "json", "--content", content, ...TODAY);
  if (![0, 1].includes(status)) throw new Error(`glassbox check ended with ${status}:\n${stderr}`);
  const errors = JSON.parse(stdout).filter(({ severity }) => severity === "error");
  for (const { path, line, column } of errors) {
    const lines = readFileSync(join(content, path), "utf8").split("\n");
    if (line < 1 || line > lines.length || column < 1 || column > [...lines[line - 1]].length + 1)
      throw new Error(`${path}:${line}:${column} is no place in the file`);
  }
  return { status, errors };
}

// Takes the files with errors out, until there are none, and presses the rest.
export function press(content, site, ...more) {
  const rejected = new Map();
  for (let round = 0; ; round += 1) {
    const { status, errors } = check(content);
    if (status === 0) break;
    if (round === 4) throw new Error(`still wrong: ${JSON.stringify(errors.slice(0, 3))}`);
    for (const { path, message } of errors) {
      rejected.set(path, message);
      rmSync(join(content, path), { force: true });
    }
  }
  const built = run("build", "--content", content, "--out", site, "--client", CLIENT, ...TODAY, ...more);
  if (built.status !== 0) throw new Error(`glassbox build ended with ${built.status}:\n${built.stderr}`);
  return rejected;
}

// No icon: browsers would ask for one.
const FRAMES = '<!doctype html><title>Frames</title><link rel="icon" href="data:,">';

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css",
  ".js": "text/javascript",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".json": "application/json",
};

// Serves a folder, with these headers and no others, and at `/frames` a page to put frames into.
export async function serveWith(headers, site) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    if (path === "/frames") return void response.end(FRAMES);
    let file = join(site, normalize(path));
    if (file.endsWith("/")) file += "index.html";
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return void response.writeHead(404).end();
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    response.writeHead(200, { ...headers, "content-type": type });
    createReadStream(file).pipe(response);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const stop = () => {
    server.closeAllConnections();
    return new Promise((closed) => server.close(closed));
  };
  return { origin: `http://127.0.0.1:${server.address().port}`, stop };
}
