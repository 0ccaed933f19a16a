// Suggestions under a search box: an editable combobox with list autocomplete, by the WAI-ARIA
// pattern. Enter without a choice sends the form as it would without JavaScript.

import { ROOT, counted, element, marked, open, styled } from "./search.js";

const SHOWN = 8, SHORTEST = 2, LONGEST = 40;
const SETTLED = 400; // milliseconds after an answer: their number is told, if nothing followed
const words = JSON.parse(document.querySelector(".find[data-words]").dataset.words);
let index, made = 0;

/** Give a box its suggestions. */
export function start(box) {
  const dressed = styled("search");
  const id = `suggestions-${(made += 1)}`;
  const list = element("ul", "suggestions");
  const said = element("p", "unseen");
  let options = [], chosen = -1, latest = 0, telling;
  setAll(list, { id, role: "listbox", "aria-label": box.labels[0].textContent, "aria-busy": "false" });
  setAll(said, { role: "status" });
  setAll(box, {
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id,
  });
  list.hidden = true;
  box.form.append(list, said);

  const choose = (at) => {
    chosen = at;
    options.forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
    if (at < 0) return box.removeAttribute("aria-activedescendant");
    box.setAttribute("aria-activedescendant", options[at].id);
    options[at].scrollIntoView({ block: "nearest" });
  };
  const opened = (is) => {
    list.hidden = !is;
    box.setAttribute("aria-expanded", String(is));
    choose(-1);
  };
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
      index ??= open(ROOT);
      const { results, marks, total } = await (await index).find(query, SHOWN);
      await dressed;
      if (mine !== latest) return;
      options = drawn(results, new Set(marks), query, total);
    } catch {
      index = undefined;
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

  const step = (by) => choose(((chosen + 1 + by + options.length + 1) % (options.length + 1)) - 1);
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
    if (key === "Escape" && list.hidden) return; // main.js empties the box
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
    const option = target.closest('[role="option"]');
    if (option) go(option);
  });
  if (box.value) show();
}

const go = (option) => {
  location.href = option.dataset.address;
};

/** The options for some results; the last leads to all of them when there are more. */
function drawn(results, marks, query, total) {
  const options = results.map(({ title, kind, detail, path }) => {
    const about = [kind, detail].filter(Boolean).join(" · ");
    return option(ROOT + path, "", element("span", "", ...marked(title, marks)), " ",
      element("span", "detail", ...marked(about, marks)));
  });
  if (total > results.length) {
    const short = query.length > LONGEST ? `${query.slice(0, LONGEST)}…` : query;
    const address = `${ROOT}recherche/?${new URLSearchParams({ q: query })}`;
    const [before, after] = words.all.split("{q}");
    options.push(option(address, "all", before, element("bdi", "", short), after));
  }
  return options;
}

function option(address, className, ...children) {
  const made = element("li", className, ...children);
  made.dataset.address = address;
  return made;
}

function setAll(one, attributes) {
  for (const [name, value] of Object.entries(attributes)) one.setAttribute(name, value);
}
