// French text as search compares it. The same as generator/analysis.py: tests/search/tokens.json
// holds both.

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

const ACRONYM = /(?<![\p{L}\p{N}_.])(?:\p{L}\.){2,}\p{L}?(?![\p{L}\p{N}_])/gu;
const ELISION =
  /(?<![\p{L}\p{N}_])(?:l|d|j|m|n|s|t|c|qu|jusqu|lorsqu|puisqu|quoiqu|presqu)'(?=[\p{L}\p{N}_])/gu;
const ORDINAL = /^(\p{Nd}+)(?:er|re|ere|e|eme|nd|nde)$/u;

/** The folded words of a text, in order. */
export function wordsOf(text) {
  const lower = text
    .toLowerCase()
    .replace(/[’‘ʼ`´]/g, "'")
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
