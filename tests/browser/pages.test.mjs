// Every page of the site, on a light desktop and on a dark phone: clean, accessible, no wider
// than the window; and what its HTML says: ids, references, links, images, nothing inline.

import assert from "node:assert/strict";
import test, { describe } from "node:test";

import { DESKTOP, PHONE, stage } from "./browser.mjs";
import { read } from "./in_page.mjs";
import { pagesOf } from "./pages.mjs";
import { serveBookings, SITE } from "./server.mjs";

const pages = pagesOf(SITE);
const { server, browser, arrive } = await stage(test, serveBookings(SITE));

const VARIANTS = [
  { name: "light, desktop", options: { ...DESKTOP, colorScheme: "light" }, narrow: false },
  {
    name: "dark, phone",
    options: { ...PHONE, colorScheme: "dark", isMobile: true, hasTouch: true },
    narrow: true,
  },
];

describe("every page", { concurrency: 2 }, () => {
  for (const { name, options, narrow } of VARIANTS) {
    test(name, async (t) => {
      const visitor = await arrive(t, options);
      for (const { path } of pages) {
        await t.test(path, async (t) => {
          const response = await visitor.visit(path);
          const { violations } = await visitor.seen();
          const { messages, errors, failures } = visitor;
          await t.test("is found", () => assert.equal(response.status(), 200));
          await t.test("writes nothing to the console", () =>
            assert.deepEqual([...messages, ...errors], []),
          );
          await t.test("fails no request", () => assert.deepEqual(failures, []));
          await t.test("violates no policy", () => assert.deepEqual(violations, []));
          await t.test("passes axe", async () => assert.deepEqual(await visitor.axe(), []));
          await t.test("is no wider than the window", async () =>
            assert.deepEqual(await visitor.overflow(), []),
          );
          if (!narrow) return;
          await t.test("is no wider than 320 px", async () => {
            await visitor.page.setViewportSize({ width: 320, height: 640 });
            const found = await visitor.overflow();
            await visitor.page.setViewportSize(PHONE.viewport);
            assert.deepEqual(found, []);
          });
        });
      }
    });
  }

  test("the HTML", async (t) => {
    const reader = await browser.newPage();
    const facts = new Map();
    for (const { path, html } of pages) facts.set(path, await reader.evaluate(read, html));
    await reader.close();

    const answers = new Map();
    const status = (url) => {
      if (!answers.has(url))
        answers.set(
          url,
          fetch(url, { redirect: "manual" }).then((answer) => answer.status),
        );
      return answers.get(url);
    };
    // The address that a link leads to; nothing when it leaves the site.
    const target = (link, path) => {
      const url = new URL(link, server.origin + path);
      return url.origin === server.origin ? url : undefined;
    };
    const broken = async (link, path) => {
      const url = target(link, path);
      if (!url)
        return /^(https|mailto|tel):/.test(new URL(link).protocol)
          ? undefined
          : `${link} is no address`;
      const code = await status(url.origin + url.pathname + url.search);
      if (code !== 200) return `${link} answers ${code}`;
      const ids = facts.get(url.pathname)?.ids;
      const id = decodeURIComponent(url.hash.slice(1));
      return link.includes("#") && ids && !ids.includes(id) ? `${link} leads to no id` : undefined;
    };

    for (const [path, { ids, idrefs, links, inline, unsized }] of facts) {
      await t.test(path, async (t) => {
        await t.test("has ids that are valid and unique", () => {
          const twice = ids.filter(
            (id, index) => !id || /\s/.test(id) || ids.indexOf(id) !== index,
          );
          assert.deepEqual(twice, []);
        });
        await t.test("refers to ids that exist", () =>
          assert.deepEqual(
            idrefs.filter((id) => !ids.includes(id)),
            [],
          ),
        );
        await t.test("links to what is there", async () => {
          const found = await Promise.all(links.map((link) => broken(link, path)));
          assert.deepEqual(found.filter(Boolean), []);
        });
        await t.test("has nothing inline", () => assert.deepEqual(inline, []));
        await t.test("keeps room for its images", () => assert.deepEqual(unsized, []));
      });
    }

    await t.test("every page has a title of its own", () => {
      const titles = [...facts.values()].map(({ title }) => title);
      assert.deepEqual(
        titles.filter((title, index) => !title || titles.indexOf(title) !== index),
        [],
      );
    });

    await t.test("every page can be reached from the front page", () => {
      const reached = new Set(["/", "/404.html"]);
      for (const from of reached) {
        for (const link of facts.get(from).links) {
          const path = target(link, from)?.pathname;
          if (facts.has(path)) reached.add(path);
        }
      }
      assert.deepEqual(
        [...facts.keys()].filter((path) => !reached.has(path)),
        [],
      );
    });
  });

  test("what is not there is not found", async (t) => {
    const visitor = await arrive(t, DESKTOP);
    const response = await visitor.visit("/no/such/page/");
    assert.equal(response.status(), 404);
    assert.equal(await response.text(), pages.find(({ path }) => path === "/404.html").html);
  });
});
