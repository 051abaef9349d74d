// Content tabs (WAI-ARIA APG, tabs pattern), on pages that have some. Without it, the tabs of a group
// stand one below the other, each under its heading. A choice holds for every group that has a tab
// of its title, on this page and the next ones.
(() => {
  const KEY = "glassbox-tabs";
  const groups = [];
  let chosen = [];
  try {
    chosen = JSON.parse(localStorage.getItem(KEY)) || [];
  } catch {}

  // The browser's search finds what is in the others, too.
  const select = (group, title) =>
    group.some((tab) => tab.textContent === title) &&
    group.forEach((tab) => {
      const selected = tab.textContent === title;
      tab.ariaSelected = selected;
      tab.tabIndex = tab.panel.tabIndex = selected ? 0 : -1;
      tab.panel.hidden = selected ? false : "until-found";
    });

  // What the reader looks at stays where it is, whatever the groups above it do.
  const choose = (tab) => {
    const title = tab.textContent;
    const top = () => tab.getBoundingClientRect().top;
    const before = top();
    groups.forEach((group) => select(group, title));
    scrollBy({ top: top() - before, behavior: "instant" });
    chosen = [title, ...chosen.filter((other) => other !== title)];
    try {
      localStorage.setItem(KEY, JSON.stringify(chosen));
    } catch {}
  };

  document.querySelectorAll(".tabs").forEach((tabs) => {
    const list = document.createElement("div");
    list.role = "tablist";
    const group = [...tabs.querySelectorAll(":scope > .tab")].map((panel) => {
      const tab = document.createElement("button");
      const title = panel.firstElementChild.textContent;
      const id = `gb-tab-${list.childElementCount}-${groups.length}`;
      Object.assign(tab, { type: "button", role: "tab", textContent: title, panel });
      Object.assign(panel, { id, role: "tabpanel", ariaLabel: title });
      tab.setAttribute("aria-controls", id);
      tab.onclick = () => choose(tab);
      panel.addEventListener("beforematch", () => select(group, title));
      list.append(tab);
      return tab;
    });
    list.onkeydown = (event) => {
      const step = document.dir === "rtl" ? -1 : 1;
      const at = group.indexOf(event.target);
      const to = { ArrowRight: at + step, ArrowLeft: at - step, Home: 0, End: -1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      const tab = group.at(to % group.length);
      tab.focus();
      choose(tab);
    };
    tabs.prepend(list);
    groups.push(group);
    [group[0]?.textContent, ...chosen.toReversed()].forEach((title) => select(group, title));
  });
})();
