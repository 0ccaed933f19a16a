"""A theme, and when it must have sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from generator.records.fields import (
    CallId,
    Line,
    Many,
    Name,
    Sources,
    Text,
    ThemeId,
    described,
    sources,
)
from generator.records.parts import Data, Mistake, Record, Rule, Written


class Theme(Record):
    """Un sujet ou une méthode de travail des labs."""

    TABLE: ClassVar[str] = "themes"

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
    sources: Sources | None = sources(required=False)

    @classmethod
    def rules(cls, data: Data) -> tuple[Rule, ...]:
        """Only one that gathers the words of several sources may have none of its own."""
        return (_sourced,)


def _sourced(theme: Written) -> Iterator[Mistake]:
    record = theme.record
    if isinstance(record, Theme) and record.origin != "editors" and record.sources is None:
        yield Mistake(("origin",), "theme-unsourced", {"origin": record.origin})
