// Filters with live counts, on the list of labs and on results.
// What the files hold is written in generator/search/facets.py.

import { element, grouped, wordsIn } from "./draw.js";
import { load } from "./load.js";

/** @typedef {[id: string, label: string, labs: number]} Value */
/** @typedef {{id: string, label: string, values: Value[]}} Facet */
/** @typedef {{of: string, width: number, base: number, held?: number[][]}} Coded */

/**
 * The facets, and how many labs there are.
 * @returns {Promise<{labs: number, facets: Facet[]}>}
 */
export const facets = () => load("facets");

/**
 * A facet by its id.
 * @param {string} id
 */
export async function facet(id) {
  const known = (await facets()).facets.find((facet) => facet.id === id);
  if (!known) throw new Error(id);
  return known;
}

/**
 * What each lab has in a facet, as places in its values: [[3], [], [0, 2], …].
 * @param {string} id
 */
export const held = async (id) => decoded(await load(`facet-${id}`));

/**
 * What is told of labs beside facets, and sorts them: `held` are places in `values`.
 * @param {string} id
 * @returns {Promise<{values: any[], held: number[][]}>}
 */
export async function column(id) {
  const file = await load(`column-${id}`);
  return { values: file.values, held: decoded(file) };
}

/**
 * The place of each lab in French order. Labs are numbered by territory, then in that order: the
 * file tells their territories in it.
 */
export async function names() {
  const file = await load("names");
  const order = decoded(file).flat();
  const numbers = new Array(file.groups).fill(0);
  for (const group of order) numbers[group] += 1;
  let first = 0;
  const next = numbers.map((number) => (first += number) - number);
  /** @type {number[]} */
  const places = [];
  order.forEach((group, place) => (places[next[group]++] = place));
  return places;
}

/**
 * The values of each lab; kept beside the file that tells them.
 * @param {Coded} file
 */
function decoded(file) {
  const code = new RegExp(`.{${file.width}}`, "g");
  /** @param {string} lab */
  const valuesOf = (lab) =>
    lab.match(code)?.map((digits) => parseInt(digits, file.base)) ?? [];
  return (file.held ??= file.of.split(",").map(valuesOf));
}

/**
 * An address: this one with other values of some parameters.
 * @param {Record<string, string[]>} changes
 */
export function address(changes) {
  const { pathname, search } = location;
  const asked = new URLSearchParams(search);
  for (const [name, values] of Object.entries(changes)) {
    asked.delete(name);
    for (const value of values) asked.append(name, value);
  }
  return pathname + (`${asked}` && `?${asked}`);
}

/**
 * The pages that filters keep, and whether anything is chosen.
 * @typedef {{pages: number[], chosen: boolean}} Kept
 */

/**
 * Filters in a place of the page. What is chosen is in the address, and nowhere else that the page
 * need know of: a facet's id is the name of a parameter, and has its box, [data-facet], in the place.
 *
 * Whenever the page shows something, it calls the function that this one gives, with the pages that
 * the filters are to choose from: it reads the address, and answers with those they keep; the counts
 * on show are then among these pages. When someone chooses, the address is changed, then `changed`
 * is called: the page is to show again. Going back and forth is for the page to hear.
 * @param {HTMLElement} place
 * @param {() => void} changed
 * @returns {Promise<(pages: number[]) => Promise<Kept>>}
 */
