// Other ways to see the list of labs: a table, and the map with its list.

import { ROOT, counted, element, styled } from "./search.js";
import { address, column, facets, held } from "./filters.js";

// ---- the table; its roles stay when a narrow screen shows each row as a block

const COLUMNS = ["lab", "place", "kind", "situation", "sign"];
const SORTED = { nom: "lab", lieu: "place", signe: "sign" };

/** An empty table of labs: {whole, body, row(lab)}; `sort` is what its rows are sorted by. */
export async function table(words, sort) {
  const genre = (await facets()).facets.find(({ id }) => id === "genre");
  const [kinds, places, signs] = await Promise.all([held(genre), column("lieu"), column("signe")]);
  const cell = (name, ...children) => {
    const made = element("td", "", element("div", "", ...children));
    made.dataset.label = words[name];
    return as("cell", made);
  };
  const soft = (text) => element("span", "detail", text);

  const row = ({ page, path, title, tone, badge, star }) => {
    const link = element("a", "", title);
    link.href = ROOT + path;
    const [territory, inside] = places.values[places.held[page][0]] ?? [];
    const [date, year] = signs.values[signs.held[page][0]] ?? [];
    const observed = date ? words.observed.replace("{date}", date) : words.undated;
    const name = as("rowheader", element("th", "", link, ...(star ? [" ", soft(star)] : [])));
    name.scope = "row";
    return as("row", element(
      "tr", "", name,
      cell("place", territory || "", ...(territory && inside ? [" "] : []), ...(inside ? [soft(inside)] : [])),
      cell("kind", genre.values[kinds[page][0]][1]),
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
    "table", "labs", element("caption", "unseen", words.caption),
    as("rowgroup", element("thead", "", as("row", element("tr", "", ...heads)))), body,
  ));
  return { whole, body, row };
}

function as(role, made) {
  made.setAttribute("role", role);
  return made;
}

// ---- the map: that of the page of territories, with the numbers of some labs

const STEPS = [1, 2, 5]; // as in generator/map.py
let drawing;

async function drawn() {
  const answer = await fetch(`${ROOT}territoires/`);
  if (!answer.ok) throw new Error(String(answer.status));
  await styled("map");
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector(".atlas");
}

/** The map and its list, with how many of some labs each place has. */
export async function atlas(labs, filtered, words) {
  drawing ??= drawn();
  drawing.catch(() => (drawing = undefined));
  const territories = (await facets()).facets.find(({ id }) => id === "territoire");
  const [found, of] = await Promise.all([drawing, held(territories)]);
  const counts = new Map(territories.values.map(([id]) => [id, 0]));
  let nowhere = 0;
  for (const lab of labs) {
    const id = territories.values[of[lab][0]]?.[0];
    if (id) counts.set(id, counts.get(id) + 1);
    else nowhere += 1;
  }
  const made = document.importNode(found, true);
  made.classList.toggle("filtered", filtered); // the points are those of every lab
  const number = (id) => counted(words.labs, counts.get(id) ?? 0);
  const regions = new Set();
  for (const link of made.querySelectorAll("svg a")) region(link, counts, number);
  for (const link of made.querySelectorAll(".ranks a")) {
    const id = idOf(link);
    regions.add(id);
    link.parentElement.replaceWith(line(link.textContent, id, link.parentElement.className));
  }
  const others = territories.values.filter(([id]) => !regions.has(id) && counts.get(id));
  made.querySelector(".ranks").append(
    ...others.map(([id, label]) => line(label, id, "other")),
    ...(nowhere ? [element("li", "other", words.nowhere, " ", element("span", "", counted(words.labs, nowhere)))] : []),
  );
  return made;

  function line(label, id, kind) {
    const some = counts.get(id) > 0;
    const name = some ? element("a", "", label) : label;
    if (some) lead(name, id);
    const made = element("li", kind, name, " ", element("span", "", number(id)));
    made.classList.toggle("none", !some);
    return made;
  }
}

const idOf = (link) => link.getAttribute("href").split("/").at(-2);

/** A link to the list of the labs of a territory, among those the filters keep. */
function lead(link, id) {
  link.setAttribute("href", address({ territoire: [id], vue: [] }));
  link.dataset.region = id;
}

function region(link, counts, number) {
  const id = idOf(link), count = counts.get(id) ?? 0;
  const title = link.querySelector("title");
  title.textContent = title.textContent.replace(/[^:]*$/, ` ${number(id)}`);
  link.querySelector("text:not(.name)").textContent = count;
  const tint = STEPS.filter((step) => count >= step).length;
  link.setAttribute("class", link.getAttribute("class").replace(/n\d$/, `n${tint}`));
  if (count) lead(link, id);
  else link.removeAttribute("href");
}
