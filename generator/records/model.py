"""The records of the directory: the one definition of what may be written, and what it means.

Titles, descriptions and examples are what editors read (in French); validation, the JSON Schemas,
the field reference and the exports all come from here. A rule names a code of problem.SENTENCES.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Final, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

# ---- text


def rule(code: str, **details: object) -> PydanticCustomError:
    """A refusal that problem.SENTENCES puts in words."""
    return PydanticCustomError(code, "{code}", {"code": code, **details})


_MARKUP = re.compile(r"[<>][^<>]{0,30}>?")
_MARKDOWN = re.compile(r"\[[^\]]*\]\([^)]*\)|\*\*[^*]+\*\*|^#{1,6} |^```", re.MULTILINE)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# The first letter comes first, the look behind it after: the search then skips from 0 to 0.
_PHONE = re.compile(
    r"[0+](?<!\d.)(?:(?<=\+)\d\d|0\d\d)?[ .\u00a0\u202f]?(?:\(0\))?[ .\u00a0\u202f]?"
    r"[1-9](?:[ .\u00a0\u202f-]?\d\d){4}(?!\d)"
)


def _plain(text: str) -> str:
    # A block text (| or >) ends with a line end that nobody sees.
    if text[-1] == "\n":
        text = text.rstrip("\n")
        if not text:
            raise rule("empty")
    if text != text.strip():
        raise rule("spaces")
    if ("<" in text or ">" in text) and (found := _MARKUP.search(text)):
        raise rule("markup", found=found[0])
    if ("[" in text or "*" in text or "#" in text or "`" in text) and (
        found := _MARKDOWN.search(text)
    ):
        raise rule("markdown", found=found[0])
    if "@" in text and (found := _MAIL.search(text)):
        raise rule("personal", what="une adresse électronique", found=found[0])
    if found := _PHONE.search(text):
        raise rule("personal", what="un numéro de téléphone", found=found[0])
    return text


def _one_line(text: str) -> str:
    text = _plain(text)
    if "\n" in text:
        raise rule("one-line")
    return text


# The marks are classes of their own, equal to no other: typing keeps an annotation that it has seen
# and gives it for an equal one, so a tuple would come back from before `mkdocs serve` reloads us.


@dataclass(frozen=True, slots=True)
class Form:
    """Marks what an editor writes in a field, for forms and messages."""

    name: str


Name = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200),
    AfterValidator(_one_line),
    Form("name"),
]
"""One line that names something."""
Line = Annotated[
    str,
    StringConstraints(min_length=1, max_length=600),
    AfterValidator(_one_line),
    Form("line"),
]
"""A short sentence, on one line."""
Text = Annotated[
    str,
    StringConstraints(min_length=1, max_length=5000),
    AfterValidator(_plain),
    Form("text"),
]
"""Plain paragraphs, parted by an empty line: no HTML, no Markdown."""


Code = Annotated[
    str,
    StringConstraints(min_length=1, max_length=12),
    AfterValidator(_one_line),
    Form("code"),
]
"""An official number or sign, which stays text: « 01 », « 2A », « BE »."""


def _not_reserved(id: str) -> str:
    if re.fullmatch(r"page-\d+", id):
        raise rule("reserved-id", found=id)
    return id


SLUG: Final = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Slug = Annotated[
    str,
    StringConstraints(min_length=1, max_length=80, pattern=SLUG),
    AfterValidator(_not_reserved),
    Form("slug"),
]
"""An id, which becomes an address; « page-2 » is that of the second page of a list."""

# ---- dates

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?~?\Z")


def _as_written(value: Any) -> Any:
    if value is True or value is False:
        return "true" if value else "false"
    return str(value) if isinstance(value, (int, float)) else value


def _partial_date(text: str) -> str:
    match = _DATE.match(text)
    if match is None:
        raise rule("date", found=text)
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    if month is not None and not 1 <= month <= 12:
        raise rule("date-impossible", found=text, close="les mois vont de 01 à 12")
    if not 1800 <= year <= 2100:
        raise rule("date-impossible", found=text, close="l’année va de 1800 à 2100")
    if month is not None and day is not None:
        last = _last_day(year, month)
        if not 1 <= day <= last:
            close = f"ce mois-là va du 01 au {last}"
            raise rule("date-impossible", found=text, close=close)
    return text


def _last_day(year: int, month: int) -> int:
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return (following - datetime.timedelta(days=1)).day


PartialDate = Annotated[
    str,
    BeforeValidator(_as_written),
    AfterValidator(_partial_date),
    Form("date"),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?~?$"},
                {"type": "integer", "minimum": 1800, "maximum": 2100},
            ]
        }
    ),
]
"""2017, 2017-11, 2017-11-18, with ~ for « about »: never more precise than its source."""

# ---- addresses

_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+\.?", re.IGNORECASE)
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*)\s*:", re.IGNORECASE)


def _address(text: str) -> str:
    scheme = _SCHEME.match(text)
    if scheme and scheme[1].lower() not in ("http", "https") and "." not in scheme[1]:
        raise rule("url-scheme", scheme=scheme[1] + ":")
    match = re.match(r"https?://([^/?#]*)", text, re.IGNORECASE)
    if match is None:
        raise rule("url", found=text, close=_whole_address(text))
    for pattern, what, close in _UNSAFE:
        if pattern.search(match[1] if what.startswith("le nom") else text):
            raise rule("url-unsafe", found=text, what=what, close=close)
    if not match[1].isascii():
        what = "des lettres accentuées ou étrangères dans le nom du site"
        raise rule("url-unsafe", found=text, what=what, close=_plain_host(match[1]))
    if not _HOST.fullmatch(re.sub(r":\d{1,5}\Z", "", match[1])):
        raise rule("url", found=text, close=_COPY)
    return text


_COPY: Final = "copiez l’adresse entière depuis le navigateur : https://…"
_UNSAFE: Final = (
    (re.compile(r"\s"), "une espace", "remplacez chaque espace par %20, ou effacez-la"),
    (re.compile(r'[\\<>"{}|^`]'), "un caractère interdit", _COPY),
    (re.compile(r"//[^/?#]*@"), "un identifiant", "effacez ce qui est entre « // » et « @ »"),
    (
        re.compile(r"\A[\d.]+(:\d+)?\Z|\Alocalhost\b", re.IGNORECASE),
        "le nom d’une machine, pas celui d’un site public",
        "donnez l’adresse publique de la page",
    ),
)


def _whole_address(text: str) -> str:
    if _HOST.fullmatch(text.partition("/")[0]):
        return f"vouliez-vous écrire « https://{text} » ?"
    return _COPY


def _plain_host(host: str) -> str:
    try:
        return f"écrivez ce nom sous sa forme technique : {host.encode('idna').decode()}"
    except UnicodeError:
        return _COPY


Url = Annotated[
    str,
    StringConstraints(min_length=1, max_length=1000),
    AfterValidator(_address),
    Form("url"),
    WithJsonSchema({"type": "string", "pattern": "^https?://", "maxLength": 1000}),
]
"""The public address of a page, http or https."""

# ---- lists and references

T = TypeVar("T")


def _no_repeat(values: tuple[T, ...]) -> tuple[T, ...]:
    if len(values) > 1 and len(set(values)) < len(values):
        seen: set[T] = set()
        for position, value in enumerate(values):
            if value in seen:
                raise rule("repeated", found=value, position=position)
            seen.add(value)
    return values


Many = Annotated[tuple[T, ...], Field(min_length=1), AfterValidator(_no_repeat)]
"""A list that is absent rather than empty."""


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a text as the id of a record in a table."""

    table: str


