// All pages of a collection on one: accessible, within its window, each id once, each link to one.

import assert from "node:assert/strict";
import test from "node:test";

import { DESKTOP, PHONE, stage } from "./browser.mjs";
import { read } from "./in_page.mjs";
import { serve, SITE } from "./server.mjs";

const { browser, arrive } = await stage(test, serve("--site", SITE));

for (const [name, options] of [
  ["light, desktop", { ...DESKTOP, colorScheme: "light" }],
  ["dark, phone", { ...PHONE, colorScheme: "dark", isMobile: true, hasTouch: true }],
]) {
  test(`guides and runbooks on one page each: ${name}`, async (t) => {
    const visitor = await arrive(t, options);
    for (const path of ["/guides/print/", "/runbooks/print/"]) {
      const response = await visitor.visit(path);
      assert.equal(response.status(), 200);
      assert.deepEqual((await visitor.seen()).violations, []);
      assert.deepEqual([...visitor.messages, ...visitor.errors, ...visitor.failures], []);
      assert.deepEqual(await visitor.axe(), [], path);
      assert.deepEqual(await visitor.overflow(), [], path);

      const reader = await browser.newPage();
      const { ids, idrefs, links } = await reader.evaluate(read, await response.text());
      await reader.close();
      assert.deepEqual(
        ids.filter((id, index) => ids.indexOf(id) !== index),
        [],
        "ids that are there twice",
      );
      const inside = links.filter((link) => link.startsWith("#")).map((link) => decodeURIComponent(link.slice(1)));
      assert.ok(inside.length > 5, "the table of contents");
      assert.deepEqual([...idrefs, ...inside].filter((id) => !ids.includes(id)), []);
    }
  });
}

test("an index leads to it, and a part of it is a click away", async (t) => {
  const visitor = await arrive(t, DESKTOP);
  await visitor.visit("/guides/");
  await visitor.page.getByRole("link", { name: "All on one page" }).click();
  await visitor.page.waitForURL("**/guides/print/");
  const first = visitor.page.getByRole("navigation", { name: "On this page" }).getByRole("link").first();
  const title = await first.textContent();
  await first.click();
  await visitor.page.waitForURL(/#page-guides-/);
  assert.ok(await visitor.page.locator(":target").getByText(title).isVisible());
});
