// The browser's half of search: a query loads the files its own words are in, and no others.
// What the files hold is written in generator/search.py.

import { stem, wordsOf } from "./analysis.js";

const FOLDER = "recherche/index/";
const PAGES_A_FILE = 60;
const LONGEST = 12;
const EXACT = 1, PREFIX = 0.75, TYPO = 0.55, WEAK = 0.3;
const MOST_QUERY = 300, MOST_WORDS = 12, MOST_FILES = 2, MOST_NAME = 6;

/** Open the index of the site at an address that ends with a slash. */
export async function open(root) {
  const files = new Map();
  const load = (name) => {
    if (!files.has(name)) {
      files.set(name, fetch(`${root}${FOLDER}${name}.json`).then((answer) => {
        if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
        return answer.json();
      }).catch((error) => {
        files.delete(name);
        throw error;
      }));
    }
    return files.get(name);
  };
  const meta = await load("meta");
  return new Index(load, meta);
}

class Index {
  constructor(load, meta) {
    this.load = load;
    this.meta = meta;
    this.stop = new Set(meta.stop);
    this.domain = new Set(meta.domain);
    this.weak = new Set(meta.weak);
  }

  /** The pages that answer a query, best first: {total, results, pages, marks}. */
  async find(query, limit = 10, from = 0) {
    const scored = await this.score(query);
    const results = await this.show(scored.pages.slice(from, from + limit));
    return { total: scored.pages.length, results, pages: scored.pages, marks: scored.marks };
  }

  /** The numbers of the pages that answer a query, best first, and the words to mark. */
  async score(query) {
    const asked = this.read(query);
    const [whole, ...found] = await Promise.all([
      this.whole(asked.raw),
      ...asked.words.map((word, at) => this.matches(word, at === asked.words.length - 1)),
    ]);
    const total = this.meta.pages;
    const scores = new Map();
    const strong = asked.words.filter((word) => !this.weak.has(stem(word))).length;
    let hoped = 0;
    for (const { word, terms } of found) {
      const weak = strong > 0 && this.weak.has(stem(word));
      const best = new Map();
      for (const { pages, quality } of terms) {
        for (const [page, weight] of pages) {
          const value = weight * quality;
          if (value > (best.get(page) ?? 0)) best.set(page, value);
        }
      }
      const rarity = Math.log(1 + total / (best.size || 1)) * (weak ? WEAK : 1);
      hoped += rarity;
      for (const [page, value] of best) {
        const score = scores.get(page) ?? { sum: 0, met: 0, words: 0 };
        score.sum += value * rarity;
        score.met += rarity;
        score.words += weak ? 0 : 1;
        scores.set(page, score);
      }
    }
    for (const [page, weight] of whole) {
      const score = scores.get(page) ?? { sum: 0, met: 0, words: 0 };
      score.whole = weight;
      scores.set(page, score);
    }
    const labs = this.meta.labs;
    const ranked = [...scores].map(([page, { sum, met, words, whole = 0 }]) => {
      const cover = hoped ? met / hoped : 0;
      const every = words === (strong || asked.words.length) ? 40 : 0;
      const kind = this.prior(page) * (page < labs && asked.domain ? 1.1 : 1);
      return [page, whole * 100 + every + sum * cover * cover * kind];
    });
    ranked.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    const marks = found.flatMap(({ terms }) => terms.map(({ term }) => term));
    return { pages: ranked.map(([page]) => page), marks };
  }

  /** The words of a query that count: all of them when nothing else remains. */
  read(query) {
    const raw = wordsOf(query.slice(0, MOST_QUERY)).slice(0, MOST_WORDS);
    const told = raw.filter((word) => !this.stop.has(stem(word)));
    const kept = told.filter((word) => !this.domain.has(stem(word)));
    const domain = kept.length < told.length;
    return { raw, domain, words: kept.length ? kept : told.length ? told : raw };
  }

  /** The pages whose whole name is the query, words run together. */
  async whole(raw) {
    if (!raw.length || raw.length > MOST_NAME) return [];
    const bare = raw.filter((word) => !["le", "la", "les", "l"].includes(word));
    const told = raw.filter((word) => !this.stop.has(stem(word)));
    for (const key of new Set([raw, bare, told].map((words) => words.join("")))) {
      const found = key ? await this.term(`${key}=`) : [];
      if (found.length) return found;
    }
    return [];
  }

  /** The terms a word means, with how well: itself, else what it begins, else what it misspells. */
  async matches(word, last) {
    const cut = stem(word);
    const exact = await this.term(cut);
    const terms = exact.length ? [{ term: cut, pages: exact, quality: EXACT }] : [];
    if (word.length > 1 && (last || !exact.length)) {
      for (const [term, pages] of await this.beginning(word, cut)) {
        if (term === cut) continue;
        const quality = term.endsWith("=") ? PREFIX * 0.9 : PREFIX;
        terms.push({ term: term.replace("=", ""), pages, quality });
      }
    }
    if (!terms.length && word.length > 3) {
      for (const [term, pages, distance] of await this.near(cut, word.length)) {
        terms.push({ term, pages, quality: TYPO / distance });
      }
    }
    return { word, terms };
  }

  /** How likely a page is what people look for, by its kind: [first page of the kind, weight]. */
  prior(page) {
    let weight = 1;
    for (const [first, value] of this.meta.kinds) if (page >= first) weight = value;
    return weight;
  }