LabId = Annotated[str, Ref("labs")]
ThemeId = Annotated[str, Ref("themes")]
EventId = Annotated[str, Ref("events")]
CallId = Annotated[str, Ref("calls")]
NetworkId = Annotated[str, Ref("networks")]
OrganisationId = Annotated[str, Ref("organisations")]
TerritoryId = Annotated[str, Ref("territories")]
SourceId = Annotated[str, Ref("sources")]
Sources = Many[SourceId]

_SOURCES_TITLE = "Sources"
_SOURCES_HELP = "Identifiants de data/sources.yaml, dans l’ordre où la page les cite."
_SOURCES_EXAMPLE = ["hp-tilab-2018", "20min-tilab"]


def sources() -> Any:
    """A required list of sources."""
    return Field(title=_SOURCES_TITLE, description=_SOURCES_HELP, examples=[_SOURCES_EXAMPLE])


def described(title: str, description: str, *examples: Any, required: bool = False) -> Any:
    """A field with what an editor reads about it; absent means unknown."""
    absent: dict[str, Any] = {} if required else {"default": None}
    return Field(title=title, description=description, examples=list(examples), **absent)


class Part(BaseModel):
    """What all parts of a record share: unknown fields are refused, nothing is converted."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Statement(Part):
    """A fact in words, with its sources."""

    text: Line = described("Fait", "Une phrase complète.", "24 agents formés.", required=True)
    date: PartialDate | None = described("Date", "Date du fait.", "2022-09")
    amount: int | None = Field(
        None,
        ge=0,
        title="Montant",
        description="Montant en euros, sans espace ni unité.",
        examples=[250000],
    )
    sources: Sources = sources()


class Milestone(Part):
    """A dated moment in the life of a lab or an organisation."""

    date: PartialDate = described(
        "Date", "Année, mois ou jour : jamais plus précis que la source.", "2017-11", required=True
    )
    date_text: Line | None = described(
        "Date en mots", "Ce que dit la source quand la date seule en dit moins.", "été 2017"
    )
    what: Literal["opening", "closing"] | None = described(
        "Début ou fin",
        "opening : la date ouvre la vie de la structure ; closing : elle la ferme.",
        "opening",
    )
    label: Line = described("Ce qui se passe", "Quelques mots.", "inauguration", required=True)
    sources: Sources = sources()


class Count(Part):
    """How many, when, according to whom."""

    date: PartialDate = described("Date", "Date du chiffre.", "2024-11", required=True)
    count: int = Field(
        ge=0, title="Nombre", description="Le nombre donné par la source.", examples=[16]
    )
    at_least: bool | None = described("Au moins", "true si la source dit « plus de ».", True)
    text: Line | None = described("Précision", "Ce que ce nombre compte.", "dont 4 créés en 2021")
    sources: Sources = sources()


# ---- records


class Record(Part):
    """What every record has."""

    TABLE: ClassVar[str]
    FOLDER: ClassVar[str | None] = None
    """The first segment of the record's address; None when it has no page."""

    id: Slug = described(
        "Identifiant",
        "L’adresse de la page : minuscules, chiffres et tirets. Ne change plus ensuite.",
        "ti-lab",
        required=True,
    )
    former_ids: Many[Slug] | None = described(
        "Anciens identifiants", "Ils continuent de mener à la page.", ["tilab-bretagne"]
    )
    checked: PartialDate | None = described(
        "Vérifiée le", "Jour où la fiche a été comparée à ses sources.", "2026-11-22"
    )

    @property
    def label(self) -> str:
        """What the record is called."""
        return str(getattr(self, "name"))  # noqa: B009 (each record but one has a name)


