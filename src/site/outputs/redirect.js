// Goes to where the page is now, with the query and the fragment that were asked for.
(() => {
  const { to } = document.currentScript.dataset;
  location.replace(to + location.search + location.hash);
})();
