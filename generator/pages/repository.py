"""Where the data is edited, and the forms that report on it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from markupsafe import Markup

from generator.pages.parts import external


@dataclass(frozen=True, slots=True)
class Repository:
    """Where the data is edited; every link is absent while the address is not configured."""

    url: str = ""
    branch: str = "main"

    def edit(self, file: str, line: int | None = None) -> Markup | None:
        """The editor of a file, at a line."""
        if not self.url:
            return None
        mark = f"#L{line}" if line else ""
        return external(f"{self.url}/edit/{self.branch}/{quote(file)}{mark}")

    def report(self, page: str, title: str) -> Markup | None:
        """The form that reports an error on a page."""
        return self.form("erreur.yml", title=f"Erreur : {title}", fiche=page)

    def form(self, template: str, **fields: str) -> Markup | None:
        """One of the repository's issue forms, with fields filled in."""
        if not self.url:
            return None
        return external(f"{self.url}/issues/new?{urlencode({'template': template, **fields})}")
