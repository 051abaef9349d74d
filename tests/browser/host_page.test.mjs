// The host's page behind its secret link, from the command that prints the link to the mail's reason.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import test from "node:test";
import { promisify } from "node:util";

import { DESKTOP, PHONE, stage } from "./browser.mjs";
import { BIN, CONTENT, serveBookings, SITE } from "./server.mjs";

const { server, arrive } = await stage(test, serveBookings(SITE));
const HOST = "mitchell";

// Where the link that the command prints leads.
async function link() {
  const args = ["host-link", HOST, "--data", server.data, "--content", CONTENT];
  const { stdout } = await promisify(execFile)(BIN, args);
  const [page] = stdout.split("\n");
  const { pathname, hash } = new URL(page);
  return pathname + hash;
}

async function book(at, name) {
  const day = (ahead) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
  const free = await fetch(`${server.origin}/api/v1/slots?from=${day(0)}&to=${day(61)}`);
  const { slots } = await free.json();
  const slot = slots.filter(({ hours }) => hours === "ops").at(at);
  const answer = await fetch(`${server.origin}/api/v1/bookings`, {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": randomUUID() },
    body: JSON.stringify({
      slot_id: slot.slot_id,
      name,
      email: "ada@example.com",
      topic: "Cookbooks",
      agenda: `What ${name} asks`,
      booker_tz: "Europe/Berlin",
    }),
  });
  assert.equal(answer.status, 201, await answer.clone().text());
  return answer.json();
}

const list = (page) => page.locator("#gb-host-list > li:not([hidden])");

test("a host sees what is booked, and cancels with a reason", async (t) => {
  const [first, second] = [await book(-1, "Ada Lovelace"), await book(-2, "Grace Hopper")];
  const visitor = await arrive(t, DESKTOP);
  const { page } = visitor;
  await visitor.visit(await link());
  await page.getByRole("heading", { name: "Booked with Mitchell" }).waitFor();
  assert.equal(await list(page).count(), 2);
  const grace = list(page).filter({ hasText: "Grace Hopper" });
  assert.match(await grace.innerText(), /What Grace Hopper asks/);
  const feed = await page.getByRole("link", { name: "Subscribe to these bookings" }).getAttribute("href");
  const calendar = await (await fetch(server.origin + feed)).text();
  assert.match(calendar, /^BEGIN:VCALENDAR\r\n/);
  assert.deepEqual(await visitor.axe(), []);

  await grace.getByText("Cancel this booking").click();
  await grace.getByLabel("Reason").fill("I am at a funeral.\nPlease take another day.");
  assert.deepEqual(await visitor.axe(), [], "with the reason open");
  await grace.getByRole("button", { name: "Cancel and tell them" }).click();
  await page.locator("#gb-host-list > li[data-cancelled]").waitFor();
  assert.match(await list(page).filter({ hasText: "Grace Hopper" }).innerText(), /at a funeral/);
  const booking = async ({ booking: { id }, manage_token }) => {
    const headers = { authorization: `Bearer ${manage_token}` };
    return (await (await fetch(`${server.origin}/api/v1/bookings/${id}`, { headers })).json()).booking;
  };
  assert.equal((await booking(second)).status, "cancelled");
  assert.equal((await booking(first)).status, "confirmed", "the other one stands");
  assert.deepEqual(visitor.errors, []);
});

test("a link that was replaced opens nothing", async (t) => {
  const old = await link();
  await link();
  const visitor = await arrive(t, PHONE);
  await visitor.visit(old);
  await visitor.page.getByRole("heading", { name: /There is no such page/ }).waitFor();
  assert.equal(await list(visitor.page).count(), 0);
  assert.deepEqual(await visitor.overflow(), []);
});

test("without the service nothing is claimed to be booked or free", async (t) => {
  const visitor = await arrive(t, PHONE);
  await visitor.page.route("**/api/v1/host", (route) => route.abort());
  await visitor.visit(await link());
  await visitor.page.getByRole("heading", { name: /cannot be looked up/ }).waitFor();
  assert.equal(await visitor.page.locator("#gb-host-none").isVisible(), false);
});
