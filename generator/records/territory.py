"""A territory."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from generator.records.fields import Code, Many, Name, Sources, TerritoryId, described, sources
from generator.records.parts import Part, Record


class Departement(Part):
    """A département of a region, by its official number."""

    code: Code = described("Numéro", "Numéro officiel, entre guillemets.", "35", required=True)
    name: Name = described("Nom", "Nom officiel.", "Ille-et-Vilaine", required=True)


class Territory(Record):
    """Un territoire : une région, ou un pays entier."""

    TABLE: ClassVar[str] = "territories"

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
    sources: Sources | None = sources(required=False)

    @property
    def names_of_departements(self) -> Mapping[str, str]:
        """The official names of its départements, by number."""
        return {departement.code: departement.name for departement in self.departements or ()}
