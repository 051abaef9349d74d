// What the tests run inside of pages. Each function is sent there as text: it knows nothing else.

// Before the page's own scripts: a browser that keeps nothing for this site.
export function blockStorage() {
  for (const name of ["localStorage", "sessionStorage"]) {
    const get = () => {
      throw new DOMException("access is denied", "SecurityError");
    };
    Object.defineProperty(globalThis, name, { get });
  }
}

// Before the page's own scripts: notes in `seen` what can only be seen from within.
export function probe() {
  const seen = { violations: [], shift: 0, moved: [], motions: [], module: false };
  globalThis.seen = seen;
  addEventListener("securitypolicyviolation", (event) =>
    seen.violations.push(`${event.effectiveDirective} blocked ${event.blockedURI}`),
  );
  for (const kind of ["transitionrun", "animationstart"]) {
    addEventListener(kind, (event) =>
      seen.motions.push(
        `${kind} ${event.propertyName ?? event.animationName} ${event.target.className}`,
      ),
    );
  }
  addEventListener(
    "pagereveal",
    (event) => event.viewTransition && seen.motions.push("view transition"),
  );
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries()) {
      if (hadRecentInput) continue;
      seen.shift += value;
      for (const { node, previousRect, currentRect } of sources) {
        const [from, to] = [previousRect, currentRect].map(({ x, y }) => `${x},${y}`);
        seen.moved.push(`${node?.className || node?.nodeName} from ${from} to ${to}`);
      }
    }
  }).observe({ type: "layout-shift", buffered: true });
  const instantiate = globalThis.WebAssembly?.instantiateStreaming;
  if (instantiate) {
    WebAssembly.instantiateStreaming = async (...args) => {
      const module = await instantiate(...args);
      seen.module = true;
      return module;
    };
  }
}

// What makes the page wider than the window, is cut off by its edge, or hides what it cannot show.
export function overflow() {
  const width = document.documentElement.clientWidth;
  const found = [];
  const whole = document.scrollingElement.scrollWidth;
  if (whole > width) found.push(`the page is ${whole} px wide in ${width} px`);
  const walk = (element) => {
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    if (!box.width || !box.height || style.clipPath !== "none") return;
    const name = `${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""}`;
    if (box.right > width + 0.5 || box.left < -0.5) {
      found.push(`${name} from ${box.left} to ${box.right} in ${width} px`);
      return;
    }
    const hidden = element.scrollWidth - element.clientWidth;
    if (["hidden", "clip"].includes(style.overflowX) && hidden > 1)
      found.push(`${name} hides ${hidden} px`);
    if (["auto", "scroll"].includes(style.overflowX) || element instanceof SVGElement) return;
    [...element.children].forEach(walk);
  };
  walk(document.body);
  return found;
}

// The facts of a page's HTML, without its scripts and styles.
export function read(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const all = (selector) => [...page.querySelectorAll(selector)];
  const short = (element) => element.outerHTML.slice(0, 120);
  const values = (...names) =>
    names.flatMap((name) => all(`[${name}]`).map((element) => element.getAttribute(name)));
  const idrefs = ["for", "popovertarget", "aria-controls", "aria-labelledby", "aria-describedby"];
  const drawn = ["fill", "stroke", "marker-start", "marker-end", "mask", "filter", "clip-path"];
  return {
    title: page.title,
    ids: values("id"),
    idrefs: [
      ...values(...idrefs).flatMap((value) => value.split(/\s+/)),
      ...all("use").map((use) => use.getAttribute("href").slice(1)),
      ...values(...drawn).flatMap((value) => value.match(/(?<=^url\(#).*(?=\)$)/) ?? []),
    ],
    links: [
      ...all(":not(use)[href]").map((element) => element.getAttribute("href")),
      ...values("src", "data-glue", "data-wasm"),
    ],
    inline: [
      ...all("[style], style, script:not([src])").map(short),
      ...all("*")
        .filter((element) => element.getAttributeNames().some((name) => name.startsWith("on")))
        .map(short),
    ],
    unsized: all("img, video, iframe, svg[role=img]")
      .filter((image) => !(image.getAttribute("width") > 0 && image.getAttribute("height") > 0))
      .map(short),
  };
}

// A picture as a file to keep: small, in WebP.
export async function asWebp(source) {
  const image = new Image();
  image.src = source;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
  canvas.getContext("2d").drawImage(image, 0, 0);
  return canvas.toDataURL("image/webp", 0.85);
}

// In how many cells of 8 x 8 pixels two pictures differ, where there are no words.
export async function differences({ now, reference, words }) {
  const [CELL, LEVELS, AROUND] = [8, 14, 5];
  const sizes = [];
  const read = async (source) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const [width, height] = [image.naturalWidth, image.naturalHeight];
    sizes.push(`${width} x ${height}`);
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [width, height];
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.drawImage(image, 0, 0);
    context.fillStyle = "gray";
    for (const [x, y, w, h] of words) {
      context.fillRect(x - AROUND, y - AROUND, w + 2 * AROUND, h + 2 * AROUND);
    }
    const { data } = context.getImageData(0, 0, width, height);
    const columns = Math.ceil(width / CELL);
    const sums = new Float64Array(columns * Math.ceil(height / CELL) * 3);
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        const cell = 3 * (columns * Math.floor(y / CELL) + Math.floor(x / CELL));
        for (let c = 0; c < 3; c += 1) sums[cell + c] += data[4 * (width * y + x) + c] / CELL ** 2;
      }
    }
    return sums;
  };
  const [a, b] = [await read(now), await read(reference)];
  let differing = 0;
  for (let at = 0; at < Math.min(a.length, b.length); at += 3) {
    const far = [0, 1, 2].some((c) => Math.abs(a[at + c] - b[at + c]) > LEVELS);
    if (far) differing += 1;
  }
  return { cells: a.length / 3, differing, sizes };
}
