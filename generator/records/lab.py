"""A lab: what it is, what a call decided, what became of it, and what its sources support."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Final, Literal

from generator.reading.problem import close_to, meant, quoted
from generator.records.fields import (
    SOURCES_EXAMPLE,
    CallId,
    Code,
    LabId,
    Line,
    Many,
    Name,
    NetworkId,
    OrganisationId,
    PartialDate,
    Sources,
    TerritoryId,
    Text,
    ThemeId,
    Url,
    described,
    slug,
    sources,
    surely_before,
)
from generator.records.parts import (
    Data,
    Milestone,
    Mistake,
    Part,
    Record,
    Rule,
    Statement,
    Steps,
    Written,
)
from generator.records.territory import Territory

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

    @property
    def won(self) -> bool:
        """Whether the call chose the lab, as far as sources say."""
        return self.result == "laureate"


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
        SOURCES_EXAMPLE,
    )
    award: Sources | None = sources("Sources de l’appel", required=False)
    location: Sources | None = sources("Sources du lieu", required=False)
    carrier: Sources | None = sources("Sources du portage", required=False)
    partners: Sources | None = sources("Sources des partenaires", required=False)
    themes: Sources | None = sources("Sources des thèmes", required=False)
    methods: Sources | None = sources("Sources des méthodes", required=False)
    description: Sources | None = sources("Sources de la présentation", required=False)
    status: Sources | None = sources("Sources de la situation", required=False)
    website: Sources | None = sources("Sources du site", required=False)

    def of(self, group: str) -> Sources:
        """The sources of a group of facts, or those of the whole record."""
        return getattr(self, group) or self.all or ()


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
"""Which fields each group of sources supports."""


class Lab(Record):
    """Un laboratoire d’innovation publique."""

    TABLE: ClassVar[str] = "labs"

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
    area: Name | None = described("Région à l’étranger", "Subdivision d’un pays étranger.", "Kent")
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

    @classmethod
    def rules(cls, data: Data) -> tuple[Rule, ...]:
        """Facts have sources, a life ends after it begins, a département is of the territory."""
        return _sourced, _lived, _located(data)

    @property
    def structure(self) -> str:
        """Its kind of structure: a lab, when no other is written."""
        return self.kind or "lab"

    @property
    def situation(self) -> str | None:
        """What was last observed of it; None when nothing is known."""
        return self.status.value if self.status else None

    @property
    def last_sign(self) -> str | None:
        """When it was last observed; None when nobody says."""
        return self.status.as_of if self.status else None

    @property
    def ended(self) -> bool:
        """Whether it was closed, or merged into another."""
        return self.status is not None and self.status.value in ("closed", "merged")

    @property
    def is_laureate(self) -> bool:
        """Whether a call chose it, as far as sources say."""
        return self.award is not None and self.award.won

    def laureate_of(self, call: Record) -> bool:
        """Whether this call chose it, as far as sources say."""
        return self.award is not None and self.award.won and self.award.call == call.id

    @property
    def has_opening(self) -> bool:
        """Whether a date opens its life."""
        return any(milestone.opens for milestone in self.milestones or ())

    @property
    def has_carrier(self) -> bool:
        """Whether somebody is said to carry it, by a record or in words."""
        return bool(self.carriers or self.carrier_text)


# ---- rules


def laureate_in(lab: Written) -> str | None:
    """The call that chose a lab, by what is written of it."""
    award = _award(lab)
    return str(award.get("call")) if award.get("result") == "laureate" else None


def _award(lab: Written) -> Mapping[str, Any]:
    award = lab.get("award")
    return award if isinstance(award, dict) else {}


_FREE: Final = ("location", "description")
"""The groups that may have sources with nothing written in their fields."""


def _sourced(lab: Written) -> Iterator[Mistake]:
    """What is written has its sources, and no source supports nothing."""
    groups = lab.get("sources")
    if not isinstance(groups, dict):
        return
    for group, fields in SOURCED.items():
        field = next((name for name in fields if name in lab.value), None)
        if group == "award" and _award(lab).get("result") == "none":
            continue  # sources write of those who were chosen
        sourced = group in groups or "all" in groups
        if field and not sourced and field not in lab.wrong:
            yield Mistake((field,), "unsourced", {"key": field, "group": group}, at_key=True)
        elif field is None and group in groups and group not in _FREE and not lab.misspelt:
            yield Mistake(("sources", group), "source-of-nothing", {"group": group}, at_key=True)


def _lived(lab: Written) -> Iterator[Mistake]:
    """No end of a life is before every one of its beginnings."""
    milestones = lab.record.milestones or () if isinstance(lab.record, Lab) else ()
    openings = [milestone.date for milestone in milestones if milestone.opens]
    for position, milestone in enumerate(milestones):
        end = milestone.date
        if milestone.closes and openings and all(surely_before(end, date) for date in openings):
            details = {"start": min(openings), "end": end}
            yield Mistake(("milestones", position, "date"), "end-before-start", details)


def _located(data: Data) -> Rule:
    """A département is that of a territory, and of the lab's own; asked when all are known."""
    territories = data.records(Territory) or ()
    divided = [territory for territory in territories if territory.departements]
    home = {code: territory.id for territory in divided for code in territory.names_of_departements}
    ids = {territory.id for territory in divided}

    def located(lab: Written) -> Iterator[Mistake]:
        for at, code in _departements(lab) if home else ():
            if code not in home:
                details = {"found": quoted(code), "close": _near_departement(code, divided)}
                yield Mistake(at, "departement-unknown", details)
        code, territory = lab.get("departement"), lab.get("territory")
        if code in home and territory in ids and home[code] != territory:
            details = {"found": code, "territory": territory, "home": home[code]}
            yield Mistake(("departement",), "departement-elsewhere", details)

    return located


def _departements(lab: Written) -> Iterator[tuple[Steps, str]]:
    """The numbers written, each with the steps to it."""
    if code := lab.get("departement"):
        yield ("departement",), code
    for position, place in enumerate(lab.get("other_places") or ()):
        if code := place.get("departement"):
            yield ("other_places", position, "departement"), code


def _near_departement(written: str, territories: Sequence[Territory]) -> str:
    """The way out that offers a number, by its name or by one that is near."""
    known = [pair for territory in territories for pair in territory.names_of_departements.items()]
    numbers = {slug(name): code for code, name in known}
    if code := numbers.get(slug(written)):
        return meant(code)
    otherwise = 'un département s’écrit par son numéro : "35", "2A"'
    return close_to(written, [code for code, _ in known], otherwise)
