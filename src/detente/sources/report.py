"""Report: a dated text with its source."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass, field


def content_id(title: str | None, text: str) -> str:
    """A name made from the normalised content: the same report read twice, from any file, has one name.

    NFC, runs of white space folded to one blank, title and text joined; the first 16 hex digits of its SHA-256.
    """
    joined = " ".join(unicodedata.normalize("NFC", f"{title or ''}\n{text}").split())
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Report:
    """A dated text with its source. `date` is EDTF or None (then its relative dates stay unresolved)."""

    text: str
    date: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    path: str | None = None
    line: int | None = None
    language: str | None = None
    name: str | None = None
    """The name that the source itself gives it (an id column), kept for the way back."""
    sources: tuple[str, ...] = ()
    """Addresses that the text itself rests on."""
    id: str = field(default="")

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", content_id(self.title, self.text))
