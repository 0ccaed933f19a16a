// Filters with live counts, on the list of labs and on results. The state is the address.
// What the files hold is written in generator/facets.py.

import { ROOT, element } from "./search.js";

const files = new Map();

function load(name) {
  if (!files.has(name)) {
    const file = fetch(`${ROOT}recherche/index/${name}.json`).then((answer) => {
      if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
      return answer.json();
    });
    files.set(name, file);
    file.catch(() => files.delete(name));
  }
  return files.get(name);
}

/** The facets: {labs, facets: [{id, label, values: [[id, label, how many labs], …]}]}. */
export const facets = () => load("facets");

/** What each lab has in a facet, as places in its values: [[3], [], [0, 2], …]. */
export async function held({ id, values }) {
  const file = await load(`facet-${id}`);
  return (file.held ??= decoded(file.of, values.length));
}

/** What labs are sorted by: {values: [[…], …], held}. */
export async function column(id) {
  const file = await load(`column-${id}`);
  file.held ??= decoded(file.of, file.values.length);
  return file;
}

/** The place of each lab in French order. Labs are numbered by territory, then in that order: the
 * file tells their territories in it. */
export async function names() {
  const { groups, of } = await load("names");
  const order = decoded(of, groups).flat();
  const numbers = new Array(groups).fill(0);
  for (const group of order) numbers[group] += 1;
  let first = 0;
  const next = numbers.map((number) => (first += number) - number);
  const places = [];
  order.forEach((group, place) => (places[next[group]++] = place));
  return places;
}

function decoded(of, number) {
  const value = new RegExp(`.{${(number - 1).toString(36).length}}`, "g");
  return of.split(",").map((lab) => lab.match(value)?.map((digits) => parseInt(digits, 36)) ?? []);
}

/** An address: this one with other values of some parameters. */
export function address(changes) {
  const { pathname, search } = location;
  const asked = new URLSearchParams(search);
  for (const [name, values] of Object.entries(changes)) {
    asked.delete(name);
    for (const value of values) asked.append(name, value);
  }
  return pathname + (`${asked}` && `?${asked}`);
}

