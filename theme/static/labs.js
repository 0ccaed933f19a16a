// The list of labs: filtered, sorted, and seen as cards, as a table or on the map. As printed until
// someone asks for something else. The state is the address.

import { PAGES_A_FILE, ROOT, card, counted, open } from "./search.js";
import { address, column, facets, filters, names } from "./filters.js";

const SHOWN = { "": 24, tableau: 100 };
const MOST_FILES = 7; // to begin with: those of a rare value may be far apart
const SORTS = ["nom", "lieu", "signe"];

const get = (id) => document.getElementById(id);

async function start(words) {
  const place = get("filtres");
  const ways = [...document.querySelectorAll("[data-vue]")];
  const [cards, other, more, sorter] = ["labs-filtres", "labs-autre", "labs-suite", "tri"].map(get);
  const { labs } = await facets();
  const all = Array.from({ length: labs }, (_, at) => at);
  let latest = 0;

  const known = (name, values) => {
    const value = new URLSearchParams(location.search).get(name);
    return values.includes(value) ? value : values[0];
  };
  const busy = (is) => [cards, other].forEach((one) => one.setAttribute("aria-busy", String(is)));

  async function show() {
    const mine = (latest += 1);
    const sort = known("tri", SORTS), way = known("vue", ways.map((link) => link.dataset.vue));
    sorter.value = sort;
    sorter.parentElement.hidden = way === "carte";
    for (const link of ways) {
      link.href = address({ vue: link.dataset.vue ? [link.dataset.vue] : [] });
      if (link.dataset.vue !== way) link.removeAttribute("aria-current");
      else link.setAttribute("aria-current", "true");
    }
    busy(true);
    try {
      const kept = await filter.kept(all);
      if (mine !== latest) return;
      get("labs-nombre").textContent = counted(words.labs, kept.length);
      const printed = !filter.active() && sort === SORTS[0] && !way;
      const drawn = printed ? null : await draw(way, sort, kept);
      if (mine !== latest) return;
      get("liste-labs").hidden = !printed;
      get("labs-choix").hidden = printed;
      cards.hidden = Boolean(way);
      drawn?.();
    } catch {
      if (mine === latest) get("labs-nombre").textContent = words.unavailable;
    }
    if (mine === latest) busy(false);
  }

  /** Loads what a way to see labs needs; what comes back puts it in the page. */
  async function draw(way, sort, kept) {
    if (way === "carte") {
      const { atlas } = await import("./views.js");
      const drawing = await atlas(kept, filter.active(), words);
      return () => {
        more.hidden = true;
        other.replaceChildren(drawing);
      };
    }
    const sorted = await ordered(kept, sort);
    const engine = await open(ROOT);
    const table = way && (await (await import("./views.js")).table(words, sort));
    const lines = async (from, to) => {
      const shown = await engine.show(sorted.slice(from, to));
      return shown.map((lab) => (table ? table.row(lab) : card(lab, ROOT, { level: "h3" })));
    };
    let end = begin(sorted, SHOWN[way]);
    const first = await lines(0, end);
    const list = table ? table.body : cards;
    more.onclick = async () => {
      const next = await lines(end, end + SHOWN[way]);
      list.append(...next);
      end += next.length;
      more.hidden = end >= sorted.length;
      next[0]?.querySelector("a").focus();
    };
    return () => {
      list.replaceChildren(...first);
      other.replaceChildren(...(table ? [table.whole] : []));
      more.hidden = end >= sorted.length;
    };
  }

  const follow = (event) => {
    const link = event.target.closest?.("a[href]");
    const search = link?.getAttribute("href").split("?")[1] ?? "";
    const way = link?.dataset.vue;
    if (!link || !(link.dataset.region || way !== undefined)) return;
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.pushState(null, "", location.pathname + (search && `?${search}`));
    filter.read();
    show();
    if (way === undefined) get("labs-titre").focus();
    else get("labs-vue").textContent = `${words.title} ${link.textContent}`;
  };
  document.querySelector(".ways").addEventListener("click", follow);
  other.addEventListener("click", follow);
  sorter.addEventListener("change", () => {
    history.pushState(null, "", address({ tri: sorter.value === SORTS[0] ? [] : [sorter.value] }));
    show();
  });

  const filter = await filters(place, show);
  await show();
}

/** How many of some labs to begin with: so many, but from few files. */
function begin(labs, most) {
  const files = new Set();
  const end = labs.slice(0, most).findIndex(
    (lab) => files.add(Math.floor(lab / PAGES_A_FILE)).size > MOST_FILES,
  );
  return end < 0 ? most : end;
}

/** Labs by name, or by a column and then by name; those that have nothing in it come last. */
async function ordered(labs, sort) {
  const places = await names();
  const named = [...labs].sort((one, other) => places[one] - places[other]);
  if (sort === SORTS[0]) return named;
  const { held } = await column(sort);
  const rank = (lab) => held[lab][0] ?? held.length;
  return named.sort((one, other) => rank(one) - rank(other));
}

const words = JSON.parse(get("filtres").dataset.words);
start(words).catch(() => (get("labs-nombre").textContent = words.unavailable));
