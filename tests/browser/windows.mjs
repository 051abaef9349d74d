// The windows of office hours that a page shows, and the clock that they must agree with.

// Every window in order: its instants, its day and times as shown, the zone, and the host's time.
export function windowsOn(page) {
  return page.locator("main .window").evaluateAll((windows) =>
    windows.map((window) => {
      const [from, to] = window.querySelectorAll("time");
      return {
        day: window.closest(".day").querySelector(".day-date").textContent,
        start: from.dateTime,
        end: to.dateTime,
        from: from.textContent,
        to: to.textContent,
        zone: window.querySelector(".zone").textContent,
        what: window.querySelector(".window-what").textContent,
        host: window.querySelector(".window-host")?.textContent,
      };
    }),
  );
}

// What calendar and clock show in `zone` at an instant: `Monday 30 November 2026`, `15:00`.
export function clock(zone, instant) {
  const read = (options, separator) =>
    new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options })
      .formatToParts(new Date(instant))
      .filter(({ type }) => type !== "literal")
      .map(({ value }) => value)
      .join(separator);
  return {
    day: read({ weekday: "long", day: "numeric", month: "long", year: "numeric" }, " "),
    time: read({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, ":"),
  };
}
