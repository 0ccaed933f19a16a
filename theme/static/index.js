// The index of search: a query loads the files that its own words are in, and no others.
// What the files hold, and the constants of their format, are written by generator/search/index.py.

import { stem, wordsOf } from "./french.js";
import { load, once, shown } from "./load.js";

const EXACT = 1, PREFIX = 0.75, TYPO = 0.55, APART = 0.5, BEGUN = 0.1;
const MOST_QUERY = 300, MOST_WORDS = 12, MOST_FILES = 2, MOST_NAME = 8, MOST_BEGUN = 40;
const SHOWN = 10, ENOUGH = 10, FIT = 0.25, TITLE = 0.3, FAR = 0.4;
// in a large directory, how many files of what cards show a first answer may need
const MOST_NEAR = 6, MOST_FAR = 3;

/**
 * The file that tells what the others hold.
 * @typedef {object} Meta
 * @property {number} pages
 * @property {number} labs how many they are: they come first
 * @property {number} pages_a_file
 * @property {boolean} large whether a first answer costs more requests than bytes
 * @property {number} weights how many weights a page may have for a term
 * @property {string[]} files where each file of terms begins
 * @property {[first: number, weight: number][]} kinds
 * @property {number[]} lengths of the words that may be misspelt; the last holds longer ones too
 * @property {string[]} phrases
 * @property {string[]} stop
 * @property {string[]} domain
 * @property {string[]} weak
 */

/** @typedef {[page: number, weight: number][]} Posting */

/**
 * A word of a query, or a phrase with the stems of its parts.
 * @typedef {{word: string, cut: string, parts?: string[]}} Word
 */

/**
 * What a word may mean: pages, how well, and the stems to mark there.
 * @typedef {{marks: string[], pages: Posting, quality: number}} Meaning
 */

/** @typedef {{page: number, whole: boolean, score: number}} Ranked */

export class Index {
  /** @param {Meta} meta */
  constructor(meta) {
    this.meta = meta;
    this.stop = new Set(meta.stop);
    this.domain = new Set(meta.domain);
    this.weak = new Set(meta.weak);
    /** @type {Map<string, {stems: string[], cut: string}[]>} */
    this.phrases = new Map();
    for (const phrase of meta.phrases) {
      const words = phrase.split(" ");
      const stems = words.map(stem);
      const known = this.phrases.get(stems[0]) ?? [];
      known.push({ stems, cut: stem(words.join("")) });
      known.sort((one, other) => other.stems.length - one.stems.length);
      this.phrases.set(stems[0], known);
    }
  }

  /**
   * The pages that answer a query, best first, with what cards show of the first.
   * @param {string} query
   */
  async find(query, limit = SHOWN) {
    const { pages, marks, first } = await this.score(query);
    const results = await shown(pages.slice(0, Math.min(limit, first)));
    return { total: pages.length, results, pages, marks };
  }

  /**
   * The numbers of the pages that answer a query, best first; how many to show first, and the
   * stems of the words to mark.
   * @param {string} query
   */
  async score(query) {
    const { raw, ranked, marks } = await this.rank(query);
    const begin = this.affordable(ranked.slice(0, SHOWN));
    const pages = [...await this.fitted(begin, raw), ...ranked.slice(begin.length)];
    return { pages: pages.map(({ page }) => page), first: begin.length, marks };
  }

  /**
   * All that a query finds by its words alone: no title is loaded.
   * @param {string} query
   */
  async rank(query) {
    const { raw, domain, words } = this.read(query);
    const [named, ...meanings] = await Promise.all([
      this.named(raw),
      ...words.map((word, at) => this.matches(word, at === words.length - 1)),
    ]);
    /** @type {Map<number, {sum: number, met: number, words: number, named: number}>} */
    const scores = new Map();
    /** @param {number} page */
    const scoreOf = (page) => {
      const score = scores.get(page) ?? { sum: 0, met: 0, words: 0, named: 0 };
      scores.set(page, score);
      return score;
    };
    let hoped = 0;
    for (const meaning of meanings) {
      const values = bestOf(meaning);
      const rarity = Math.log(1 + this.meta.pages / (values.size || 1));
      hoped += rarity;
      for (const [page, value] of values) {
        const score = scoreOf(page);
        score.sum += value * rarity;
        score.met += rarity;
        score.words += 1;
      }
    }
    for (const [page, weight] of named) scoreOf(page).named = weight;
    const ranked = [...scores].map(([page, score]) => {
      const cover = hoped ? score.met / hoped : 0;
      const kind = this.prior(page) * (page < this.meta.labs && domain ? 1.1 : 1);
      const whole = score.named > 0 || score.words === words.length;
      const value = score.named * 100 + (whole ? 40 : 0) + score.sum * cover * cover * kind;
      return { page, whole, score: value };
    });
    ranked.sort((one, other) => other.score - one.score || one.page - other.page);
    const marks = meanings.flatMap((meaning) => meaning.flatMap(({ marks }) => marks));
    return { raw, ranked, marks };
  }

