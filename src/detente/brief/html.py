"""The brief as one HTML file: no script, styles under a strict policy, every statement linked to its evidence."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined, Template, select_autoescape
from markupsafe import Markup

from detente.brief import document, titles, wording
from detente.brief.formulas import FORMULAS
from detente.brief.harmless import neutralise, safe_url
from detente.brief.references import References, pieces_of


def to_html(brief: document.Document) -> str:
    """The whole page as text."""
    return render(brief, environment().get_template("brief.html.j2"))


def render(brief: document.Document, template: Template, **more: object) -> str:
    """The brief in a template, be it the page of its own or one that extends it with `more`."""
    style = stylesheet()
    return template.render(
        brief=brief,
        pair=wording.title(brief.names),
        references=References(brief),
        style=Markup(style),
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        formulas=FORMULAS,
        **more,
    )


@cache
def environment(*packages: str) -> Environment:
    """Autoescape on, and every value that a template prints is neutralised first; templates of other packages too."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader(package) for package in (*packages, "detente.brief")]),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        titles=titles,
        safe_url=safe_url,
        pieces=pieces_of,
        edtf=wording.edtf,
        meanings=wording.MEANINGS,
        kind=_kind,
        Markup=Markup,
    )
    return made


def _finalize(value: object) -> object:
    return value if isinstance(value, Markup) or not isinstance(value, str) else neutralise(value)


def _kind(thing: object) -> str:
    """The class of a block or a piece of evidence, for the templates to choose by."""
    return type(thing).__name__


@cache
def stylesheet() -> str:
    """The dossier's CSS."""
    return (files("detente.brief") / "templates" / "brief.css").read_text(encoding="utf-8").strip()
