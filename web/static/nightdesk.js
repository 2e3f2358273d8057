// Nightdesk's own script: the reader's zone, keys, and new stories. Every page works without it.
"use strict";
(() => {
  const forms = {
    full: { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", timeZoneName: "short" },
    day: { day: "numeric", month: "long", year: "numeric" },
    time: { hour: "2-digit", minute: "2-digit" },
  };
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
  const writers = Object.fromEntries(
    Object.entries(forms).map(([name, form]) => [name, new Intl.DateTimeFormat("en-GB", { ...form, hourCycle: "h23" })]));

  function writeTimes(root) {
    for (const each of root.querySelectorAll("time[data-form]")) {
      const at = new Date(each.dateTime);
      if (!Number.isNaN(at.valueOf())) each.textContent = writers[each.dataset.form].format(at).replace(" at ", ", ");
    }
  }
  function tellZone() {
    for (const each of document.querySelectorAll("[data-zone]")) each.parentElement.textContent =
      zone === "UTC" ? "Times are UTC." : `Times are those of ${zone}; days are grouped by UTC. Hover over a time for UTC.`;
  }

  const stories = () => [...document.querySelectorAll("[data-story]")];
  let current = -1;
  let focused = "";
  function go(step) {
    const all = stories();
    if (!all.length) return;
    current = Math.min(Math.max(current + step, 0), all.length - 1);
    all.forEach((each, number) => each.classList.toggle("is-current", number === current));
    const link = all[current].querySelector(":is(h2, h3) a");
    link.focus({ preventScroll: true });
    all[current].scrollIntoView({ block: "nearest" });
  }
  function press(name) {
    if (document.querySelector(".htmx-request")) { setTimeout(press, 40, name); return; } // until the one before is done
    const story = stories()[current] || document.querySelector(".titles");
    const button = story && story.querySelector(`.marks [name=${name}]`);
    if (button) button.click();
  }
  async function help() {
    let dialog = document.querySelector("dialog.help");
    if (!dialog) {
      const answer = await fetch("/keys");
      const read = new DOMParser().parseFromString(await answer.text(), "text/html");
      dialog = document.createElement("dialog");
      dialog.className = "help";
      dialog.setAttribute("aria-label", "Keys");
      dialog.append(document.importNode(read.querySelector("#keys"), true));
      const close = document.createElement("button");
      close.textContent = "Close";
      close.addEventListener("click", () => dialog.close());
      dialog.append(close);
      document.body.append(dialog);
    }
    dialog.showModal();
  }
  const keys = {
    j: () => go(1), k: () => go(-1), m: () => press("read"), f: () => press("flag"), "?": help,
    o: () => { const story = stories()[current]; if (story) story.querySelector(":is(h2, h3) a").click(); },
    "/": () => document.getElementById("q")?.focus(),
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, dialog[open]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });
  document.addEventListener("focusin", (event) => {
    const story = event.target.closest("[data-story]");
    if (story) { current = stories().indexOf(story); focused = event.target.id; }
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-keys]");
    if (link) { event.preventDefault(); help(); }
  });

  function listen() {
    if (!document.getElementById("arrivals")) return;
    const look = () => document.body.dispatchEvent(new CustomEvent("nightdesk:new"));
    let source = null;
    const begin = () => {
      source ??= new EventSource("/api/v1/events");
      for (const name of ["open", "story"]) source.addEventListener(name, look); // open: some may have come meanwhile
    };
    // A browser keeps few connections to one place: a page that nobody sees holds none.
    const end = () => { source?.close(); source = null; };
    document.addEventListener("visibilitychange", () => (document.hidden ? end() : begin()));
    addEventListener("pagehide", end);
    if (!document.hidden) begin();
  }
  if (matchMedia("(max-width: 46rem)").matches) document.querySelector("details.filters")?.removeAttribute("open");
  writeTimes(document);
  tellZone();
  listen();
  // A story that was marked takes the place of what stood there: it stays the current one and keeps the focus.
  function takePlace(story) {
    if (stories().indexOf(story) !== current) return;
    story.classList.add("is-current");
    if (document.activeElement !== document.body) return;
    (document.getElementById(focused) || story.querySelector(":is(h2, h3) a")).focus({ preventScroll: true });
  }
  new MutationObserver((changes) => {
    for (const node of changes.flatMap((change) => [...change.addedNodes])) {
      if (node.nodeType !== 1) continue;
      writeTimes(node.parentElement || node);
      if (node.matches("[data-story]")) takePlace(node);
    }
  }).observe(document.body, { childList: true, subtree: true });
})();
