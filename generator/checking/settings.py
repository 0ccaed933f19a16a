"""What mkdocs.yml says of one copy of the site, under `extra`: who publishes it, and from where.

The host reads the file; here its values are checked as records are, at their line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import yaml
from pydantic import AfterValidator, BeforeValidator, StringConstraints

from generator.checking.entry import entry_of
from generator.reading.problem import Reading
from generator.reading.reader import Document, Marks, plain
from generator.records.fields import described, rule
from generator.records.parts import Part


def _web(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s<>\"]+", text):
        raise rule("url", found=text, close="copiez l’adresse entière : https://…")
    return text.rstrip("/")


def _filled(value: Any) -> Any:
    return None if value == "" else value


Said = Annotated[str, StringConstraints(max_length=500)]
"""A text, which may be empty: nobody has filled it in yet."""
Web = Annotated[
    Annotated[str, StringConstraints(max_length=500), AfterValidator(_web)] | None,
    BeforeValidator(_filled),
]
"""An address, which may be empty too; that of a company's own network as well."""


class Publisher(Part):
    """Who publishes this copy of the site."""

    name: Said | None = described("Nom", "Qui publie le site.", "Ville de Rennes")
    director: Said | None = described("Direction", "Qui en répond.", "Camille Martin")
    contact: Said | None = described("Contact", "Comment lui écrire.", "contact@rennes.example")


class Provider(Part):
    """Who hosts this copy of the site."""

    name: Said | None = described("Nom", "Qui héberge le site.", "GitHub, Inc.")
    address: Said | None = described("Adresse", "Son adresse postale.", "San Francisco, CA")
    phone: Said | None = described("Téléphone", "Son numéro, entre guillemets.", "01 23 45 67 89")
    website: Web = described("Site", "L’adresse de son site.", "https://github.com/")


class Settings(Part):
    """All that `extra` may hold."""

    images: bool | None = described("Images", "true : une image par lab, à partager.", True)
    repository: Web = described(
        "Dépôt", "L’adresse du dépôt, pour « modifier ».", "https://github.com/exemple/annuaire"
    )
    publisher: Publisher | None = described(
        "Éditeur", "Qui publie le site.", {"name": "Ville de Rennes"}
    )
    host: Provider | None = described("Hébergeur", "Qui l’héberge.", {"name": "GitHub, Inc."})


def settings(file: str, text: str, extra: Mapping[str, Any], to: Reading) -> Settings | None:
    """The settings of a site, or None after telling what is wrong with them.

    `text` is the host's file, for the places; `extra` is what the host made of it, with what
    stands in it for the environment.
    """
    value, marks = _as_written(_extra(text), extra)
    entry = entry_of(Settings, Document(file, value, marks), to)
    return entry.record if isinstance(entry.record, Settings) else None


def _extra(text: str) -> yaml.Node | None:
    """Where the file has `extra`; nowhere when another file is inherited from."""
    whole = yaml.compose(text, Loader=yaml.SafeLoader)
    fields = whole.value if isinstance(whole, yaml.MappingNode) else ()
    return next((value for key, value in fields if key.value == "extra"), None)


def _as_written(node: yaml.Node | None, read: Any) -> tuple[Any, Marks]:
    """A value with its marks: what is written, and what the host read where that is not all."""
    mark = node.start_mark if node else None
    if isinstance(read, Mapping):
        written = node.value if isinstance(node, yaml.MappingNode) else ()
        nodes = {str(key.value): (key.start_mark, value) for key, value in written}
        values, marks = {}, {}
        for key, inner in read.items():
            at_key, at = nodes.get(str(key), (None, None))
            value, tree = _as_written(at, inner)
            if value is not None:  # « publisher: » says no more than nothing
                values[str(key)], marks[str(key)] = value, (at_key, tree)
        return values, (mark, marks)
    if isinstance(read, Sequence) and not isinstance(read, str):
        return tuple(read), (mark, [mark] * len(read))
    if isinstance(node, yaml.ScalarNode) and not node.tag.startswith("!"):
        return (node.value if node.style else plain(node.value)), mark
    return read, mark
