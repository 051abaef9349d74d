// Who is on call, as the reader's clock says.

import assert from "node:assert/strict";
import test from "node:test";

import { PHONE, stage } from "./browser.mjs";
import { press, serve } from "./server.mjs";

const FILES = {
  "site.toml": 'name = "Test"\nzone = "America/New_York"\n',
  "people/kim.toml": 'name = "Kim"\n',
  "people/lee.toml": 'name = "Lee"\n',
  "on-call/ops.toml": `title = "Ops"
people = ["kim", "lee"]
starts = "2026-11-16"
handoff = "10:00"
rule = "Not in the wiki: call."
`,
};

test("who is on call", async (t) => {
  const site = await press(FILES, "--today", "2026-11-22");
  const { arrive } = await stage(t, serve("--site", site));
  const readAt = async (t, now, options) => {
    const visitor = await arrive(t, { timezoneId: "Asia/Tokyo", ...options });
    await visitor.page.clock.setFixedTime(now);
    await visitor.visit("/on-call/ops/");
    const shifts = visitor.page.locator("main .window");
    return { visitor, shown: (await shifts.allInnerTexts()).map((text) => text.split(/\s+/)) };
  };

  await t.test("is said of the shift under way, in the reader's zone", async (t) => {
    // A quarter of an hour before a handoff in New York.
    const { visitor, shown } = await readAt(t, "2026-11-23T14:45:00Z", PHONE);
    assert.ok(shown[0].includes("now") && shown[0].includes("Kim"), shown[0].join(" "));
    assert.ok(!shown[1].includes("now") && shown[1].includes("Lee"), shown[1].join(" "));
    // 10:00 in New York is midnight of the next day in Tokyo, and a shift ends on another day.
    const text = shown[0].join(" ");
    assert.match(text, /^00:00 to Tuesday 24 November 2026, 00:00 Asia\/Tokyo now/);
    assert.deepEqual(await visitor.overflow(), []);
    assert.deepEqual(await visitor.axe(), []);
  });
  await t.test("changes hands while the page is open", async (t) => {
    const { visitor } = await readAt(t, "2026-11-23T14:45:00Z");
    const now = visitor.page.locator(".window", { hasText: "Lee" }).first().getByText("now");
    assert.equal(await now.count(), 0);
    await visitor.page.clock.setFixedTime("2026-11-23T15:00:00Z");
    await now.waitFor({ timeout: 60_000 });
    await visitor.page.locator(".window", { hasText: "Kim" }).first().getByText("over").waitFor();
  });
  await t.test("stands there without scripts, with every date and zone", async (t) => {
    const visitor = await arrive(t, { javaScriptEnabled: false });
    await visitor.visit("/on-call/ops/");
    const first = await visitor.page.locator("main .window").first().innerText();
    assert.match(first, /^10:00 to Monday 23 November 2026, 10:00 America\/New_York/);
    assert.match(await visitor.page.locator("main").innerText(), /Not in the wiki: call\./);
  });
});
