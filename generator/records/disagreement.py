"""A disagreement."""

from __future__ import annotations

from typing import ClassVar

from generator.records.fields import (
    CallId,
    EventId,
    LabId,
    Line,
    Many,
    NetworkId,
    OrganisationId,
    Sources,
    described,
    sources,
)
from generator.records.parts import Part, Record


class Claim(Part):
    """One of the values that sources give."""

    value: Line = described("Valeur", "Ce que dit la source.", "17", required=True)
    sources: Sources = sources()


class Disagreement(Record):
    """Ce sur quoi les sources ne disent pas la même chose."""

    TABLE: ClassVar[str] = "disagreements"
    NAMED_BY: ClassVar[str] = "about"

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
    # Their order is that of the list of disagreements: the widest first.
    calls: Many[CallId] | None = described("Appels", "Appels concernés.", ["lit-2016"])
    networks: Many[NetworkId] | None = described("Réseaux", "Réseaux concernés.", ["liit"])
    labs: Many[LabId] | None = described("Labs", "Labs concernés.", ["siilab"])
    events: Many[EventId] | None = described("Événements", "Événements concernés.", ["mip-2021"])
    organisations: Many[OrganisationId] | None = described(
        "Organisations", "Organisations concernées.", ["ditp"]
    )
