// Search, first version: one index, fetched at the first search; results are ordinary links.
// load() and find() are the heart; the rest only shows what they give.

const LIGATURES = { œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l", đ: "d" };

/** Lower case without accents or ligatures; what is no letter or digit is one space.
 *  The same as fold() in generator/words.py: tests/folding.json holds both. */
export function fold(text) {
  return text
    .toLowerCase()
    .replace(/[œæßøłđ]/g, (letter) => LIGATURES[letter])
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** The entries of the index: {path, title, kind, detail, names, words, text}. */
async function load(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(answer.status);
  return (await answer.json()).map(([path, title, kind, detail, names, words, text]) => ({
    path, title, kind, detail, names: names.split("|"), words: ` ${words}`, text: ` ${text}`,
  }));
}

const EXACT = 1000, NAME_START = 400, IN_NAME = 120, IN_WORDS = 30, IN_TEXT = 5;

/** How well an entry answers a folded query; 0 when a word of it is nowhere. */
function score(entry, query, words) {
  const joined = query.replaceAll(" ", "");
  let total = 0;
  for (const name of entry.names) {
    if (name === query || name === joined) total = Math.max(total, EXACT);
    else if (name.startsWith(query) || name.startsWith(joined)) {
      total = Math.max(total, NAME_START + (100 * query.length) / name.length);
    }
  }
  let found = 0;
  for (const word of words) {
    const start = ` ${word}`;
    if (entry.names.some((name) => ` ${name}`.includes(start))) found += IN_NAME;
    else if (entry.words.includes(start)) found += IN_WORDS;
    else if (entry.text.includes(start)) found += IN_TEXT;
    else return total;
  }
  return total + found;
}

/** The entries that answer a query, best first; equals keep the order of the index. */
export function find(entries, query) {
  const folded = fold(query.slice(0, 200));
  if (!folded) return [];
  const words = folded.split(" ");
  return entries
    .map((entry, place) => ({ entry, place, score: score(entry, folded, words) }))
    .filter((one) => one.score > 0)
    .sort((a, b) => b.score - a.score || a.place - b.place)
    .map((one) => one.entry);
}

// ---- the page

const SHOWN = 100;
const list = document.getElementById("resultats");
if (list) start(list, document.getElementById("resultats-nombre"), document.getElementById("q"));

function start(list, count, box) {
  let index;
  let latest = 0;
  const asked = () => new URLSearchParams(location.search).get("q") ?? "";
  const run = async (query) => {
    const mine = ++latest;
    if (!query.trim()) return show([], "", "");
    list.setAttribute("aria-busy", "true");
    try {
      index ??= load(list.dataset.index);
      const entries = await index;
      if (mine !== latest) return;
      const found = find(entries, query);
      show(found, counted(found.length), found.length ? "" : list.dataset.none);
    } catch {
      index = undefined;
      if (mine === latest) show([], list.dataset.failed, "");
    }
  };
  const show = (found, said, advice) => {
    list.replaceChildren(...found.slice(0, SHOWN).map(item));
    count.textContent = [said, advice].filter(Boolean).join(". ");
    list.setAttribute("aria-busy", "false");
  };
  const counted = (number) => {
    const [none, one, many] = list.dataset.count.split(" | ");
    return (number === 0 ? none : number === 1 ? one : many).replace("{n}", String(number));
  };
  const item = (entry) => {
    const card = document.createElement("li");
    card.className = "card";
    const title = card.appendChild(document.createElement("h2"));
    const link = title.appendChild(document.createElement("a"));
    link.href = list.dataset.root + entry.path;
    link.textContent = entry.title;
    const over = card.appendChild(document.createElement("p"));
    over.className = "over";
    over.textContent = entry.detail ? `${entry.kind} · ${entry.detail}` : entry.kind;
    return card;
  };
  let waiting;
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const query = box.value;
      history.replaceState(null, "", query ? `?q=${encodeURIComponent(query)}` : location.pathname);
      run(query);
    }, 120);
  });
  addEventListener("popstate", () => run((box.value = asked())));
  box.value = asked();
  run(box.value);
}
