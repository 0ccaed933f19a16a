"""A network."""

from __future__ import annotations

from typing import ClassVar

from generator.records.fields import Many, Name, Sources, Text, described, sources
from generator.records.parts import Count, Record, Statement


class Network(Record):
    """Un réseau de laboratoires."""

    TABLE: ClassVar[str] = "networks"

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