export async function filters(place, changed) {
  const words = wordsIn(place);
  const known = await facets();
  /** @type {HTMLDetailsElement[]} */
  const boxes = [...place.querySelectorAll("details")];
  const chips = element("ul", "chips");
  /** @type {Map<string, Set<string>>} */
  const chosen = new Map();
  /** @type {number[]} */
  let pages = [];
  let version = 0, drawn = "";

  /** @param {string} id */
  const chosenIn = (id) => chosen.get(id) ?? new Set();

  const read = () => {
    const asked = new URLSearchParams(location.search);
    for (const { id, values } of known.facets) {
      const wanted = new Set(asked.getAll(id));
      chosen.set(id, new Set(values.map(([value]) => value).filter((value) => wanted.has(value))));
    }
  };
  const write = () => {
    const changes = Object.fromEntries([...chosen].map(([id, values]) => [id, [...values]]));
    history.pushState(null, "", address(changes));
    changed();
  };

  /**
   * The pages that have, in every facet but one, a chosen value.
   * @param {string} [but]
   */
  const keep = async (but) => {
    const among = pages;
    const asked = known.facets.filter(({ id }) => id !== but && chosenIn(id).size);
    const tests = await Promise.all(asked.map(async ({ id, values }) => {
      const wanted = values.map(([value]) => chosenIn(id).has(value));
      const valuesOf = await held(id);
      /** @param {number} page */
      const test = (page) => valuesOf[page].some((value) => wanted[value]);
      return test;
    }));
    if (!tests.length) return among;
    return among.filter((page) => page < known.labs && tests.every((test) => test(page)));
  };

  /** @param {Facet} facet */
  const counts = async ({ id, values }) => {
    const labs = (await keep(id)).filter((page) => page < known.labs);
    if (labs.length === known.labs) return values.map(([, , number]) => number);
    const valuesOf = await held(id);
    const numbers = values.map(() => 0);
    for (const lab of labs) for (const value of valuesOf[lab]) numbers[value] += 1;
    return numbers;
  };

  /**
   * The values of an open facet, each with its number; those that lead to nothing are hidden.
   * @param {HTMLDetailsElement} box
   */
  const fill = async (box) => {
    const now = version;
    const facet = known.facets.find(({ id }) => id === box.dataset.facet);
    if (!facet) return;
    let numbers;
    try {
      numbers = await counts(facet);
      if (now !== version) return;
    } catch {
      panel(box, element("p", "", words.unavailable));
      return;
    }
    if (!box.querySelector("ul")) panel(box, list(facet), element("p", "", words.nothing));
    let none = true;
    for (const [at, line] of [...box.querySelectorAll("li")].entries()) {
      const [input] = line.getElementsByTagName("input");
      input.checked = chosenIn(facet.id).has(input.value);
      line.querySelector(".number")?.replaceChildren(grouped(numbers[at]));
      line.hidden = !numbers[at] && !input.checked;
      none &&= line.hidden;
    }
    box.getElementsByTagName("p")[0].hidden = !none;
    held(facet.id).catch(() => {}); // a choice will need it
  };

  /**
   * @param {HTMLDetailsElement} box
   * @param {...HTMLElement} children
   */
  const panel = (box, ...children) => {
    box.querySelector(".panel")?.remove();
    box.append(element("div", "panel", ...children));
  };

  /** @param {Facet} facet */
  const list = ({ id, values }) => {
    const lines = values.map(([value, label]) => {
      const input = element("input");
      Object.assign(input, { type: "checkbox", name: id, value, autocomplete: "off" });
      input.addEventListener("change", () => {
        chosenIn(id)[input.checked ? "add" : "delete"](value);
        write();
      });
      return element("li", "", element("label", "", input, element("span", "", label), element("span", "number")));
    });
    return element("ul", "", ...lines);
  };

  /**
   * @param {HTMLButtonElement} button
   * @param {() => void} undo
   */
  const pressed = (button, undo) => {
    button.type = "button";
    button.addEventListener("click", () => {
      undo();
      draw();
      (chips.querySelector("button") ?? boxes[0].querySelector("summary"))?.focus();
      write();
    });
    return element("li", "", button);
  };

  const drawChips = () => {
    const shown = known.facets.flatMap(({ id, values }) =>
      values
        .filter(([value]) => chosenIn(id).has(value))
        .map(([value, label]) => {
          const button = element("button", "", label, " ", element("span", "unseen", words.remove));
          return pressed(button, () => chosenIn(id).delete(value));
        }));
    if (shown.length) {
      const clear = element("button", "clear", words.clear);
      shown.push(pressed(clear, () => chosen.forEach((values) => values.clear())));
    }
    chips.replaceChildren(...shown);
    chips.hidden = !shown.length;
  };

  const draw = () => {
    const state = [...chosen.values()].map((values) => [...values].sort().join()).join(";");
    if (state !== drawn) drawChips();
    drawn = state;
    for (const box of boxes) {
      box.classList.toggle("picked", chosenIn(box.dataset.facet ?? "").size > 0);
      if (box.open) fill(box);
    }
  };

  for (const box of boxes) {
    box.addEventListener("toggle", async () => {
      if (!box.open) return;
      await fill(box);
      box.lastElementChild?.scrollIntoView({ block: "nearest" });
    });
    // Pressing what takes no focus, a label in some browsers, gives it to what is around.
    box.addEventListener("focusout", ({ relatedTarget: to }) => {
      if (to instanceof Node && !box.contains(to) && !to.contains(box)) box.open = false;
    });
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !box.open) return;
      box.open = false;
      box.querySelector("summary")?.focus();
    });
  }
  addEventListener("pointerdown", ({ target }) => {
    const within = target instanceof Element ? target.closest(".facet") : null;
    for (const box of boxes) if (box !== within) box.open = false;
  });

  chips.hidden = true;
  place.append(chips);
  return async (among) => {
    read();
    pages = among;
    version += 1;
    draw();
    const kept = await keep();
    return { pages: kept, chosen: [...chosen.values()].some((values) => values.size) };
  };
}
