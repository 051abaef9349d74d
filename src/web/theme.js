// Sets the remembered colour scheme before the first paint, and says that scripts run.
(() => {
  const root = document.documentElement;
  root.dataset.js = "";
  try {
    const theme = localStorage.getItem("glassbox-theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {}
})();
