"""What records are made of, what every record has, and what the rules between its fields are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, Literal, NamedTuple, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict

from generator.records.fields import Line, Many, PartialDate, Slug, Sources, described, sources


class Part(BaseModel):
    """What all parts of a record share: unknown fields are refused, nothing is converted."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Statement(Part):
    """A fact in words, with its sources."""

    text: Line = described("Fait", "Une phrase complète.", "24 agents formés.", required=True)
    date: PartialDate | None = described("Date", "Date du fait.", "2022-09")
    amount: int | None = described(
        "Montant", "Montant en euros, sans espace ni unité.", 250000, ge=0
    )
    sources: Sources = sources()


class Milestone(Part):
    """A dated moment in the life of a lab or an organisation."""

    date: PartialDate = described(
        "Date", "Année, mois ou jour : jamais plus précis que la source.", "2017-11", required=True
    )
    date_text: Line | None = described(
        "Date en mots", "Ce que dit la source quand la date seule en dit moins.", "été 2017"
    )
    what: Literal["opening", "closing"] | None = described(
        "Début ou fin",
        "opening : la date ouvre la vie de la structure ; closing : elle la ferme.",
        "opening",
    )
    label: Line = described("Ce qui se passe", "Quelques mots.", "inauguration", required=True)
    sources: Sources = sources()

    @property
    def opens(self) -> bool:
        """Whether a life begins with it."""
        return self.what == "opening"

    @property
    def closes(self) -> bool:
        """Whether a life ends with it."""
        return self.what == "closing"


class Count(Part):
    """How many, when, according to whom."""

    date: PartialDate = described("Date", "Date du chiffre.", "2024-11", required=True)
    count: int = described("Nombre", "Le nombre donné par la source.", 16, required=True, ge=0)
    at_least: bool | None = described("Au moins", "true si la source dit « plus de ».", True)
    text: Line | None = described("Précision", "Ce que ce nombre compte.", "dont 4 créés en 2021")
    sources: Sources = sources()


# ---- rules between fields, and between records


Steps = tuple[str | int, ...]
"""The way from a record to a value in it: names of fields, places in lists."""


class Mistake(NamedTuple):
    """What is wrong in a record: where, the code of its sentence, and what the sentence needs."""

    at: Steps
    code: str
    details: Mapping[str, Any]
    at_key: bool = False
    """Whether the name of the field is told, rather than its value."""


class Written(Protocol):
    """A record as an editor wrote it, which may have other mistakes."""

    @property
    def value(self) -> Any:
        """Its fields as written."""

    @property
    def record(self) -> Part | None:
        """What they make together, when each is good by itself."""

    @property
    def wrong(self) -> frozenset[str]:
        """The fields of which something was told, so that nothing echoes."""

    @property
    def misspelt(self) -> bool:
        """Whether a name is that of no field: any field may be meant."""

    def get(self, field: str) -> Any:
        """What is written in a field, None when nothing is or when something was told of it."""


R = TypeVar("R", bound="Record")


class Data(Protocol):
    """All that is written."""

    def written(self, kind: type[Record]) -> Iterable[Written]:
        """The records of a kind as they are written."""

    def records(self, kind: type[R]) -> Sequence[R] | None:
        """The records of a kind; None when some cannot be read, so that nothing can be said."""


Rule = Callable[[Written], Iterator[Mistake]]
"""Tells what is wrong between the fields of a record, or between it and others."""


# ---- records


class Record(Part):
    """What every record has."""

    TABLE: ClassVar[str]
    NAMED_BY: ClassVar[str] = "name"
    """The field that says what the record is called."""

    id: Slug = described(
        "Identifiant",
        "L’adresse de la page : minuscules, chiffres et tirets. Ne change plus ensuite.",
        "ti-lab",
        required=True,
    )
    former_ids: Many[Slug] | None = described(
        "Anciens identifiants", "Ils continuent de mener à la page.", ["tilab-bretagne"]
    )
    checked: PartialDate | None = described(
        "Vérifiée le", "Jour où la fiche a été comparée à ses sources.", "2026-11-22"
    )

    @classmethod
    def rules(cls, data: Data) -> tuple[Rule, ...]:
        """The rules of this kind of record, beside those of each field by itself."""
        return ()

    @property
    def label(self) -> str:
        """What the record is called."""
        return str(getattr(self, self.NAMED_BY))
