// The calendar entries that the page makes by itself, read by two parsers that are not ours, whatever
// somebody writes into the form.

import assert from "node:assert/strict";
import test, { describe } from "node:test";
import ICAL from "ical.js";
import other from "node-ical";

import { DESKTOP, stage } from "./browser.mjs";
import { serve, serveBookings, SITE } from "./server.mjs";

const AGENDA = "/office-hours/";
const HOSTILE = {
  topic: 'Comma, semi; colon: back\\slash "quoted" <b>&amp; END:VEVENT',
  agenda:
    "BEGIN:VALARM\nEND:VCALENDAR\nX-EVIL:1\n\nDTSTART:19700101T000000Z\n" +
    "Lange Zeile, Umlaute äöü, 🎉👩‍💻 und العربية: ".repeat(9).trim(),
};
const KNOWN = ["uid", "dtstamp", "dtstart", "dtend", "summary", "description", "location", "url", "status"];

const { server, arrive } = await stage(test, serveBookings(SITE));

// The text that a link downloads.
async function downloaded(link) {
  const data = await link.getAttribute("href");
  const [kind, text] = [data.slice(0, data.indexOf(",")), data.slice(data.indexOf(",") + 1)];
  assert.equal(kind, "data:text/calendar;charset=utf-8");
  return decodeURIComponent(text);
}

// The one event of a text: as RFC 5545, section 3.1 wants its lines, and as both parsers read it alike.
function event(text) {
  assert.ok(text.endsWith("\r\n"), "the last line is one");
  for (const line of text.split("\r\n")) {
    assert.ok(Buffer.byteLength(line) <= 75, `${Buffer.byteLength(line)} octets in ${line}`);
    assert.ok(!/[\r\n]/.test(line), "breaks are CRLF");
  }
  const calendar = new ICAL.Component(ICAL.parse(text));
  const inside = calendar.getAllSubcomponents().map(({ name }) => name);
  assert.deepEqual(inside, ["vevent"], "one event and nothing else");
  const [vevent] = calendar.getAllSubcomponents();
  assert.deepEqual(vevent.getAllSubcomponents(), []);
  const names = vevent.getAllProperties().map(({ name }) => name);
  assert.deepEqual(names.filter((name) => !KNOWN.includes(name)), [], "nothing was put in");
  assert.equal(new Set(names).size, names.length, "each property once");
  const read = (name) => String(vevent.getFirstPropertyValue(name) ?? "");
  const also = Object.values(other.sync.parseICS(text)).filter(({ type }) => type !== "VCALENDAR");
  assert.deepEqual(also.map(({ type }) => type), ["VEVENT"]);
  const [twin] = also;
  for (const [name, instant] of [["dtstart", twin.start], ["dtend", twin.end], ["dtstamp", twin.dtstamp]]) {
    assert.equal(Date.parse(read(name)), instant.getTime(), name);
    assert.ok(read(name).endsWith("Z"), `${name} is in UTC`);
  }
  for (const name of ["uid", "summary", "description", "location", "url", "status"])
    assert.equal(read(name), twin[name]?.val ?? twin[name] ?? "", `both read the same ${name}`);
  return Object.fromEntries(names.map((name) => [name, read(name)]));
}

async function write(page) {
  await page.getByLabel("Your name").fill('Eve "X" O’Neil; CN=Mallory');
  await page.getByLabel("The topic in your own words").fill(HOSTILE.topic);
  await page.getByLabel("What would you like to talk about?").fill(HOSTILE.agenda);
}

const heading = (page, name) => page.getByRole("heading", { name, exact: true });

describe("calendar entries of the page", () => {
  test("I22 I23: a booking is one event, the same whoever opens it and when", async (t) => {
    const { page, visit } = await opened(t, server.origin, "live");
    const slot = page.locator('.slot[data-on="free"]').last();
    const start = await slot.locator("time").getAttribute("datetime");
    await slot.click();
    await write(page);
    await page.getByLabel("Your e-mail address").fill("eve@example.com");
    await page.getByRole("button", { name: "Book this time" }).click();
    await heading(page, "Booked").waitFor();
    const entry = () => downloaded(page.getByRole("link", { name: "Add to your calendar" }));
    const text = await entry();
    const read = event(text);
    assert.equal(read.status, "CONFIRMED");
    assert.equal(Date.parse(read.dtstart), Date.parse(start));
    assert.equal(read.description, `${HOSTILE.topic}\n${HOSTILE.agenda}`);
    const link = await page.getByRole("link", { name: "Link to this booking" }).getAttribute("href");
    assert.equal(read.url, link);
    await page.waitForTimeout(1100);
    await visit(`${AGENDA}?again`);
    await visit(link);
    await heading(page, "Your booking").waitFor();
    assert.equal(await entry(), text, "the same bytes a second later");
  });

  test("I22 I23: a request is one tentative event, which invites nobody", async (t) => {
    const site = await serve("--site", SITE);
    t.after(() => site.stop());
    const { page } = await opened(t, site.origin, "away");
    const slot = page.locator(".slot[href]").last();
    const start = await slot.locator("time").getAttribute("datetime");
    await slot.click();
    await write(page);
    const read = event(await downloaded(page.getByRole("link", { name: "Tentative calendar entry" })));
    assert.equal(read.status, "TENTATIVE");
    assert.equal(Date.parse(read.dtstart), Date.parse(start));
    assert.equal(read.description, `${HOSTILE.topic}\n${HOSTILE.agenda}`);
  });
});

async function opened(t, origin, state) {
  const visitor = await arrive(t, { ...DESKTOP, timezoneId: "Asia/Kolkata" });
  await visitor.visit(origin + AGENDA);
  await visitor.page.locator(`#gb-calendar[data-state="${state}"]`).waitFor();
  return { page: visitor.page, visit: (path) => visitor.visit(path) };
}
