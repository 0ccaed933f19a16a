// The page of results: /recherche/?q=…, with the filters when labs are among them.

import { ROOT, card, counted, open } from "./search.js";

const SHOWN = 10, MOST_TITLE = 80;
const SOON = 80, SETTLED = 400; // milliseconds after a letter: results, then their number is told

const get = (id) => document.getElementById(id);
const [list, count, more, box, place] =
  ["resultats", "resultats-nombre", "resultats-suite", "q-page", "filtres"].map(get);
const words = JSON.parse(list.dataset.words);
const { title } = document;

let index, filter, bringing, latest = 0, pages = [], most, marks, typed = 0, waiting, seen;

const asked = () => new URLSearchParams(location.search).get("q") ?? "";
const pause = (time) => new Promise((done) => setTimeout(done, time));

/** Show what a query finds. It is told, and complete, once nobody types any more. */
async function run() {
  const mine = (latest += 1), query = box.value, some = query.trim();
  const stale = () => mine !== latest;
  const settled = pause(typed + SETTLED - Date.now());
  list.ariaBusy = true;
  let told = "", put = () => draw([]);
  try {
    if (some) [told, put] = await found(query, stale);
    else place.hidden = true;
  } catch {
    index = undefined;
    if (!filter) bringing = undefined;
    told = words.failed;
  }
  if (stale()) return;
  put();
  document.title = some ? `${some.slice(0, MOST_TITLE)} – ${title}` : title;
  await settled;
  if (stale()) return;
  if (count.textContent !== told) count.textContent = told;
  list.ariaBusy = false;
}

/** How many results the filters keep, in words, and what draws the first of them. */
async function found(query, stale) {
  const engine = await (index ??= open(ROOT));
  if (query !== seen) {
    const scored = await engine.score(query);
    if (stale()) return [];
    [pages, most, marks, seen] = [scored.pages, scored.first, new Set(scored.marks), query];
  }
  place.hidden = !pages.some((page) => page < engine.meta.labs);
  const address = new URLSearchParams(location.search);
  if ([...place.querySelectorAll("details")].some((box) => address.has(box.dataset.facet))) {
    await filtering();
  }
  const kept = filter ? await filter.kept(pages) : pages;
  const first = await engine.show(kept.slice(0, kept === pages ? most : SHOWN));
  const ways = pages.length || (await (await import("./none.js")).near(engine, query, stale));
  return [counted(words.results, kept.length), () => {
    draw(first);
    more.hidden = kept.length <= first.length;
    more.onclick = async () => {
      const at = list.children.length;
      list.append(...(await engine.show(kept.slice(at, at + SHOWN))).map(drawn));
      more.hidden = kept.length <= list.children.length;
      list.children[at].querySelector("a").focus();
    };
    get("resultats-filtres").hidden = kept.length > 0 || !pages.length;
    if (!pages.length) ways(words);
  }];
}

const drawn = (result) => card(result, ROOT, { marks, kind: true });

function draw(results) {
  list.replaceChildren(...results.map(drawn));
  for (const id of ["suite", "aucun", "filtres"]) get(`resultats-${id}`).hidden = true;
}

/** The filters, brought when someone is about to use them or when the address does. */
const filtering = () =>
  (bringing ??= import("./filters.js")
    .then(({ filters }) => filters(place, run))
    .then((made) => (filter = made)));
for (const sign of ["pointerover", "focusin"]) {
  place.addEventListener(sign, () => filter ?? filtering().then(() => filter.kept(pages)));
}

function tell(how) {
  const address = new URL(location.href);
  if (box.value) address.searchParams.set("q", box.value);
  else address.searchParams.delete("q");
  history[how](null, "", address);
}

box.addEventListener("input", () => {
  clearTimeout(waiting);
  typed = Date.now();
  latest += 1;
  list.ariaBusy = true;
  waiting = setTimeout(() => {
    tell("replaceState");
    run();
  }, SOON);
});
box.form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  typed = 0;
  if (box.value !== asked()) tell("pushState");
  run();
});
addEventListener("popstate", () => {
  clearTimeout(waiting);
  typed = 0;
  box.value = asked();
  if (!filter) run(); // else it calls
});
if (!box.value) box.value = asked(); // someone may have typed before this script came
run();
