// What pages gain with scripts: content tabs by mouse, keyboard and link, details that open, and
// code that is copied as it is meant.

import assert from "node:assert/strict";
import test, { describe } from "node:test";

import { DESKTOP, NO_SCRIPTS, PHONE, stage } from "./browser.mjs";
import { serve, SITE } from "./server.mjs";

const PAGE = "/about/markdown/";
const { arrive } = await stage(test, serve("--site", SITE));

// Which tab of each group is chosen, and what of it is seen.
const groups = (page) =>
  page.locator(".tabs").evaluateAll((groups) =>
    groups.map((group) => {
      const chosen = group.querySelector('[role="tab"][aria-selected="true"]');
      const seen = [...group.querySelectorAll(".tab")].filter(
        (panel) => panel.getBoundingClientRect().height > 0,
      );
      return [chosen.textContent, ...seen.map(({ ariaLabel }) => ariaLabel)];
    }),
  );
const all = (title) => [
  [title, title],
  [title, title],
];

describe("tabs", { concurrency: 2 }, () => {
  test("are chosen together, by mouse, and remembered", async (t) => {
    const { page, ...visitor } = await at(t, DESKTOP);
    assert.deepEqual(await groups(page), all("Debian"));
    const second = page.getByRole("tab", { name: "FreeBSD" }).nth(1);
    await second.scrollIntoViewIfNeeded();
    const before = await second.boundingBox();
    await second.click();
    assert.deepEqual(await groups(page), all("FreeBSD"));
    const after = await second.boundingBox();
    assert.ok(Math.abs(after.y - before.y) < 1, "what was chosen stays where it was");
    await page.reload();
    assert.deepEqual(await groups(page), all("FreeBSD"));
    assert.deepEqual((await visitor.seen()).moved, [], "and nothing moves");
  });

  test("are gone through by keyboard", async (t) => {
    const { page } = await at(t, PHONE);
    const tab = (name) => page.getByRole("tab", { name }).first();
    await tab("Debian").focus();
    for (const [key, name] of [
      ["ArrowRight", "FreeBSD"],
      ["ArrowRight", "Debian"],
      ["ArrowLeft", "FreeBSD"],
      ["Home", "Debian"],
      ["End", "FreeBSD"],
    ]) {
      await page.keyboard.press(key);
      assert.ok(await tab(name).evaluate((tab) => tab === document.activeElement), key);
      assert.deepEqual(await groups(page), all(name), key);
    }
    await page.keyboard.press("Tab");
    const focused = page.locator(":focus");
    assert.equal(await focused.getAttribute("role"), "tabpanel");
    assert.equal(await focused.getAttribute("aria-label"), "FreeBSD");
  });

  test("open for a link into them", async (t) => {
    const { page } = await at(t, DESKTOP, "#jails-have-their-own");
    assert.deepEqual((await groups(page))[0], ["FreeBSD", "FreeBSD"]);
    assert.ok(await page.getByRole("heading", { name: "Jails have their own" }).isVisible());
  });

  test("stand one below the other without scripts, and in print", async (t) => {
    const plain = await at(t, { ...PHONE, ...NO_SCRIPTS });
    assert.equal(await plain.page.getByRole("heading", { name: "FreeBSD" }).count(), 2);
    assert.ok(await plain.page.getByText("Nothing to do").isVisible());
    const { page } = await at(t, DESKTOP);
    await page.emulateMedia({ media: "print" });
    assert.ok(await page.getByText("Nothing to do").isVisible());
    assert.ok(await page.getByRole("heading", { name: "FreeBSD" }).first().isVisible());
    assert.equal(await page.getByRole("tablist").count(), 0);
  });
});

describe("details", () => {
  test("open for a link into them, also a later one", async (t) => {
    const hash = "#what-to-save-before-a-restart";
    const { page } = await at(t, DESKTOP, hash);
    const inside = page.getByRole("heading", { name: "What to save before a restart" });
    assert.ok(await inside.isVisible());
    await page.goto(page.url().replace(hash, "#details"));
    await page.locator("summary").click();
    assert.equal(await inside.isVisible(), false);
    await page.goto(page.url().replace("#details", hash));
    await inside.waitFor({ state: "visible" });
  });
});

describe("copied code", () => {
  for (const [what, expected] of [
    ["ss --summary", "ss --summary\nsudo ss --listening --tcp \\\n    --processes"],
    [
      "http2 on",
      "server {\n    listen 443 ssl;\n    http2 on;\n    root /srv/portal;\n}",
    ],
  ]) {
    test(`is what is meant: ${what}`, async (t) => {
      const { page } = await at(t, {
        ...DESKTOP,
        permissions: ["clipboard-read", "clipboard-write"],
      });
      const figure = page.locator("figure.code", { hasText: what }).first();
      await figure.hover();
      await figure.getByRole("button", { name: "Copy" }).click();
      await figure.getByRole("button", { name: "Copied" }).waitFor();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), expected);
    });
  }

  test("that is wide is scrolled by keyboard", async (t) => {
    const { page } = await at(t, { viewport: { width: 320, height: 700 } });
    const code = page.locator("figure.code pre", { hasText: "Cache-Control" }).last();
    await code.focus();
    for (let press = 0; press < 5; press += 1) await page.keyboard.press("ArrowRight");
    await page.waitForFunction((code) => code.scrollLeft > 0, await code.elementHandle());
  });
});

async function at(t, options, hash = "") {
  const visitor = await arrive(t, options);
  await visitor.visit(PAGE + hash);
  return { page: visitor.page, seen: () => visitor.seen() };
}
