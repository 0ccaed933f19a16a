"""What makes this directory this one: data/directory.yaml."""

from __future__ import annotations

from generator.records.fields import CallId, Line, Many, Name, TerritoryId, Url, described
from generator.records.parts import Part


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
