// How a page of the index is drawn: the same card as theme/pages/card.html.

import { stem, wordsOf } from "./analysis.js";

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
