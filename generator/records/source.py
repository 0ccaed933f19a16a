"""A source."""

from __future__ import annotations

from typing import ClassVar, Literal

from generator.records.fields import Line, Name, PartialDate, Url, described
from generator.records.parts import Record


class Source(Record):
    """Une page ou un document qui établit des faits."""

    TABLE: ClassVar[str] = "sources"
    NAMED_BY: ClassVar[str] = "title"

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
