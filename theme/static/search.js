// The browser's half of search: a query loads the files its own words are in, and no others.
// What the files hold is written in generator/search.py.

const FOLDER = "recherche/index/";
export const PAGES_A_FILE = 60;
const LONGEST = 12;
const EXACT = 1, PREFIX = 0.75, TYPO = 0.55, APART = 0.5, BEGUN = 0.1;
const MOST_QUERY = 300, MOST_WORDS = 12, MOST_FILES = 2, MOST_NAME = 8, MOST_BEGUN = 40;
const SHOWN = 10, ENOUGH = 10, FIT = 0.25, TITLE = 0.3, FAR = 0.4;
const LARGE = 1000, MOST_NEAR = 6, MOST_FAR = 3; // files of what results show

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

  /** The pages that answer a query, best first: {total, results, pages, marks}. */
  async find(query, limit = SHOWN) {
    const { pages, marks, first } = await this.score(query);
    const results = await this.show(pages.slice(0, Math.min(limit, first)));
    return { total: pages.length, results, pages, marks };
  }

  /**
   * The numbers of the pages that answer a query, best first; how many to show first, and the
   * words to mark.
   */
  async score(query) {
    const { raw, ranked, marks } = await this.rank(query);
    const shown = this.affordable(ranked.slice(0, SHOWN));
    const pages = [...await this.fitted(shown, raw), ...ranked.slice(shown.length)];
    return { pages: pages.map(({ page }) => page), first: shown.length, marks };
  }

  /** All that a query finds by its words alone: no title is loaded. */
  async rank(query) {
    const asked = this.read(query);
    const [named, ...found] = await Promise.all([
      this.named(asked.raw),
      ...asked.words.map((word, at) => this.matches(word, at === asked.words.length - 1)),
    ]);
    const scores = new Map();
    const of = (page) => {
      if (!scores.has(page)) scores.set(page, { sum: 0, met: 0, words: 0, named: 0 });
      return scores.get(page);
    };
    let hoped = 0;
    for (const terms of found) {
      const best = new Map();
      for (const { pages, quality } of terms) {
        for (const [page, weight] of pages) {
          const value = weight * quality;
          if (value > (best.get(page) ?? 0)) best.set(page, value);
        }
      }
      const rarity = Math.log(1 + this.meta.pages / (best.size || 1));
      hoped += rarity;
      for (const [page, value] of best) {
        const score = of(page);
        score.sum += value * rarity;
        score.met += rarity;
        score.words += 1;
      }
    }
    for (const [page, weight] of named) of(page).named = weight;
    const ranked = [...scores].map(([page, { sum, met, words, named }]) => {
      const cover = hoped ? met / hoped : 0;
      const kind = this.prior(page) * (page < this.meta.labs && asked.domain ? 1.1 : 1);
      const whole = named > 0 || words === asked.words.length;
      return { page, whole, score: named * 100 + (whole ? 40 : 0) + sum * cover * cover * kind };
    });
    ranked.sort((one, other) => other.score - one.score || one.page - other.page);
    const marks = found.flatMap((terms) => terms.flatMap(({ marks }) => marks));
    return { raw: asked.raw, ranked, marks };
  }

  /** The words of a query that count: all of them when nothing else remains. */
  read(query) {
    const raw = wordsOf(query.slice(0, MOST_QUERY));
    const all = this.phrased(raw);
    const told = all.filter(({ cut }) => !this.stop.has(cut));
    const kept = told.filter(({ cut }) => !this.domain.has(cut));
    const strong = kept.filter(({ cut }) => !this.weak.has(cut));
    const words = [strong, kept, told, all].find(({ length }) => length) ?? [];
    return { raw, domain: kept.length < told.length, words: words.slice(0, MOST_WORDS) };
  }

  /** Words with their stems; a known phrase is one word, with the stems of its parts. */
  phrased(raw) {
    const stems = raw.map(stem);
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

  /** The pages whose name is the query, or begins as it does: words run together. */
  async named(raw) {
    if (raw.length > MOST_NAME) return [];
    const first = raw.findIndex((word) => !this.stop.has(stem(word)));
    const key = raw.slice(Math.max(first, 0)).join("");
    if (!key) return [];
    const whole = await this.term(`${key}=`);
    if (whole.length) return whole;
    if (raw.length < 3) return []; // the words themselves are found by their beginning
    const begun = (await this.beginning(key)).filter(([term]) => term.endsWith("="));
    if (begun.length > MOST_BEGUN) return [];
    return begun.flatMap(([, pages]) => pages.map(([page, weight]) => [page, weight * BEGUN]));
  }

  /** The terms a word means, with how well: itself, else what it begins, else what it misspells. */
  async matches({ word, cut, parts }, last) {
    const exact = await this.term(cut);
    const terms = exact.length ? [{ marks: parts ?? [cut], pages: exact, quality: EXACT }] : [];
    if (parts) {
      if (exact.length < ENOUGH) {
        const found = await Promise.all(parts.map((part) => this.term(part)));
        terms.push({ marks: [], pages: shared(found), quality: APART });
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
      for (const [term, pages, distance] of await this.near(cut, word.length)) {
        terms.push({ marks: [term], pages, quality: TYPO / distance });
      }
    }
    return terms;
  }

  /** The results to show first, in a large directory as many as a few files hold. */
  affordable(ranked) {
    if (this.meta.pages < LARGE) return ranked;
    const files = new Set();
    const end = ranked.findIndex(({ page, whole, score }) => {
      files.add(Math.floor(page / PAGES_A_FILE));
      return files.size > (whole && score > ranked[0].score * FAR ? MOST_NEAR : MOST_FAR);
    });
    return end < 0 ? ranked : ranked.slice(0, end);
  }

  /** Results again in order: how much of the query their title says, then how much of it is said. */
  async fitted(ranked, raw) {
    const shown = await this.show(ranked.map(({ page }) => page));
    const said = new Set(raw);
    const told = raw.filter((word) => !this.stop.has(stem(word)));
    const last = raw.at(-1);
    const fits = ranked.map((result, at) => {
      if (!result.whole) return { ...result, fit: result.score };
      const words = wordsOf(shown[at].title);
      const of = new Set(words);
      const begun = words.find((word) => word.startsWith(last));
      const title = words.filter((word) => said.has(word) || word === begun).length / words.length;
      const query = told.filter((word) => of.has(word) || (word === last && begun)).length;
      const share = (told.length > 1 ? query / told.length : 0) ** 2 + TITLE * title;
      return { ...result, fit: result.score * (1 + FIT * share) };
    });
    return fits.sort((one, other) => other.fit - one.fit);
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

  /** The terms that begin so, with their pages; of very many, the first files' only. */
  async beginning(start) {
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
    const length = Math.min(word.length, LONGEST);
    if (!this.meta.lengths.includes(length)) return [];
    const near = [];
    for (const known of await this.load(`v${length}`)) {
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

/** The pages that are in every posting, with their least weight. */
function shared([first = [], ...others]) {
  return others.reduce((kept, other) => {
    const weights = new Map(other);
    return kept
      .filter(([page]) => weights.has(page))
      .map(([page, weight]) => [page, Math.min(weight, weights.get(page))]);
  }, first);
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

// ---- the analysis of French: the same as generator/analysis.py, tests/search/tokens.json holds both

const LIGATURES = { œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l", đ: "d" };

/** Lower case without accents or ligatures; what is no letter or digit is one space. */
export function fold(text) {
  return text
    .toLowerCase()
    .replace(/[œæßøłđ]/g, (letter) => LIGATURES[letter])
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

const UNSEEN = /[\u00ad\u200c\u200d\u2060\ufeff]/g;
const INCLUSIVE =
  /(?<=\p{L})[·•‧](?:[ntlrsf]?e|i?[eè]re|t?rice|euse|ive|x|s)(?:[·•‧]?s)?(?![\p{L}\p{N}_])/gu;
const ACRONYM = /(?<![\p{L}\p{N}_.])(?:\p{L}\.){2,}\p{L}?(?![\p{L}\p{N}_])/gu;
const ELISION =
  /(?<![\p{L}\p{N}_])(?:l|d|j|m|n|s|t|c|qu|jusqu|lorsqu|puisqu|quoiqu|presqu)'(?=[\p{L}\p{N}_])/gu;
const ORDINAL = /^(\p{Nd}+)(?:er|re|ere|e|eme|nd|nde)$/u;

/** The folded words of a text, in order. */
export function wordsOf(text) {
  const lower = text
    .toLowerCase()
    .replace(/[’‘ʼ`´]/g, "'")
    .replace(UNSEEN, "")
    .replace(INCLUSIVE, "")
    .replace(ACRONYM, (found) => found.replaceAll(".", ""))
    .replace(ELISION, "");
  return fold(lower)
    .split(" ")
    .filter(Boolean)
    .map((word) => word.replace(ORDINAL, "$1"));
}

const PLURALS = [["eaux", "eau", 1], ["aux", "al", 2], ["s", "", 3], ["x", "", 4]];
const ENDINGS = [
  ["issement", "", 4], ["ation", "", 5], ["ateur", "", 5], ["atrice", "", 5], ["trice", "teur", 3],
  ["ement", "", 4], ["euse", "eu", 3], ["eur", "eu", 3], ["ic", "iqu", 3], ["enne", "en", 3], ["onne", "on", 3], ["elle", "el", 3],
  ["ive", "if", 3], ["ail", "al", 3], ["ante", "ant", 4], ["ee", "", 4], ["e", "", 3],
];

/** A word without its plural, feminine and commonest endings; numbers are left alone. */
export function stem(word) {
  const letters = [...word];
  if (/^\p{Nd}/u.test(word) || letters.length < 4) return word;
  return without(without(word, PLURALS), ENDINGS);
}

function without(word, rules) {
  for (const [ending, instead, least] of rules) {
    const before = word.slice(0, word.length - ending.length);
    if (word.endsWith(ending) && [...before].length >= least) return before + instead;
  }
  return word;
}

/** The stems of a text, in order. */
export function tokens(text) {
  return wordsOf(text).map(stem);
}

// ---- how a page of the index is drawn: the same card as theme/pages/card.html

/** An element with a class and children; texts are only ever text. */
export function element(name, className = "", ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/** A style sheet that only some pages have from the start, before that of every page. */
export function styled(name) {
  const href = `${ROOT}static/${name}.css`;
  if ([...document.styleSheets].some((sheet) => sheet.href === href)) return Promise.resolve();
  const link = Object.assign(element("link"), { rel: "stylesheet", href });
  document.querySelector('link[rel="stylesheet"]').before(link);
  return new Promise((done) => { link.onload = link.onerror = done; });
}

/** A text in which the words that a query meant are marked. */
export function marked(text, marks) {
  if (!marks?.size) return [text];
  return text.split(/([\p{L}\p{N}]+)/u).map((part, at) => {
    if (at % 2 === 0 || !wordsOf(part).some((word) => marks.has(stem(word)))) return part;
    return element("mark", "", part);
  });
}

const KINDS = {
  labs: "lab", themes: "theme", territoires: "territory", evenements: "event", appels: "call",
  organisations: "organisation", reseaux: "network",
};

/** A result or a lab as a card; `level` is the heading's. */
export function card(shown, root, { level = "h2", marks, kind = false } = {}) {
  const of = KINDS[shown.path.split("/")[0]] ?? "";
  const item = element("li", ["card", of, shown.star && "star"].filter(Boolean).join(" "));
  const link = element("a", "", ...marked(shown.title, marks));
  link.href = root + shown.path;
  item.append(element(level, "", link));
  const over = [kind ? shown.kind : "", shown.detail].filter(Boolean).join(" · ");
  if (over) item.append(element("p", "over", ...marked(over, marks)));
  if (shown.text) item.append(element("p", "", ...marked(shown.text, marks)));
  const signs = element("p", "signs");
  if (shown.badge) signs.append(element("span", `badge ${shown.tone}`, shown.badge), " ");
  if (shown.sign) signs.append(shown.sign, " ");
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
