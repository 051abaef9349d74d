// What a hostile page would show. Each function is sent into pages as text: it knows nothing else.

// Before anything of the page: notes in `ran` what must never run.
export function trap() {
  const ran = [];
  globalThis.ran = ran;
  for (const name of ["alert", "confirm", "prompt", "print", "open", "msgbox"]) {
    globalThis[name] = (...args) => void ran.push(`${name}(${args.join()})`);
  }
  const write = (...args) => ran.push(`document.write(${args.join()})`);
  Object.assign(document, { write, writeln: write });
  addEventListener("securitypolicyviolation", (event) =>
    ran.push(`${event.effectiveDirective} blocked ${event.blockedURI} ${event.sample}`),
  );
}

// Puts a page into a frame each, until all of them are there.
export async function frame(paths) {
  const loaded = paths.map((path) => {
    const frame = document.createElement("iframe");
    frame.src = path;
    document.body.append(frame);
    return new Promise((done) => frame.addEventListener("load", done));
  });
  await Promise.all(loaded);
}

// Does to every element what a reader might do, but for leaving the page.
export async function provoke() {
  addEventListener("click", (event) => event.preventDefault(), { capture: true });
  addEventListener("submit", (event) => event.preventDefault(), { capture: true });
  for (const element of document.querySelectorAll("main *")) {
    for (const name of ["mouseover", "click"]) {
      element.dispatchEvent(new Event(name, { bubbles: true, cancelable: true }));
    }
    if (element.tabIndex >= 0) element.focus({ preventScroll: true });
  }
  await new Promise((done) => setTimeout(done, 0));
}

// What ran, and what of the text covers the page.
export function cover() {
  const covers = [];
  for (const element of document.querySelectorAll(".prose *, .diagram *")) {
    const { position, zIndex } = getComputedStyle(element);
    if (position === "fixed" || position === "sticky" || Number(zIndex) > 0)
      covers.push(`${element.outerHTML.slice(0, 80)} is ${position}, ${zIndex}`);
  }
  return { ran: globalThis.ran, covers };
}

// All that is wrong with the DOM of an HTML document, or of a fragment that stands in a feed.
export function judge(html, fragment) {
  const parse = (text) => new DOMParser().parseFromString(text, "text/html");
  const page = parse(html);
  const found = [];
  const say = (element, why) => found.push(`${why}: ${element.outerHTML.slice(0, 160)}`);
  const once = page.documentElement.outerHTML;
  if (parse(once).documentElement.outerHTML !== once) found.push("reads otherwise the second time");
  // What asks for a booking is ours: no author can give such an id, and none of it is their text.
  const ours = (element) =>
    !fragment && element.matches("[id^='gb-'], #gb-calendar *") && !element.closest(".prose, .diagram");
  const ids = new Set();
  const forbidden =
    "base, object, embed, applet, iframe, frame, frameset, portal, form, textarea, style, template, slot, " +
    "foreignObject, animate, set, animateTransform, animateMotion, image, feImage, math, noscript, xmp, " +
    "plaintext, noembed, noframes, marquee, video, audio, dialog[open], meta[http-equiv]";
  for (const element of page.querySelectorAll(forbidden))
    if (!ours(element)) say(element, "not allowed");
  for (const script of page.querySelectorAll("script")) {
    const own = /^(\/portal)?\/assets\/[a-z]+-[0-9a-f]{16}\.js$/.test(script.getAttribute("src") ?? "");
    if (fragment || !own || script.textContent) say(script, "a script");
  }
  for (const link of page.querySelectorAll("link")) {
    const href = link.getAttribute("href");
    if (link.rel !== "canonical" && !/^\/[^/]/.test(href)) say(link, "a link to elsewhere");
  }
  for (const element of page.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name)) say(element, "a handler");
      if (["style", "srcdoc", "ping", "formaction", "srcset", "background", "autofocus", "contenteditable", "nonce", "is"].includes(name))
        say(element, `the attribute ${name}`);
      if (name === "id") {
        if (ids.has(value)) say(element, "an id for the second time");
        ids.add(value);
      }
      if (name === "name" && element.localName !== "meta" && !ours(element)) say(element, "a name");
      if (!["href", "src", "xlink:href", "action", "data", "poster", "cite", "longdesc"].includes(name)) continue;
      const url = URL.canParse(value, "https://portal.example/") && new URL(value, "https://portal.example/");
      if (url && !/^(https?|mailto|tel):$/.test(url.protocol)) say(element, "an address that acts");
      if (url && name === "src" && url.origin !== "https://portal.example" && !fragment)
        say(element, "a fetch from elsewhere");
    }
  }
  return found;
}
