// Loads the WebAssembly module when the page has an island, and hydrates each island.
// A page that outlived a redeploy refers to files that are gone: it is loaded anew, once.
(() => {
  const { glue, wasm } = document.currentScript.dataset;
  const islands = document.querySelectorAll("leptos-island");
  if (!islands.length) return;
  const guard = "glassbox-reloaded";
  const hydrate = (module) => {
    for (const island of islands) {
      try {
        module[island.dataset.component]?.(island);
      } catch (error) {
        console.error(error);
      }
    }
  };
  const load = async () => {
    let module;
    try {
      module = await import(glue);
      await module.default({ module_or_path: wasm });
    } catch (error) {
      console.error(error);
      try {
        if (navigator.onLine && !sessionStorage.getItem(guard)) {
          sessionStorage.setItem(guard, "1");
          return location.reload();
        }
      } catch {}
      // What was kept back for the islands is shown as it was written.
      document.documentElement.dataset.still = "";
      return;
    }
    try {
      sessionStorage.removeItem(guard);
    } catch {}
    hydrate(module);
  };
  if ("requestIdleCallback" in window) requestIdleCallback(load, { timeout: 2000 });
  else setTimeout(load, 50);
})();
