// Suggestions under a search box: a combobox by the WAI-ARIA pattern. Enter without a choice sends
// the form as it would without JavaScript.

import { ROOT, element, marked, open } from "./search.js";

const SHOWN = 8;
let index;
let made = 0;

/** Give a box its suggestions. */
export function start(box) {
  const id = `suggestions-${(made += 1)}`;
  const list = element("ul", "suggestions");
  list.id = id;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.labels?.[0]?.textContent ?? "");
  list.hidden = true;
  const said = element("p", "unseen");
  said.setAttribute("role", "status");
  box.form.append(list, said);
  for (const [name, value] of [
    ["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"],
    ["aria-controls", id],
  ]) box.setAttribute(name, value);

  const before = document.referrer === location.href ? null : document.body;
  let options = [], chosen = -1, latest = 0;

  const close = () => {
    list.hidden = true;
    chosen = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  const choose = (at) => {
    chosen = at;
    options.forEach((option, place) => {
      option.setAttribute("aria-selected", String(place === at));
    });
    if (at < 0) return box.removeAttribute("aria-activedescendant");
    box.setAttribute("aria-activedescendant", options[at].id);
    options[at].scrollIntoView({ block: "nearest" });
  };
  const go = (option) => { location.href = option.dataset.address; };

  const show = async () => {
    const mine = (latest += 1);
    const query = box.value.trim();
    if (query.length < 2) return close();
    try {
      index ??= open(ROOT);
      const { results, marks } = await (await index).find(query, SHOWN);
      if (mine !== latest || document.activeElement !== box) return;
      const words = new Set(marks);
      options = results.map((result, place) => {
        const detail = [result.kind, result.detail].filter(Boolean).join(" · ");
        const option = element(
          "li", "", element("span", "", ...marked(result.title, words)), " ",
          element("span", "detail", detail),
        );
        option.id = `${id}-${place}`;
        option.dataset.address = ROOT + result.path;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        return option;
      });
      list.replaceChildren(...options);
      chosen = -1;
      box.removeAttribute("aria-activedescendant");
      list.hidden = options.length === 0;
      box.setAttribute("aria-expanded", String(options.length > 0));
      said.textContent = options.length
        ? `${options.length} suggestion${options.length > 1 ? "s" : ""}`
        : "Aucune suggestion";
    } catch {
      index = undefined;
      close();
    }
  };

  box.addEventListener("input", show);
  box.addEventListener("blur", () => setTimeout(close, 150));
  box.addEventListener("keydown", (event) => {
    const opened = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!opened) return void show();
      const step = event.key === "ArrowDown" ? 1 : -1;
      choose(((chosen + 1 + step + options.length + 1) % (options.length + 1)) - 1);
    } else if (event.key === "Enter" && opened && chosen >= 0) {
      event.preventDefault();
      go(options[chosen]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (opened) close();
      else {
        box.blur();
        before?.focus?.();
      }
    }
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest('[role="option"]');
    if (option) go(option);
  });
  if (box.value) show();
}
