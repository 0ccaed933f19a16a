"""What becomes of prose once the host has rendered it: links to records, names of tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from generator.checking.directory import Directory
from generator.pages.parts import BASE, external
from generator.records.source import Source
from generator.records.tables import LISTED, PAGED, folder, path_of

_LINK: Final = re.compile(r'href="([a-z]+:[^"/#]+)((?:#[^"]*)?)"')
_TABLE: Final = re.compile(r'<h[1-6] id="([^"]+)"|<table>|<th>')


def addresses(directory: Directory) -> Mapping[str, str]:
    """What the links of prose lead to: lab:ti-lab, list:labs, source:seed; address or path."""
    leads = {
        f"{table.one}:{record.id}": BASE + path_of(record)
        for table in PAGED
        for record in directory.table(table.name).values()
    }
    leads |= {f"source:{source.id}": source.url for source in directory.of(Source).values()}
    return leads | {f"list:{table.name}": BASE + folder(table) for table in LISTED}


def link_records(html: str, addresses: Mapping[str, str]) -> str:
    """Prose whose links to records lead to their pages."""

    def linked(match: re.Match[str]) -> str:
        address = addresses.get(match[1])
        return f'href="{external(address)}{match[2]}"' if address else match[0]

    return _LINK.sub(linked, html)


def name_tables(html: str) -> str:
    """The tables of prose, named by the heading above them; their first row heads columns."""
    heading = ""

    def named(match: re.Match[str]) -> str:
        nonlocal heading
        if match[1]:
            heading = match[1]
            return match[0]
        if match[0] == "<th>":
            return '<th scope="col">'
        return f'<table aria-labelledby="{heading}">' if heading else match[0]

    return _TABLE.sub(named, html)
