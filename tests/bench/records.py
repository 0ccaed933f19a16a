"""Synthetic labs in the project's own YAML, as rich as the real ones; nothing in them is true.

The same number gives the same bytes on every machine: of `random`, only random() is promised to
stay what it is, so nothing else is used.

    python tests/bench/records.py 1000 FOLDER      writes FOLDER/<table>/part-01.yaml …
"""

from __future__ import annotations

import datetime
import json
import random
import re
import sys
import textwrap
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar

import yaml

ROOT: Final = Path(__file__).resolve().parents[2]
PART: Final = 1000
"""Records a file, at most: Hugo refuses larger ones, and nobody edits them by hand."""

T = TypeVar("T")
Fields = dict[str, Any]


class Dice:
    """Chance that always falls the same way."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed).random

    def below(self, number: int) -> int:
        return int(self.random() * number)

    def pick(self, items: Sequence[T]) -> T:
        return items[self.below(len(items))]

    def often(self, items: Sequence[T]) -> T:
        """One of the items, the first ones more often, as words and towns are."""
        return items[int(len(items) * self.random() ** 1.7)]

    def some(self, items: Sequence[T], number: int) -> list[T]:
        """Different items, in the order drawn."""
        found: list[T] = []
        while len(found) < min(number, len(items)):
            item = self.often(items)
            if item not in found:
                found.append(item)
        return found

    def chance(self, share: float) -> bool:
        return self.random() < share

    def day(self, first: int, last: int) -> str:
        start = datetime.date(first, 1, 1)
        return str(start + datetime.timedelta(days=self.below((last - first + 1) * 365)))


# ---- words


def words(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in text.split("|"))


FORMS = words(
    "laboratoire de l'État en région|laboratoire partagé État-Région|laboratoire de collectivité|"
    "laboratoire d'opérateur|tiers-lieu public|fabrique d'innovation d'un département|"
    "atelier de design d'un établissement public|pôle d'innovation d'une préfecture de région"
)
LAB_KINDS = words("lab|incubator|team|place|programme|fablab|accelerator")
LEVELS = words("prefecture|region|departement|intercommunality|commune|state|operator")
KINDS = words("Lab|Fabrique|Atelier|Laboratoire|Labo|Manufacture|Incubateur|Maison")
QUALITIES = words(
    "des possibles|de l'action publique|des services|des usages|du service public|des idées neuves|"
    "de la confiance|des territoires|de l'accueil|des transitions|des communs|de l'Estuaire|"
    "des Quatre Vents|du Grand Port|des Deux Rives|de la Halle|du Canal|de l'Observatoire"
)
TOWN_HEADS = words(
    "Mont|Ville|Château|Beau|Roche|Clair|Haute|Neuf|Font|Val|Vaux|Champ|Mar|Bel|Cour|Lan|Mir|Péri|"
    "Qué|Rou|Ser|Tou|Vier|Gra|Bri|Dom|Aigre|Bois|Cher|Fleur|Gué|Lor"
)
TOWN_TAILS = words(
    "mont|ville|fort|champ|bois|court|gny|rac|neuve|vert|fontaine|lieu|mare|val|zac|gnan|rille|"
    "seau|tières|vans|deuil|nay|lès-Eaux|sur-Mer|les-Bains|la-Forêt"
)
THEMES = words(
    "Inclusion numérique|Accueil des usagers|Données ouvertes|Simplification|Design de service|"
    "Accès aux droits|Économie sociale et solidaire|Transition écologique|Mobilités|"
    "Intelligence collective|Management et organisation du travail|Participation citoyenne|"
    "Langage clair|Santé et prévention|Habitat et logement|Jeunesse|Culture et patrimoine|"
    "Emploi et insertion|Évaluation|Intelligence artificielle"
)
SUBJECTS = words(
    "l'équipe du lab|la préfecture de région|le conseil régional|un groupe d'agents volontaires|"
    "la mission d'innovation|le comité de pilotage|le réseau des correspondants|"
    "la direction départementale|un collectif de designers|le secrétariat général|"
    "l'équipe de recherche associée|la métropole|le pôle de formation|une cellule de trois agents|"
    "le centre de gestion|l'agence régionale|la communauté d'agglomération"
)
VERBS = words(
    "accompagne|documente|expérimente|anime|conçoit|évalue|met à l'épreuve|partage|prépare|"
    "coordonne|observe|simplifie|teste|cartographie|héberge|finance|transmet|publie|étudie|soutient"
)
OBJECTS = words(
    "l'accueil en sous-préfecture|des parcours d'usagers|un guichet unique|"
    "des courriers plus clairs|les démarches en ligne|l'accès aux droits sociaux|"
    "des ateliers de co-conception|une cartographie des lieux d'accueil|"
    "des prototypes de formulaires|la relation aux associations|un espace ouvert aux agents|"
    "une formation aux méthodes agiles|le recours aux données publiques|"
    "des enquêtes de terrain|la médiation numérique|une charte de l'accueil|"
    "un budget participatif|l'inclusion des publics éloignés|le travail à distance|"
    "une boîte à outils de facilitation|la dématérialisation des aides|"
    "des immersions dans les services|un observatoire des usages|"
    "la signalétique d'une maison de services|des coopérations entre administrations"
)
PUBLICS = words(
    "avec les usagers|avec les agents d'accueil|avec des étudiants en design|avec les communes|"
    "avec les associations locales|pour les demandeurs d'emploi|pour les familles|"
    "pour les jeunes sans diplôme|pour les personnes âgées|pour les maires ruraux|"
    "avec des chercheurs|avec les services sociaux|pour les entreprises du territoire"
)
TIMES = words(
    "depuis 2017|depuis son ouverture|pendant la crise sanitaire de 2020|chaque trimestre|"
    "en dix-huit mois|lors du Mois de l'innovation publique|avant chaque chantier|depuis 2021|"
    "au fil de l'année|lors de la Semaine de l'innovation publique"
)
PLACES = words(
    "dans une ancienne halle|au sein de la préfecture|dans un tiers-lieu du centre-ville|"
    "dans les locaux de l'université|au rez-de-chaussée de la cité administrative|"
    "dans une ancienne imprimerie|à deux pas de la gare|dans une pépinière d'entreprises"
)
MEANS = words(
    "sous la bannière « Service public + »|dans une démarche dite « du premier pas »|"
    "avec l'appui du réseau national|grâce à un appel à projets|sans budget propre|"
    "à partir d'un diagnostic partagé|selon une méthode simple : écouter, essayer, mesurer|"
    "avec des moyens modestes ; l'essentiel est le temps des agents|en lien avec d'autres labs"
)
SHAPES = (
    "{s} {v} {o} {p}, {m}.",
    "{t}, {s} {v} {o} et {v2} {o2} {p}.",
    "{l}, {s} {v} {o} {m}.",
    "{s} {v} {o} {p}.",
    "{t}, {s} {v} {o}, puis {v2} {o2} {p}.",
)
CARRIERS = words(
    "Préfecture de|Conseil départemental de|Métropole de|Communauté d'agglomération de|Ville de|"
    "Agence régionale de|Centre de gestion de|Université de|Caisse d'allocations familiales de"
)
CARRIER_KINDS = words(
    "prefecture|local-authority|local-authority|local-authority|local-authority|public-body|"
    "public-body|partner|public-body"
)
EVENTS = words(
    "Journée portes ouvertes|Atelier de co-conception|Inauguration|Rencontre des agents|Hackathon|"
    "Formation à la facilitation|Table ronde|Visite"
)
EVENT_KINDS = words("labs-day|workshop|inauguration|meeting|hackathon|training|round-table|visit")
MOMENTS = words(
    "création du lab|ouverture au public|inauguration|installation dans de nouveaux locaux|"
    "première évaluation|élargissement à d'autres services|renouvellement de la convention"
)
FIGURES = words(
    "projets accompagnés depuis l'ouverture|agents formés à la facilitation|"
    "ateliers tenus en une année|services partenaires"
)


def capital(text: str) -> str:
    return text[0].upper() + text[1:]


def slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def sentence(dice: Dice) -> str:
    text = dice.pick(SHAPES).format(
        s=dice.often(SUBJECTS), v=dice.often(VERBS), o=dice.often(OBJECTS), p=dice.often(PUBLICS),
        v2=dice.often(VERBS), o2=dice.often(OBJECTS), t=dice.often(TIMES), l=dice.often(PLACES),
        m=dice.often(MEANS),
    )  # fmt: skip
    return capital(text)


def paragraph(dice: Dice, length: int) -> str:
    """Sentences of at least so many words in all."""
    text = sentence(dice)
    while len(text.split()) < length:
        text = f"{text} {sentence(dice)}"
    return text


# ---- records


@dataclass(slots=True)
class World:
    """What the records of one directory share."""

    dice: Dice
    regions: Sequence[Mapping[str, Any]]
    towns: Sequence[str]
    themes: Sequence[str] = ()
    organisations: Sequence[str] = ()
    shared: Sequence[str] = ()
    sources: list[Fields] = field(default_factory=list)

    def cited(self, among: Sequence[str] = ()) -> list[str]:
        """One or two sources."""
        return self.dice.some(among or self.shared, 1 + self.dice.below(2))

    def source(self, id: str, title: str, publisher: str) -> str:
        dice = self.dice
        host = dice.pick(("www.", "lab.", "innovation.")) + slug(publisher)[:40]
        made: Fields = {
            "id": id,
            "url": f"https://{host}.example.org/{slug(title)[:60]}/{dice.below(10**6)}",
            "title": title,
            "title_exact": True if dice.chance(0.5) else None,
            "publisher": publisher,
            "date": dice.day(2016, 2025)[: dice.pick((4, 7, 10, 10))],
            "access": dice.pick(("full", "excerpt")),
        }
        self.sources.append(made)
        return id


def lab(world: World, number: int) -> Fields:
    dice, region = world.dice, world.dice.often(world.regions)
    town = dice.often(world.towns)
    name = f"{dice.pick(KINDS)} {dice.pick(QUALITIES)} {dice.pick(('de', 'à', '·'))} {town}"
    id = f"{slug(name)}-{number:05d}"
    own = world.source(f"site-{id}", f"{name} : présentation", f"Site de {town}")
    shelf = list(dict.fromkeys([own, *(dice.pick(world.shared) for _ in range(dice.below(5)))]))
    departement = dice.pick(region["departements"])["code"]
    made = {
        "id": id,
        "name": name,
        "other_names": [name.replace(" ", "'", 1)] if dice.chance(0.5) else None,
        "kind": dice.pick(LAB_KINDS) if dice.chance(0.8) else None,
        "form": dice.pick(FORMS) if dice.chance(0.5) else None,
        "levels": dice.some(LEVELS, dice.pick((1, 1, 1, 2))),
        "award": award(dice),
        "networks": ["reseau-des-labs"] if dice.chance(0.4) else None,
        "territory": region["id"],
        "city": town if dice.chance(0.8) else None,
        "departement": departement,
        "place": capital(dice.pick(PLACES)) + "." if dice.chance(0.4) else None,
        **carried(world, town),
        "themes": dice.some(world.themes, dice.pick((1, 2, 2, 3, 3, 4))),
        "description": f"{paragraph(dice, 52)}\n\n{paragraph(dice, 52)}",
        "methods": paragraph(dice, 15) if dice.chance(0.4) else None,
        **observed(world, id, shelf),
    }
    return {**made, "sources": sourced(world, made, shelf), "checked": dice.day(2024, 2025)}


def award(dice: Dice) -> Fields:
    if dice.chance(0.7):
        return {"call": "appel-2016", "result": "none"}
    evidence = dice.pick(("explicit", "cross-checked", "single-source"))
    note = "Un article de presse cite le lab parmi les lauréats."
    return {"call": "appel-2016", "result": "laureate", "evidence": evidence, "note": note}


def carried(world: World, town: str) -> Fields:
    dice = world.dice
    known = dice.chance(0.6)
    partners = [
        f"{dice.pick(CARRIERS)} {dice.often(world.towns)}" for _ in range(1 + dice.below(2))
    ]
    return {
        "carriers": dice.some(world.organisations, 1 + dice.below(2)) if known else None,
        "carrier_text": None if known else f"{dice.pick(CARRIERS)} {town}.",
        "partners": list(dict.fromkeys(partners)) if dice.chance(0.3) else None,
    }


def observed(world: World, id: str, shelf: Sequence[str]) -> Fields:
    """What was seen of a lab, and when."""
    dice = world.dice
    moments = [moment(world, shelf) for _ in range(dice.below(4))]
    value = dice.pick(("active", "active", "active", "closed", "announced", "unknown"))
    figure = {
        "text": f"Environ {20 + dice.below(900)} {dice.pick(FIGURES)}.",
        "sources": world.cited(shelf),
    }
    money = {
        "text": "Subvention, sur deux ans.",
        "amount": 1000 * (20 + dice.below(400)),
        "sources": world.cited(shelf),
    }
    return {
        "status": {
            "value": value,
            "as_of": dice.day(2019, 2025)[: dice.pick((7, 10))],
            "note": "Vu sur le site du lab." if dice.chance(0.4) else None,
        },
        "website": f"https://{id}.example.org/" if dice.chance(0.5) else None,
        "milestones": unlike(moments) or None,
        "funding": [money] if dice.chance(0.2) else None,
        "figures": [figure] if dice.chance(0.2) else None,
    }


def moment(world: World, shelf: Sequence[str]) -> Fields:
    dice = world.dice
    date = dice.day(2016, 2024)[: dice.pick((4, 7, 10))]
    return {"date": date, "label": dice.pick(MOMENTS), "sources": world.cited(shelf)}


def unlike(made: list[Fields]) -> list[Fields]:
    """The same moment is not told twice."""
    return list({(one["date"], one["label"]): one for one in made}.values())


def sourced(world: World, made: Fields, shelf: Sequence[str]) -> Fields:
    """For each group of facts that is written, its sources."""
    groups = {
        "award": made["award"]["result"] == "laureate",
        "location": True,
        "carrier": True,
        "partners": made["partners"],
        "themes": True,
        "methods": made["methods"],
        "description": True,
        "status": True,
        "website": made["website"],
    }
    return {name: world.cited(shelf) for name, written in groups.items() if written}


def theme(world: World, number: int) -> Fields:
    name = THEMES[number - 1]
    origin = world.dice.pick(("call", "later"))
    return {
        "id": slug(name),
        "name": name,
        "origin": origin,
        "call": "appel-2016" if origin == "call" else None,
        "description": sentence(world.dice),
        "sources": world.cited(),
        "checked": world.dice.day(2024, 2025),
    }


def organisation(world: World, number: int) -> Fields:
    dice, town = world.dice, world.dice.often(world.towns)
    kind = dice.below(len(CARRIERS))
    name = f"{CARRIERS[kind]} {town}"
    id = f"{slug(name)}-{number:05d}"
    return {
        "id": id,
        "name": name,
        "kind": CARRIER_KINDS[kind],
        "city": town,
        "description": paragraph(dice, 20),
        "website": f"https://{id}.example.org/" if dice.chance(0.5) else None,
        "sources": world.cited(),
        "checked": dice.day(2024, 2025),
    }


def event(world: World, number: int, labs: Sequence[Fields]) -> Fields:
    dice, kind = world.dice, world.dice.below(len(EVENTS))
    host = dice.pick(labs)
    start = dice.day(2016, 2026)
    end = datetime.date.fromisoformat(start) + datetime.timedelta(days=dice.below(4))
    return {
        "id": f"evenement-{number:05d}",
        "name": f"{EVENTS[kind]} : {host['name']}",
        "kind": EVENT_KINDS[kind],
        "start": start,
        "end": str(end) if str(end) > start else None,
        "city": host["city"],
        "organisations": host["carriers"],
        "labs": list(dict.fromkeys([host["id"], dice.pick(labs)["id"]])),
        "description": paragraph(dice, 20),
        "sources": world.cited(),
        "checked": dice.day(2024, 2025),
    }


def disagreement(world: World, number: int, labs: Sequence[Fields]) -> Fields:
    dice = world.dice
    year = 2015 + dice.below(8)
    first, second = world.cited(), world.cited()
    return {
        "id": f"desaccord-{number:05d}",
        "about": "Date d'ouverture du lab.",
        "values": [
            {"value": str(year), "sources": first},
            {"value": f"fin {year + 1}", "sources": second},
        ],
        "advice": "Les deux sont affichées ; aucune source lue n'explique l'écart.",
        "labs": [dice.pick(labs)["id"]],
    }


def call(world: World, labs: Sequence[Fields], events: Sequence[Fields]) -> Fields:
    known = sum(one["award"]["result"] == "laureate" for one in labs)
    fact = {"text": sentence(world.dice), "sources": world.cited()}
    return {
        "id": "appel-2016",
        "name": "Appel à projets « Labs d'essai »",
        "short_name": "l'appel de 2016",
        "year": 2016,
        "description": paragraph(world.dice, 80),
        "description_sources": world.cited(),
        "support": [fact],
        "laureates": {"count": known + 3, "sources": world.cited()},
        "events": [one["id"] for one in events[:8]] or None,
        "checked": "2026-11-22",
    }


def network(world: World) -> Fields:
    return {
        "id": "reseau-des-labs",
        "name": "Réseau des laboratoires d'innovation de l'action publique",
        "acronym": "RLIAP",
        "description": paragraph(world.dice, 60),
        "description_sources": world.cited(),
        "counts": [{"date": "2024-11", "count": 16, "sources": world.cited()}],
        "checked": "2026-11-22",
    }


def directory(number: int) -> Mapping[str, Sequence[Fields]]:
    """Every table of a directory of so many labs."""
    dice = Dice(20_260_000 + number)
    territories = yaml.load(
        (ROOT / "data/territories.yaml").read_text("utf-8"), Loader=yaml.BaseLoader
    )
    regions = [one for one in territories if one["kind"] == "region"]
    towns = [
        head + ("-" if "-" in tail else "") + tail for tail in TOWN_TAILS for head in TOWN_HEADS
    ]
    towns.sort(key=hash_of)
    world = World(dice, regions, towns)
    world.shared = [
        world.source(f"article-{at:05d}", sentence(dice)[:150].rstrip(" ."), "Gazette d'essai")
        for at in range(30 + number // 5)
    ]
    needed = sorted({id for one in territories for id in one.get("sources", ())})
    for id in needed:
        world.source(id, "Code officiel géographique", "Insee")
    themes = [theme(world, at + 1) for at in range(len(THEMES))]
    organisations = [organisation(world, at + 1) for at in range(10 + number // 5)]
    world.themes = [one["id"] for one in themes]
    world.organisations = [one["id"] for one in organisations]
    labs = [lab(world, at + 1) for at in range(number)]
    events = [event(world, at + 1, labs) for at in range(number // 10)]
    return {
        "labs": labs,
        "themes": themes,
        "events": events,
        "calls": [call(world, labs, events)],
        "organisations": organisations,
        "territories": territories,
        "networks": [network(world)],
        "disagreements": [disagreement(world, at + 1, labs) for at in range(number // 20)],
        "sources": world.sources,
    }


def hash_of(town: str) -> int:
    """A shuffle that needs no shuffle()."""
    value = 0
    for letter in town:
        value = (value * 131 + ord(letter)) % 1_000_003
    return value


# ---- YAML, as editors write it

_PLAIN = re.compile(r"[A-Za-zÀ-ÿ][\w À-ÿ'’,./()+-]*\Z")
_LIST_ITEM = re.compile(r"[a-z0-9-]*[a-z][a-z0-9-]*\Z")
_WIDTH: Final = 98


def scalar(value: Any) -> str:
    if value is True:
        return "true"
    if isinstance(value, int):
        return str(value)
    bare = _PLAIN.match(value) or re.fullmatch(r"https://\S+|\d{4}-\d\d-\d\d", value)
    return str(value) if bare else json.dumps(value, ensure_ascii=False)


def lines(name: str, value: Any, indent: str) -> Iterator[str]:
    """One field of a record."""
    head = f"{indent}{name}:"
    if isinstance(value, dict):
        yield head
        for inner, one in value.items():
            if one is not None:
                yield from lines(inner, one, indent + "  ")
    elif isinstance(value, list) and all(isinstance(one, str) for one in value):
        flow = f"{head} [{', '.join(map(scalar, value))}]"
        short = len(flow) <= _WIDTH and all(map(_LIST_ITEM.match, value))
        yield from [flow] if short else [head, *(f"{indent}  - {scalar(one)}" for one in value)]
    elif isinstance(value, list):
        yield head
        for one in value:
            yield from item(one, indent + "  ")
    elif isinstance(value, str) and len(value) > 70 and " " in value:
        yield f"{head} >-"
        # A line end of a folded text takes two empty lines to become a new paragraph.
        yield from folded(value, indent + "  ")
    else:
        yield f"{head} {scalar(value)}"


def folded(text: str, indent: str) -> Iterator[str]:
    for number, one in enumerate(text.split("\n\n")):
        yield from ("", "") if number else ()
        yield from textwrap.wrap(
            one, _WIDTH, initial_indent=indent, subsequent_indent=indent,
            break_long_words=False, break_on_hyphens=False,
        )  # fmt: skip


def item(record: Mapping[str, Any], indent: str) -> Iterator[str]:
    """A group of fields as an item of a list."""
    inner = [
        line
        for name, value in record.items()
        if value is not None
        for line in lines(name, value, indent + "  ")
    ]
    yield f"{indent}- {inner[0].lstrip()}"
    yield from inner[1:]


def write(folder: Path, number: int) -> None:
    """A whole data folder; every table is cut in files of PART records."""
    for table, records in directory(number).items():
        (folder / table).mkdir(parents=True, exist_ok=True)
        for start in range(0, len(records), PART) or (0,):
            text = "\n".join(
                "\n".join(item(one, "")) + "\n" for one in records[start : start + PART]
            )
            file = folder / table / f"part-{start // PART + 1:02d}.yaml"
            file.write_text(text or "[]\n", encoding="utf-8", newline="\n")
    identity = (ROOT / "data/directory.yaml").read_text("utf-8")
    identity = re.sub(r"(?m)^call: \S+", "call: appel-2016", identity)
    (folder / "directory.yaml").write_text(identity, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(Path(sys.argv[2]), int(sys.argv[1]))