LAB_KINDS = Literal[
    "accelerator",
    "fablab",
    "foundation",
    "incubator",
    "lab",
    "living-lab",
    "network",
    "place",
    "prefiguration",
    "programme",
    "scheme",
    "school",
    "team",
]

LEVELS = Literal[
    "association",
    "central-bank",
    "commune",
    "departement",
    "hospital",
    "intercommunality",
    "international",
    "operator",
    "parliament",
    "prefecture",
    "region",
    "state",
    "university",
]


class Award(Part):
    """What a call decided for a lab."""

    call: CallId = described("Appel", "Identifiant de l’appel.", "lit-2016", required=True)
    result: Literal["laureate", "none"] = described(
        "Résultat",
        "laureate : lauréat ; none : ne fait pas partie des lauréats.",
        "laureate",
        required=True,
    )
    evidence: Literal["explicit", "cross-checked", "single-source"] | None = described(
        "Preuve",
        "explicit : une source le dit ; cross-checked : par recoupement ; "
        "single-source : une seule source.",
        "explicit",
    )
    note: Line | None = described(
        "Comment on le sait", "Une phrase.", "La préfecture de région écrit que le lab est lauréat."
    )


class Status(Part):
    """A dated observation, never a deduction."""

    value: Literal["active", "closed", "merged", "announced", "unknown"] = described(
        "Situation observée",
        "active : actif ; closed : fermé ; merged : réuni à un autre ; announced : annoncé ; "
        "unknown : inconnue.",
        "active",
        required=True,
    )
    as_of: PartialDate | None = described(
        "Dernier signe",
        "Date de l’observation, pas d’aujourd’hui ; absente si la source ne la dit pas.",
        "2025-05-22",
    )
    note: Line | None = described(
        "Précision", "Ce qui a été observé.", "Dernière activité trouvée : Open SIILAB."
    )


class OtherPlace(Part):
    """A second place of a lab."""

    city: Name = described("Commune", "Nom de la commune.", "Montpellier", required=True)
    departement: Code | None = described("Département", "Son numéro, entre guillemets.", "34")
    note: Line | None = described("Précision", "Ce qui s’y trouve.", "antenne")


class LabSources(Part):
    """For each group of facts, the sources that support it; `all` stands for the other groups."""

    all: Sources | None = described(
        "Sources de toute la fiche",
        "Pour les faits qui n’ont pas de ligne à eux ci-dessous.",
        _SOURCES_EXAMPLE,
    )
    award: Sources | None = described("Sources de l’appel", _SOURCES_HELP, _SOURCES_EXAMPLE)
    location: Sources | None = described("Sources du lieu", _SOURCES_HELP, _SOURCES_EXAMPLE)
    carrier: Sources | None = described("Sources du portage", _SOURCES_HELP, _SOURCES_EXAMPLE)
    partners: Sources | None = described("Sources des partenaires", _SOURCES_HELP, _SOURCES_EXAMPLE)
    themes: Sources | None = described("Sources des thèmes", _SOURCES_HELP, _SOURCES_EXAMPLE)
    methods: Sources | None = described("Sources des méthodes", _SOURCES_HELP, _SOURCES_EXAMPLE)
    description: Sources | None = described(
        "Sources de la présentation", _SOURCES_HELP, _SOURCES_EXAMPLE
    )
    status: Sources | None = described("Sources de la situation", _SOURCES_HELP, _SOURCES_EXAMPLE)
    website: Sources | None = described("Sources du site", _SOURCES_HELP, _SOURCES_EXAMPLE)

    def of(self, group: str) -> Sources:
        """The sources of a group of facts, or those of the whole record."""
        return getattr(self, group) or self.all or ()


