// A portal whose lines begin at the right: every kind of page is as wide as the window, what stands
// beside the page is on the other side, and the words of the interface keep their order.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";

import { DESKTOP, PHONE, stage } from "./browser.mjs";
import { CONTENT, press, serve } from "./server.mjs";

const PROSE = `---
summary: كيف تقرأ ما تفعله الآلة الآن، سطرًا سطرًا.
tags: [linux]
---
# كيف تقرأ htop

ابدأ بـ [الذاكرة](#الذاكرة) ثم عد إلى هنا، واقرأ \`RES\` أولًا.

## الذاكرة

- الأولى
  1. مرقمة
- [x] تمت

| العمود | المعنى | مثال | ملاحظة طويلة قليلًا |
|:-------|:------:|-----:|---------------------|
| \`RES\` | الذاكرة | 12 MB | ما تستعمله العملية |

\`\`\`console title="على الخادم"
$ htop --sort-key PERCENT_MEM --delay 10 --user www-data --tree --no-color
\`\`\`

:::tabs
:::tab Debian
نص
:::tab FreeBSD
نص
:::

:::details لماذا؟
لأن النواة تعد الصفحات.
:::

> [!WARNING]
> لا تقتل عملية لا تعرفها.
`;

// Every kind of page of our own portal, and one in the language.
function content() {
  const files = { "guides/arabic.md": PROSE };
  for (const entry of readdirSync(CONTENT, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const below = path.slice(CONTENT.length + 1);
    if (entry.isFile()) files[below] = readFileSync(path);
  }
  files["site.toml"] = files["site.toml"].toString().replace('language = "en"', 'language = "ar"');
  return files;
}

const site = await press(content(), "--today", "2026-11-26");
const { arrive } = await stage(test, serve("--site", site));

const PAGES = [
  "/",
  "/guides/",
  "/guides/arabic/",
  "/talks/haproxy/",
  "/lifecycle/request/",
  "/office-hours/",
  "/people/mitchell/",
  "/on-call/ops/",
  "/paths/first-week/",
];

for (const [name, options] of [
  ["desktop", DESKTOP],
  ["phone", PHONE],
  ["320 px", { viewport: { width: 320, height: 640 } }],
])
  test(`no page is wider than the window: ${name}`, async (t) => {
    const visitor = await arrive(t, options);
    for (const path of PAGES) {
      await visitor.visit(path);
      assert.equal(await visitor.page.evaluate(() => document.documentElement.dir), "rtl", path);
      assert.deepEqual(await visitor.overflow(), [], path);
      assert.deepEqual(visitor.errors, [], path);
    }
  });

const box = (visitor, selector) => visitor.page.locator(selector).first().boundingBox();

test("what stands at the edges stands at the other one", async (t) => {
  const visitor = await arrive(t, PHONE);
  const middle = PHONE.viewport.width / 2;
  await visitor.visit("/guides/arabic/");
  assert.ok((await box(visitor, ".wordmark")).x > middle, "the mark");
  const button = await box(visitor, ".menu-button");
  assert.ok(button.x < middle, "the menu's button");
  await visitor.page.locator(".menu-button").click();
  const menu = await box(visitor, "#gb-menu");
  assert.ok(menu.x < 24, `the menu opens below its button, at ${menu.x}`);
  await visitor.page.keyboard.press("Escape");
  const task = await box(visitor, ".prose .task input");
  const item = await box(visitor, ".prose .task");
  assert.ok(task.x > item.x + item.width / 2, "the box of a task");

  // Code has its own direction, and its button does not cover its title.
  const desktop = await arrive(t, DESKTOP);
  await desktop.visit("/guides/arabic/");
  const title = await desktop.page.locator(".code figcaption").first().evaluate((caption) => {
    const range = document.createRange();
    range.selectNodeContents(caption);
    return range.getBoundingClientRect().toJSON();
  });
  const copy = await box(desktop, ".code .copy");
  assert.ok(copy.x >= title.right || copy.x + copy.width <= title.left, "the title of code");
});

test("phrases of the interface keep their order", async (t) => {
  const visitor = await arrive(t, DESKTOP);
  await visitor.visit("/talks/haproxy/");
  // `15 minutes`: the number comes first from the left.
  const [number, word] = await visitor.page
    .locator(".facts li > span", { hasText: /^\d+ minutes$/ })
    .first()
    .evaluate((fact) => {
      const text = fact.firstChild;
      return [0, text.length - 1].map((at) => {
        const range = document.createRange();
        range.setStart(text, at);
        range.setEnd(text, at + 1);
        return range.getBoundingClientRect().x;
      });
    });
  assert.ok(number < word, `${number} before ${word}`);
});
