// The attacks of `tests/hostile`, written as content: each in every place that an author has.

import { readdirSync, readFileSync } from "node:fs";

const LISTS = new URL("../../hostile/", import.meta.url);

const read = (name) => JSON.parse(readFileSync(new URL(name, LISTS), "utf8")).vectors;
const lists = Object.fromEntries(
  readdirSync(LISTS)
    .filter((name) => name.endsWith(".json"))
    .map((name) => [name.replace(".json", ""), read(name)]),
);
export const { names, mermaid, ...texts } = lists;
export const vectors = Object.values(texts).flat();

// Those that a key may hold: the others have characters that no page may.
export const printable = vectors.filter((vector) => !/(?![\n\t\r])[\p{Cc}\p{Noncharacter_Code_Point}]/u.test(vector));

// A text in double quotes as JSON, YAML and TOML read it alike.
const quoted = (text) => JSON.stringify(text).replaceAll("\u007f", "\\u007f");
const line = (text) => text.replaceAll(/\s+/g, " ");
const cell = (text) => line(text).replaceAll("|", "\\|");
const number = (index) => String(index).padStart(4, "0");

// Parts of `list`, each of `size`.
export function chunks(list, size) {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}

// One file for each item, numbered.
const files = (prefix, extension, items, write) =>
  new Map(items.map((item, index) => [`${prefix}${number(index)}.${extension}`, write(item, index)]));

// The text of a page: one vector after the other, each with an end that must still be there.
export const bodies = (prefix, groups) =>
  files(`guides/${prefix}`, "md", groups, (group, page) => {
    const parts = group.map((vector, part) => `## Part ${part}\n\n${vector}\n\nEnd of ${part}.\n`);
    return `# Body ${prefix} ${page}\n\n${parts.join("\n")}`;
  });

