// What a page gains with scripts: theme choice, copy buttons, the section in view, sheets that
// close behind a choice. Everything works without it, too.
(() => {
  const root = document.documentElement;
  // The words of the page's language.
  const words = document.currentScript.dataset;
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];

  // The colour scheme: empty follows the system.
  const theme = document.getElementById("gb-theme");
  theme.value = root.dataset.theme || "";
  theme.onchange = () => {
    const choice = theme.value;
    if (choice) root.dataset.theme = choice;
    else delete root.dataset.theme;
    try {
      localStorage.setItem("glassbox-theme", choice);
    } catch {}
  };

  // Copy: the code without lines that are taken out; where there are prompts, only the commands.
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  document.body.append(status);
  let timer;
  const text = (code) => {
    const copy = code.cloneNode(true);
    all("del", copy).forEach((line) => line.remove());
    const prompts = all(".hl-prompt", copy);
    if (!prompts.length) return copy.textContent.replace(/\n$/, "");
    const rest = new Range();
    return prompts
      .map((prompt) => {
        rest.setStartAfter(prompt);
        rest.setEndAfter(copy.lastChild);
        return rest.toString().split("\n", 1)[0];
      })
      .join("\n");
  };
  for (const figure of navigator.clipboard ? all("figure.code") : []) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = words.copy;
    button.onclick = async () => {
      const code = figure.querySelector("code");
      let word = words.copied;
      try {
        await navigator.clipboard.writeText(text(code));
      } catch {
        word = words.copyByHand;
        getSelection().selectAllChildren(code);
      }
      button.textContent = status.textContent = word;
      clearTimeout(timer);
      timer = setTimeout(() => {
        all("button.copy").forEach((copy) => (copy.textContent = words.copy));
        status.textContent = "";
      }, 2000);
    };
    figure.append(button);
  }

  // A link into closed details opens them; tabs listen, as they do to the browser's search.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target?.closest("details, .tab")) return;
    for (let at = target; at; at = at.parentElement) if (at.localName === "details") at.open = true;
    target.dispatchEvent(new Event("beforematch", { bubbles: true }));
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();

  // The section in view: the last heading above the upper fifth.
  const toc = document.getElementById("gb-toc");
  if (toc) {
    const links = all("a", toc);
    const heads = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
    const mark = () => {
      const at = heads.findLastIndex((head) => head && head.getBoundingClientRect().top < Math.max(innerHeight / 5, 100));
      links.forEach((link, index) => {
        if (index === at) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      });
    };
    addEventListener("scroll", () => requestAnimationFrame(mark), { passive: true });
    mark();
    // A choice closes the sheet that the list is on narrow screens.
    toc.addEventListener("click", (event) => {
      if (event.target.closest("a") && toc.matches(":popover-open")) toc.hidePopover();
    });
  }
})();
