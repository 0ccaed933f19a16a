// Other ways to see the list of labs: a table, and the map with its list.

import { counted, element, linkTo, styled } from "./draw.js";
import { address, column, facet, held } from "./filters.js";
import { ROOT, page } from "./load.js";

/** @typedef {import("./load.js").Shown} Shown */
/** @typedef {Record<string, string>} Words */

// ---- the table; its roles stay when a narrow screen shows each row as a block

const COLUMNS = ["lab", "place", "kind", "situation", "sign"];
/** @type {Record<string, string>} */
const SORTED = { nom: "lab", lieu: "place", signe: "sign" };

/**
 * An empty table of labs, and what draws a row; `sort` is what its rows are sorted by.
 * @param {Words} words
 * @param {string} sort
 */
export async function table(words, sort) {
  const [kinds, kindsOf, places, signs] = await Promise.all(
    [facet("genre"), held("genre"), column("lieu"), column("signe")],
  );
  /**
   * @param {string} name
   * @param {...(Node | string)} children
   */
  const cell = (name, ...children) => {
    const made = element("td", "", element("div", "", ...children));
    made.dataset.label = words[name];
    return as("cell", made);
  };
  /** @param {string} text */
  const soft = (text) => element("span", "detail", text);

  /** @param {Shown} lab */
  const row = ({ page, path, title, tone, badge, star }) => {
    const [territory, inside] = places.values[places.held[page][0]] ?? [];
    const [date, year] = signs.values[signs.held[page][0]] ?? [];
    const observed = date ? words.observed.replace("{date}", date) : words.undated;
    const lab = element("th", "", linkTo(ROOT + path, title), ...(star ? [" ", soft(star)] : []));
    lab.scope = "row";
    return as("row", element(
      "tr", "", as("rowheader", lab),
      cell("place", territory || "", ...(territory && inside ? [" "] : []), ...(inside ? [soft(inside)] : [])),
      cell("kind", kinds.values[kindsOf[page][0]][1]),
      badge
        ? cell("situation", element("span", `badge ${tone}`, badge), " ", soft(observed))
        : cell("situation", soft(words.no_status)),
      cell("sign", year ?? soft(words.unknown)),
    ));
  };
  const heads = COLUMNS.map((name) => {
    const head = as("columnheader", element("th", "", words[name]));
    head.scope = "col";
    if (SORTED[sort] === name) {
      head.setAttribute("aria-sort", sort === "signe" ? "descending" : "ascending");
    }
    return head;
  });
  const body = as("rowgroup", element("tbody"));
  const whole = as("table", element(
    "table", "labs stacked", element("caption", "unseen", words.caption),
    as("rowgroup", element("thead", "", as("row", element("tr", "", ...heads)))), body,
  ));
  return { whole, body, row };
}

/**
 * @template {HTMLElement} T
 * @param {string} role
 * @param {T} element
 */
function as(role, element) {
  element.setAttribute("role", role);
  return element;
}

// ---- the map: that of the page of territories, with the numbers of some labs

/**
 * The map and its list, with how many of some labs each place has.
 * @param {string} from the page that has the map of every lab
 * @param {number[]} labs
 * @param {boolean} filtered
 * @param {Words} words
 */
export async function atlas(from, labs, filtered, words) {
  const [territories, territoryOf, printed] = await Promise.all(
    [facet("territoire"), held("territoire"), page(from), styled("map")],
  );
  /** @type {HTMLElement | null} */
  const drawing = printed.querySelector(".atlas");
  if (!drawing) throw new Error(from);
  /** @type {Map<string, number>} */
  const counts = new Map(territories.values.map(([id]) => [id, 0]));
  let nowhere = 0;
  for (const lab of labs) {
    const id = territories.values[territoryOf[lab][0]]?.[0];
    if (id) counts.set(id, (counts.get(id) ?? 0) + 1);
    else nowhere += 1;
  }
  const made = document.importNode(drawing, true);
  // the points are those of every lab
  made.classList.toggle("filtered", filtered);
  /** @param {number} number */
  const told = (number) => element("span", "", counted(words.labs, number));
  /**
   * @param {string} label
   * @param {string} id
   * @param {string} mark
   */
  const line = (label, id, mark) => {
    const count = counts.get(id) ?? 0;
    const name = count ? linkTo("", label) : label;
    if (name instanceof Element) lead(name, id);
    const item = element("li", mark, name, " ", told(count));
    item.classList.toggle("none", !count);
    return item;
  };
  recount(made, counts, words);
  const regions = new Set();
  for (const link of made.querySelectorAll(".ranks a")) {
    const id = idOf(link);
    regions.add(id);
    link.parentElement?.replaceWith(line(link.textContent ?? "", id, link.parentElement.className));
  }
  const others = territories.values.filter(([id]) => !regions.has(id) && counts.get(id));
  made.querySelector(".ranks")?.append(
    ...others.map(([id, label]) => line(label, id, "other")),
    ...(nowhere ? [element("li", "other", words.nowhere, " ", told(nowhere))] : []),
  );
  return made;
}

/** @param {Element} link */
const idOf = (link) => link.getAttribute("href")?.split("/").at(-2) ?? "";

/**
 * A link to the list of the labs of a territory, among those the filters keep.
 * @param {Element} link
 * @param {string} id
 */
function lead(link, id) {
  link.setAttribute("href", address({ territoire: [id], vue: [] }));
  link.setAttribute("data-region", id);
}

/**
 * The numbers, the tints and the links of the regions; the drawing has where each tint begins.
 * @param {HTMLElement} made
 * @param {Map<string, number>} counts
 * @param {Words} words
 */
function recount(made, counts, words) {
  /** @type {SVGElement | null} */
  const map = made.querySelector("svg.map");
  const steps = (map?.dataset.steps ?? "").split(" ").map(Number);
  for (const link of map?.querySelectorAll("a") ?? []) {
    const id = idOf(link), count = counts.get(id) ?? 0;
    const [title] = link.getElementsByTagName("title");
    title.textContent = (title.textContent ?? "").replace(/[^:]*$/, ` ${counted(words.labs, count)}`);
    link.querySelector("text:not(.name)")?.replaceChildren(String(count));
    const tint = steps.filter((step) => count >= step).length;
    link.setAttribute("class", (link.getAttribute("class") ?? "").replace(/n\d$/, `n${tint}`));
    if (count) lead(link, id);
    else link.removeAttribute("href");
  }
}
