// The list of labs: filtered, sorted, and seen as cards, as a table or on the map. As printed until
// someone asks for something else. The state is the address.

import { byId, card, counted, wordsIn } from "./draw.js";
import { address, column, facets, filters, names } from "./filters.js";
import { load, shown } from "./load.js";

/** @type {Record<string, number>} */
const SHOWN = { "": 24, tableau: 100 };
// to begin with: the labs of a rare value may be far apart
const MOST_FILES = 7;

const [place, count, title, said, printed, choice, cards, other, more] = [
  "filtres", "labs-nombre", "labs-titre", "labs-vue", "liste-labs", "labs-choix", "labs-filtres",
  "labs-autre", "labs-suite",
].map((id) => byId(id));
const sorter = byId("tri", HTMLSelectElement);
const sorts = [...sorter.options].map(({ value }) => value);
/** @type {NodeListOf<HTMLAnchorElement>} */
const ways = document.querySelectorAll("[data-vue]");
/** @type {HTMLElement | null} */
const nav = document.querySelector(".ways");
const words = wordsIn(place);

/** @typedef {import("./load.js").Shown} Shown */
/** @typedef {{way: string, sort: string, labs: number[], chosen: boolean}} Asked */

async function start() {
  const all = Array.from({ length: (await facets()).labs }, (_, lab) => lab);
  let latest = 0;

  async function show() {
    const mine = (latest += 1);
    const sort = asked("tri", sorts), way = asked("vue", [...ways].map((link) => link.dataset.vue ?? ""));
    sorter.value = sort;
    if (sorter.parentElement) sorter.parentElement.hidden = way === "carte";
    for (const link of ways) {
      link.href = address({ vue: link.dataset.vue ? [link.dataset.vue] : [] });
      if (link.dataset.vue !== way) link.removeAttribute("aria-current");
      else link.setAttribute("aria-current", "true");
    }
    busy(true);
    try {
      const { pages: labs, chosen } = await keep(all);
      if (mine !== latest) return;
      count.textContent = counted(words.labs, labs.length);
      const asPrinted = !chosen && sort === sorts[0] && !way;
      const put = asPrinted ? null : await draw({ way, sort, labs, chosen });
      if (mine !== latest) return;
      printed.hidden = !asPrinted;
      choice.hidden = asPrinted;
      cards.hidden = Boolean(way);
      put?.();
    } catch {
      if (mine === latest) count.textContent = words.unavailable;
    }
    if (mine === latest) busy(false);
  }

  /** @param {MouseEvent} event */
  const follow = (event) => {
    /** @type {HTMLElement | SVGElement | null} */
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    const way = link?.dataset.vue;
    if (!link || !(link.dataset.region || way !== undefined)) return;
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const [, search] = (link.getAttribute("href") ?? "").split("?");
    history.pushState(null, "", location.pathname + (search ? `?${search}` : ""));
    show();
    if (way === undefined) title.focus();
    else said.textContent = `${words.title} ${link.textContent}`;
  };
  const keep = await filters(place, show);
  nav?.addEventListener("click", follow);
  other.addEventListener("click", follow);
  sorter.addEventListener("change", () => {
    history.pushState(null, "", address({ tri: sorter.value === sorts[0] ? [] : [sorter.value] }));
    show();
  });
  addEventListener("popstate", show);
  await show();
}

/**
 * What the address asks, of what may be asked; the first unless it says so.
 * @param {string} name
 * @param {string[]} values
 */
function asked(name, values) {
  const value = new URLSearchParams(location.search).get(name) ?? "";
  return values.includes(value) ? value : values[0];
}

/** @param {boolean} is */
function busy(is) {
  for (const list of [cards, other]) list.setAttribute("aria-busy", String(is));
}

/**
 * Loads what a way to see labs needs; what comes back puts it in the page.
 * @param {Asked} asked
 */
async function draw({ way, sort, labs, chosen }) {
  if (way === "carte") {
    const { atlas } = await import("./views.js");
    const link = [...ways].find(({ dataset }) => dataset.vue === way);
    const drawing = await atlas(link?.dataset.page ?? "", labs, chosen, words);
    return () => {
      more.hidden = true;
      other.replaceChildren(drawing);
    };
  }
  const [sorted, { list, whole, line }, { pages_a_file: size }] = await Promise.all([
    ordered(labs, sort), way ? inTable(sort) : inCards(), load("meta"),
  ]);
  /**
   * @param {number} from
   * @param {number} to
   */
  const lines = async (from, to) =>
    (await shown(sorted.slice(from, to))).map(line);
  let end = begin(sorted, SHOWN[way], size);
  const first = await lines(0, end);
  more.onclick = async () => {
    const next = await lines(end, end + SHOWN[way]);
    list.append(...next);
    end += next.length;
    more.hidden = end >= sorted.length;
    next[0]?.querySelector("a")?.focus();
  };
  return () => {
    list.replaceChildren(...first);
    other.replaceChildren(...whole);
    more.hidden = end >= sorted.length;
  };
}

/**
 * Where labs are drawn, each as a line; `whole` is what stands in the page beside the cards.
 * @typedef {{list: HTMLElement, whole: HTMLElement[], line: (lab: Shown) => HTMLElement}} Drawing
 */

/**
 * The cards of the printed list: they say what a lab is, where a result has its first words.
 * @returns {Promise<Drawing>}
 */
async function inCards() {
  const { values, held } = await column("forme");
  /** @param {Shown} lab */
  const line = (lab) =>
    card({ ...lab, text: values[held[lab.page][0]] }, { level: "h3" });
  return { list: cards, whole: [], line };
}

/**
 * @param {string} sort
 * @returns {Promise<Drawing>}
 */
async function inTable(sort) {
  const { table } = await import("./views.js");
  const { whole, body, row } = await table(words, sort);
  return { list: body, whole: [whole], line: row };
}

/**
 * How many of some labs to begin with: so many, but from few files of so many pages.
 * @param {number[]} labs
 * @param {number} most
 * @param {number} size
 */
function begin(labs, most, size) {
  const files = new Set();
  const end = labs.slice(0, most).findIndex(
    (lab) => files.add(Math.floor(lab / size)).size > MOST_FILES,
  );
  return end < 0 ? most : end;
}

/**
 * Labs by name, or by a column and then by name; those that have nothing in it come last.
 * @param {number[]} labs
 * @param {string} sort
 */
async function ordered(labs, sort) {
  const places = await names();
  const named = [...labs].sort((one, other) => places[one] - places[other]);
  if (sort === sorts[0]) return named;
  const { held } = await column(sort);
  /** @param {number} lab */
  const rank = (lab) => held[lab][0] ?? held.length;
  return named.sort((one, other) => rank(one) - rank(other));
}

start().catch(() => (count.textContent = words.unavailable));
