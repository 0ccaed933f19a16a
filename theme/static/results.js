// The page of results: /recherche/?q=…, with the filters when labs are among them.

import { byId, card, counted, wordsIn } from "./draw.js";
import { saying } from "./french.js";
import { open } from "./index.js";
import { once, shown } from "./load.js";

const SHOWN = 10, MOST_TITLE = 80;
// milliseconds after a letter: results, then their number is told
const SOON = 80, SETTLED = 400;

const [list, count, more, place, none, filtered] = [
  "resultats", "resultats-nombre", "resultats-suite", "filtres", "resultats-aucun",
  "resultats-filtres",
].map((id) => byId(id));
const box = byId("q-page", HTMLInputElement);
const words = wordsIn(list);
const { title } = document;

/** @typedef {import("./load.js").Shown} Shown */

/**
 * What a query found: its pages, how many to show first, which words it meant.
 * @typedef {{query: string, pages: number[], most: number, meant: (word: string) => boolean}} Answer
 */

/** @type {Answer | undefined} */
let answer;
/** @type {((pages: number[]) => Promise<import("./filters.js").Kept>) | undefined} */
let keep;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;
let latest = 0, typed = 0;

const asked = () => new URLSearchParams(location.search).get("q") ?? "";
/** @param {number} time */
const pause = (time) => new Promise((done) => setTimeout(done, time));

/** Show what a query finds. It is told, and complete, once nobody types any more. */
async function run() {
  const mine = (latest += 1), query = box.value, some = query.trim();
  const stale = () => mine !== latest;
  const settled = pause(typed + SETTLED - Date.now());
  list.ariaBusy = "true";
  let told = "", put = () => draw([]);
  try {
    if (some) [told, put] = await found(query, stale);
    else place.hidden = true;
  } catch {
    told = words.failed;
  }
  if (stale()) return;
  put();
  document.title = some ? `${some.slice(0, MOST_TITLE)} – ${title}` : title;
  await settled;
  if (stale()) return;
  if (count.textContent !== told) count.textContent = told;
  list.ariaBusy = "false";
}

/**
 * How many results the filters keep, in words, and what draws the first of them.
 * @param {string} query
 * @param {() => boolean} stale
 * @returns {Promise<[told: string, put: () => void]>}
 */
async function found(query, stale) {
  const engine = await open();
  if (query !== answer?.query) {
    const { pages, first, marks } = await engine.score(query);
    if (stale()) return ["", () => {}];
    answer = { query, pages, most: first, meant: saying(marks) };
  }
  const { pages, most, meant } = answer;
  place.hidden = !pages.some((page) => page < engine.meta.labs);
  if (choosing()) await filtering();
  const kept = keep ? await keep(pages) : { pages, chosen: false };
  const first = await shown(kept.pages.slice(0, kept.chosen ? SHOWN : most));
  const ways = pages.length ? null : await (await import("./none.js")).near(engine, query, stale);
  /** @param {Shown} result */
  const drawn = (result) => card(result, { meant, kind: true });
  return [counted(words.results, kept.pages.length), () => {
    draw(first.map(drawn));
    more.hidden = kept.pages.length <= first.length;
    more.onclick = async () => {
      const at = list.children.length;
      list.append(...(await shown(kept.pages.slice(at, at + SHOWN))).map(drawn));
      more.hidden = kept.pages.length <= list.children.length;
      list.children[at].querySelector("a")?.focus();
    };
    filtered.hidden = kept.pages.length > 0 || !pages.length;
    ways?.(words);
  }];
}

/** @param {HTMLElement[]} cards */
function draw(cards) {
  list.replaceChildren(...cards);
  for (const part of [more, none, filtered]) part.hidden = true;
}

/** Whether the address chooses something, before the filters are there to read it. */
function choosing() {
  /** @type {NodeListOf<HTMLElement>} */
  const boxes = place.querySelectorAll("[data-facet]");
  const parameters = new URLSearchParams(location.search);
  return [...boxes].some(({ dataset }) => parameters.has(dataset.facet ?? ""));
}

/** The filters, brought when someone is about to use them or when the address does. */
const filtering = once(async () => {
  const { filters } = await import("./filters.js");
  keep = await filters(place, run);
  return keep;
});
for (const sign of ["pointerover", "focusin"]) {
  place.addEventListener(sign, async () => {
    if (!keep) (await filtering())(answer?.pages ?? []);
  });
}

/** @param {"pushState" | "replaceState"} how */
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
  list.ariaBusy = "true";
  waiting = setTimeout(() => {
    tell("replaceState");
    run();
  }, SOON);
});
box.form?.addEventListener("submit", (event) => {
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
  run();
});
// someone may have typed before this script came
if (!box.value) box.value = asked();
run();
