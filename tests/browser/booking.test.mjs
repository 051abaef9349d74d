// A time of office hours is booked, moved and cancelled, against the real service with SQLite; and
// nothing is claimed to be free or booked that the service did not say.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, request as forward } from "node:http";
import test, { describe } from "node:test";

import { DESKTOP, PHONE, stage } from "./browser.mjs";
import { CONTENT, PORTAL, serve, serveBookings, SITE } from "./server.mjs";
import { clock } from "./windows.mjs";

const AGENDA = "/office-hours/";
const BERLIN = { ...DESKTOP, timezoneId: "Europe/Berlin" };
const ADA = { name: "Ada Lovelace", email: "ada@example.com" };

const { server, arrive } = await stage(test, serveBookings(SITE));

// What the service offers, soonest first.
async function offered(origin = server.origin) {
  const day = (ahead) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
  const answer = await fetch(`${origin}/api/v1/slots?from=${day(0)}&to=${day(61)}`);
  return (await answer.json()).slots;
}

// A slot of some hours that is free now and that no other test gets: the latest that is left, of
// those that a site pressed some days ago has, too.
const given = new Set();
async function freeSlot(of = "ops") {
  const last = Date.now() + 55 * 86_400_000;
  const slots = (await offered()).filter(({ start }) => Date.parse(start) < last);
  const free = slots.filter(({ full, hours, slot_id }) => !full && hours === of && !given.has(slot_id));
  const slot = free.at(-1);
  assert.ok(slot, `${of} has a slot left`);
  given.add(slot.slot_id);
  return slot;
}

const slotLink = (page, { slot_id }) => page.locator(`.slot[data-slot="${slot_id}"]`);
const live = (page, state = "live") =>
  page.locator(`#gb-calendar[data-state="${state}"]`).waitFor();

async function openCalendar(visitor, path = AGENDA) {
  await visitor.visit(path);
  await live(visitor.page);
}

async function fill(page, { name, email } = ADA) {
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Your e-mail address").fill(email);
}

const submit = (page) => page.getByRole("button", { name: "Book this time" });
const heading = (page, name) => page.getByRole("heading", { name, exact: true });
const focusIsOn = (locator) => locator.evaluate((element) => element === document.activeElement);

/** Has the next request to these addresses answered by a problem, as a service in trouble would. */
const refuseOnce = (page, addresses, status, kind) =>
  page.route(
    addresses,
    (route) =>
      route.fulfill({
        status,
        contentType: "application/problem+json",
        body: JSON.stringify({ type: `urn:glassbox:problem:${kind}`, title: kind, status }),
      }),
    { times: 1 },
  );

// A state of the page is fit for everybody: no violation, no wider than the narrowest phone.
async function fit(visitor, state) {
  assert.deepEqual(await visitor.axe(), [], state);
  const { page } = visitor;
  const size = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  const found = await visitor.overflow();
  await page.setViewportSize(size);
  assert.deepEqual(found, [], `${state} in 320 px`);
}

// What a link downloads, as the lines of a calendar.
async function calendarOf(link) {
  const data = await link.getAttribute("href");
  const [kind, text] = [data.split(",")[0], decodeURIComponent(data.slice(data.indexOf(",") + 1))];
  assert.equal(kind, "data:text/calendar;charset=utf-8");
  return text.replaceAll("\r\n ", "").split("\r\n");
}

