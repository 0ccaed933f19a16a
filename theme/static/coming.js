// What is to come is decided again by the reader's own day: the site may be older. The list of what
// is to come says when each of its items begins (data-starts), and where it goes then: to the list
// that has room for so many (data-most), or to the section of its year (data-years begins its id).

const now = new Date();
const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
  .map((part) => String(part).padStart(2, "0"))
  .join("-");

/** @typedef {{item: Element, start: string}[]} Begun */

/** @type {NodeListOf<HTMLElement>} */
const lists = document.querySelectorAll("[data-starts]");
for (const list of lists) {
  const starts = (list.dataset.starts ?? "").split(" ");
  const begun = [...list.children].flatMap((item, at) => {
    const start = starts[at];
    return start > today ? [] : [{ item, start }];
  });
  if (list.dataset.years) toYears(list, begun);
  else toPast(list, begun);
}

/**
 * On the home page, to the head of what is past; alone, it needs no title.
 * @param {HTMLElement} list
 * @param {Begun} begun
 */
function toPast(list, begun) {
  /** @type {HTMLElement | null | undefined} */
  const past = list.parentElement?.querySelector("[data-most]");
  if (!past) return;
  for (const { item } of begun) past.prepend(item);
  for (const item of [...past.children].slice(Number(past.dataset.most))) item.remove();
  if (list.children.length) return;
  const titles = [list.previousElementSibling, past.previousElementSibling];
  for (const element of [list, ...titles]) element?.remove();
}

/**
 * On the list of events, each to the head of its year.
 * @param {HTMLElement} list
 * @param {Begun} begun
 */
function toYears(list, begun) {
  const section = list.closest("section");
  if (!section) return;
  const link = document.querySelector(`.pages [href="#${section.getAttribute("aria-labelledby")}"]`);
  for (const { item, start } of begun) {
    const year = start.slice(0, 4), id = list.dataset.years + year;
    if (!document.getElementById(id)) {
      section.after(emptied(section, id, year));
      if (link) pointTo(id, year, link);
    }
    document.getElementById(id)?.parentElement?.querySelector("ul")?.prepend(item);
  }
  if (list.children.length) return;
  section.remove();
  link?.parentElement?.remove();
}

/**
 * A section like another, for a year that has none yet.
 * @param {HTMLElement} section
 * @param {string} id
 * @param {string} year
 */
function emptied(section, id, year) {
  const made = document.importNode(section, true);
  made.setAttribute("aria-labelledby", id);
  for (const title of made.querySelectorAll("h2")) Object.assign(title, { id, textContent: year });
  for (const list of made.querySelectorAll("ul")) {
    list.replaceChildren();
    delete list.dataset.starts;
    delete list.dataset.years;
  }
  return made;
}

/**
 * The index of the list leads to a section of this page.
 * @param {string} id
 * @param {string} year
 * @param {Element} before the link that its own follows, when it has none
 */
function pointTo(id, year, before) {
  const known = document.querySelector(`.pages [href$="#${id}"]`);
  known?.setAttribute("href", `#${id}`);
  if (known || !before.parentElement) return;
  const line = document.importNode(before.parentElement, true);
  for (const link of line.querySelectorAll("a")) Object.assign(link, { href: `#${id}`, textContent: year });
  before.parentElement.after(line);
}