# Which fields each group of sources supports.
SOURCED: Final[Mapping[str, tuple[str, ...]]] = {
    "award": ("award",),
    "location": ("city", "departement", "place", "other_places"),
    "carrier": ("carriers", "former_carriers", "carrier_text", "carrier_note"),
    "partners": ("partners",),
    "themes": ("themes",),
    "methods": ("methods",),
    "description": ("description",),
    "status": ("status",),
    "website": ("website",),
}


class Lab(Record):
    """Un laboratoire d’innovation publique."""

    TABLE: ClassVar[str] = "labs"
    FOLDER: ClassVar[str | None] = "labs"

    name: Name = described("Nom", "Le nom que le lab se donne.", "Ti Lab", required=True)
    name_note: Line | None = described(
        "Note sur le nom", "Si le nom est un intitulé descriptif.", "Nom propre non trouvé."
    )
    other_names: Many[Name] | None = described(
        "Autres noms", "Graphies et noms anciens : la recherche les connaît.", ["TiLab"]
    )
    former_names: Many[Name] | None = described(
        "Anciens noms", "Noms que la structure a portés.", ["LAB Pôle emploi"]
    )
    kind: LAB_KINDS | None = described(
        "Genre",
        "Le genre de structure, d’après les critères de la page Méthode ; absent : un lab.",
        "incubator",
    )
    form: Line | None = described(
        "Nature", "Ce qu’est le lab, en quelques mots.", "laboratoire partagé État-Région"
    )
    levels: Many[LEVELS] | None = described(
        "Niveaux",
        "Les niveaux de l’action publique qui le portent ; plusieurs s’il est partagé.",
        ["prefecture", "region"],
    )
    level_note: Line | None = described(
        "Précision sur le niveau", "Quelques mots.", "interministériel"
    )
    award: Award | None = described(
        "Appel à projets", "Résultat à un appel.", {"call": "lit-2016", "result": "laureate"}
    )
    networks: Many[NetworkId] | None = described(
        "Réseaux", "Réseaux dont une source dit que le lab est membre.", ["liit"]
    )
    territory: TerritoryId | None = described(
        "Territoire", "Identifiant de data/territories.yaml.", "bretagne"
    )
    area: Name | None = described(
        "Région à l’étranger", "Subdivision d’un pays autre que la France.", "Kent"
    )
    city: Name | None = described("Commune", "Nom de la commune.", "Rennes")
    departement: Code | None = described(
        "Département", "Son numéro, entre guillemets.", "35", "974"
    )
    place: Line | None = described("Lieu", "Adresse ou nature du lieu.", "Espace de 200 m².")
    other_places: Many[OtherPlace] | None = described(
        "Autres lieux", "Antennes.", [{"city": "Montpellier", "departement": "34"}]
    )
    carriers: Many[OrganisationId] | None = described(
        "Porteurs",
        "Identifiants de data/organisations.yaml.",
        ["prefecture-bretagne", "region-bretagne"],
    )
    former_carriers: Many[OrganisationId] | None = described(
        "Anciens porteurs", "Identifiants de data/organisations.yaml.", ["drjscs-hdf"]
    )
    carrier_text: Line | None = described(
        "Portage en mots",
        "Si les porteurs n’ont pas de fiche.",
        "Préfecture de la région Grand Est et Conseil régional.",
    )
    carrier_note: Line | None = described(
        "Note sur le portage", "Partage, changement.", "Pilotage à quatre."
    )
    partners: Many[Line] | None = described(
        "Partenaires", "Un texte par partenaire.", ["Les Assembleurs (hub d’inclusion numérique)"]
    )
    themes: Many[ThemeId] | None = described(
        "Thèmes", "Thèmes qu’une source donne au lab.", ["acces-aux-droits"]
    )
    inferred_themes: Many[ThemeId] | None = described(
        "Thèmes rapprochés",
        "Lecture de la rédaction, publiée à part : aucune source ne le dit ainsi.",
        ["tiers-lieux-incubateurs"],
    )
    description: Text = described(
        "Présentation",
        "Ce qu’est le lab et ce qu’il fait : deux à six phrases, écrites pour l’annuaire.",
        "Laboratoire breton porté ensemble par la préfecture de région et la Région Bretagne.",
        required=True,
    )
    methods: Text | None = described(
        "Méthodes", "Comment le lab travaille.", "Hackathons entre agents publics."
    )
    status: Status | None = described(
        "Situation",
        "Dernière observation datée ; absente si rien n’est connu.",
        {"value": "active", "as_of": "2025-05-22"},
    )
    caution: Line | None = described(
        "Réserve", "Ce qui fragilise la fiche.", "Simple mention dans une source."
    )
    predecessors: Many[LabId] | None = described(
        "Prend la suite de", "Identifiants des labs qu’il remplace ou réunit.", ["ancien-lab"]
    )
    became: Statement | None = described(
        "Ce qu’il est devenu",
        "Pour un lab fermé ou réuni à un autre : la suite, si elle n’a pas de fiche.",
        {"text": "Remplacé par une équipe ministérielle.", "sources": ["tilab-site"]},
    )
    website: Url | None = described("Site", "Adresse publique du lab.", "https://tilab.bzh/")
    website_note: Line | None = described(
        "Note sur le site", "État du site, quand il est douteux.", "Blog de 2018."
    )
    milestones: Many[Milestone] | None = described(
        "Dates",
        "Ouverture, inauguration, fin… ; toutes les dates données, même si elles divergent.",
        [{"date": "2017-11", "label": "inauguration", "sources": ["hp-tilab-2018"]}],
    )
    funding: Many[Statement] | None = described(
        "Financements",
        "Un fait par montant.",
        [{"text": "PIA, sur deux ans", "amount": 162000, "sources": ["archipel-tribunelyon-2018"]}],
    )
    figures: Many[Statement] | None = described(
        "Chiffres",
        "Un fait par chiffre.",
        [{"text": "Environ 500 personnes accueillies.", "sources": ["hp-tilab-2018"]}],
    )
    sources: LabSources = described(
        "Sources",
        "Pour chaque groupe de faits, les sources qui l’établissent.",
        {"description": ["tilab-site"]},
        required=True,
    )


