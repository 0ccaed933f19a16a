// Elements, and what several scripts draw alike; a card is that of theme/pages/card.html.

import { ROOT } from "./load.js";

/** @typedef {import("./load.js").Shown} Shown */

/**
 * An element that the page has, by its id.
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} id
 * @param {{new (): T}} [kind]
 * @returns {T}
 */
export function byId(id, kind) {
  /** @type {any} */
  const element = document.getElementById(id);
  /** @type {{new (): any}} */
  const wanted = kind ?? HTMLElement;
  if (element instanceof wanted) return element;
  throw new Error(`#${id}`);
}

/**
 * The words that an element of the page gives to its script.
 * @param {HTMLElement} element
 * @returns {Record<string, string>}
 */
export const wordsIn = (element) => JSON.parse(element.dataset.words ?? "{}");

/**
 * An element with a class and children; texts are only ever text.
 * @template {keyof HTMLElementTagNameMap} N
 * @param {N} name
 * @param {string} [className]
 * @param {...(Node | string)} children
 */
export function element(name, className = "", ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/**
 * A link.
 * @param {string} href
 * @param {...(Node | string)} children
 */
export const linkTo = (href, ...children) => Object.assign(element("a", "", ...children), { href });

/**
 * A style sheet that only some pages have from the start, before that of every page.
 * @param {string} name
 */
export function styled(name) {
  const href = `${ROOT}static/${name}.css`;
  if ([...document.styleSheets].some((sheet) => sheet.href === href)) return Promise.resolve();
  const link = Object.assign(element("link"), { rel: "stylesheet", href });
  document.querySelector('link[rel="stylesheet"]')?.before(link);
  return new Promise((done) => { link.onload = link.onerror = done; });
}

/** @typedef {(word: string) => boolean} Meant */

/**
 * A text in which the words that a query meant are marked.
 * @param {string} text
 * @param {Meant} [meant]
 */
export function marked(text, meant) {
  if (!meant) return [text];
  return text.split(/([\p{L}\p{N}]+)/u).map(
    (part, at) => (at % 2 && meant(part) ? element("mark", "", part) : part),
  );
}

/**
 * A result or a lab as a card; `level` is the heading's, `kind` tells what the page is.
 * @param {Shown} shown
 * @param {{level?: "h2" | "h3", meant?: Meant, kind?: boolean}} [how]
 */
export function card(shown, { level = "h2", meant, kind = false } = {}) {
  const item = element("li", ["card", shown.type, shown.star && "star"].filter(Boolean).join(" "));
  item.append(element(level, "", linkTo(ROOT + shown.path, ...marked(shown.title, meant))));
  const over = marked(shown.over, meant);
  const when = shown.date ? [Object.assign(element("time", "", ...over), { dateTime: shown.date })] : over;
  const before = kind ? marked(shown.over ? `${shown.kind} · ` : shown.kind, meant) : [];
  if (shown.over || kind) item.append(element("p", "over", ...before, ...when));
  if (shown.text) item.append(element("p", "", ...marked(shown.text, meant)));
  const signs = element("p", "signs");
  if (shown.badge) signs.append(element("span", `badge ${shown.tone}`, shown.badge), " ");
  if (shown.sign) signs.append(shown.sign, " ");
  if (shown.star) signs.append(element("span", "badge laureate", shown.star));
  if (signs.hasChildNodes()) item.append(signs);
  return item;
}

/**
 * « 1 234 », as the language of the page writes it.
 * @param {number} number
 */
export const grouped = (number) => number.toLocaleString(document.documentElement.lang);

/**
 * « aucun lab », « 1 lab », « 2 labs » from the three forms of a word.
 * @param {string} forms
 * @param {number} number
 */
export function counted(forms, number) {
  const [none, one, many] = forms.split(" | ");
  const form = number === 0 ? none : number === 1 ? one : many;
  return form.replace("{n}", grouped(number));
}
