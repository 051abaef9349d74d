// The same site under a sub-path: nothing is asked for outside of it, and every page is clean.

import assert from "node:assert/strict";
import test, { describe } from "node:test";

import { DESKTOP, stage } from "./browser.mjs";
import { kindsOf, pagesOf } from "./pages.mjs";
import { PORTAL, serveBookings } from "./server.mjs";
import { windowsOn } from "./windows.mjs";

const BASE = "/portal";
const pages = pagesOf(PORTAL);
const kinds = kindsOf(pages);
const { server, arrive } = await stage(test, serveBookings(PORTAL, "--base-path", `${BASE}/`));

describe("under a sub-path", { concurrency: 2 }, () => {
  test("every page", async (t) => {
    const visitor = await arrive(t, { ...DESKTOP, timezoneId: "Europe/Berlin" });
    for (const { path } of pages) {
      await t.test(path, async () => {
        const response = await visitor.visit(BASE + path);
        assert.equal(response.status(), 200);
        const stays = (url) => url.startsWith(`${server.origin}${BASE}/`);
        assert.deepEqual(
          visitor.requests.filter((url) => !stays(url)),
          [],
          "requests outside",
        );
        const links = await visitor.page
          .locator("[href]:not(use), [src]")
          .evaluateAll((elements) => elements.map((element) => element.href || element.src));
        const outside = links.filter((url) => url.startsWith(server.origin) && !stays(url));
        assert.deepEqual(outside, [], "links outside");
        const { messages, errors, failures } = visitor;
        assert.deepEqual([...messages, ...errors, ...failures], []);
        assert.deepEqual((await visitor.seen()).violations, []);
      });
    }
  });

  test("a reader gets around by links", async (t) => {
    const visitor = await arrive(t, DESKTOP);
    const { page } = visitor;
    await visitor.visit("/");
    assert.equal(new URL(page.url()).pathname, `${BASE}/`);
    await page
      .getByRole("navigation", { name: "Main" })
      .getByRole("link", { name: "Guides" })
      .click();
    await page.waitForURL(`**${BASE}/guides/`);
    await page.getByRole("main").locator(`a[href$="${kinds.guide}"]`).first().click();
    await page.waitForURL(`**${BASE}${kinds.guide}`);
    await page.getByRole("banner").getByRole("link", { name: "Glassbox" }).click();
    await page.waitForURL((url) => url.pathname === `${BASE}/`);
  });

  test("office hours come to life", async (t) => {
    const visitor = await arrive(t, { ...DESKTOP, timezoneId: "Asia/Tokyo" });
    await visitor.visit(BASE + kinds.agenda);
    const zones = new Set((await windowsOn(visitor.page)).map(({ zone }) => zone));
    assert.deepEqual([...zones], ["Asia/Tokyo"]);
  });

  test("what is not there is not found", async () => {
    const answer = await fetch(`${server.origin}${BASE}/no/such/page/`);
    assert.equal(answer.status, 404);
    assert.match(await answer.text(), /<h1/);
  });
});