class Theme(Record):
    """Un sujet ou une méthode de travail des labs."""

    TABLE: ClassVar[str] = "themes"
    FOLDER: ClassVar[str | None] = "themes"

    name: Name = described("Nom", "Le nom du thème.", "Inclusion numérique", required=True)
    origin: Literal["call", "later", "editors"] = described(
        "Origine",
        "call : cité par un appel à projets ; later : relevé dans une source ultérieure ; "
        "editors : réunit les mots de plusieurs sources.",
        "call",
        required=True,
    )
    synonyms: Many[Name] | None = described(
        "Synonymes", "Autres mots pour ce thème : la recherche les connaît.", ["open data"]
    )
    call: CallId | None = described(
        "Appel", "Pour l’origine « call » : identifiant de l’appel qui cite le thème.", "lit-2016"
    )
    parent: ThemeId | None = described(
        "Thème plus large", "Identifiant du thème qui le contient.", "design-de-service"
    )
    description: Text = described(
        "Définition", "Une ou deux phrases.", "Lutte contre l’illectronisme.", required=True
    )
    note: Line | None = described(
        "Note", "Réserve sur les labs rattachés.", "Rapprochement de la rédaction."
    )
    sources: Sources | None = described(_SOURCES_TITLE, _SOURCES_HELP, _SOURCES_EXAMPLE)


EVENT_KINDS = Literal[
    "announcement",
    "call-milestone",
    "committee",
    "forum",
    "hackathon",
    "inauguration",
    "innovation-month",
    "innovation-week",
    "lab-milestone",
    "labs-day",
    "meeting",
    "opening",
    "programme",
    "round-table",
    "training",
    "visit",
    "workshop",
]


class Speaker(Part):
    """Someone who spoke at an event, in a public role."""

    name: Name = described("Nom", "Prénom et nom.", "Xavier Troussard", required=True)
    role: Line = described(
        "Fonction",
        "Fonction publique, à la date de l’événement.",
        "directeur du Policy Lab de la Commission européenne",
        required=True,
    )
    note: Line | None = described("Note", "Graphie divergente.", "« Kauffmann » en 2020.")


