// The pages of a pressed site, as they are in its folder.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

// True for all of a collection on one page.
const isPrint = (path) => /^\/[^/]+\/print\/$/.test(path);

// Every page: `path` below the base path, and `html`; what only redirects is none, and neither is
// all of a collection on one page, which print.test.mjs looks at.
export function pagesOf(site) {
  const files = readdirSync(site, { recursive: true, encoding: "utf8" }).sort();
  const pages = files
    .filter((file) => /(^|\/)index\.html$|^404\.html$/.test(file))
    .map((file) => ({
      path: `/${file.replace(/index\.html$/, "")}`,
      html: readFileSync(join(site, file), "utf8"),
    }))
    .filter(({ path, html }) => !isPrint(path) && !html.includes('<meta http-equiv="refresh"'));
  if (!pages.length) throw new Error(`there are no pages in ${site}`);
  return pages;
}

// One page of every kind, by kind; of several the longest, which has the most to go wrong.
export function kindsOf(pages) {
  const longest = (pattern) => {
    const [page] = pages
      .filter(({ path }) => pattern.test(path))
      .sort((a, b) => b.html.length - a.html.length);
    if (!page) throw new Error(`no page matches ${pattern}`);
    return page.path;
  };
  return {
    home: longest(/^\/$/),
    article: longest(/^\/architecture\/.+\/$/),
    guide: longest(/^\/guides\/.+\/$/),
    talk: longest(/^\/talks\/.+\/$/),
    runbook: longest(/^\/runbooks\/.+\/$/),
    person: longest(/^\/people\/.+\/$/),
    path: longest(/^\/paths\/.+\/$/),
    lifecycle: longest(/^\/lifecycle\/.+\/$/),
    agenda: longest(/^\/office-hours\/$/),
    hours: longest(/^\/office-hours\/.+\/$/),
    "on-call": longest(/^\/on-call\/.+\/$/),
    index: longest(/^\/architecture\/$/),
    tag: longest(/^\/tags\/.+\/$/),
    "not-found": longest(/^\/404\.html$/),
  };
}
