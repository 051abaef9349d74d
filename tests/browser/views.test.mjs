// Weeks and months of office hours: by pointer, by keyboard, and what is said of each day.

import assert from "node:assert/strict";
import test from "node:test";

import { DESKTOP, PHONE, stage } from "./browser.mjs";
import { press, serve, serveBookings, SITE } from "./server.mjs";

const { arrive } = await stage(test, serveBookings(SITE));
const LOS_ANGELES = { ...DESKTOP, timezoneId: "America/Los_Angeles" };

async function open(t, options) {
  const visitor = await arrive(t, options);
  await visitor.visit("/office-hours/");
  await visitor.page.locator('#gb-calendar[data-state="live"]').waitFor();
  return visitor;
}

const days = (page) => page.locator("#gb-list .day:not([hidden])");
const focused = (page) => page.evaluate(() => document.activeElement.getAttribute("aria-label"));

test("a month is a grid of days that keys go through, and a day leads to its times", async (t) => {
  const visitor = await open(t, LOS_ANGELES);
  const { page } = visitor;
  await page.getByRole("radio", { name: "Month" }).check();
  assert.equal(await days(page).count(), 0);
  assert.equal(await page.locator("[data-pick][tabindex='0']").count(), 1, "one day takes the focus");
  await page.getByRole("button", { name: "Later" }).click();
  const name = await page.locator("#gb-turn-name").textContent();
  const year = Number(name.split(" ")[1]);
  const month = new Date(`1 ${name}`).getMonth();
  const length = new Date(year, month + 1, 0).getDate();
  assert.equal(await page.locator("[data-pick]").count(), length);
  const grid = page.getByRole("grid");
  const monday = grid.getByRole("button", { name: /^Monday .* \d+ times available$/ }).first();
  assert.deepEqual(await visitor.axe(), []);

  await page.locator("[data-pick][tabindex='0']").focus();
  await page.keyboard.press("Home");
  const first = await focused(page);
  assert.match(first, /^Monday /);
  await page.keyboard.press("ArrowRight");
  assert.match(await focused(page), /^Tuesday /);
  await page.keyboard.press("End");
  assert.match(await focused(page), /^Sunday /);
  const here = await page.locator("#gb-turn-name").textContent();
  await page.keyboard.press("PageDown");
  assert.notEqual(await page.locator("#gb-turn-name").textContent(), here);
  await page.keyboard.press("PageUp");
  assert.equal(await page.locator("#gb-turn-name").textContent(), here);

  const label = await monday.getAttribute("aria-label");
  await monday.focus();
  await page.keyboard.press("Enter");
  assert.equal(await days(page).count(), 1);
  const back = page.getByRole("button", { name: "Choose a different date" });
  assert.ok(await back.evaluate((element) => element === document.activeElement));
  const free = await days(page).locator(".slot[href]").count();
  assert.ok(label.endsWith(`, ${free} times available`), `${label}: ${free} are shown`);
  assert.deepEqual(await visitor.axe(), [], "a day");
  await page.keyboard.press("Enter");
  assert.equal(await focused(page), label, "the focus is back on the day");
  assert.deepEqual(visitor.errors, []);
});

test("a day without a time cannot be chosen", async (t) => {
  const { page } = await open(t, LOS_ANGELES);
  await page.getByRole("radio", { name: "Month" }).check();
  await page.getByRole("button", { name: "Later" }).click();
  const empty = page.getByRole("grid").getByRole("button", { name: /^Saturday .* no time available$/ });
  assert.equal(await empty.first().getAttribute("aria-disabled"), "true");
  await empty.first().click({ force: true });
  assert.equal(await days(page).count(), 0);
});

test("a week has its seven days, and the view is remembered", async (t) => {
  const visitor = await open(t, PHONE);
  const { page } = visitor;
  await page.getByRole("radio", { name: "Week" }).check();
  assert.equal(await days(page).count(), 7);
  const dates = await days(page).evaluateAll((all) => all.map((day) => day.dataset.day));
  assert.deepEqual(dates, dates.toSorted());
  await page.getByRole("button", { name: "Later" }).click();
  const next = await days(page).evaluateAll((all) => all.map((day) => day.dataset.day));
  assert.ok(next[0] > dates[6]);
  assert.deepEqual(await visitor.axe(), []);
  assert.deepEqual(await visitor.overflow(), []);
  await visitor.visit("/office-hours/?hours=apps");
  await page.locator('#gb-calendar[data-state="live"]').waitFor();
  assert.equal(await days(page).count(), 7);
  assert.equal(await page.locator("#gb-list .day:visible").count(), 7, "whatever it is narrowed to");
  await page.getByRole("radio", { name: "List" }).check();
  assert.equal(await page.getByRole("button", { name: "Later" }).isVisible(), false);
  assert.ok((await days(page).count()) > 7);
  assert.equal(await page.locator(".day-empty").count(), 0);
});