class Event(Record):
    """Un événement : rencontre, étape d’un appel, inauguration…"""

    TABLE: ClassVar[str] = "events"
    FOLDER: ClassVar[str | None] = "evenements"

    name: Name = described("Nom", "Le nom de l’événement.", "Inauguration du Ti Lab", required=True)
    kind: EVENT_KINDS = described(
        "Genre", "Le genre de l’événement.", "inauguration", required=True
    )
    edition: int | None = Field(
        None, ge=1, title="Édition", description="Numéro de l’édition.", examples=[3]
    )
    start: PartialDate | None = described(
        "Début", "Année, mois ou jour : jamais plus précis que la source.", "2016-11-18"
    )
    end: PartialDate | None = described("Fin", "Dernier jour, si différent.", "2016-11-20")
    date_text: Line | None = described(
        "Date en mots", "Ce que dit la source quand la date seule en dit moins.", "fin mai 2016"
    )
    time_text: Line | None = described("Horaire", "L’heure en mots.", "14 h - 16 h")
    city: Name | None = described("Commune", "Nom de la commune.", "Paris")
    place: Line | None = described("Lieu", "Le lieu précis.", "Gaîté lyrique")
    organisations: Many[OrganisationId] | None = described(
        "Organisations", "Identifiants de data/organisations.yaml.", ["sgmap", "gaite-lyrique"]
    )
    labs: Many[LabId] | None = described("Labs", "Identifiants des labs concernés.", ["ti-lab"])
    speakers: Many[Speaker] | None = described(
        "Intervenants",
        "Seulement des responsables publics, dans leur fonction.",
        [{"name": "Xavier Troussard", "role": "directeur du Policy Lab"}],
    )
    description: Text | None = described(
        "Présentation", "Ce qui s’est passé.", "Présentation des douze projets retenus."
    )
    note: Line | None = described(
        "Note", "Réserve sur les faits.", "Le lieu vient du programme annoncé le 10 novembre."
    )
    sources: Sources = sources()


class Tally(Part):
    """One source's count."""

    count: int = Field(ge=0, title="Nombre", description="Le nombre donné.", examples=[17])
    sources: Sources = sources()


class Call(Record):
    """Un appel à projets."""

    TABLE: ClassVar[str] = "calls"
    FOLDER: ClassVar[str | None] = "appels"

    name: Name = described(
        "Nom",
        "Le nom de l’appel.",
        "Appel à projets « Laboratoires d’innovation territoriale »",
        required=True,
    )
    short_name: Name | None = described(
        "Nom court",
        "Comment une phrase nomme l’appel, avec son article.",
        "l’appel de 2016",
    )
    year: int | None = Field(
        None,
        ge=1800,
        title="Année",
        description="L’année où l’appel est lancé : ses lauréats la portent.",
        examples=[2016],
    )
    other_names: Many[Name] | None = described("Autres noms", "Graphies, sigle.", ["LIT"])
    description: Text = described(
        "Présentation", "L’appel en quelques phrases.", "Appel national de 2016.", required=True
    )
    description_sources: Sources = sources()
    fund: Many[Statement] | None = described("Fonds", "D’où vient l’argent.", [])
    support: Many[Statement] | None = described("Aide", "Ce que reçoit un lauréat.", [])
    methods: Many[Statement] | None = described("Méthodes attendues", "Ce que l’appel demande.", [])
    eligibility: Many[Statement] | None = described("Candidats", "Qui peut répondre.", [])
    selection: Many[Statement] | None = described("Choix", "Qui choisit les lauréats.", [])
    applications: Many[Tally] | None = described(
        "Candidatures", "Un nombre par source.", [{"count": 17, "sources": ["seed"]}]
    )
    applications_note: Statement | None = described(
        "Candidatures connues", "Ce qu’on sait des candidatures non retenues.", {}
    )
    laureates: Tally | None = described(
        "Lauréats", "Combien de lauréats.", {"count": 12, "sources": ["grandest-2016"]}
    )
    laureates_note: Text | None = described(
        "Lauréats inconnus", "Ce qui manque, et pourquoi.", "La liste officielle n’a pas été lue."
    )
    events: Many[EventId] | None = described(
        "Calendrier", "Événements de l’appel, dans l’ordre.", ["ouverture-appel-2016"]
    )
    after: Many[Statement] | None = described("Suites", "Ce qui est arrivé ensuite.", [])


class Network(Record):
    """Un réseau de laboratoires."""

    TABLE: ClassVar[str] = "networks"
    FOLDER: ClassVar[str | None] = "reseaux"

    name: Name = described(
        "Nom",
        "Le nom du réseau.",
        "Laboratoires interministériels d’innovation territoriale",
        required=True,
    )
    acronym: Name | None = described("Sigle", "Le sigle.", "LIIT")
    description: Text = described(
        "Présentation", "Le réseau en quelques phrases.", "Réseau de labs.", required=True
    )
    description_sources: Sources = sources()
    counts: Many[Count] | None = described(
        "Nombre de labs",
        "Un nombre par date et par source : les périmètres diffèrent.",
        [{"date": "2024-11", "count": 16, "sources": ["ditp-reseau"]}],
    )
    staff: Many[Statement] | None = described("Équipes", "Effectifs.", [])
    activity: Many[Statement] | None = described("Activité", "Projets, programmes.", [])
    regional_communities: Many[Statement] | None = described(
        "Réseaux régionaux", "Réseaux voisins.", []
    )
    wider_community: Many[Count] | None = described(
        "Communauté élargie", "Nombre de labs publics, tous types.", []
    )


