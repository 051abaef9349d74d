// Reloads the page when the site is pressed anew; shows what is wrong until it is mended.
(() => {
  const seen = Number(document.currentScript.dataset.press);
  const events = new EventSource("/_glassbox/events");

  const close = () => document.getElementById("gb-live")?.remove();

  const line = (found) => {
    const item = document.createElement("li");
    const place = document.createElement("code");
    place.textContent = `content/${found.path}:${found.line}:${found.column}`;
    const message = document.createElement("p");
    message.textContent = `${found.severity}: ${found.message}`;
    item.append(place, message);
    if (found.hint) {
      const hint = document.createElement("p");
      hint.className = "gb-live-hint";
      hint.textContent = `hint: ${found.hint}`;
      item.append(hint);
    }
    return item;
  };

  const show = (diagnostics) => {
    close();
    const panel = document.createElement("div");
    panel.id = "gb-live";
    panel.setAttribute("role", "alertdialog");
    panel.setAttribute("aria-label", "The content has errors");
    const title = document.createElement("h2");
    title.textContent = "The content has errors; this is the last good page";
    const list = document.createElement("ol");
    list.append(...diagnostics.map(line));
    const button = document.createElement("button");
    button.textContent = "Hide";
    button.addEventListener("click", close);
    panel.append(title, list, button);
    document.body.append(panel);
  };

  events.addEventListener("diagnostics", (event) => show(JSON.parse(event.data).diagnostics));
  events.addEventListener("reload", (event) => {
    close();
    if (JSON.parse(event.data).press !== seen) location.reload();
  });
})();
