// On every page, and small: what search and filters need comes at their first use.

const find = 'input[name="q"]';
const { search } = location;

/** @type {NodeListOf<HTMLInputElement>} */
const boxes = document.querySelectorAll(`${find}:not(#q-page)`);
for (const box of boxes) {
  const suggest = () => import("./suggest.js").then(({ start }) => start(box));
  if (box === document.activeElement) suggest();
  else box.addEventListener("focus", suggest, { once: true });
}

// « / » goes to the search box, unless someone is writing; Escape empties it and goes back.
/** @type {HTMLElement | null} */
let before = null;
addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!(target instanceof Element)) return;
  if (key === "/" && !target.closest("input, textarea, select, [contenteditable]")) {
    event.preventDefault();
    before = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    /** @type {HTMLElement | null} */
    const box = document.querySelector("#q-page") ?? document.querySelector(find);
    box?.focus();
  } else if (key === "Escape" && target instanceof HTMLInputElement && target.matches(find)) {
    event.preventDefault();
    target.value = "";
    target.dispatchEvent(new Event("input"));
    if (before) target.blur();
    before?.focus();
  }
});
addEventListener("focusout", ({ target, relatedTarget }) => {
  if (relatedTarget && target instanceof Element && target.matches(find)) before = null;
});

const results = document.getElementById("resultats");
if (results) {
  // an empty list is no answer yet
  results.ariaBusy = String(/[?&]q=[^&]/.test(search));
  import("./results.js").catch(() => (results.ariaBusy = "false"));
}

const list = document.getElementById("liste-labs")?.parentElement;
if (list) {
  const start = () => import("./labs.js");
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const ways = list.querySelectorAll("[data-vue]");
  for (const way of ways) {
    // where it leads without scripts: the map is taken from there
    way.dataset.page = way.href;
    if (!way.hasAttribute("aria-current")) way.href = `?vue=${way.dataset.vue}`;
  }
  if (search) start();
  for (const sign of ["pointerover", "focusin"]) list.addEventListener(sign, start, { once: true });
}

if (document.querySelector("[data-starts]")) import("./coming.js");
if (/[?&]nom=/.test(search)) import("./propose.js");
