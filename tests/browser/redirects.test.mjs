// Earlier addresses of a page: readers arrive, with and without scripts, and keep their fragment.

import assert from "node:assert/strict";
import test from "node:test";

import { DESKTOP, NO_SCRIPTS, stage } from "./browser.mjs";
import { press, serve } from "./server.mjs";

const site = await press(
  {
    "guides/htop.md": "---\naliases: [/wiki/htop/]\n---\n# htop\n\n## Memory\n\nText.\n",
  },
  "--base-path",
  "/portal/",
);
const { arrive } = await stage(test, serve("--site", site, "--base-path", "/portal/"));

test("with scripts, query and fragment are kept", async (t) => {
  const visitor = await arrive(t, DESKTOP);
  await visitor.page.goto("/portal/wiki/htop/?from=mail#memory");
  await visitor.page.waitForURL("**/portal/guides/htop/?from=mail#memory");
  await visitor.page.getByRole("heading", { level: 1, name: "htop" }).waitFor();
  assert.deepEqual((await visitor.seen()).violations, []);
  // The way back does not lead into the redirect again.
  assert.equal(await visitor.page.evaluate(() => history.length), 2);
});

test("without scripts, the page is found", async (t) => {
  const visitor = await arrive(t, NO_SCRIPTS);
  await visitor.page.goto("/portal/wiki/htop/");
  await visitor.page.waitForURL("**/portal/guides/htop/");
});
