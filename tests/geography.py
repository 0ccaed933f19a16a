"""The outlines and the communes of a data folder, as tools/ wrote them."""

import json
from pathlib import Path

from generator.pages.map import Atlas, atlas


def atlas_of(folder: Path) -> Atlas:
    """The atlas of a data folder."""
    names = ("outlines.json", "places.json")
    return atlas(*(json.loads((folder / name).read_bytes()) for name in names))
