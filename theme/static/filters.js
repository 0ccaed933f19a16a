// Filters with live counts, on the list of labs and on results. The state is the address.

import { ROOT, card, counted, element, open } from "./search.js";

const SHOWN = 24;
const SORTS = ["nom", "lieu", "signe"];
const HIDDEN = new Set(["annee"]); // serves to sort

let loaded;

/** The values of every lab in every facet: {labs, facets: [{id, label, values, of: [[…], …]}]}. */
function load() {
  loaded ??= fetch(`${ROOT}recherche/index/facets.json`)
    .then((answer) => {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    })
    .then(({ labs, facets }) => ({ labs, facets: facets.map(decoded) }))
    .catch((error) => {
      loaded = undefined;
      throw error;
    });
  return loaded;
}

const ALPHABET = Array.from({ length: 720 - 48 }, (_, at) => String.fromCharCode(48 + at)).filter(
  (letter) => /[\p{L}\p{N}]/u.test(letter),
);

function decoded({ id, label, values, of }) {
  const place = new Map(ALPHABET.map((letter, at) => [letter, at]));
  const lists = of.split(",").map((letters) => [...letters].map((letter) => place.get(letter)));
  return { id, label, values, of: lists };
}

/** How many of some labs have each value of a facet. */
export function tally(facet, labs) {
  const counts = new Array(facet.values.length).fill(0);
  for (const lab of labs) for (const value of facet.of[lab]) counts[value] += 1;
  return counts;
}

/** The labs that have, in every facet but one, a chosen value. */
export function keeping(facets, chosen, labs, but = "") {
  const asked = facets
    .filter(({ id }) => id !== but && chosen.get(id)?.size)
    .map((facet) => {
      const wanted = new Set();
      facet.values.forEach(([id], at) => chosen.get(facet.id).has(id) && wanted.add(at));
      return [facet.of, wanted];
    });
  return labs.filter((lab) => asked.every(([of, wanted]) => of[lab].some((one) => wanted.has(one))));
}