test("weeks and months end where the office hours do", async (t) => {
  const { page } = await open(t, LOS_ANGELES);
  const name = () => page.locator("#gb-turn-name").textContent();
  for (const [view, form] of [
    ["Week", /^\d+ (\w+ (\d{4} )?)?– \d+ \w+ \d{4}$/],
    ["Month", /^\w+ \d{4}$/],
  ]) {
    await page.getByRole("radio", { name: view }).check();
    assert.match(await name(), form);
    const [earlier, later] = ["Earlier", "Later"].map((name) => page.getByRole("button", { name }));
    assert.equal(await earlier.getAttribute("aria-disabled"), "true", "nothing is before the first");
    const first = await name();
    await earlier.click({ force: true });
    assert.equal(await name(), first);
    for (let turn = 0; turn < 40 && !(await later.getAttribute("aria-disabled")); turn += 1)
      await later.click();
    const last = await name();
    assert.notEqual(last, first);
    await later.click({ force: true });
    assert.equal(await name(), last);
    while (!(await earlier.getAttribute("aria-disabled"))) await earlier.click();
    assert.equal(await name(), first);
  }
});

test("the choices narrow a month, too", async (t) => {
  const available = async (path) => {
    const visitor = await arrive(t, LOS_ANGELES);
    await visitor.visit(path);
    const { page } = visitor;
    await page.locator('#gb-calendar[data-state="live"]').waitFor();
    await page.getByRole("radio", { name: "Month" }).check();
    await page.getByRole("button", { name: "Later" }).click();
    return page.locator("[data-pick]:not([aria-disabled])").count();
  };
  const [all, one] = [await available("/office-hours/"), await available("/office-hours/?hours=ops")];
  assert.ok(one > 0 && one < all, `${one} of ${all} days`);
});

test("with no hours any more, the page opens what was booked before", async (t) => {
  const site = await press({
    "office-hours/_index.md": "---\ntitle: Office hours\n---\n\nThere are none any more.\n",
  });
  const visitor = await arrive(t, DESKTOP);
  const { page } = visitor;
  const alone = await serve("--site", site);
  t.after(() => alone.stop());
  await visitor.visit(`${alone.origin}/office-hours/#m/booking.secret`);
  await page.getByRole("heading", { name: /cannot be looked up/ }).waitFor();
  await page.getByRole("link", { name: "All office hours" }).click();
  await page.getByRole("link", { name: "Your bookings on this device" }).waitFor();
  assert.deepEqual(await visitor.axe(), []);
  assert.deepEqual(visitor.errors, []);
});

test("with nothing ahead there is nothing to choose, and earlier bookings can be opened", async (t) => {
  const site = await press({
    "people/ada.toml": 'name = "Ada"\nemail = "ada@example.com"\n',
    "office-hours/later.toml":
      'title = "Later"\nhosts = ["ada"]\nzone = "Europe/Berlin"\nweekdays = ["monday"]\n' +
      'from = "10:00"\nto = "11:00"\nstarts = "2090-01-01"\n',
  });
  const { arrive } = await stage(t, serve("--site", site));
  const visitor = await arrive(t, DESKTOP);
  const { page } = visitor;
  await visitor.visit("/office-hours/");
  assert.equal(await page.getByRole("radio").count(), 0);
  assert.equal(await page.locator("#gb-nothing").isVisible(), false);
  await page.getByRole("link", { name: "Your bookings on this device" }).click();
  await page.locator("#gb-mine").waitFor();
  await visitor.visit("/office-hours/#h/secret");
  await page.getByRole("heading", { name: /cannot be looked up/ }).waitFor();
  assert.deepEqual(visitor.errors, []);
});
