// Names that no line holds, as programs have them: wherever a title stands, it breaks, and no page is
// wider than the window.

import assert from "node:assert/strict";
import test from "node:test";

import { stage } from "./browser.mjs";
import { pagesOf } from "./pages.mjs";
import { press, serve } from "./server.mjs";

const LONG = "into_make_service_with_connect_information_of_both";
const page = (more = "") => `---\ncomponents: [${LONG}]\ntags: [names]\n${more}---\n# ${LONG}\n\n${LONG}\n\n## ${LONG}\n\n\`${LONG}\`\n`;
const site = await press({
  "site.toml": `name = 'Portal'\ntagline = '${LONG}'\n[social]\ncards = false\n`,
  "tags.toml": `[names]\ntitle = '${LONG}'\n`,
  "people/kim.toml": `name = '${LONG}'\nrole = '${LONG}'\nknows = ['${LONG}']\n`,
  [`architecture/${LONG}.md`]: page("owner: kim\n"),
  "guides/a.md": page(),
  "guides/b.md": page(),
  "guides/c.md": page(),
  "runbooks/a.md": page(`symptom: ${LONG}\n`),
  "talks/2026-11-30-a.md": page("speakers: [kim]\n"),
  [`${LONG}/deep/a.md`]: page(),
  "paths/a.toml": `title = '${LONG}'\nsummary = '${LONG}'\nsteps = [{ page = 'guides/a', note = '${LONG}' }, { page = 'guides/b' }]\n`,
  "office-hours/a.toml": `title = '${LONG}'\nhosts = ['kim']\nweekdays = ['monday']\nfrom = '15:00'\nto = '16:00'\n`,
}, "--today", "2026-11-26");
const { arrive } = await stage(test, serve("--site", site));

test("no title is wider than the narrowest window", async (t) => {
  const visitor = await arrive(t, { viewport: { width: 320, height: 640 } });
  const wide = [];
  for (const { path } of pagesOf(site)) {
    await visitor.visit(path);
    for (const what of await visitor.overflow()) wide.push(`${path}: ${JSON.stringify(what)}`);
  }
  assert.deepEqual(wide, []);
});
