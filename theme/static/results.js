// The page of results: /recherche/?q=…, with the filters when labs are among them.

import { ROOT, card, counted, element, open } from "./search.js";

const SHOWN = 10;
const list = document.getElementById("resultats");
const count = document.getElementById("resultats-nombre");
const more = document.getElementById("resultats-suite");
const none = document.getElementById("resultats-aucun");
const box = document.getElementById("q-page");
const words = JSON.parse(list.dataset.words);

let index, latest = 0, pages = [], marks = new Set(), most = SHOWN, shown = 0, filter;

const asked = () => new URLSearchParams(location.search).get("q") ?? "";

async function run(query) {
  const mine = (latest += 1);
  list.setAttribute("aria-busy", "true");
  try {
    if (!query.trim()) {
      pages = [];
      draw([]);
      count.textContent = "";
      filter?.hide();
      return;
    }
    index ??= open(ROOT);
    const engine = await index;
    const scored = await engine.score(query);
    if (mine !== latest) return;
    [pages, marks, most] = [scored.pages, new Set(scored.marks), scored.first];
    const kept = await filtered(engine.meta.labs);
    if (mine === latest) await changed(kept, mine);
  } catch {
    index = undefined;
    if (mine !== latest) return;
    draw([]);
    count.textContent = words.failed;
  } finally {
    if (mine === latest) list.setAttribute("aria-busy", "false");
  }
}

/** The pages that the filters keep; the filters themselves come when someone wants them. */
async function filtered(labs) {
  const place = document.getElementById("filtres");
  const wanted = /[?&](territoire|theme|genre|niveau|situation|appel)=/.test(location.search);
  if (!filter && !wanted) {
    offer(place, labs);
    return pages;
  }
  filter ??= await bring(place, labs);
  return filter.kept(pages);
}

const bring = async (place, labs) =>
  (await import("./filters.js")).filters(place, { labs, changed });

/** A button that brings the filters, when there are labs to choose from. */
function offer(place, labs) {
  place.hidden = !pages.some((page) => page < labs);
  if (place.hidden || place.firstChild) return;
  const button = element("button", "", words.open);
  button.type = "button";
  button.addEventListener("click", async () => {
    filter = await bring(place, labs);
    await filter.kept(pages);
    place.querySelector("summary")?.focus();
  });
  place.append(button);
}

/** Show the pages that the filters keep. */
async function changed(kept, mine = (latest += 1)) {
  list.setAttribute("aria-busy", "true");
  const engine = await index;
  const first = await engine.show(kept.slice(0, kept === pages ? most : SHOWN));
  if (mine !== latest) return;
  shown = first.length;
  draw(first);
  count.textContent = counted(words.results, kept.length);
  none.hidden = kept.length > 0;
  more.hidden = kept.length <= shown;
  more.onclick = async () => {
    const next = await engine.show(kept.slice(shown, shown + SHOWN));
    const at = list.children.length;
    list.append(...next.map(drawn));
    shown += next.length;
    more.hidden = kept.length <= shown;
    list.children[at]?.querySelector("a")?.focus();
  };
  list.setAttribute("aria-busy", "false");
}

const drawn = (result) => card(result, ROOT, { marks, kind: true });

function draw(results) {
  list.replaceChildren(...results.map(drawn));
  more.hidden = none.hidden = true;
}

let waiting;
box.addEventListener("input", () => {
  clearTimeout(waiting);
  list.setAttribute("aria-busy", "true");
  waiting = setTimeout(() => {
    const address = new URL(location.href);
    if (box.value) address.searchParams.set("q", box.value);
    else address.searchParams.delete("q");
    history.replaceState(null, "", address);
    run(box.value);
  }, 80);
});
addEventListener("popstate", () => run((box.value = asked())));
if (!box.value) box.value = asked(); // someone may have typed before this script came
run(box.value);
