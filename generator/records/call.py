"""A call, and how many laureates it may have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

from generator.records.fields import EventId, Many, Name, Sources, Text, described, sources
from generator.records.lab import Lab, laureate_in
from generator.records.parts import Data, Mistake, Part, Record, Rule, Statement, Written


class Tally(Part):
    """One source's count."""

    count: int = described("Nombre", "Le nombre donné.", 17, required=True, ge=0)
    sources: Sources = sources()


class Call(Record):
    """Un appel à projets."""

    TABLE: ClassVar[str] = "calls"

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
    year: int | None = described(
        "Année", "L’année où l’appel est lancé : ses lauréats la portent.", 2016, ge=1800
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

    @classmethod
    def rules(cls, data: Data) -> tuple[Rule, ...]:
        """No more laureates are known than it chose."""
        return (_counted(data),)

    def unknown_laureates(self, known: int) -> int:
        """How many laureates are not known, when so many are; 0 when nobody says how many."""
        return max(0, self.laureates.count - known) if self.laureates else 0


def _counted(data: Data) -> Rule:
    laureates = Counter(map(laureate_in, data.written(Lab)))

    def counted(written: Written) -> Iterator[Mistake]:
        call = written.record
        if not isinstance(call, Call) or call.laureates is None:
            return
        known, total = laureates[call.id], call.laureates.count
        if known > total:
            details = {"known": known, "total": total}
            yield Mistake(("laureates", "count"), "known-too-many", details)

    return counted
