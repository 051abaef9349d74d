// What a reader does on a page: choose a scheme, copy code, open the sheets of a narrow screen,
// follow the table of contents, move by keyboard, print.

import assert from "node:assert/strict";
import test, { describe } from "node:test";

import { blockStorage, DESKTOP, PHONE, stage } from "./browser.mjs";
import { kindsOf, pagesOf } from "./pages.mjs";
import { serve, SITE } from "./server.mjs";

const pages = pagesOf(SITE);
const kinds = kindsOf(pages);
const { arrive } = await stage(test, serve("--site", SITE));

/// A test with a visitor who is on the page `path`, and leaves when it ends.
function on(path, name, options, run) {
  test(name, async (t) => {
    const visitor = await arrive(options);
    t.after(() => visitor.leave());
    if (path) await visitor.visit(path);
    await run(visitor, visitor.page, t);
  });
}

describe("reading", { concurrency: 2 }, () => {
  test("colour scheme", async (t) => {
    const LIGHT = { ...DESKTOP, colorScheme: "light" };
    const paper = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const choice = (page) => page.getByLabel("Colour scheme");
    const papers = {};

    await t.test("follows the system", async () => {
      const visitor = await arrive(LIGHT);
      await visitor.visit(kinds.guide);
      papers.light = await paper(visitor.page);
      await visitor.page.emulateMedia({ colorScheme: "dark" });
      papers.dark = await paper(visitor.page);
      assert.notEqual(papers.light, papers.dark);
      await visitor.leave();
    });

    await t.test("is chosen by keyboard, remembered, and there before the first paint", async () => {
      const visitor = await arrive(LIGHT);
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
      await visitor.leave();
    });

    await t.test("can be chosen where nothing can be remembered", async () => {
      const visitor = await arrive(LIGHT);
      await visitor.page.context().addInitScript(blockStorage);
      await visitor.visit(kinds.guide);
      await choice(visitor.page).selectOption("Dark");
      assert.equal(await paper(visitor.page), papers.dark);
      assert.deepEqual([...visitor.messages, ...visitor.errors], []);
      await visitor.leave();
    });
  });

  test("copying code", async (t) => {
    const visitor = await arrive({ ...DESKTOP, permissions: ["clipboard-read", "clipboard-write"] });
    const { page } = visitor;
    const { html } = pages.find(({ path }) => path === kinds.guide);
    await visitor.visit(kinds.guide);
    const written = await page.evaluate(
      (html) =>
        [...new DOMParser().parseFromString(html, "text/html").querySelectorAll("figure.code code")].map(
          (code) => code.textContent,
        ),
      html,
    );
    assert.ok(written.length > 1, "the guide has code");
    const status = page.getByRole("status");
    const buttons = page.locator("figure.code").getByRole("button");
    assert.equal(await status.textContent(), "");
    await status.evaluate((status) => {
      globalThis.announced = [];
      new MutationObserver(() => globalThis.announced.push(status.textContent)).observe(status, { childList: true });
    });

    for (const [index, text] of written.entries()) {
      await t.test(`copies block ${index + 1} exactly, and of a session the commands`, async () => {
        const lines = text.trimEnd().split("\n");
        const session = lines[0].startsWith("$ ");
        const commands = lines.filter((line) => line.startsWith("$ ")).map((line) => line.slice(2));
        await page.evaluate(() => (globalThis.announced.length = 0));
        await buttons.nth(index).click();
        await page.waitForFunction(() => globalThis.announced.includes("Copied"));
        const copied = await page.evaluate(() => navigator.clipboard.readText());
        assert.equal(copied.replace(/\n$/, ""), session ? commands.join("\n") : text.trimEnd());
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
      await buttons.first().click();
      await status.getByText("Ctrl+C").waitFor();
      const selected = await page.evaluate(() => getSelection().toString());
      assert.equal(selected.trim(), written[0].trim());
    });
    await visitor.leave();
  });

  test("sheets of a narrow screen", async (t) => {
    const sheets = [
      { button: "Menu", sheet: "Main" },
      { button: /^All /, sheet: /^All / },
      { button: "On this page", sheet: "On this page" },
    ];
    for (const { button: name, sheet: label } of sheets) {
      await t.test(`${name}: opens, closes and gives the focus back by keyboard`, async () => {
        const visitor = await arrive(PHONE);
        const { page } = visitor;
        await visitor.visit(kinds.guide);
        const button = page.getByRole("button", { name });
        const sheet = page.getByRole("navigation", { name: label });
        assert.ok(await sheet.isHidden());

        await visitor.tabTo(button);
        await page.keyboard.press("Enter");
        await sheet.waitFor();
        assert.deepEqual(await visitor.axe(), []);
        await page.keyboard.press("Tab");
        const first = sheet.getByRole("link").first();
        assert.ok(await first.evaluate((link) => link === document.activeElement), "Tab enters the sheet");

        await page.keyboard.press("Escape");
        await sheet.waitFor({ state: "hidden" });
        assert.ok(await button.evaluate((button) => button === document.activeElement), "the focus is back");

        await page.keyboard.press("Space");
        await sheet.waitFor();
        await page.keyboard.press("Space");
        await sheet.waitFor({ state: "hidden" });
        await visitor.leave();
      });
    }

    await t.test("the table of contents closes behind a choice", async () => {
      const visitor = await arrive(PHONE);
      const { page } = visitor;
      await visitor.visit(kinds.guide);
      await page.getByRole("button", { name: "On this page" }).click();
      const sheet = page.getByRole("navigation", { name: "On this page" });
      const choice = sheet.getByRole("link").last();
      const title = await choice.textContent();
      await choice.click();
      await sheet.waitFor({ state: "hidden" });
      const heading = page.getByRole("heading", { name: title });
      assert.ok(await heading.evaluate((heading) => {
        const { left, top } = heading.getBoundingClientRect();
        return heading.contains(document.elementFromPoint(left + 1, top + 1));
      }), "the heading is in view and not covered");
      await visitor.leave();
    });
  });

  test("table of contents", async (t) => {
    const visitor = await arrive({ ...DESKTOP, reducedMotion: "reduce" });
    const { page } = visitor;
    await visitor.visit(kinds.guide);
    const contents = page.getByRole("navigation", { name: "On this page" });
    const hashes = await contents
      .getByRole("link")
      .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    assert.ok(hashes.length > 2, "the guide has sections");

    /// Scrolls until the heading is `top` pixels below the window's edge.
    const scroll = async (hash, top) => {
      await page.evaluate(([hash, top]) => {
        const heading = document.getElementById(decodeURIComponent(hash.slice(1)));
        scrollBy(0, heading.getBoundingClientRect().top - top);
      }, [hash, top]);
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
    await t.test("marks a section when a jump leads from the middle of another into its own", async () => {
      const heads = await page.evaluate(
        (hashes) => hashes.map((hash) => document.getElementById(decodeURIComponent(hash.slice(1))).offsetTop),
        hashes,
      );
      const long = hashes.filter((_, index) => heads[index + 1] - heads[index] > DESKTOP.viewport.height * 0.8);
      assert.ok(long.length > 1, "the guide has long sections");
      for (const hash of [...long, ...long.reverse()]) {
        await scroll(hash, -DESKTOP.viewport.height * 0.3);
        await marks(hash);
      }
    });
    await visitor.leave();
  });

  on(kinds.guide, "the skip link is the first stop, and leads to the content", DESKTOP, async (visitor, page) => {
    await page.keyboard.press("Tab");
    const link = page.getByRole("link", { name: "Skip to content" });
    assert.ok(await link.evaluate((link) => link === document.activeElement));
    const { x, y } = await link.boundingBox();
    assert.ok(x >= 0 && y >= 0, "it is in view");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    assert.ok(await page.getByRole("main").evaluate((main) => main.contains(document.activeElement)));
  });

  for (const kind of ["home", "guide", "agenda"]) {
    const options = { ...DESKTOP, reducedMotion: "reduce" };
    on(kinds[kind], `the focus is visible and uncovered at every stop: ${kind}`, options, async (visitor, page) => {
      const unseen = [];
      for (let stop = 0; stop < 40; stop += 1) {
        await page.keyboard.press("Tab");
        const focus = await page.evaluate(() => {
          const element = document.activeElement;
          if (element === document.body) return undefined;
          const box = element.getClientRects()[0];
          const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
          const top = document.elementFromPoint(x, y);
          const edge = 64;
          const left = Math.max(0, box.x - edge);
          const above = Math.max(0, box.y - edge);
          return {
            name: `${element.tagName.toLowerCase()} "${element.textContent.slice(0, 40)}"`,
            covered: !(element.contains(top) || top?.contains(element)),
            clip: { x: left, y: above, width: box.right + edge - left, height: box.bottom + edge - above },
          };
        });
        if (!focus) break;
        const focused = await page.screenshot({ clip: focus.clip });
        await page.evaluate(() => document.activeElement.blur());
        const blurred = await page.screenshot({ clip: focus.clip });
        if (focus.covered) unseen.push(`${focus.name} is covered`);
        if (focused.equals(blurred)) unseen.push(`${focus.name} looks the same with and without the focus`);
      }
      assert.deepEqual(unseen, []);
    });
  }

  test("motion", async (t) => {
    const act = async ({ page }) => {
      for (const locator of [page.locator("main a:visible").first(), page.locator("main h2").first()]) {
        await locator.hover();
        await page.evaluate(() => new Promise(requestAnimationFrame));
      }
      await page.getByLabel("Colour scheme").selectOption("Dark");
      await page.locator(".button").first().hover();
      await page.getByRole("navigation", { name: "Main" }).getByRole("link").first().hover();
      await page.evaluate(() => new Promise(requestAnimationFrame));
    };
    await t.test("is there for those who like it", async () => {
      const visitor = await arrive(DESKTOP);
      await visitor.visit(kinds.home);
      await act(visitor);
      await visitor.page.waitForFunction(() => globalThis.seen.motions.length > 0);
      await visitor.leave();
    });
    await t.test("is none for those who do not", async () => {
      const visitor = await arrive({ ...DESKTOP, reducedMotion: "reduce" });
      const { page } = visitor;
      const still = async () => {
        assert.deepEqual((await visitor.seen()).motions, []);
        assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
        assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior), "auto");
      };
      await visitor.visit(kinds.home);
      await act(visitor);
      await still();
      await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Guides" }).click();
      await page.waitForURL("**/guides/");
      await visitor.settle();
      await still();
      await visitor.leave();
    });
  });

  for (const kind of ["home", "lifecycle"]) {
    on(kinds[kind], `the words of the picture fit their boxes: ${kind}`, DESKTOP, async (visitor, page) => {
      const groups = page.locator("svg[role=img] g:has(> rect):has(> text)");
      assert.ok((await groups.count()) > 0, "there is a picture with words in boxes");
      const spilled = await groups.evaluateAll((groups) =>
        groups.flatMap((group) => {
          const boxes = [...group.querySelectorAll(":scope > rect")].map((rect) => rect.getBBox());
          const left = Math.min(...boxes.map(({ x }) => x));
          const right = Math.max(...boxes.map(({ x, width }) => x + width));
          return [...group.querySelectorAll(":scope > text")]
            .filter((text) => text.getBBox().x < left || text.getBBox().x + text.getBBox().width > right)
            .map((text) => `${text.textContent}: ${text.getBBox().width} px in ${right - left} px`);
        }),
      );
      assert.deepEqual(spilled, []);
    });
  }

  test("print", async (t) => {
    const A4 = { viewport: { width: 794, height: 1123 }, colorScheme: "dark" };
    for (const kind of ["guide", "lifecycle", "runbook", "agenda"]) {
      await t.test(`${kind}: the text and nothing to press`, async () => {
        const visitor = await arrive(A4);
        const { page } = visitor;
        await visitor.visit(kinds[kind]);
        const read = await page.locator("main :is(h1, h2, h3, pre, .step, time)").count();
        await page.emulateMedia({ media: "print" });
        assert.equal(await page.locator("main :is(h1, h2, h3, pre, .step, time):visible").count(), read);
        assert.equal(await page.getByRole("navigation").filter({ visible: true }).count(), 0);
        assert.equal(await page.locator("button:visible, select:visible").count(), 0);
        assert.deepEqual(await visitor.overflow(), []);
        const cut = await page
          .locator("pre, .table-scroll")
          .evaluateAll((boxes) => boxes.filter((box) => box.scrollWidth > box.clientWidth).map((box) => box.textContent.slice(0, 60)));
        assert.deepEqual(cut, [], "paper does not scroll");
        const [red, green, blue] = await page.evaluate(() => getComputedStyle(document.body).color.match(/\d+/g).map(Number));
        assert.ok(red + green + blue < 300, "ink is dark, whatever the screen");
        const pdf = await page.pdf();
        assert.ok(pdf.subarray(0, 5).equals(Buffer.from("%PDF-")));
        await visitor.leave();
      });
    }
  });

  test("nothing moves while a page loads", async (t) => {
    for (const [device, options] of [["desktop", DESKTOP], ["phone", PHONE]]) {
      for (const kind of ["home", "guide", "agenda", "hours"]) {
        await t.test(`${kind}, ${device}`, async () => {
          const visitor = await arrive({ ...options, timezoneId: "Asia/Kolkata" });
          const { page } = visitor;
          let release;
          const released = new Promise((resolve) => (release = resolve));
          await page.route("**/*.wasm", async (route) => {
            await released;
            await route.continue();
          });
          await page.goto(kinds[kind]);
          await visitor.frames();
          const island = page.locator("leptos-island").first();
          if (await island.count()) await island.evaluate((island) => island.scrollIntoView());
          await visitor.frames();
          release();
          await visitor.settle();
          const { shift } = await visitor.seen();
          assert.ok(shift < 0.01, `the layout shifted by ${shift}`);
          await visitor.leave();
        });
      }
    }
  });

  on(null, "a reading page fetches no WebAssembly", DESKTOP, async (visitor, page) => {
    for (const kind of ["guide", "article", "talk", "runbook"]) {
      await visitor.visit(kinds[kind]);
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
      assert.deepEqual(visitor.modules(), [], kind);
    }
  });
});