// Front matter, and everything that Markdown knows but paragraphs.
export const places = (groups) =>
  files("guides/places-", "md", groups, (group) => {
    const all = (write) => group.map(write).join("\n");
    return `---
title: ${quoted(group[0])}
summary: ${quoted(group.at(-1))}
---
${all((vector) => `## ${line(vector)}\n`)}
${all((vector) => `- [x] ${line(vector)}`)}

${all((vector) => `> [!NOTE]\n> ${line(vector)}\n`)}
| a | b |
|---|---|
${all((vector) => `| ${cell(vector)} | x |`)}

Notes${group.map((_, index) => `[^${index}]`).join(" ")}

${all((vector, index) => `[^${index}]: ${line(vector)}`)}

${all((vector) => `[${line(vector)}](https://ok.example/ ${quoted(line(vector))})\n`)}
${all((vector) => `![${line(vector)}](../dot.png)\n`)}
${all((vector) => `~~~~~~~~${line(vector)}\n${vector}\n~~~~~~~~\n`)}
${all((vector) => `\`\`\`\`\`\`html\n${vector}\n\`\`\`\`\`\`\n`)}
${all((vector) => `<details><summary>${line(vector)}</summary>\n\n${line(vector)}\n\n</details>\n`)}
`;
  });

export const diagrams = (prefix, groups) =>
  files(`guides/${prefix}`, "md", groups, (group) =>
    [`# Diagrams ${prefix}\n`, ...group.map((code) => `~~~~mermaid\n${code}\n~~~~\n`)].join("\n"),
  );

const toml = (pairs) =>
  Object.entries(pairs)
    .map(([key, value]) => `${key} = ${value}\n`)
    .join("");

// Everything that TOML files say to readers.
export function data(groups) {
  const one = (group, index) => quoted(group[index % group.length]);
  const people = files("people/data-", "toml", groups, (group, index) =>
    toml({
      name: one(group, 0),
      role: one(group, 1),
      pronouns: one(group, 2),
      email: one(group, 3),
      bio: quoted(`Number ${index}.`),
      links: `[${group.map((vector) => `{ title = ${quoted(vector)}, href = "https://ok.example/" }`)}]`,
    }),
  );
  const paths = files("paths/data-", "toml", groups, (group) =>
    toml({
      title: one(group, 1),
      summary: one(group, 2),
      audience: one(group, 3),
      steps: `[${group.map((vector) => `{ page = "people/data-0000", note = ${quoted(vector)} }`)}]`,
    }),
  );
  const hours = files("office-hours/data-", "toml", groups, (group, index) =>
    toml({
      title: one(group, 2),
      summary: one(group, 3),
      place: one(group, 4),
      hosts: `["data-${number(index)}"]`,
      weekdays: '["monday"]',
      from: "09:00",
      to: "10:00",
      until: "2026-12-01",
      topics: `[${group.map((vector, id) => `{ id = "topic-${id}", title = ${quoted(vector)} }`)}]`,
    }),
  );
  const lifecycles = files("lifecycle/data-", "toml", groups, (group) => {
    const nodes = group.map(
      (vector, at) => `{ id = "n${at}", title = ${quoted(vector)}, kind = "other", col = ${at + 1}, row = 1, software = ${quoted(vector)}, what = ${quoted(vector)} }`,
    );
    const edges = group.slice(1).map(
      (vector, at) => `{ id = "e${at}", from = "n${at}", to = "n${at + 1}", label = ${quoted(vector)}, protocol = ${quoted(vector)} }`,
    );
    const scenarios = group.map(
      (vector, at) => `{ id = "s${at}", title = ${quoted(vector)}, summary = ${quoted(vector)}, visitor_sees = ${quoted(vector)}, example = ${quoted(vector)}, evidence = ${quoted(vector)}, steps = [{ id = "one", at = "n0", title = ${quoted(vector)}, say = "x", links = [{ rel = "code", title = ${quoted(vector)}, href = "https://ok.example/" }] }] }`,
    );
    return toml({
      title: one(group, 3),
      summary: one(group, 4),
      nodes: `[${nodes}]`,
      edges: `[${edges}]`,
      scenarios: `[${scenarios}]`,
    });
  });
  const talks = files("talks/2026-11-01-data-", "md", groups, (group, index) => {
    const matter = { title: one(group, 4), summary: one(group, 0), speakers: `[data-${number(index)}]` };
    const lines = Object.entries(matter).map(([key, value]) => `${key}: ${value}\n`);
    return `---\n${lines.join("")}---\n\n${group.map((vector) => `${vector}\n\n`).join("")}`;
  });
  const runbooks = files(
    "runbooks/data-",
    "md",
    groups,
    (group) => `---\ntitle: ${one(group, 0)}\nsymptom: ${one(group, 1)}\n---\n`,
  );
  return new Map([...people, ...paths, ...hours, ...lifecycles, ...talks, ...runbooks]);
}

// Markdown in TOML files.
export const prose = (groups) =>
  files("people/prose-", "toml", groups, (group) =>
    toml({ name: '"Somebody"', bio: quoted(group.join("\n\n")) }),
  );

// What the portal says about itself: all of it at once, since none of it is Markdown.
export const site = () => {
  const all = quoted(printable.join(" "));
  return `${toml({ name: all, tagline: all })}
[forge]
edit = "https://forge.example/edit/{path}"
new = "https://forge.example/new/{folder}"
[[contact]]
title = ${all}
href = "https://ok.example/"
`;
};

// Subjects by the name of their table, and a page that is about all of them.
const subjects = chunks(printable, 9).map((group) => group.join(" "));
export const tags = () =>
  subjects
    .map((text, index) => `[t${number(index)}]\ntitle = ${quoted(text)}\nsummary = ${quoted(text)}\n`)
    .join("");
export const tagged = () =>
  `---\ntags: [${subjects.map((_, index) => `t${number(index)}`).join(", ")}]\n---\n# Tagged\n`;

// Addresses in the keys that hold one; the key that a file tries is in its name.
export function addresses(list) {
  const keys = {
    "people/link-": ["toml", (to) => `name = "x"\nlinks = [{ title = "x", href = ${to} }]\n`],
    "paths/step-": ["toml", (to) => `title = "x"\nsteps = [{ page = ${to} }]\n`],
    "talks/2026-11-01-slides-": ["md", (to) => `---\nspeakers: []\nslides: ${to}\n---\n# x\n`],
    "talks/2026-11-01-video-": ["md", (to) => `---\nspeakers: []\nvideo: ${to}\n---\n# x\n`],
    "guides/link-": ["md", (to, vector) => `# x\n\n[x](<${vector}>)\n`],
    "guides/image-": ["md", (to, vector) => `# x\n\n![x](<${vector}>)\n`],
  };
  const all = Object.entries(keys).flatMap(([prefix, [extension, write]]) => [
    ...files(prefix, extension, list, (vector) => write(quoted(vector), vector)),
  ]);
  return new Map(all);
}

// What is no address of a portal, by the URL standard and not by our code.
export const forbidden = vectors.filter((vector) => {
  if (!/^[\s\u0000-\u0020]*[a-z][a-z0-9+.\t\n\r-]*:/i.test(vector) || /[<>\n]/.test(vector)) return false;
  return URL.canParse(vector) && !/^(https?|mailto|tel):$/.test(new URL(vector).protocol);
});

// Files and folders called like an attack.
export function named() {
  const safe = names.map((name) => name.replaceAll(/[/\u0000]/g, "_"));
  return new Map(
    safe.flatMap((name, index) => [
      [`guides/n${index}${name}.md`, `# Named ${index}\n\n![x](<../files/${name.replaceAll(/([<>\n])/g, encodeURIComponent)}.png>)\n`],
      [`guides/${name}${index}/page.md`, `# In a folder ${index}\n`],
      [`people/n${index}${name}.toml`, `name = "Named ${index}"\n`],
    ]),
  );
}
export const picturesOf = () => names.map((name) => `files/${name.replaceAll(/[/\u0000]/g, "_")}.png`);