ORGANISATION_KINDS = Literal[
    "chamber",
    "creativity-room",
    "devolved-service",
    "hub",
    "incubator",
    "innovation-organisation",
    "local-authority",
    "local-authority-lab",
    "operator-lab",
    "partner",
    "prefecture",
    "public-body",
    "state-administration",
    "third-place",
    "venue",
]


class CallRole(Part):
    """What an organisation did in a call."""

    call: CallId = described("Appel", "Identifiant de l’appel.", "lit-2016", required=True)
    role: Line = described("Rôle", "Une phrase.", "Organisateur de l’appel.", required=True)


class Organisation(Record):
    """Une organisation qui porte, finance, accueille ou accompagne des labs."""

    TABLE: ClassVar[str] = "organisations"
    FOLDER: ClassVar[str | None] = "organisations"

    name: Name = described(
        "Nom",
        "Le nom complet.",
        "Direction interministérielle de la transformation publique",
        required=True,
    )
    acronym: Name | None = described("Sigle", "Le sigle.", "DITP")
    other_names: Many[Name] | None = described("Autres noms", "Autres noms connus.", ["ZIP"])
    kind: ORGANISATION_KINDS = described(
        "Nature", "La nature de l’organisation.", "prefecture", required=True
    )
    city: Name | None = described("Commune", "Nom de la commune.", "Paris")
    description: Text = described(
        "Présentation", "Une à trois phrases.", "Institution porteuse du Ti Lab.", required=True
    )
    milestones: Many[Milestone] | None = described(
        "Dates",
        "Création, changements, fin.",
        [{"date": "2017-11-20", "label": "création", "sources": ["lmi-2017"]}],
    )
    predecessors: Many[OrganisationId] | None = described(
        "Précédée par", "Organisations dont elle prend la suite.", ["sgmap"]
    )
    lab: LabId | None = described(
        "Fiche de lab", "Si l’organisation est aussi un lab de l’annuaire.", "la-27e-region"
    )
    calls: Many[CallRole] | None = described(
        "Rôle dans un appel", "Un rôle par appel.", [{"call": "lit-2016", "role": "Organisateur."}]
    )
    website: Url | None = described("Site", "Adresse publique.", "https://www.la27eregion.fr/")
    sources: Sources = sources()


class Departement(Part):
    """A département of a region, by its official number."""

    code: Code = described("Numéro", "Numéro officiel, entre guillemets.", "35", required=True)
    name: Name = described("Nom", "Nom officiel.", "Ille-et-Vilaine", required=True)


class Territory(Record):
    """Un territoire : une région, ou un pays entier."""

    TABLE: ClassVar[str] = "territories"
    FOLDER: ClassVar[str | None] = "territoires"

    name: Name = described("Nom", "Nom officiel.", "Bretagne", required=True)
    kind: Literal["region", "country", "world"] = described(
        "Nature",
        "region : région ; country : pays entier ; world : organisation internationale.",
        "region",
        required=True,
    )
    part_of: TerritoryId | None = described(
        "Pays", "Pour une région, l’identifiant du pays dont elle fait partie.", "france"
    )
    other_names: Many[Name] | None = described(
        "Autres noms", "Sigles, surnoms, anciennes régions : la recherche les connaît.", ["PACA"]
    )
    of_name: Name = described("Complément", "Le nom après « de ».", "de Bretagne", required=True)
    in_name: Name = described(
        "Lieu", "Le nom après une préposition de lieu.", "en Bretagne", required=True
    )
    code: Code | None = described(
        "Code", "Code Insee d’une région, ou code ISO d’un pays ; entre guillemets.", "53"
    )
    departements: Many[Departement] | None = described(
        "Départements",
        "Numéro et nom officiels.",
        [{"code": "35", "name": "Ille-et-Vilaine"}],
    )
    sources: Sources | None = described(_SOURCES_TITLE, _SOURCES_HELP, _SOURCES_EXAMPLE)


class Source(Record):
    """Une page ou un document qui établit des faits."""

    TABLE: ClassVar[str] = "sources"

    url: Url = described(
        "Adresse", "Adresse de la page.", "https://tilab.bzh/?TiLab", required=True
    )
    url_note: Line | None = described("Note sur l’adresse", "Ce qui en a été retiré.", "…")
    title: Name = described("Titre", "Titre de la page.", "Le Ti Lab", required=True)
    title_exact: bool | None = described(
        "Titre exact", "true si le titre est celui de la page ; sinon il la décrit.", True
    )
    language: Literal["ca", "da", "de", "en", "es", "fi", "it", "ko", "nl", "pt", "sv"] | None = (
        described(
            "Langue du titre",
            "Langue du titre, s’il n’est pas en français : un lecteur d’écran le dit alors bien.",
            "en",
        )
    )
    publisher: Name = described("Éditeur", "Qui publie la page.", "Ti Lab", required=True)
    date: PartialDate | None = described("Date", "Date de la page.", "2018-02-19")
    updated: PartialDate | None = described(
        "Mise à jour de la page", "Date de mise à jour que la page affiche.", "2024-08-19"
    )
    access: Literal["full", "excerpt"] = described(
        "Lecture", "full : lue en entier ; excerpt : par extrait.", "excerpt", required=True
    )
    is_copy: bool | None = described(
        "Copie", "true si la page est la copie d’un document par un tiers.", True
    )

    @property
    def label(self) -> str:
        """A source is called by its title."""
        return self.title


