"""The brief as one HTML file: no script, styles under a strict policy, every statement linked to its evidence."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from detente.brief import document, titles, wording
from detente.brief.formulas import FORMULAS
from detente.brief.harmless import neutralise, safe_url
from detente.brief.references import References, pieces_of


def to_html(brief: document.Document) -> str:
    """The whole page as text."""
    references = References(brief)
    style = _style()
    return (
        _environment()
        .get_template("brief.html.j2")
        .render(
            brief=brief,
            pair=wording.listed(brief.names),
            references=references,
            style=Markup(style),
            style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
            formulas=FORMULAS,
        )
    )


@cache
def _environment() -> Environment:
    """Autoescape on, and every value that a template prints is neutralised first."""
    environment = Environment(
        loader=PackageLoader("detente.brief"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        titles=titles, safe_url=safe_url, pieces=pieces_of, edtf=wording.edtf, kind=_kind, Markup=Markup
    )
    return environment


def _finalize(value: object) -> object:
    return value if isinstance(value, Markup) or not isinstance(value, str) else neutralise(value)


def _kind(thing: object) -> str:
    """The class of a block or a piece of evidence, for the templates to choose by."""
    return type(thing).__name__


@cache
def _style() -> str:
    return (files("detente.brief") / "templates" / "brief.css").read_text(encoding="utf-8").strip()