  /**
   * The words of a query that count: all of them when nothing else remains.
   * @param {string} query
   */
  read(query) {
    const raw = wordsOf(query.slice(0, MOST_QUERY));
    const all = this.phrased(raw);
    const told = all.filter(({ cut }) => !this.stop.has(cut));
    const kept = told.filter(({ cut }) => !this.domain.has(cut));
    const strong = kept.filter(({ cut }) => !this.weak.has(cut));
    const words = [strong, kept, told, all].find(({ length }) => length) ?? [];
    return { raw, domain: kept.length < told.length, words: words.slice(0, MOST_WORDS) };
  }

  /**
   * Words with their stems; a known phrase is one word, with the stems of its parts.
   * @param {string[]} raw
   */
  phrased(raw) {
    const stems = raw.map(stem);
    /** @type {Word[]} */
    const words = [];
    for (let at = 0; at < raw.length; at += 1) {
      const phrase = this.phrases.get(stems[at])?.find(
        (known) => known.stems.every((part, place) => part === stems[at + place]),
      );
      if (!phrase) {
        words.push({ word: raw[at], cut: stems[at] });
        continue;
      }
      const parts = phrase.stems.filter((part) => !this.stop.has(part));
      words.push({ word: phrase.cut, cut: phrase.cut, parts });
      at += phrase.stems.length - 1;
    }
    return words;
  }

  /**
   * The pages whose name is the query, or begins as it does: words run together.
   * @param {string[]} raw
   * @returns {Promise<Posting>}
   */
  async named(raw) {
    if (raw.length > MOST_NAME) return [];
    const first = raw.findIndex((word) => !this.stop.has(stem(word)));
    const key = raw.slice(Math.max(first, 0)).join("");
    if (!key) return [];
    const whole = await this.term(`${key}=`);
    if (whole.length) return whole;
    // the words themselves are found by their beginning
    if (raw.length < 3) return [];
    const begun = (await this.beginning(key)).filter(([term]) => term.endsWith("="));
    if (begun.length > MOST_BEGUN) return [];
    return begun.flatMap(([, pages]) => pages).map(([page, weight]) => [page, weight * BEGUN]);
  }

  /**
   * The terms a word means, with how well: itself, else what it begins, else what it misspells.
   * @param {Word} word
   * @param {boolean} last
   */
  async matches({ word, cut, parts }, last) {
    const exact = await this.term(cut);
    /** @type {Meaning[]} */
    const terms = exact.length ? [{ marks: parts ?? [cut], pages: exact, quality: EXACT }] : [];
    if (parts) {
      if (exact.length < ENOUGH) {
        const postings = await Promise.all(parts.map((part) => this.term(part)));
        terms.push({ marks: [], pages: shared(postings), quality: APART });
      }
      return terms;
    }
    if (word.length > 1 && (last || !exact.length)) {
      const start = cut.length < word.length && cut.length >= 4 ? cut : word;
      for (const [term, pages] of await this.beginning(start)) {
        if (term === cut) continue;
        const quality = term.endsWith("=") ? PREFIX * 0.9 : PREFIX;
        terms.push({ marks: [term.replace("=", "")], pages, quality });
      }
    }
    if (!terms.length && word.length > 3) {
      for (const { term, pages, distance } of await this.near(cut, word.length)) {
        terms.push({ marks: [term], pages, quality: TYPO / distance });
      }
    }
    return terms;
  }

  /**
   * The results to show first, in a large directory as many as a few files hold.
   * @param {Ranked[]} ranked
   */
  affordable(ranked) {
    if (!this.meta.large) return ranked;
    const files = new Set();
    const end = ranked.findIndex(({ page, whole, score }) => {
      files.add(Math.floor(page / this.meta.pages_a_file));
      return files.size > (whole && score > ranked[0].score * FAR ? MOST_NEAR : MOST_FAR);
    });
    return end < 0 ? ranked : ranked.slice(0, end);
  }