/** Filters in a place of the page; `changed` is called when someone chose or went back. */
export async function filters(place, changed) {
  const words = JSON.parse(place.dataset.words);
  const told = await facets();
  const boxes = [...place.querySelectorAll("details")];
  const chips = element("ul", "chips");
  const chosen = new Map();
  let pages = [], version = 0, drawn;

  const read = () => {
    const asked = new URLSearchParams(location.search);
    for (const { id, values } of told.facets) {
      const wanted = new Set(asked.getAll(id));
      chosen.set(id, new Set(values.map(([value]) => value).filter((value) => wanted.has(value))));
    }
  };
  const write = () => {
    const changes = Object.fromEntries([...chosen].map(([id, values]) => [id, [...values]]));
    history.pushState(null, "", address(changes));
    changed();
  };

  /** The pages that have, in every facet but one, a chosen value. */
  const keep = async (but) => {
    const asked = told.facets.filter(({ id }) => id !== but && chosen.get(id).size);
    const tests = await Promise.all(asked.map(async (facet) => {
      const of = await held(facet);
      const wanted = facet.values.map(([value]) => chosen.get(facet.id).has(value));
      return (page) => of[page].some((value) => wanted[value]);
    }));
    if (!tests.length) return pages;
    return pages.filter((page) => page < told.labs && tests.every((test) => test(page)));
  };

  const counts = async (facet) => {
    const labs = (await keep(facet.id)).filter((page) => page < told.labs);
    if (labs.length === told.labs) return facet.values.map(([, , number]) => number);
    const of = await held(facet);
    const numbers = facet.values.map(() => 0);
    for (const lab of labs) for (const value of of[lab]) numbers[value] += 1;
    return numbers;
  };

  /** The values of an open facet, each with its number; those that lead to nothing are hidden. */
  const fill = async (box) => {
    const now = version;
    const facet = told.facets.find(({ id }) => id === box.dataset.facet);
    let numbers;
    try {
      numbers = await counts(facet);
      if (now !== version) return;
      if (!box.querySelector("ul")) panel(box, facet);
    } catch {
      box.querySelector(".panel")?.remove();
      box.append(element("div", "panel", element("p", "", words.unavailable)));
      return;
    }
    const picked = chosen.get(facet.id);
    let none = true;
    for (const [at, line] of [...box.querySelectorAll("li")].entries()) {
      const input = line.querySelector("input");
      input.checked = picked.has(input.value);
      line.querySelector(".number").textContent = numbers[at].toLocaleString("fr-FR");
      line.hidden = !numbers[at] && !input.checked;
      none &&= line.hidden;
    }
    box.querySelector("p").hidden = !none;
    held(facet).catch(() => {}); // a choice will need it
  };

  const panel = (box, facet) => {
    box.querySelector(".panel")?.remove();
    const lines = facet.values.map(([value, label]) => {
      const input = element("input");
      Object.assign(input, { type: "checkbox", name: facet.id, value, autocomplete: "off" });
      input.addEventListener("change", () => {
        chosen.get(facet.id)[input.checked ? "add" : "delete"](value);
        write();
      });
      return element("li", "", element("label", "", input, element("span", "", label), element("span", "number")));
    });
    const list = element("ul", "", ...lines);
    box.append(element("div", "panel", list, element("p", "", words.nothing)));
  };

  const chip = (facet, value, label) => {
    const button = element("button", "", label, " ", element("span", "unseen", words.remove));
    return pressed(button, () => chosen.get(facet.id).delete(value));
  };
  const pressed = (button, undo) => {
    button.type = "button";
    button.addEventListener("click", () => {
      undo();
      draw();
      (chips.querySelector("button") ?? boxes[0].firstElementChild).focus();
      write();
    });
    return element("li", "", button);
  };

  const drawChips = () => {
    const shown = told.facets.flatMap((facet) =>
      facet.values
        .filter(([value]) => chosen.get(facet.id).has(value))
        .map(([value, label]) => chip(facet, value, label)));
    if (shown.length) {
      const clear = element("button", "clear", words.clear);
      shown.push(pressed(clear, () => chosen.forEach((values) => values.clear())));
    }
    chips.replaceChildren(...shown);
    chips.hidden = !shown.length;
  };

  const draw = () => {
    const state = [...chosen.values()].map((values) => [...values].join()).join(";");
    if (state !== drawn) drawChips();
    drawn = state;
    for (const box of boxes) {
      box.classList.toggle("picked", chosen.get(box.dataset.facet).size > 0);
      if (box.open) fill(box);
    }
  };

  const close = (but) => boxes.forEach((box) => box !== but && (box.open = false));
  for (const box of boxes) {
    box.addEventListener("toggle", async () => {
      if (!box.open) return;
      await fill(box);
      box.lastElementChild.scrollIntoView({ block: "nearest" });
    });
    // Pressing what takes no focus, a label in some browsers, gives it to what is around.
    box.addEventListener("focusout", ({ relatedTarget: to }) => {
      if (to && !box.contains(to) && !to.contains(box)) box.open = false;
    });
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !box.open) return;
      box.open = false;
      box.firstElementChild.focus();
    });
  }
  addEventListener("pointerdown", ({ target }) => close(target.closest?.(".facet")));
  addEventListener("popstate", () => {
    read();
    changed();
  });

  place.append(chips);
  read();
  return {
    read,
    /** Whether something is chosen. */
    active: () => [...chosen.values()].some((values) => values.size),
    /** The pages that the filters keep; the counts are then among these pages. */
    kept: (found) => {
      pages = found;
      version += 1;
      draw();
      return keep();
    },
  };
}
