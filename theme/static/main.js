// On every page, and small: what search and filters need comes at their first use.

const boxes = document.querySelectorAll('input[name="q"]');
const suggest = (box) => import("./suggest.js").then((it) => it.start(box));
for (const box of boxes) {
  if (box.id !== "q-page") box.addEventListener("focus", () => suggest(box), { once: true });
}
if (document.activeElement?.matches?.('input[name="q"]:not(#q-page)')) {
  suggest(document.activeElement);
}

// « / » goes to the search box, unless someone is writing.
addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  const box = document.getElementById("q-page") ?? boxes[0];
  if (!box) return;
  event.preventDefault();
  box.focus();
});

const results = document.getElementById("resultats");
if (results) {
  // Busy from the start: nobody should take an empty list for an answer.
  const asked = new URLSearchParams(location.search).get("q");
  results.setAttribute("aria-busy", String(Boolean(asked)));
  import("./results.js").catch(() => results.setAttribute("aria-busy", "false"));
}

// The list of labs: its filters come when someone wants them, or when the address asks for them.
const place = document.getElementById("labs-filtres") && document.getElementById("filtres");
if (place && location.search) import("./filters.js").then((it) => it.startList());
else if (place) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = JSON.parse(place.dataset.words).open;
  button.addEventListener("click", () => import("./filters.js").then((it) => it.startList(true)));
  place.append(button);
  place.hidden = false;
}
