// Ways on from a query that finds nothing: near queries, and the form with the name filled in.

import { ROOT, element, stem, wordsOf } from "./search.js";

const MOST_NAME = 80, MOST_TRIED = 3;

/** Loads the queries near one that finds nothing: its known words, then for each of the others a
 * word that begins alike. What comes back draws them, with their number. */
export async function near(engine, query, stale) {
  const found = new Map(), known = [], unknown = [];
  const meet = async (text) => found.set(text, (await engine.rank(text)).ranked.length);
  for (const word of wordsOf(query.slice(0, MOST_NAME)).slice(0, MOST_TRIED)) {
    const { ranked } = await engine.rank(word);
    (ranked.length ? known : unknown).push(word);
  }
  if (known.length) await meet(known.join(" "));
  for (const word of unknown) {
    for (let end = word.length - 1; end >= Math.max(3, word.length / 2) && !stale(); end -= 1) {
      const cut = word.slice(0, end);
      if (!(await engine.rank(cut)).ranked.length) continue;
      await meet((await meant(engine, await engine.score(cut))) ?? cut);
      break;
    }
  }
  return (words) => offer(query, [...found], words);
}

/** The word of the first results that a query meant, as they write it. */
async function meant(engine, scored) {
  const stems = new Set(scored.marks);
  const shown = await engine.show(scored.pages.slice(0, MOST_TRIED));
  const parts = shown.flatMap(({ title, detail }) => `${title} ${detail}`.match(/[\p{L}\p{N}]+/gu));
  return parts.find((part) => wordsOf(part ?? "").some((word) => stems.has(stem(word))));
}

function offer(query, found, words) {
  const get = (id) => document.getElementById(`resultats-${id}`);
  const links = found.map(([text, total]) => {
    const link = element("a", "", text, " ", element("span", "number", String(total)));
    link.href = `?${new URLSearchParams({ q: text })}`;
    return element("li", "", link);
  });
  get("proches").hidden = !links.length;
  get("proches").querySelector("ul").replaceChildren(...links);
  const name = query.trim().replace(/\s+/g, " ").slice(0, MOST_NAME);
  const propose = get("proposer");
  const [before, after] = words.propose_named.split("{q}");
  propose.replaceChildren(before, element("bdi", "", name), after);
  propose.href = `${ROOT}participer/?${new URLSearchParams({ nom: name })}#proposer`;
  get("aucun").hidden = false;
}
