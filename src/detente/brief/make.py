"""The brief on one relation: made from the record, rendered to HTML, Markdown and JSON."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from detente.brief.assemble import assemble
from detente.brief.document import Document
from detente.brief.material import Material

if TYPE_CHECKING:
    from detente.record.store import Store


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief. Each `to_` gives the text; with a path it also writes it there, whole or not at all."""

    document: Document

    def to_html(self, path: str | Path | None = None) -> str:
        """One HTML file: no script, prints, every statement linked to its evidence."""
        from detente.brief.html import to_html

        return _write(to_html(self.document), path)

    def to_markdown(self, path: str | Path | None = None) -> str:
        """Markdown with footnotes."""
        from detente.brief.markdown import to_markdown

        return _write(to_markdown(self.document), path)

    def to_json(self, path: str | Path | None = None) -> str:
        """JSON in the shape of docs/reference/brief-json.md."""
        from detente.brief.json import to_json

        return _write(to_json(self.document), path)


def make_brief(
    store: Store, dyad: str, *, since: str | None = None, until: str | None = None, made: str | None = None
) -> Brief:
    """The brief on the dyad ("PAK-RUS") from what the record holds, between two EDTF dates where they are given.

    `made` is the ISO day that stands on it, today by default.
    """
    from detente.brief.gather import gather

    return Brief(assemble(gather(store, dyad, since=since, until=until, made=made)))


def brief_of(material: Material) -> Brief:
    """The brief made from material already gathered."""
    return Brief(assemble(material))


def _write(text: str, path: str | Path | None) -> str:
    if path is not None:
        target = Path(path)
        beside = target.with_name(f".{target.name}.{os.getpid()}")
        beside.write_text(text, encoding="utf-8")
        beside.replace(target)
    return text