  /**
   * Results again in order: how much of the query their title says, then how much of it is said.
   * @param {Ranked[]} ranked
   * @param {string[]} raw
   */
  async fitted(ranked, raw) {
    const cards = await shown(ranked.map(({ page }) => page));
    const said = new Set(raw);
    const told = raw.filter((word) => !this.stop.has(stem(word)));
    const last = raw[raw.length - 1];
    const fits = ranked.map((result, at) => {
      if (!result.whole) return { ...result, fit: result.score };
      const words = wordsOf(cards[at].title);
      const begun = words.find((word) => word.startsWith(last));
      const title = words.filter((word) => said.has(word) || word === begun).length / words.length;
      const query = told.filter((word) => words.includes(word) || (word === last && begun)).length;
      const share = (told.length > 1 ? query / told.length : 0) ** 2 + TITLE * title;
      return { ...result, fit: result.score * (1 + FIT * share) };
    });
    return fits.sort((one, other) => other.fit - one.fit);
  }

  /**
   * How likely a page is what people look for, by its kind.
   * @param {number} page
   */
  prior(page) {
    let weight = 1;
    for (const [first, value] of this.meta.kinds) if (page >= first) weight = value;
    return weight;
  }

  /**
   * The number of the file of terms that a term would be in.
   * @param {string} term
   */
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

  /**
   * The pages of a term.
   * @param {string} term
   */
  async term(term) {
    const list = await load(`t${this.fileOf(term)}`);
    for (let at = 0; at < list.length; at += 2) {
      if (list[at] === term) return this.pairs(list[at + 1]);
    }
    return [];
  }

  /**
   * The terms that begin so, with their pages; of very many, the first files' only.
   * @param {string} start
   */
  async beginning(start) {
    const first = this.fileOf(start);
    const past = Math.min(this.fileOf(`${start}\uffff`), first + MOST_FILES - 1);
    /** @type {[term: string, pages: Posting][]} */
    const begun = [];
    for (let number = first; number <= past; number += 1) {
      const list = await load(`t${number}`);
      for (let at = 0; at < list.length; at += 2) {
        if (list[at].startsWith(start)) begun.push([list[at], this.pairs(list[at + 1])]);
      }
    }
    return begun;
  }

  /**
   * The known words within one letter of a word, two from eight letters on.
   * @param {string} word
   * @param {number} written how many letters were written
   */
  async near(word, written) {
    const { lengths } = this.meta;
    const most = written >= 8 ? 2 : 1;
    const length = Math.min(word.length, lengths[lengths.length - 1]);
    if (!lengths.includes(length)) return [];
    /** @type {{term: string, distance: number}[]} */
    const near = [];
    for (const term of await load(`v${length}`)) {
      const distance = apart(word, term, most);
      if (distance <= most) near.push({ term, distance });
    }
    near.sort((one, other) => one.distance - other.distance || (one.term < other.term ? -1 : 1));
    const closest = near.filter(({ distance }) => distance === near[0].distance).slice(0, 4);
    return Promise.all(
      closest.map(async (known) => ({ ...known, pages: await this.term(known.term) })),
    );
  }

  /**
   * A posting: each number is the distance to the last page × the number of weights + a weight.
   * @param {number[]} numbers
   * @returns {Posting}
   */
  pairs(numbers) {
    const { weights } = this.meta;
    let page = -1;
    return numbers.map((number) => {
      page += Math.floor(number / weights);
      return [page, number % weights];
    });
  }
}

/**
 * How well each page answers a word, by the best of what the word may mean.
 * @param {Meaning[]} meanings
 */
function bestOf(meanings) {
  /** @type {Map<number, number>} */
  const values = new Map();
  for (const { pages, quality } of meanings) {
    for (const [page, weight] of pages) {
      values.set(page, Math.max(weight * quality, values.get(page) ?? 0));
    }
  }
  return values;
}

/**
 * The pages that are in every posting, with their least weight.
 * @param {Posting[]} postings
 * @returns {Posting}
 */
function shared([first, ...others]) {
  const weights = others.map((posting) => new Map(posting));
  return first
    .filter(([page]) => weights.every((known) => known.has(page)))
    .map(([page, weight]) => [page, Math.min(weight, ...weights.map((known) => known.get(page) ?? 0))]);
}

/**
 * How many letters part two words (added, left out, replaced, swapped); more than `most` is all.
 * @param {string} one
 * @param {string} other
 * @param {number} most
 */
export function apart(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  /** @type {number[]} */
  let before = [];
  let previous = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
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

/** The index of this site, opened at its first use. */
export const open = once(async () => new Index(await load("meta")));
