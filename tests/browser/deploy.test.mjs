// The configurations of the documentation, under the programs they are for: the policy, caching,
// compressed copies, missing pages, redirects; and every kind of page in a browser, through both.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync, renameSync } from "node:fs";
import { request as plainRequest } from "node:http";
import { request as tlsRequest } from "node:https";
import { dirname, join } from "node:path";
import test from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

import { DESKTOP, launch, Visitor } from "./browser.mjs";
import { press } from "./server.mjs";
import { freePort, haproxy, nginx } from "./servers.mjs";

const TEXT = "A line that is long enough to be worth compressing, again and again.\n\n".repeat(30);
const FILES = {
  "site.toml": "name = 'Portal'\nurl = 'https://portal.example'\nzone = 'Europe/Berlin'\n",
  "guides/htop.md": `---\naliases: [/wiki/htop/, "/wiki/Was läuft.html"]\n---\n# htop\n\n${TEXT}\n## Memory\n\nText.\n`,
  "guides/assets/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
  "people/kim.toml": "name = 'Kim'\nknows = ['guides/htop']\n",
  "office-hours/ask.toml":
    "title = 'Ask'\nhosts = ['kim']\nweekdays = ['monday']\nfrom = '15:00'\nto = '17:00'\n",
  "talks/2026-11-30-caches.md": "---\nspeakers: [kim]\n---\n# Caches\n",
};

// What a server answers, with the body as it was sent.
function ask(address, headers = {}) {
  const request = address.startsWith("https:") ? tlsRequest : plainRequest;
  return new Promise((resolve, reject) => {
    const asked = request(address, { headers, rejectUnauthorized: false }, (response) => {
      const parts = [];
      response.on("data", (part) => parts.push(part));
      response.on("end", () => {
        const { statusCode: status, headers } = response;
        resolve({ status, headers, body: Buffer.concat(parts) });
      });
    });
    asked.on("error", reject);
    asked.end();
  });
}

// The policy as the press writes it for hosts that read `_headers`.
const policyOf = (site) =>
  readFileSync(join(site, "_headers"), "utf8").match(/Content-Security-Policy: (.*)/)[1];

const hashed = (site) =>
  readFileSync(join(site, "index.html"), "utf8").match(/assets\/style-[0-9a-f]{16}\.css/)[0];

async function promises(t, origin, base, site) {
  const at = (path) => `${origin}${base}${path}`;
  const page = readFileSync(join(site, "guides/htop/index.html"));

  await t.test("pages come under the strict policy and are asked for again", async () => {
    const { status, headers, body } = await ask(at("guides/htop/"));
    assert.equal(status, 200);
    assert.equal(headers["content-security-policy"], policyOf(site));
    assert.equal(headers["x-content-type-options"], "nosniff");
    assert.equal(headers["referrer-policy"], "same-origin");
    assert.equal(headers["cross-origin-opener-policy"], "same-origin");
    assert.equal(headers["cache-control"], "no-cache");
    assert.equal(headers["content-type"], "text/html; charset=utf-8");
    assert.deepEqual(body, page);
    const again = await ask(at("guides/htop/"), { "if-none-match": headers.etag });
    assert.equal(again.status, 304);
    assert.equal(again.headers["cache-control"], "no-cache");
  });

  await t.test("compressed copies are sent to whoever reads them", async () => {
    for (const [coding, read] of [
      ["br", brotliDecompressSync],
      ["gzip", gunzipSync],
    ]) {
      const { headers, body } = await ask(at("guides/htop/"), { "accept-encoding": coding });
      assert.equal(headers["content-encoding"], coding);
      assert.match(headers.vary ?? "", /accept-encoding/i);
      assert.equal(headers["content-type"], "text/html; charset=utf-8");
      const copy = join(site, `guides/htop/index.html.${coding === "br" ? "br" : "gz"}`);
      assert.deepEqual(body, readFileSync(copy), "the very copy that the press wrote");
      assert.deepEqual(read(body), page);
    }
  });

  await t.test("what has a hash in its name is kept, and only that", async () => {
    const kept = await ask(at(hashed(site)));
    assert.equal(kept.status, 200);
    assert.equal(kept.headers["cache-control"], "public, max-age=31536000, immutable");
    assert.match(kept.headers["content-type"], /^text\/css/);
    for (const path of ["guides/assets/logo.svg", "talks/feed.xml", hashed(site).replace(/-../, "-ff")])
      assert.equal((await ask(at(path))).headers["cache-control"], "no-cache", path);
  });

  await t.test("every kind of file has its type", async () => {
    for (const [path, type] of [
      ["guides/htop/index.md", "text/markdown; charset=utf-8"],
      ["talks.ics", "text/calendar; charset=utf-8"],
      ["llms.txt", "text/plain; charset=utf-8"],
      ["guides/assets/logo.svg", "image/svg+xml"],
    ])
      assert.equal((await ask(at(path))).headers["content-type"], type, path);
  });

  await t.test("what is not there is not found, and says so", async () => {
    for (const path of ["no/such/page/", "guides/nothing.html", "404.html/x"]) {
      const { status, headers, body } = await ask(at(path));
      assert.equal(status, 404, path);
      assert.equal(headers["cache-control"], "no-cache", path);
      assert.equal(headers["content-security-policy"], policyOf(site), path);
      assert.deepEqual(body, readFileSync(join(site, "404.html")), path);
    }
  });

  await t.test("earlier addresses are moved for good", async () => {
    for (const path of ["wiki/htop/", "wiki/htop", "wiki/Was%20l%C3%A4uft.html"]) {
      const { status, headers } = await ask(at(path));
      assert.equal(status, 301, path);
      assert.equal(headers.location, `${base}guides/htop/`, path);
    }
    const { headers } = await ask(at("wiki/htop/?from=mail"));
    assert.equal(headers.location, `${base}guides/htop/?from=mail`);
  });

  await t.test("a folder without its slash leads to the page", async () => {
    const { status, headers } = await ask(at("guides/htop"));
    assert.equal(status, 301);
    assert.equal(headers.location, `${base}guides/htop/`);
  });
}

