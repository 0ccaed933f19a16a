"""An organisation."""

from __future__ import annotations

from typing import ClassVar, Literal

from generator.records.fields import (
    CallId,
    LabId,
    Line,
    Many,
    Name,
    OrganisationId,
    Sources,
    Text,
    Url,
    described,
    sources,
)
from generator.records.parts import Milestone, Part, Record

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
