// What scripts ask of the site. A file is fetched once; when it fails, whoever asked is told, and
// whoever asks next has it fetched again.

/** The address of the site's root, from that of this script. */
export const ROOT = new URL("../", import.meta.url).href;

/**
 * Something made at its first use, and kept unless it failed.
 * @template T
 * @param {() => Promise<T>} make
 * @returns {() => Promise<T>}
 */
export function once(make) {
  /** @type {Promise<T> | undefined} */
  let made;
  return () => (made ??= make().catch((error) => {
    made = undefined;
    throw error;
  }));
}

/** @type {Map<string, () => Promise<any>>} */
const files = new Map();

/**
 * A file of the site, by its address from the root, as `read` understands it.
 * @param {string} address
 * @param {(answer: Response) => Promise<any>} read
 */
function fetched(address, read) {
  const file = files.get(address) ?? once(async () => {
    const answer = await fetch(new URL(address, ROOT));
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return read(answer);
  });
  files.set(address, file);
  return file();
}

/**
 * A file of the index; generator/search/index.py and facets.py say what each holds.
 * @param {string} name
 */
export const load = (name) => fetched(`recherche/index/${name}.json`, (answer) => answer.json());

/**
 * A page of the site.
 * @param {string} address
 * @returns {Promise<Document>}
 */
export const page = (address) =>
  fetched(address, async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html"));

/**
 * What a card shows of a page; a text that is missing is empty.
 * @typedef {Record<
 *   "kind" | "type" | "path" | "title" | "text" | "over" | "sign" | "tone" | "badge" | "date" | "star",
 *   string>} Texts
 * @typedef {{page: number} & Texts} Shown
 */

/**
 * What cards show of some pages, in the same order.
 * @param {number[]} pages
 * @returns {Promise<Shown[]>}
 */
export async function shown(pages) {
  /** @type {{pages_a_file: number, columns: (keyof Texts)[]}} */
  const { pages_a_file: size, columns } = await load("meta");
  /** @param {number} page */
  const fileOf = (page) => Math.floor(page / size);
  const numbers = [...new Set(pages.map(fileOf))];
  const lists = await Promise.all(numbers.map((number) => load(`d${number}`)));
  const byNumber = new Map(numbers.map((number, at) => [number, lists[at]]));
  return pages.map((page) => {
    /** @type {string[]} */
    const row = byNumber.get(fileOf(page))[page % size];
    /** @type {any} */
    const texts = Object.fromEntries(columns.map((name, at) => [name, row[at] ?? ""]));
    return { page, ...texts };
  });
}
