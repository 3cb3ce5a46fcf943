"""Frozen: dossiers kept as they were shown, each under the hash of its content, so that a link to it never changes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from detente.errors import RecordError, UnknownItem
from detente.record.quarantine import now

if TYPE_CHECKING:
    from detente.record.store import Store


@dataclass(frozen=True, slots=True)
class Frozen:
    """A dossier that was kept: the first 32 hex digits of the SHA-256 of its HTML, its dyad, and when (UTC)."""

    hash: str
    dyad: str
    moment: datetime


def hash_of(html: str) -> str:
    """The name of a frozen dossier."""
    return hashlib.sha256(html.encode("utf-8")).hexdigest()[:32]


def freeze(store: Store, dyad: str, html: str) -> Frozen:
    """Keep this dossier; the same one twice is kept once. Raises RecordError for a record opened for reading only."""
    if store.read_only:
        raise RecordError("the record was opened for reading only", next_step="Open it without read_only.")
    name = hash_of(html)
    store.connection.execute(
        "INSERT INTO frozen SELECT ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM frozen WHERE hash = ?)",
        [name, dyad, now(), html, name],
    )
    return next(one for one in frozen(store) if one.hash == name)


def frozen(store: Store, dyad: str | None = None) -> list[Frozen]:
    """What was frozen (of one dyad, or all), the latest first."""
    query = "SELECT hash, dyad, moment FROM frozen WHERE dyad = coalesce(?, dyad) ORDER BY moment DESC, hash"
    return [Frozen(*row) for row in store.connection.execute(query, [dyad]).fetchall()]


def frozen_html(store: Store, name: str) -> str:
    """The page kept under that hash. Raises UnknownItem."""
    rows = store.connection.execute("SELECT html FROM frozen WHERE hash = ?", [name]).fetchall()
    if not rows:
        raise UnknownItem(f"no dossier {name!r} was frozen in this record")
    return str(rows[0][0])
