"""Actors seen by their name alone, before parsing."""
from __future__ import annotations

from detente.reading.model import Mention


def scan(text: str, date: str | None) -> tuple[Mention, ...]:
    """Actors named in the text, in order."""
    return ()
