// On every page, and small: what search and filters need comes at their first use.

const find = 'input[name="q"]';
const { search } = location;
const get = (id) => document.getElementById(id);

for (const box of document.querySelectorAll(`${find}:not(#q-page)`)) {
  const suggest = () => import("./suggest.js").then((it) => it.start(box));
  if (box === document.activeElement) suggest();
  else box.addEventListener("focus", suggest, { once: true });
}

// « / » goes to the search box, unless someone is writing; Escape empties it and goes back.
let before;
addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (key === "/" && !target.closest?.("input, textarea, select, [contenteditable]")) {
    event.preventDefault();
    before = document.activeElement;
    (get("q-page") ?? document.querySelector(find)).focus();
  } else if (key === "Escape" && target.matches?.(find)) {
    event.preventDefault();
    target.value = "";
    target.dispatchEvent(new Event("input"));
    if (before) target.blur();
    before?.focus();
  }
});
addEventListener("focusout", ({ target, relatedTarget }) => {
  if (relatedTarget && target.matches(find)) before = null;
});

const results = get("resultats");
if (results) {
  results.ariaBusy = /[?&]q=[^&]/.test(search); // an empty list is no answer yet
  import("./results.js").catch(() => (results.ariaBusy = false));
}

const list = get("liste-labs")?.parentElement;
if (list) {
  const start = () => import("./labs.js");
  if (search) start();
  for (const sign of ["pointerover", "focusin"]) list.addEventListener(sign, start, { once: true });
  for (const way of list.querySelectorAll("[data-vue]:not([aria-current])")) {
    way.href = `?vue=${way.dataset.vue}`;
  }
}

if (/[?&]nom=/.test(search)) import("./propose.js");
