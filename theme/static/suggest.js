// Suggestions under a search box: an editable combobox with list autocomplete, by the WAI-ARIA
// pattern. Enter without a choice sends the form as it would without JavaScript.

import { counted, element, marked, styled, wordsIn } from "./draw.js";
import { saying } from "./french.js";
import { open } from "./index.js";
import { ROOT } from "./load.js";

/** @typedef {import("./load.js").Shown} Shown */

const SHOWN = 8, SHORTEST = 2, LONGEST = 40;
// milliseconds after an answer: their number is told, if nothing followed
const SETTLED = 400;
/** @type {HTMLElement | null} */
const find = document.querySelector(".find[data-words]");
const words = find ? wordsIn(find) : {};
let made = 0;

/**
 * Give a box its suggestions.
 * @param {HTMLInputElement} box
 */
export function start(box) {
  const dressed = styled("search");
  const id = `suggestions-${(made += 1)}`;
  const list = element("ul", "suggestions");
  const said = element("p", "unseen");
  const label = box.labels?.[0].textContent ?? "";
  /** @type {HTMLElement[]} */
  let options = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let telling;
  let chosen = -1, latest = 0;
  setAll(list, { id, role: "listbox", "aria-label": label, "aria-busy": "false" });
  setAll(said, { role: "status" });
  setAll(box, {
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id,
  });
  list.hidden = true;
  box.form?.append(list, said);

  /** @param {number} at */
  const choose = (at) => {
    chosen = at;
    options.forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
    if (at < 0) return box.removeAttribute("aria-activedescendant");
    box.setAttribute("aria-activedescendant", options[at].id);
    options[at].scrollIntoView({ block: "nearest" });
  };
  /** @param {boolean} is */
  const opened = (is) => {
    list.hidden = !is;
    box.setAttribute("aria-expanded", String(is));
    choose(-1);
  };
  /** @param {string} text */
  const tell = (text) => {
    clearTimeout(telling);
    telling = setTimeout(() => (said.textContent = text), SETTLED);
  };
  /** Close, and let no answer on its way open again. */
  const close = () => {
    latest += 1;
    list.setAttribute("aria-busy", "false");
    tell("");
    if (!list.hidden) opened(false);
  };

  const show = async (at = -1) => {
    const query = box.value.trim();
    if (query.length < SHORTEST) return close();
    const mine = (latest += 1);
    list.setAttribute("aria-busy", "true");
    try {
      const { results, marks, total } = await (await open()).find(query, SHOWN);
      await dressed;
      if (mine !== latest) return;
      options = results.map((result) => optionOf(result, saying(marks)));
      if (total > results.length) options.push(optionOfAll(query, box.form?.action ?? ""));
    } catch {
      if (mine === latest) close();
      return;
    }
    options.forEach((option, place) => setAll(option, { id: `${id}-${place}`, role: "option" }));
    list.replaceChildren(...options);
    list.setAttribute("aria-busy", "false");
    opened(options.length > 0);
    if (options.length) choose(at < 0 ? at : at % options.length);
    tell(counted(words.suggestions, options.length));
  };

  /** @param {number} by */
  const step = (by) =>
    choose(((chosen + 1 + by + options.length + 1) % (options.length + 1)) - 1);
  /** @type {Record<string, (event: KeyboardEvent) => void>} */
  const keys = {
    ArrowDown: ({ altKey }) => (list.hidden ? show(altKey ? -1 : 0) : step(1)),
    ArrowUp: ({ altKey }) => (altKey ? close() : list.hidden ? show(SHOWN) : step(-1)),
    Enter: () => go(options[chosen]),
    Escape: close,
  };
  box.addEventListener("keydown", (event) => {
    const { key, isComposing } = event;
    if (isComposing) return;
    if (key === "Enter" && chosen < 0) return close();
    // main.js empties the box
    if (key === "Escape" && list.hidden) return;
    if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(key)) choose(-1);
    if (!keys[key]) return;
    event.preventDefault();
    keys[key](event);
  });
  box.addEventListener("input", () => show());
  box.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => {
    /** @type {HTMLElement | null} */
    const option = target instanceof Element ? target.closest('[role="option"]') : null;
    if (option) go(option);
  });
  if (box.value) show();
}

/** @param {HTMLElement} option */
function go(option) {
  location.href = option.dataset.address ?? "";
}

/**
 * The option of a result.
 * @param {Shown} result
 * @param {(word: string) => boolean} meant
 */
function optionOf({ title, kind, over, path }, meant) {
  const about = [kind, over].filter(Boolean).join(" · ");
  return option(ROOT + path, "", element("span", "", ...marked(title, meant)), " ",
    element("span", "detail", ...marked(about, meant)));
}

/**
 * The last option, when there are more results: it leads to all of them.
 * @param {string} query
 * @param {string} page
 */
function optionOfAll(query, page) {
  const short = query.length > LONGEST ? `${query.slice(0, LONGEST)}…` : query;
  const [before, after] = words.all.split("{q}");
  const address = `${page}?${new URLSearchParams({ q: query })}`;
  return option(address, "all", before, element("bdi", "", short), after);
}

/**
 * @param {string} address
 * @param {string} className
 * @param {...(Node | string)} children
 */
function option(address, className, ...children) {
  const made = element("li", className, ...children);
  made.dataset.address = address;
  return made;
}

/**
 * @param {HTMLElement} element
 * @param {Record<string, string>} attributes
 */
function setAll(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}
