// The analysis of French: that of generator/language/analysis.py, and tests/search/tokens.json holds
// both.

/** @type {Record<string, string>} */
const LIGATURES = { œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l", đ: "d" };

/**
 * Lower case without accents or ligatures; what is no letter or digit is one space.
 * @param {string} text
 */
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

/**
 * The folded words of a text, in order.
 * @param {string} text
 */
export function wordsOf(text) {
  const lower = text
    .toLowerCase()
    .replace(/[’‘ʼ`´]/g, "'")
    .replace(UNSEEN, "")
    .replace(INCLUSIVE, "")
    .replace(ACRONYM, (letters) => letters.replaceAll(".", ""))
    .replace(ELISION, "");
  return fold(lower)
    .split(" ")
    .filter(Boolean)
    .map((word) => word.replace(ORDINAL, "$1"));
}

/** @typedef {[ending: string, instead: string, least: number][]} Rules */

/** @type {Rules} */
const PLURALS = [["eaux", "eau", 1], ["aux", "al", 2], ["s", "", 3], ["x", "", 4]];
/** @type {Rules} */
const ENDINGS = [
  ["issement", "", 4], ["ation", "", 5], ["ateur", "", 5], ["atrice", "", 5], ["trice", "teur", 3],
  ["ement", "", 4], ["euse", "eu", 3], ["eur", "eu", 3], ["ic", "iqu", 3], ["enne", "en", 3], ["onne", "on", 3], ["elle", "el", 3],
  ["ive", "if", 3], ["ail", "al", 3], ["ante", "ant", 4], ["ee", "", 4], ["e", "", 3],
];

/**
 * A word without its plural, feminine and commonest endings; numbers are left alone.
 * @param {string} word
 */
export function stem(word) {
  const letters = [...word];
  if (/^\p{Nd}/u.test(word) || letters.length < 4) return word;
  return without(without(word, PLURALS), ENDINGS);
}

/**
 * @param {string} word
 * @param {Rules} rules
 */
function without(word, rules) {
  for (const [ending, instead, least] of rules) {
    const before = word.slice(0, word.length - ending.length);
    if (word.endsWith(ending) && [...before].length >= least) return before + instead;
  }
  return word;
}

/**
 * The stems of a text, in order.
 * @param {string} text
 */
export function tokens(text) {
  return wordsOf(text).map(stem);
}

/**
 * Tells whether a text has a word with one of these stems.
 * @param {Iterable<string>} stems
 * @returns {(text: string) => boolean}
 */
export function saying(stems) {
  const known = new Set(stems);
  return (text) => tokens(text).some((token) => known.has(token));
}