describe("booking", { concurrency: 2 }, () => {
  for (const zone of [
    "Europe/Berlin",
    "America/Los_Angeles",
    "Asia/Kolkata",
    "Pacific/Auckland",
    "America/St_Johns",
  ]) {
    test(`I12: the same instants are offered in ${zone}`, async (t) => {
      const visitor = await arrive(t, { ...DESKTOP, timezoneId: zone });
      const { page } = visitor;
      await openCalendar(visitor);
      const links = page.locator(".slot[href]");
      const shown = await links.evaluateAll((links) =>
        links.map((link) => ({
          id: link.dataset.slot,
          start: link.querySelector("time").dateTime,
          time: link.querySelector("time").textContent,
          label: link.getAttribute("aria-label"),
        })),
      );
      const free = (await offered()).filter(({ full }) => !full);
      const ids = (slots) => slots.map(({ slot_id }) => slot_id).sort();
      const known = new Set(ids(await offered()));
      assert.ok(shown.length > 10, "there is something to choose");
      // Others book meanwhile: what is shown was offered, and nearly all that is free is shown.
      for (const { id } of shown) assert.ok(known.has(id), `${id} is offered`);
      assert.ok(free.length - shown.length < 8, `${shown.length} of ${free.length} are shown`);
      for (const { start, time, label } of shown) {
        const there = clock(zone, start);
        assert.equal(time, there.time);
        for (const part of [there.time, there.day, zone]) assert.ok(label.includes(part), label);
      }
      await page.emulateMedia({ colorScheme: "dark" });
      await fit(visitor, "the list, dark");
    });
  }

  test("from the list to a booking and back, by keyboard alone", async (t) => {
    const visitor = await arrive(t, BERLIN);
    const { page } = visitor;
    const slot = await freeSlot();
    await openCalendar(visitor);
    await slotLink(page, slot).focus();
    await page.keyboard.press("Enter");
    await heading(page, "Book this time").waitFor();
    assert.ok(await focusIsOn(heading(page, "Book this time")), "the focus is on the form");
    const here = clock("Europe/Berlin", slot.start);
    assert.equal(
      (await page.locator("#gb-when").textContent()).slice(0, here.day.length + 7),
      `${here.day}, ${here.time}`,
    );
    await fit(visitor, "the form");
    const type = async (label, text) => {
      await visitor.tabTo(page.getByLabel(label));
      await page.keyboard.type(text);
    };
    await type("Your name", ADA.name);
    await type("Your e-mail address", ADA.email);
    await visitor.tabTo(page.getByLabel("Topic", { exact: true }));
    await page.keyboard.type("A Chef");
    await type("What would you like to talk about?", "Why is it slow?");
    await visitor.tabTo(submit(page));
    await page.keyboard.press("Enter");
    await heading(page, "Booked").waitFor();
    assert.ok(await focusIsOn(heading(page, "Booked")), "the focus is on the confirmation");
    const facts = await page.locator("#gb-facts").innerText();
    for (const said of ["Ops office hours", here.day, here.time, "Europe/Berlin", "A Chef tutorial"])
      assert.ok(facts.includes(said), `${said} in ${facts}`);
    await fit(visitor, "the confirmation");

    await t.test("the calendar entry is confirmed and whole", async () => {
      const lines = await calendarOf(page.getByRole("link", { name: "Add to your calendar" }));
      assert.equal(lines[0], "BEGIN:VCALENDAR");
      const stamp = `${slot.start.replace(/[-:]/g, "")}`;
      for (const line of [`DTSTART:${stamp}`, "STATUS:CONFIRMED", "SUMMARY:Ops office hours with Mitchell"])
        assert.ok(lines.includes(line), `${line} in ${lines.join("\n")}`);
      assert.ok(!lines.some((line) => /^(METHOD|ORGANIZER)/.test(line)), "it invites nobody");
    });
    const link = await page.getByRole("link", { name: "Link to this booking" }).getAttribute("href");
    await t.test("no secret is sent in an address", () => {
      const [id, token] = link.split("#m/")[1].split(".");
      assert.ok(id && token.length === 43);
      const told = visitor.requests.filter((url) => url.split("#")[0].includes(token));
      assert.deepEqual(told, []);
    });
    await t.test("the time is full for others", async (t) => {
      const other = await arrive(t, PHONE);
      await openCalendar(other);
      assert.equal(await slotLink(other.page, slot).getAttribute("href"), null);
      assert.match(await slotLink(other.page, slot).innerText(), /full/);
      assert.ok(!(await other.page.content()).includes(ADA.name), "nobody sees who");
    });
    await t.test("it is listed on this device, and the name is remembered", async () => {
      await openCalendar(visitor);
      await page.getByRole("link", { name: "Your bookings on this device" }).click();
      await page.getByRole("link", { name: "Ops office hours", exact: false }).last().waitFor();
      await fit(visitor, "own bookings");
      await visitor.visit(`${AGENDA}#${(await freeSlot()).slot_id}`);
      assert.equal(await page.getByLabel("Your name").inputValue(), ADA.name);
      assert.equal(await page.getByLabel("Your e-mail address").inputValue(), ADA.email);
    });
    await t.test("by its link it is moved and cancelled on another device", async (t) => {
      const other = await arrive(t, { ...PHONE, timezoneId: "Asia/Kolkata" });
      const { page } = other;
      await openCalendar(other, link);
      await heading(page, "Your booking").waitFor();
      const to = await freeSlot();
      await page.getByText("Move to a different time").click();
      const sure = page.getByRole("dialog", { name: "Move this booking to:" });
      const there = clock("Asia/Kolkata", to.start);
      await page.locator(`[data-move="${to.slot_id}"]`).click();
      await sure.getByText(`${there.day}, ${there.time}`).waitFor();
      await fit(other, "the question before a move");
      await sure.getByRole("button", { name: "Leave it as it is" }).click();
      await sure.waitFor({ state: "hidden" });
      assert.equal((await offered()).find((it) => it.slot_id === slot.slot_id).full, true);
      await page.locator(`[data-move="${to.slot_id}"]`).click();
      await sure.getByRole("button", { name: "Move it" }).click();
      await heading(page, "Moved to the new time").waitFor();
      const when = await page.locator("#gb-facts [data-of=when]").textContent();
      assert.ok(when.startsWith(`${there.day}, ${there.time}`), when);
      assert.equal((await offered()).find((it) => it.slot_id === slot.slot_id).full, false);
      assert.equal((await offered()).find((it) => it.slot_id === to.slot_id).full, true);
      await fit(other, "a moved booking");
      await page.locator("#gb-manage").getByText("Cancel this booking").click();
      await page.getByRole("button", { name: "Yes, cancel it" }).click();
      await heading(page, "Cancelled").waitFor();
      assert.equal((await offered()).find((it) => it.slot_id === to.slot_id).full, false);
      assert.equal(await page.getByText("Move to a different time").isVisible(), false);
      await fit(other, "a cancelled booking");
    });
    assert.deepEqual(visitor.errors, []);
    assert.deepEqual((await visitor.seen()).violations, []);
  });

  test("I7: somebody else was faster: the form is kept, the nearest times are offered", async (t) => {
    // Hours of its own: what is offered near the slot is booked, too.
    const slot = await freeSlot("apps");
    const [one, two] = [await arrive(t, BERLIN), await arrive(t, PHONE)];
    for (const { visitor, name } of [
      { visitor: one, name: "First" },
      { visitor: two, name: "Second" },
    ]) {
      await openCalendar(visitor, `${AGENDA}#${slot.slot_id}`);
      await fill(visitor.page, { name, email: `${name}@example.com` });
      await visitor.page.getByLabel("What would you like to talk about?").fill(`I am ${name}.`);
    }
    await submit(one.page).click();
    await heading(one.page, "Booked").waitFor();
    const { page } = two;
    await submit(page).click();
    const said = page.getByRole("alert").filter({ hasText: "Somebody else has just booked" });
    await said.waitFor();
    assert.equal(await page.getByLabel("Your name").inputValue(), "Second");
    assert.equal(
      await page.getByLabel("What would you like to talk about?").inputValue(),
      "I am Second.",
    );
    await fit(two, "somebody was faster");
    await page.locator("#gb-nearest a").first().click();
    await heading(page, "Book this time").waitFor();
    assert.equal(
      await page.getByLabel("What would you like to talk about?").inputValue(),
      "I am Second.",
      "the form is kept on the way to another time",
    );
    await submit(page).click();
    await heading(page, "Booked").waitFor();
  });

  test("a double click books once, and a lost answer is asked for again", async (t) => {
    const visitor = await arrive(t, BERLIN);
    const { page } = visitor;
    const slot = await freeSlot();
    await openCalendar(visitor, `${AGENDA}#${slot.slot_id}`);
    await fill(page);
    const keys = [];
    await page.route("**/api/v1/bookings", async (route) => {
      keys.push(route.request().headers()["idempotency-key"]);
      // The first request arrives, and its answer does not.
      const response = await route.fetch();
      if (keys.length === 1) return route.abort();
      return route.fulfill({ response });
    });
    await submit(page).dblclick();
    await page.getByText("No answer came").waitFor();
    assert.equal(await heading(page, "Booked").count(), 0, "nothing is claimed");
    await fit(visitor, "no answer");
    await page.getByRole("button", { name: "Try again" }).click();
    await heading(page, "Booked").waitFor();
    assert.equal(keys.length, 2, "a double click is one");
    assert.equal(keys[0], keys[1], "the same key");
  });

  test("what is wrong is said at its field", async (t) => {
    const visitor = await arrive(t, BERLIN);
    const { page } = visitor;
    const slot = await freeSlot();
    await openCalendar(visitor, `${AGENDA}#${slot.slot_id}`);
    const name = page.getByLabel("Your name");
    await submit(page).click();
    assert.ok(await name.evaluate((field) => field.matches(":invalid") && field === document.activeElement));
    await fill(page);
    const agenda = page.getByLabel("What would you like to talk about?");
    await agenda.fill("A bell: \u0007");
    await submit(page).click();
    await page.getByText("An agenda is plain text").waitFor();
    assert.ok(await focusIsOn(agenda));
    assert.equal(await agenda.getAttribute("aria-invalid"), "true");
    await fit(visitor, "a wrong field");

    const answers = [
      [410, "slot-past", "This time has passed"],
      [412, "stale-content", "Load it again"],
      [422, "notice", "can no longer be booked"],
      [409, "already-booked", "You already have a seat at this time"],
      [429, "too-many-bookings", "as many bookings ahead as anybody may"],
      [429, "too-fast", "wait half a minute"],
      [503, "unavailable", "bookings cannot be taken at the moment"],
    ];
    await agenda.fill("");
    for (const [status, kind, words] of answers) {
      await refuseOnce(page, "**/api/v1/bookings", status, kind);
      await submit(page).click();
      await page.getByRole("alert").filter({ hasText: words }).waitFor();
      assert.equal(await name.inputValue(), ADA.name, "the form is kept");
    }
    assert.equal((await offered()).find((it) => it.slot_id === slot.slot_id).full, false);
  });

  test("a slot for several tells how many seats are left, down to the last", async (t) => {
    const visitor = await arrive(t, BERLIN);
    const { page } = visitor;
    const slot = await freeSlot("dev");
    await openCalendar(visitor);
    assert.match(await slotLink(page, slot).innerText(), /2 seats left/);
    await slotLink(page, slot).click();
    await fill(page);
    await submit(page).click();
    await heading(page, "Booked").waitFor();
    await openCalendar(visitor);
    assert.match(await slotLink(page, slot).innerText(), /1 seat left/);
    assert.match(await slotLink(page, slot).getAttribute("aria-label"), /1 seat left/);
    const alone = slotLink(page, await freeSlot());
    assert.match(await alone.innerText(), /free/);
  });

  test("mail is promised only where it is sent", async (t) => {
    const visitor = await arrive(t, BERLIN);
    const { page } = visitor;
    const slot = await freeSlot();
    await openCalendar(visitor, `${AGENDA}#${slot.slot_id}`);
    const hint = page.locator("#gb-email-why");
    assert.equal((await hint.innerText()).trim(), "Only the host sees it.");
    await page.route("**/api/v1/slots?*", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), mail: true } });
    });
    await openCalendar(visitor);
    await page.locator(`[data-slot="${slot.slot_id}"]`).click();
    assert.match(await hint.innerText(), /^The confirmation and any change go there\. Only the host/);
    await fill(page);
    await submit(page).click();
    await heading(page, "Booked").waitFor();
    await page.getByText("A mail about it is on its way to ada@example.com.").waitFor();
    await fit(visitor, "booked, with mail");
    await page.reload();
    await heading(page, "Your booking").waitFor();
    assert.equal(await page.getByText("A mail about it").isVisible(), false);
  });

  test("a change that is refused says what became of the booking", async (t) => {
    const visitor = await arrive(t, BERLIN);
    const { page } = visitor;
    await openCalendar(visitor, `${AGENDA}#${(await freeSlot()).slot_id}`);
    await fill(page);
    await submit(page).click();
    await heading(page, "Booked").waitFor();
    const answers = [
      [409, "slot-taken", "Your booking stands as it was"],
      [409, "already-booked", "You already have a seat at that time"],
      [410, "slot-past", "can no longer be changed"],
      [422, "notice", "Your booking stands as it was"],
      [429, "too-fast", "Nothing was changed"],
    ];
    for (const [status, kind, words] of answers) {
      await refuseOnce(page, "**/api/v1/bookings/*/reschedule", status, kind);
      await page.getByText("Move to a different time").click();
      await page.locator("[data-move]").first().click();
      await page.getByRole("button", { name: "Move it" }).click();
      const alert = page.getByRole("alert").filter({ hasText: words });
      await alert.waitFor();
      assert.doesNotMatch(await alert.innerText(), /Nothing was booked|What you wrote/);
    }
  });

  test("a field that only programs see books nothing when it is filled in", async (t) => {
    const visitor = await arrive(t, BERLIN);
    const { page } = visitor;
    const slot = await freeSlot();
    await openCalendar(visitor, `${AGENDA}#${slot.slot_id}`);
    await fill(page);
    const decoy = page.locator("#gb-website");
    const seen = await decoy.evaluate((field) => {
      const { width, height } = field.parentElement.getBoundingClientRect();
      return { size: width * height, tab: field.tabIndex, fills: field.autocomplete };
    });
    assert.deepEqual(seen, { size: 1, tab: -1, fills: "off" });
    assert.equal(await page.getByRole("textbox", { name: "Leave this empty" }).count(), 0, "not announced");
    const stops = [];
    await page.getByLabel("Your name").focus();
    for (let stop = 0; stop < 8; stop += 1) {
      stops.push(await page.evaluate(() => document.activeElement.id));
      await page.keyboard.press("Tab");
    }
    assert.ok(stops.includes("gb-agenda") && !stops.includes("gb-website"), stops.join());
    await decoy.evaluate((field) => (field.value = "https://spam.example"));
    await submit(page).click();
    await page.getByRole("alert").filter({ hasText: "Nothing was booked yet" }).waitFor();
    const free = async () => (await offered()).find((it) => it.slot_id === slot.slot_id);
    assert.equal((await free()).full, false);
    // A person whose browser has filled it in presses the button once more.
    await submit(page).click();
    await heading(page, "Booked").waitFor();
  });

  test("with less motion nothing moves by itself, in any view", async (t) => {
    const visitor = await arrive(t, { ...BERLIN, reducedMotion: "reduce" });
    const { page } = visitor;
    await openCalendar(visitor);
    const moving = () =>
      page.evaluate(() =>
        document
          .getAnimations()
          .filter(({ effect }) => effect.getComputedTiming().duration > 1)
          .map(({ effect }) => effect.target?.outerHTML.slice(0, 80)),
      );
    for (const view of ["Week", "Month", "List"]) {
      await page.getByRole("radio", { name: view }).check();
      assert.deepEqual(await moving(), [], view);
    }
    const slot = slotLink(page, await freeSlot());
    await slot.hover();
    assert.deepEqual(await moving(), [], "a slot under the pointer");
    await slot.click();
    assert.deepEqual(await moving(), [], "the form");
    const smooth = await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior);
    assert.equal(smooth, "auto");
  });

  test("the list is narrowed by choices, which are a link", async (t) => {
    const visitor = await arrive(t, DESKTOP);
    const { page } = visitor;
    await openCalendar(visitor, `${AGENDA}?host=mitchell&about=About%3A%20HAProxy`);
    await page.getByText("Narrow down the times: Mitchell").click();
    const visible = () =>
      page
        .locator("#gb-list .window:visible")
        .evaluateAll((windows) => [...new Set(windows.map((it) => it.dataset.hours))]);
    assert.deepEqual(await visible(), ["ops"]);
    await page.getByRole("combobox", { name: "With", exact: true }).selectOption({ label: "Noor" });
    assert.deepEqual(await visible(), ["apps"]);
    assert.equal(new URL(page.url()).search, "?host=noor");
    await page.getByLabel("Part of the architecture").selectOption("load-balancer");
    assert.deepEqual(await visible(), []);
    await page.getByText("No office hours fit this choice.").waitFor();
    await page.getByRole("button", { name: "Show all times" }).click();
    assert.equal((await visible()).length, 3);
    await slotLink(page, await freeSlot()).click();
    assert.equal(await page.getByLabel("The topic in your own words").inputValue(), "About: HAProxy");
    await page.goBack();
    await heading(page, "Pick a time").waitFor();
  });

  test("from a page and from a step of a lifecycle to who can explain it", async (t) => {
    const visitor = await arrive(t, DESKTOP);
    const { page } = visitor;
    await visitor.visit("/architecture/load-balancer/");
    await page.getByRole("link", { name: "Book a time with Mitchell" }).click();
    await live(page);
    await page.getByText("Narrow down the times: Mitchell").waitFor();
    const host = page.locator("#gb-by-host");
    assert.equal(await host.isVisible(), false, "the times come first, not what they can be narrowed to");
    assert.equal(await host.inputValue(), "mitchell");
    const chosen = page.locator("#gb-list .window:visible .slot[href]").first();
    await chosen.click();
    const topic = await page.getByLabel("The topic in your own words").inputValue();
    assert.match(topic, /^About: .*[Ll]oad balancer/);
    await visitor.visit("/lifecycle/request/");
    const step = page.locator(".step-ask a[href*='office-hours/?host=']").first();
    assert.match(await step.getAttribute("href"), /\?host=\w+&about=About%3A%20/);
  });

  test("under a path, a time is booked as anywhere", async (t) => {
    const portal = await serveBookings(PORTAL, "--base-path", "/portal/");
    t.after(() => portal.stop());
    const visitor = await arrive(t, DESKTOP);
    const { page } = visitor;
    await openCalendar(visitor, `${portal.origin}/portal/office-hours/`);
    await page.locator(".slot[href]").first().click();
    await fill(page);
    await submit(page).click();
    await heading(page, "Booked").waitFor();
    const link = await page.getByRole("link", { name: "Link to this booking" }).getAttribute("href");
    assert.ok(link.startsWith(`${portal.origin}/portal/office-hours/#m/`), link);
    assert.deepEqual(visitor.failures, []);
  });

  // A web server that holds the site, with the service behind it, which can be killed.
  test("when the service dies, nothing is claimed to be free or booked", async (t) => {
    const site = await serve("--site", SITE);
    let service = await serveBookings(SITE);
    const front = createServer((request, response) => {
      const to = request.url.startsWith("/api/") ? service.origin : site.origin;
      const { method, headers, url } = request;
      const behind = forward(to + url, { method, headers }, (answer) => {
        response.writeHead(answer.statusCode, answer.headers);
        answer.pipe(response);
      });
      behind.on("error", () => response.writeHead(502).end("Bad gateway"));
      request.pipe(behind);
    });
    await once(front.listen(0, "127.0.0.1"), "listening");
    t.after(() => Promise.all([site.stop(), service.stop(), front.close()]));
    const origin = `http://127.0.0.1:${front.address().port}`;
    const visitor = await arrive(t, BERLIN);
    const { page } = visitor;
    const taken = (await offered(service.origin)).filter(({ hours }) => hours === "ops").at(-1);
    await fetch(`${service.origin}/api/v1/bookings`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Idempotency-Key": "somebody-else" },
      body: JSON.stringify({ ...ADA, slot_id: taken.slot_id }),
    });
    await openCalendar(visitor, `${origin}${AGENDA}`);
    const slots = page.locator(".slot[href]");
    assert.match(await slotLink(page, taken).innerText(), /full/);
    await slots.last().click();
    await fill(page);
    await service.stop();
    const claims = async () => {
      assert.equal(await page.locator('.slot[data-on="free"]').count(), 0, "no time is free");
      const said = await page.locator(".slot:visible").allInnerTexts();
      assert.deepEqual(said.filter((text) => /free|seats/.test(text)), [], "none is said to be");
      assert.equal(await heading(page, "Booked").count(), 0, "nothing is booked");
      assert.equal(await submit(page).count(), 0, "there is no button to book");
    };

    await t.test("while a form is open", async () => {
      await submit(page).click();
      await page.getByRole("alert").filter({ hasText: "Nothing was booked" }).waitFor();
      await heading(page, "Ask for this time").waitFor();
      assert.equal(await page.getByLabel("Your name").inputValue(), ADA.name);
      await claims();
      await fit(visitor, "a request");
    });
    await t.test("the list tells what was so when it was last known, and since when", async () => {
      await page.goBack();
      await heading(page, "Pick a time").waitFor();
      await claims();
      const note = await page.locator(".calendar-note").innerText();
      const now = clock("Europe/Berlin", new Date().toISOString());
      assert.ok(note.includes(now.day) && note.includes("Europe/Berlin"), note);
      assert.match(await slotLink(page, taken).innerText(), /was full/);
      assert.equal(await page.getByText("was full").count(), 1);
      await fit(visitor, "what was known");
    });
    await t.test("it comes back by itself with the service", async () => {
      const kept = ["--content", CONTENT, "--data", service.data, "--log", "off"];
      service = await serve("--site", SITE, ...kept);
      // It asks again every 20 seconds.
      await page.locator('#gb-calendar[data-state="live"]').waitFor({ timeout: 60_000 });
      assert.match(await slotLink(page, taken).innerText(), /full/);
      assert.equal(await page.getByText("was full").count(), 0);
      await service.stop();
    });
    await t.test("when the page is opened, by keyboard alone", async () => {
      await visitor.visit(`${origin}${AGENDA}?from=here`);
      await live(page, "away");
      await claims();
      await fit(visitor, "the list without the service");
      assert.ok((await page.locator(".window").count()) > 10, "hours and times are all there");
      await slots.first().focus();
      await page.keyboard.press("Enter");
      await heading(page, "Ask for this time").waitFor();
      await page.getByText("the time is not held until the host replies").first().waitFor();
      await page.getByLabel("What would you like to talk about?").fill("Umlaute äöü ".repeat(330));
      const mail = page.getByRole("link", { name: "Send the request by mail" });
      await visitor.tabTo(mail);
      const href = await mail.getAttribute("href");
      assert.ok(href.startsWith("mailto:") && href.length < 1900, `${href.length} characters`);
      const when = await page.locator("#gb-when").textContent();
      assert.ok(decodeURIComponent(href).includes(when), "the mail says when");
      const lines = await calendarOf(page.getByRole("link", { name: "Tentative calendar entry" }));
      assert.ok(lines.includes("STATUS:TENTATIVE"));
      assert.ok(!lines.some((line) => /^(METHOD|ORGANIZER)/.test(line)), "it invites nobody");
      await claims();
    });
  });

  test("a slow service: nothing is known until it answers", async (t) => {
    const visitor = await arrive(t, DESKTOP);
    const { page } = visitor;
    let release;
    const released = new Promise((resolve) => (release = resolve));
    await page.route("**/api/v1/slots?**", async (route) => {
      await released;
      await route.continue();
    });
    await visitor.visit(AGENDA);
    await live(page, "checking");
    assert.equal(await page.locator(".slot[href]").count(), 0);
    await live(page, "away");
    release();
    await live(page);
    assert.ok((await page.locator('.slot[data-on="free"]').count()) > 10);
  });
});
