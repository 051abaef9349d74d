// What a reader does with a page: chooses a scheme, copies code, follows the table of contents.

import assert from "node:assert/strict";
import test, { describe } from "node:test";

import { DESKTOP, stage } from "./browser.mjs";
import { blockStorage } from "./in_page.mjs";
import { kindsOf, pagesOf } from "./pages.mjs";
import { serve, SITE } from "./server.mjs";

const pages = pagesOf(SITE);
const kinds = kindsOf(pages);
const { arrive } = await stage(test, serve("--site", SITE));

describe("reading", { concurrency: 2 }, () => {
  test("colour scheme", async (t) => {
    const LIGHT = { ...DESKTOP, colorScheme: "light" };
    const paper = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const choice = (page) => page.getByLabel("Colour scheme");
    const papers = {};

    await t.test("follows the system", async (t) => {
      const visitor = await arrive(t, LIGHT);
      await visitor.visit(kinds.guide);
      papers.light = await paper(visitor.page);
      await visitor.page.emulateMedia({ colorScheme: "dark" });
      papers.dark = await paper(visitor.page);
      assert.notEqual(papers.light, papers.dark);
    });

    await t.test(
      "is chosen by keyboard, remembered, and there before the first paint",
      async (t) => {
        const visitor = await arrive(t, LIGHT);
        const { page } = visitor;
        await visitor.visit(kinds.guide);
        await visitor.tabTo(choice(page));
        await page.keyboard.type("Dark");
        assert.equal(await paper(page), papers.dark);

        await page.context().addInitScript(() => {
          const watch = new MutationObserver(() => {
            if (!document.body) return;
            watch.disconnect();
            globalThis.atBody = {
              scheme: document.documentElement.dataset.theme,
              ready: document.readyState,
              paints: performance.getEntriesByType("paint").length,
            };
          });
          watch.observe(document, { childList: true, subtree: true });
        });
        await visitor.visit(kinds.home);
        const atBody = await page.evaluate(() => globalThis.atBody);
        assert.deepEqual(atBody, { scheme: "dark", ready: "loading", paints: 0 });
        assert.equal(await paper(page), papers.dark);
        assert.equal(await choice(page).inputValue(), "dark");

        await choice(page).selectOption("System");
        assert.equal(await paper(page), papers.light);
        await visitor.visit(kinds.guide);
        assert.equal(await paper(page), papers.light);
      },
    );

    await t.test("can be chosen where nothing can be remembered", async (t) => {
      const visitor = await arrive(t, LIGHT);
      await visitor.page.context().addInitScript(blockStorage);
      await visitor.visit(kinds.guide);
      await choice(visitor.page).selectOption("Dark");
      assert.equal(await paper(visitor.page), papers.dark);
      assert.deepEqual([...visitor.messages, ...visitor.errors], []);
    });
  });

  test("copying code", async (t) => {
    const visitor = await arrive(t, {
      ...DESKTOP,
      permissions: ["clipboard-read", "clipboard-write"],
    });
    const { page } = visitor;
    const { html } = pages.find(({ path }) => path === kinds.guide);
    await visitor.visit(kinds.guide);
    const written = await page.evaluate((html) => {
      const codes = new DOMParser()
        .parseFromString(html, "text/html")
        .querySelectorAll("figure.code code");
      return [...codes].map((code) => code.textContent.trimEnd());
    }, html);
    const isSession = (text) => text.startsWith("$ ");
    assert.ok(
      written.some(isSession) && !written.every(isSession),
      "the guide has sessions and other code",
    );
    const status = page.getByRole("status");
    const buttons = page.locator("figure.code").getByRole("button");
    assert.equal(await status.textContent(), "");
    await status.evaluate((status) => {
      globalThis.announced = [];
      new MutationObserver(() => globalThis.announced.push(status.textContent)).observe(status, {
        childList: true,
      });
    });

    for (const [index, text] of written.entries()) {
      await t.test(`copies block ${index + 1} exactly, and of a session the commands`, async () => {
        const commands = text
          .split("\n")
          .filter(isSession)
          .map((line) => line.slice(2));
        await page.evaluate(() => (globalThis.announced.length = 0));
        await buttons.nth(index).click();
        await page.waitForFunction(() => globalThis.announced.includes("Copied"));
        const copied = await page.evaluate(() => navigator.clipboard.readText());
        assert.equal(copied.replace(/\n$/, ""), isSession(text) ? commands.join("\n") : text);
      });
    }

    await t.test("announces a second copy for as long as the first", async () => {
      await page.clock.install();
      await visitor.visit(kinds.guide);
      await buttons.nth(0).click();
      await status.getByText("Copied").waitFor();
      await page.clock.fastForward(1500);
      await buttons.nth(1).click();
      await buttons.nth(1).getByText("Copied").waitFor();
      await page.clock.fastForward(1000);
      assert.equal(await status.textContent(), "Copied");
      await page.clock.fastForward(60_000);
      assert.equal(await status.textContent(), "");
    });

    await t.test("selects the code when it must not be copied", async () => {
      await page.evaluate(() => {
        navigator.clipboard.writeText = () => Promise.reject(new Error("denied"));
      });
      const plain = written.findIndex((text) => !isSession(text));
      await buttons.nth(plain).click();
      await status.getByText("Ctrl+C").waitFor();
      const selected = await page.evaluate(() => getSelection().toString());
      assert.equal(selected.trimEnd(), written[plain]);
    });
  });

  test("table of contents", async (t) => {
    const visitor = await arrive(t, { ...DESKTOP, reducedMotion: "reduce" });
    const { page } = visitor;
    await visitor.visit(kinds.guide);
    const contents = page.getByRole("navigation", { name: "On this page" });
    const hashes = await contents
      .getByRole("link")
      .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    assert.ok(hashes.length > 2, "the guide has sections");

    // Scrolls until the heading is `top` pixels below the window's edge.
    const scroll = async (hash, top) => {
      await page.evaluate(
        ([hash, top]) => {
          const heading = document.getElementById(decodeURIComponent(hash.slice(1)));
          scrollBy(0, heading.getBoundingClientRect().top - top);
        },
        [hash, top],
      );
    };
    const marks = (hash) =>
      page.waitForFunction((hash) => {
        const current = [...document.querySelectorAll("nav [aria-current][href^='#']")];
        return current.length === 1 && current[0].getAttribute("href") === hash;
      }, hash);

    for (const hash of hashes) {
      await t.test(`marks ${hash} when it is chosen`, async () => {
        await contents.locator(`a[href="${hash}"]`).click();
        await marks(hash);
      });
    }
    for (const hash of [...hashes].reverse()) {
      await t.test(`marks ${hash} when it is scrolled to`, async () => {
        await scroll(hash, 100);
        await marks(hash);
      });
    }
    await t.test(
      "marks a section when a jump leads from the middle of another into its own",
      async () => {
        const heads = await page.evaluate(
          (hashes) =>
            hashes.map(
              (hash) => document.getElementById(decodeURIComponent(hash.slice(1))).offsetTop,
            ),
          hashes,
        );
        const long = hashes.filter(
          (_, index) => heads[index + 1] - heads[index] > DESKTOP.viewport.height * 0.8,
        );
        assert.ok(long.length > 1, "the guide has long sections");
        for (const hash of [...long, ...long.reverse()]) {
          await scroll(hash, -DESKTOP.viewport.height * 0.3);
          await marks(hash);
        }
      },
    );
  });

  test("a reading page fetches no WebAssembly", async (t) => {
    const visitor = await arrive(t, DESKTOP);
    for (const kind of ["guide", "article", "talk", "runbook"]) {
      await visitor.visit(kinds[kind]);
      await visitor.page.evaluate(() => {
        scrollTo(0, document.body.scrollHeight);
        return new Promise((done) => requestIdleCallback(done));
      });
      assert.deepEqual(visitor.modules(), [], kind);
    }
  });
});
