// The figure of a lifecycle before its module has come: the step that the address names. And what
// needs no module: that address on the clipboard, and the whole screen.
(() => {
  const walk = document.getElementById("gb-walk");
  const [copy, full] = ["copy", "full"].map((name) => walk.querySelector(`[data-walk=${name}]`));
  const words = copy.parentElement.dataset;
  const said = document.getElementById("gb-said");

  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const scenario = target?.closest(".scenario");
  if (scenario) {
    for (const shown of walk.querySelectorAll("[data-on]")) delete shown.dataset.on;
    scenario.dataset.on = "0";
    (target.closest(".step") ?? scenario.querySelector(".step")).dataset.on = "";
  }

  let timer;
  copy.onclick = async () => {
    let [mark, word] = ["pressed", words.copied];
    try {
      await navigator.clipboard.writeText(location.href);
    } catch {
      [mark, word] = ["failed", words.byHand];
    }
    said.textContent = copy.dataset[mark] = word;
    clearTimeout(timer);
    timer = setTimeout(() => {
      delete copy.dataset.pressed;
      delete copy.dataset.failed;
    }, 4000);
  };

  full.onclick = async () => {
    try {
      await (document.fullscreenElement ? document.exitFullscreen() : walk.requestFullscreen());
    } catch {}
  };
  if (!document.fullscreenEnabled) full.remove();
})();