  fileOf(term) {
    const { files } = this.meta;
    let low = 0, high = files.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (files[middle] <= term) low = middle;
      else high = middle - 1;
    }
    return low;
  }


  async term(term) {
    const list = await this.load(`t${this.fileOf(term)}`);
    for (let at = 0; at < list.length; at += 2) {
      if (list[at] === term) return pairs(list[at + 1]);
    }
    return [];
  }

  /** The terms that a word begins, and the stem it goes beyond by a few letters. */
  async beginning(word, cut) {
    const start = cut.length < word.length && cut.length >= 4 ? cut : word;
    const first = this.fileOf(start);
    const past = Math.min(this.fileOf(`${start}\uffff`), first + MOST_FILES - 1);
    const found = [];
    for (let number = first; number <= past; number += 1) {
      const list = await this.load(`t${number}`);
      for (let at = 0; at < list.length; at += 2) {
        if (list[at].startsWith(start)) found.push([list[at], pairs(list[at + 1])]);
      }
    }
    return found;
  }

  /** The known words within one letter of a word, two from eight letters on. */
  async near(word, written) {
    const most = written >= 8 ? 2 : 1;
    const lengths = this.meta.lengths.filter(
      (length) => Math.abs(length - Math.min(word.length, LONGEST)) <= 1,
    );
    const lists = await Promise.all(lengths.map((length) => this.load(`v${length}`)));
    const near = [];
    for (const known of lists.flat()) {
      const distance = apart(word, known, most);
      if (distance <= most) near.push([known, distance]);
    }
    near.sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1));
    const closest = near.filter(([, distance]) => distance === near[0][1]).slice(0, 4);
    return Promise.all(
      closest.map(async ([term, distance]) => [term, await this.term(term), distance]),
    );
  }

  /** What results show of some pages, in the same order. */
  async show(pages) {
    const numbers = [...new Set(pages.map((page) => Math.floor(page / PAGES_A_FILE)))];
    const lists = await Promise.all(numbers.map((number) => this.load(`d${number}`)));
    const byNumber = new Map(numbers.map((number, at) => [number, lists[at]]));
    return pages.map((page) => {
      const shown = byNumber.get(Math.floor(page / PAGES_A_FILE))[page % PAGES_A_FILE];
      const [path, title, kind, over, text, tone, badge, sign, star] = shown;
      return { page, path, title, kind, detail: over, text, tone, badge, sign, star };
    });
  }
}

/** [page, weight] pairs of a posting: each number is the distance to the last page × 16 + weight. */
function pairs(numbers) {
  let page = -1;
  return numbers.map((number) => {
    page += number >> 4;
    return [page, number & 15];
  });
}

/** How many letters part two words (added, left out, replaced, swapped); more than `most` is all. */
export function apart(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = [], previous = [], current = [];
  for (let column = 0; column <= other.length; column += 1) previous[column] = column;
  for (let row = 1; row <= one.length; row += 1) {
    current = [row];
    let least = row;
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      let value = Math.min(
        previous[column] + 1, current[column - 1] + 1, previous[column - 1] + (same ? 0 : 1),
      );
      if (
        row > 1 && column > 1 && one[row - 1] === other[column - 2] &&
        one[row - 2] === other[column - 1]
      ) value = Math.min(value, before[column - 2] + 1);
      current[column] = value;
      least = Math.min(least, value);
    }
    if (least > most) return most + 1;
    [before, previous] = [previous, current];
  }
  return previous[other.length];
}

// ---- how a page of the index is drawn: the same card as theme/pages/card.html

/** An element with a class and children; texts are only ever text. */
export function element(name, className = "", ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/** A text in which the words that a query meant are marked. */
export function marked(text, marks) {
  if (!marks?.size) return [text];
  return text.split(/([\p{L}\p{N}]+)/u).map((part, at) => {
    if (at % 2 === 0 || !wordsOf(part).some((word) => marks.has(stem(word)))) return part;
    return element("mark", "", part);
  });
}

/** A result or a lab as a card; `level` is the heading's. */
export function card(shown, root, { level = "h2", marks, kind = false } = {}) {
  const item = element("li", shown.star ? "card star" : "card");
  const link = element("a", "", ...marked(shown.title, marks));
  link.href = root + shown.path;
  item.append(element(level, "", link));
  const over = [kind ? shown.kind : "", shown.detail].filter(Boolean).join(" · ");
  if (over) item.append(element("p", "over", ...marked(over, marks)));
  if (shown.text) item.append(element("p", "", ...marked(shown.text, marks)));
  const signs = element("p", "signs");
  if (shown.badge) signs.append(element("span", `badge ${shown.tone}`, shown.badge), " ");
  if (shown.sign) signs.append(element("span", "sign", shown.sign), " ");
  if (shown.star) signs.append(element("span", "badge laureate", shown.star));
  if (signs.childNodes.length) item.append(signs);
  return item;
}

/** « aucun lab », « 1 lab », « 2 labs » from the three forms of a word. */
export function counted(forms, number) {
  const [none, one, many] = forms.split(" | ");
  const form = number === 0 ? none : number === 1 ? one : many;
  return form.replace("{n}", number.toLocaleString("fr-FR"));
}

/** The address of the site's root, from that of this script. */
export const ROOT = new URL("../", import.meta.url).href;
