"""Our templates' environment: escaping on, undefined names stop the build, spaces of print."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator
from jinja2.compiler import Frame as Scope
from markupsafe import Markup, escape

from generator.language.language import Language
from generator.pages.parts import BASE
from generator.pages.scripts import script_words


class _OneCall(CodeGenerator):
    """Sends each printed value through said(): a page prints hundreds, mostly seen before."""

    def _output_child_pre(self, node: nodes.Expr, frame: Scope, finalize: Any) -> None:
        self.write("environment.said(")

    def _output_child_post(self, node: nodes.Expr, frame: Scope, finalize: Any) -> None:
        self.write(")")


def _said(shown: Callable[[str], str]) -> Callable[[Any], str]:
    """What a printed value becomes: a text is shown, Markup is left as it is.

    A function without a self: a page of a lab calls it two hundred times.
    """

    def said(value: Any) -> str:
        kind = type(value)
        if kind is str:
            return shown(value)
        return value if kind is Markup else escape(value)

    return said


class Templates(Environment):
    """An environment that sets and escapes what templates print in one step."""

    code_generator_class = _OneCall

    def __init__(self, loader: BaseLoader, language: Language) -> None:
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            finalize=lambda value: language.typeset(value) if type(value) is str else value,
        )
        self.shown = lru_cache(65536)(lambda text: str(escape(language.typeset(text))))
        """A text as pages show it: spaces of print, escaped."""
        self.said = _said(self.shown)
        self.globals |= {
            "words": language.words,
            "base": Markup(BASE),
            "script_words": script_words(language, "filters"),
        }
        # The same links and notes come back on page after page: drawn once, they are looked up.
        for name in ("linked", "notes"):
            self.filters[name] = lru_cache(65536)(partial(self._part, name))

    def _part(self, name: str, value: Any) -> Markup:
        """A macro of parts.html, drawn for one value."""
        drawn: Markup = getattr(self.get_template("parts.html").module, name)(value)
        return drawn