class Claim(Part):
    """One of the values that sources give."""

    value: Line = described("Valeur", "Ce que dit la source.", "17", required=True)
    sources: Sources = sources()


class Disagreement(Record):
    """Ce sur quoi les sources ne disent pas la même chose."""

    TABLE: ClassVar[str] = "disagreements"

    about: Line = described(
        "Sujet", "Une phrase.", "Nombre de candidatures à l’appel de 2016.", required=True
    )
    values: Many[Claim] = described(
        "Valeurs",
        "Chaque valeur avec ses sources ; aucune n’est effacée.",
        [{"value": "17", "sources": ["seed"]}, {"value": "16", "sources": ["grandest-2016"]}],
        required=True,
    )
    advice: Line | None = described(
        "Notre lecture", "Ce que l’annuaire retient, et pourquoi.", "Les deux sont affichés."
    )
    labs: Many[LabId] | None = described("Labs", "Labs concernés.", ["siilab"])
    events: Many[EventId] | None = described("Événements", "Événements concernés.", ["mip-2021"])
    calls: Many[CallId] | None = described("Appels", "Appels concernés.", ["lit-2016"])
    networks: Many[NetworkId] | None = described("Réseaux", "Réseaux concernés.", ["liit"])
    organisations: Many[OrganisationId] | None = described(
        "Organisations", "Organisations concernées.", ["ditp"]
    )

    @property
    def label(self) -> str:
        """A disagreement is called by its subject."""
        return self.about


# ---- what makes this directory this one


class Licence(Part):
    """The licence of the data."""

    id: Name = described("Identifiant", "Identifiant SPDX.", "etalab-2.0", required=True)
    name: Name = described("Nom", "Le nom de la licence.", "Licence Ouverte 2.0", required=True)
    url: Url = described(
        "Adresse", "Le texte de la licence.", "https://spdx.org/licenses/etalab-2.0", required=True
    )


class FooterLink(Part):
    """A link at the foot of every page."""

    page: Name = described(
        "Page", "Adresse de la page, depuis la racine du site.", "appel-2016/", required=True
    )
    label: Name = described("Mots", "Ce que dit le lien.", "L’appel de 2016", required=True)


class Identity(Part):
    """Ce qui fait de cet annuaire celui-ci : son nom, son pays, les mots qui lui sont propres."""

    name: Name = described("Nom", "Le nom du site.", "Annuaire des labs", required=True)
    short_name: Name = described("Nom court", "Un ou deux mots.", "Labs publics", required=True)
    tagline: Line = described(
        "Devise", "Sous le nom, sur l’image du site.", "Qui sont-ils, et où.", required=True
    )
    description: Line = described(
        "Présentation", "Une phrase, pour les moteurs.", "L’annuaire libre des labs.", required=True
    )
    notice: Line | None = described(
        "Avertissement", "Au pied de chaque page.", "Ce site n’est pas un site officiel."
    )
    licence: Licence = described(
        "Licence", "La licence des données.", {"id": "etalab-2.0"}, required=True
    )
    country: TerritoryId | None = described(
        "Pays", "Le territoire du pays de l’annuaire : son nom n’est pas répété.", "france"
    )
    call: CallId | None = described(
        "Appel", "L’appel dont l’accueil donne les chiffres.", "lit-2016"
    )
    understand: Many[FooterLink] | None = described(
        "Comprendre",
        "Liens du pied de page propres à cet annuaire.",
        [{"page": "appel-2016/", "label": "L’appel de 2016"}],
    )
    words: dict[str, Line] | None = described(
        "Mots",
        "Les mots des pages propres à cet annuaire, par leur clé dans theme/words.",
        {"list.territories.regions": "Régions de France"},
    )


IDENTITY: Final = "directory"
"""The name of the file that holds the identity: data/directory.yaml."""

TABLES: Final[Mapping[str, type[Record]]] = {
    kind.TABLE: kind
    for kind in (
        Lab,
        Theme,
        Event,
        Call,
        Organisation,
        Territory,
        Network,
        Source,
        Disagreement,
    )
}
"""Each table's records, by the name of its file: data/<table>.yaml and data/<table>/*.yaml."""
