// What is tested: the sites that were pressed, and the product that serves them.

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const fromRoot = (path) => resolve(fileURLToPath(new URL("../..", import.meta.url)), path);
const named = (variable, otherwise) => {
  const value = process.env[variable];
  return value ? resolve(value) : fromRoot(otherwise);
};

export const BIN = named("GLASSBOX_BIN", "target/debug/glassbox");
export const SITE = named("GLASSBOX_SITE", "dist");
export const PORTAL = named("GLASSBOX_SITE_PORTAL", "target/site-portal");
export const CLIENT = named("GLASSBOX_CLIENT", "target/client");
export const CONTENT = fromRoot("content");
export const PUBLIC = fromRoot("public");

// Presses a portal of these files, by path below `content/`; its folder goes with the process.
export async function press(files, ...args) {
  const folder = mkdtempSync(join(tmpdir(), "glassbox-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, "content", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const site = join(folder, "site");
  const from = ["--content", join(folder, "content"), "--client", CLIENT];
  await promisify(execFile)(BIN, ["build", ...from, "--out", site, ...args]);
  return site;
}

// Serves a site on which office hours can be booked, on a database of its own, which is in `data`.
export async function serveBookings(site, ...args) {
  const data = mkdtempSync(join(tmpdir(), "glassbox-booking-"));
  process.once("exit", () => rmSync(data, { recursive: true, force: true }));
  const from = ["--site", site, "--content", CONTENT, "--data", data];
  const server = await serve(...from, "--rate-limit", "off", "--log", "off", ...args);
  return { ...server, data };
}

// Runs `glassbox serve` on a free port until `stop()`; `origin` is where it listens.
export async function serve(...args) {
  const child = spawn(BIN, ["serve", "--listen", "127.0.0.1:0", ...args], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = once(child, "exit");
  process.once("exit", () => child.kill());
  const said = [];
  for await (const line of createInterface({ input: child.stderr })) {
    said.push(line);
    const address = line.match(/^serving (http:\/\/\S+)$/)?.[1];
    if (!address) continue;
    child.stderr.resume();
    const stop = async () => {
      child.kill();
      const patience = new Promise((resolve) => setTimeout(resolve, 10_000, "impatient").unref());
      if ((await Promise.race([ended, patience])) !== "impatient") return;
      child.kill("SIGKILL");
      throw new Error("the server did not stop when it was told to");
    };
    return { origin: new URL(address).origin, stop };
  }
  throw new Error(`the server did not start:\n${said.join("\n")}`);
}