async function read(t, origin, base) {
  const browser = await launch();
  t.after(() => browser.close());
  const visitor = await Visitor.arrive(browser, origin, { ...DESKTOP, ignoreHTTPSErrors: true });
  for (const path of ["", "guides/htop/", "office-hours/", "talks/caches/", "people/kim/"]) {
    const response = await visitor.visit(base + path);
    assert.equal(response.status(), 200, path);
    assert.deepEqual((await visitor.seen()).violations, [], path);
    // The calendar asks whether there is a service that takes bookings, and here is none.
    const asked = visitor.failures.filter((failure) => failure.includes(`${base}api/v1/slots?`));
    const expected = path === "office-hours/" ? 1 : 0;
    const { messages, errors, failures } = visitor;
    assert.equal(asked.length, expected, path);
    assert.equal(messages.length, expected, messages.join("\n"));
    assert.deepEqual([...errors, ...failures.filter((it) => !asked.includes(it))], [], path);
  }
  await visitor.page.goto(`${base}wiki/htop/#memory`);
  await visitor.page.waitForURL(`**${base}guides/htop/#memory`);
}

// Presses the site for a path; below a path, the folder is named as the path is.
async function pressed(base) {
  if (base === "/") return press(FILES, "--precompress");
  const site = await press(FILES, "--precompress", "--base-path", base);
  const named = join(dirname(site), base.slice(1, -1));
  mkdirSync(dirname(named), { recursive: true });
  renameSync(site, named);
  return named;
}

for (const base of ["/", "/portal/"]) {
  test(`nginx at ${base}`, async (t) => {
    const site = await pressed(base);
    const server = await nginx(site, base);
    t.after(() => server.stop());
    const origin = `http://127.0.0.1:${server.port}`;
    await promises(t, origin, base, site);
    await t.test("pages come to life", (t) => read(t, origin, base));
  });
}

test("HAProxy in front of nginx", async (t) => {
  const site = await pressed("/");
  const behind = await nginx(site);
  t.after(() => behind.stop());
  // The other server is not there: readers do not notice.
  const server = await haproxy(site, [behind.port, await freePort()]);
  t.after(() => server.stop());
  const origin = `https://127.0.0.1:${server.tls}`;

  await t.test("a server that is gone gets no readers", async () => {
    const down = () => server.said.join("").includes("web2 is DOWN");
    for (let tries = 0; !down() && tries < 300; tries += 1)
      await new Promise((later) => setTimeout(later, 50));
    assert.ok(down(), server.said.join(""));
  });
  await promises(t, origin, "/", site);
  await t.test("readers without TLS are sent to it, and stay there", async () => {
    const { status, headers } = await ask(`http://127.0.0.1:${server.plain}/guides/htop/?a=b`);
    assert.equal(status, 301);
    assert.match(headers.location, /^https:\/\/127\.0\.0\.1.*\/guides\/htop\/\?a=b$/);
    const page = await ask(`${origin}/guides/htop/`);
    assert.equal(page.headers["strict-transport-security"], "max-age=31536000");
  });
  await t.test("pages come to life", (t) => read(t, origin, "/"));
});
