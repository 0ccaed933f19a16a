// Ways on from a query that finds nothing: near queries, and the form with the name filled in.

import { byId, element, linkTo } from "./draw.js";
import { saying, wordsOf } from "./french.js";
import { shown } from "./load.js";

/** @typedef {import("./index.js").Index} Index */

const MOST_NAME = 80, MOST_TRIED = 3;

/**
 * Loads the queries near one that finds nothing: its known words, then for each of the others a
 * word that begins alike. What comes back draws them, with their number.
 * @param {Index} engine
 * @param {string} query
 * @param {() => boolean} stale
 */
export async function near(engine, query, stale) {
  /** @type {Map<string, number>} */
  const totals = new Map();
  /** @type {string[]} */
  const known = [];
  /** @type {string[]} */
  const unknown = [];
  /** @param {string} text */
  const meet = async (text) =>
    totals.set(text, (await engine.rank(text)).ranked.length);
  for (const word of wordsOf(query.slice(0, MOST_NAME)).slice(0, MOST_TRIED)) {
    const { ranked } = await engine.rank(word);
    (ranked.length ? known : unknown).push(word);
  }
  if (known.length) await meet(known.join(" "));
  for (const word of unknown) {
    for (let end = word.length - 1; end >= Math.max(3, word.length / 2) && !stale(); end -= 1) {
      const cut = word.slice(0, end);
      if (!(await engine.rank(cut)).ranked.length) continue;
      await meet((await asWritten(engine, cut)) ?? cut);
      break;
    }
  }
  /** @param {Record<string, string>} words */
  const draw = (words) => offer(query, totals, words);
  return draw;
}

/**
 * The word of the first results that a query meant, as they write it.
 * @param {Index} engine
 * @param {string} query
 */
async function asWritten(engine, query) {
  const { pages, marks } = await engine.score(query);
  const cards = await shown(pages.slice(0, MOST_TRIED));
  const parts = cards.flatMap(({ title, over }) => `${title} ${over}`.match(/[\p{L}\p{N}]+/gu) ?? []);
  return parts.find(saying(marks));
}

/**
 * @param {string} query
 * @param {Map<string, number>} totals
 * @param {Record<string, string>} words
 */
function offer(query, totals, words) {
  const links = [...totals].map(([text, total]) =>
    element("li", "", linkTo(
      `?${new URLSearchParams({ q: text })}`, text, " ", element("span", "number", String(total)),
    )));
  const close = byId("resultats-proches");
  close.hidden = !links.length;
  close.querySelector("ul")?.replaceChildren(...links);
  const name = query.trim().replace(/\s+/g, " ").slice(0, MOST_NAME);
  const propose = byId("resultats-proposer", HTMLAnchorElement);
  const [before, after] = words.propose_named.split("{q}");
  propose.replaceChildren(before, element("bdi", "", name), after);
  propose.search = `${new URLSearchParams({ nom: name })}`;
  byId("resultats-aucun").hidden = false;
}
