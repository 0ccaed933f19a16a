"""An event, and the order of its dates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from generator.records.fields import (
    LabId,
    Line,
    Many,
    Name,
    OrganisationId,
    PartialDate,
    Sources,
    Text,
    described,
    sources,
    surely_before,
)
from generator.records.parts import Data, Mistake, Part, Record, Rule, Written

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

    name: Name = described("Nom", "Le nom de l’événement.", "Inauguration du Ti Lab", required=True)
    kind: EVENT_KINDS = described(
        "Genre", "Le genre de l’événement.", "inauguration", required=True
    )
    edition: int | None = described("Édition", "Numéro de l’édition.", 3, ge=1)
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

    @classmethod
    def rules(cls, data: Data) -> tuple[Rule, ...]:
        """It has a date, and ends after it begins."""
        return (_dated,)

    @property
    def year(self) -> str:
        """When it begins; empty when nobody says."""
        return (self.start or "")[:4]

    @property
    def sort_date(self) -> str:
        """What orders events in time: its start, exact or about; empty when nobody says."""
        return (self.start or "").rstrip("~")

    def is_after(self, day: str) -> bool:
        """Whether it begins after an ISO day, as far as its start is known."""
        return (self.start or "") > day


def _dated(event: Written) -> Iterator[Mistake]:
    if event.misspelt or event.wrong & {"start", "end"}:
        return
    start, end = event.get("start"), event.get("end")
    if start is None and end is not None:
        yield Mistake(("end",), "end-without-start", {"end": end}, at_key=True)
    elif start is None and "date_text" not in event.value:
        yield Mistake((), "no-date", {})
    elif end is not None and surely_before(str(end), str(start)):
        yield Mistake(("end",), "end-before-start", {"start": start, "end": end})