/** Filters in a place of the page; `changed` is told the pages to show, in order. */
export function filters(place, { labs: number, changed, sorts = false }) {
  const words = JSON.parse(place.dataset.words);
  let data, pages = [], sort = "nom";
  const chosen = new Map();
  const opened = new Set();

  const read = () => {
    const asked = new URLSearchParams(location.search);
    for (const { id, values } of data.facets) {
      const known = new Set(values.map(([value]) => value));
      chosen.set(id, new Set(asked.getAll(id).filter((value) => known.has(value))));
    }
    sort = SORTS.includes(asked.get("tri")) ? asked.get("tri") : "nom";
  };
  const write = () => {
    const address = new URL(location.href);
    for (const { id } of data.facets) {
      address.searchParams.delete(id);
      for (const value of chosen.get(id)) address.searchParams.append(id, value);
    }
    address.searchParams.delete("tri");
    if (sort !== "nom") address.searchParams.set("tri", sort);
    history.pushState(null, "", address);
  };
  const active = () => [...chosen.values()].some((values) => values.size);
  const labsOf = () => pages.filter((page) => page < number);

  const ordered = (found) => {
    if (sort === "nom") return found;
    const of = data.facets.find(({ id }) => id === (sort === "lieu" ? "territoire" : "annee")).of;
    const rank = (page) => of[page]?.[0] ?? 999;
    return [...found].sort((a, b) => rank(a) - rank(b) || a - b);
  };
  const result = () => {
    const found = active() ? keeping(data.facets, chosen, labsOf()) : pages;
    return sorts ? ordered(found) : found;
  };
  const tell = () => {
    draw();
    write();
    changed(result());
  };

  function draw() {
    const labs = labsOf();
    place.hidden = labs.length === 0;
    if (place.hidden) return;
    const groups = data.facets.filter(({ id }) => !HIDDEN.has(id)).map((facet) => group(facet, labs));
    place.replaceChildren(
      element("h2", "", words.title), ...chips(), ...(sorts ? [sorter()] : []),
      ...groups.filter(Boolean),
    );
  }

  function group(facet, labs) {
    const counts = tally(facet, keeping(data.facets, chosen, labs, facet.id));
    const picked = chosen.get(facet.id);
    const lines = facet.values
      .map(([id, label], at) => ({ id, label, count: counts[at] }))
      .filter(({ id, count }) => count > 0 || picked.has(id));
    if (!lines.length) return null;
    const box = element("details", "facet", element("summary", "", facet.label));
    box.open = picked.size > 0 || opened.has(facet.id);
    box.addEventListener("toggle", () => opened[box.open ? "add" : "delete"](facet.id));
    const list = element("ul");
    for (const { id, label, count } of lines) {
      const input = element("input");
      Object.assign(input, { type: "checkbox", name: facet.id, value: id, checked: picked.has(id) });
      input.addEventListener("change", () => {
        picked[input.checked ? "add" : "delete"](id);
        tell();
        again(`input[name="${facet.id}"][value="${CSS.escape(id)}"]`);
      });
      const line = element("label", "", input, " ", label, " ");
      line.append(element("span", "number", String(count)));
      list.append(element("li", "", line));
    }
    box.append(list);
    return box;
  }

  function chips() {
    if (!active()) return [];
    const list = element("ul", "chips");
    for (const facet of data.facets) {
      for (const [id, label] of facet.values) {
        if (!chosen.get(facet.id).has(id)) continue;
        const button = element("button", "", label, " ", element("span", "unseen", words.remove));
        button.type = "button";
        button.addEventListener("click", () => {
          chosen.get(facet.id).delete(id);
          tell();
          again("button, summary");
        });
        list.append(element("li", "", button));
      }
    }
    const clear = element("button", "clear", words.clear);
    clear.type = "button";
    clear.addEventListener("click", () => {
      for (const values of chosen.values()) values.clear();
      tell();
      again("summary");
    });
    list.append(element("li", "", clear));
    return [list];
  }

  function sorter() {
    const select = element("select");
    select.id = "tri";
    for (const name of SORTS) {
      const option = element("option", "", words[name]);
      option.value = name;
      option.selected = name === sort;
      select.append(option);
    }
    select.addEventListener("change", () => {
      sort = select.value;
      tell();
      again("#tri");
    });
    const label = element("label", "", `${words.sort} `);
    label.htmlFor = "tri";
    return element("p", "sorter", label, select);
  }

  const again = (selector) => place.querySelector(selector)?.focus();

  const ready = async () => {
    if (!data) {
      data = await load();
      read();
    }
  };
  addEventListener("popstate", async () => {
    if (!data) return;
    read();
    draw();
    changed(result());
  });

  return {
    /** The pages that the filters keep; the filters then show their counts among them. */
    async kept(found) {
      pages = found;
      if (!labsOf().length) {
        place.hidden = true;
        return found;
      }
      await ready();
      draw();
      return result();
    },
    hide() {
      place.hidden = true;
    },
  };
}

// ---- the list of labs

/** The filters above the list of labs: the list as printed until a filter is chosen. */
export function startList(asked = false) {
  const place = document.getElementById("filtres");
  const printed = document.getElementById("liste-labs");
  const list = document.getElementById("labs-filtres");
  const count = document.getElementById("labs-nombre");
  const more = document.getElementById("labs-suite");
  const words = JSON.parse(place.dataset.words);
  const number = Number(place.dataset.labs);
  let latest = 0;

  const show = async (kept) => {
    const mine = (latest += 1);
    const all = !new URL(location.href).search;
    printed.hidden = !all;
    list.parentElement.hidden = all;
    count.textContent = counted(words.labs, kept.length);
    if (all) return;
    list.setAttribute("aria-busy", "true");
    const engine = await open(ROOT);
    const first = await engine.show(kept.slice(0, SHOWN));
    if (mine !== latest) return;
    let shown = first.length;
    list.replaceChildren(...first.map((lab) => card(lab, ROOT, { level: "h3" })));
    more.hidden = kept.length <= shown;
    more.onclick = async () => {
      const next = await engine.show(kept.slice(shown, shown + SHOWN));
      list.append(...next.map((lab) => card(lab, ROOT, { level: "h3" })));
      list.children[shown]?.querySelector("a")?.focus();
      shown += next.length;
      more.hidden = kept.length <= shown;
    };
    list.setAttribute("aria-busy", "false");
  };

  const labs = Array.from({ length: number }, (_, at) => at);
  const filter = filters(place, { labs: number, changed: show, sorts: true });
  filter.kept(labs).then((kept) => {
    if (location.search) show(kept);
    if (asked) place.querySelector("summary")?.focus();
  });
}
