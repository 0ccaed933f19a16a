"""Sources: numbered notes on the pages that cite them; they have no page of their own."""

from __future__ import annotations

from typing import Final

from generator.pages.desk import Kind

KIND: Final = Kind()
