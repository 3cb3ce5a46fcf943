"""What the last watch found of each dyad, so that the next one can tell what changed. Kept in the table `meta`."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from detente.errors import RecordError
from detente.record.quarantine import now

if TYPE_CHECKING:
    from detente.record.store import Store

KEY = "watch"
Window = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Watched:
    """The surest turn of a dyad as a watch found it; `date`, `low`, `high` are ISO days, [low, high) the interval."""

    dyad: str
    verdict: str
    date: str
    low: str
    high: str
    probability: float
    direction: str | None
    n_events: int


@dataclass(frozen=True, slots=True)
class LastWatch:
    """When it was, over which stretch, the dyads that had a turn then, and by which factor turns are rarer or more
    frequent in this record than the engine's prior has it, as learned from `n_dyads` (1 where these were too few)."""

    seen: str
    window: Window
    turns: dict[str, Watched]
    factor: float = 1.0
    n_dyads: int = 0


def check_writable(store: Store) -> None:
    """Nothing, where a watch of this record can be remembered. Raises RecordError."""
    if store.read_only:
        raise RecordError(
            "a watch remembers what it found, and the record was opened for reading only",
            where=str(store.path),
            next_step="Open it without read_only, or scan it.",
        )


def recall(store: Store) -> LastWatch | None:
    """What the last watch of this record found; None where there was none."""
    rows = store.connection.execute("SELECT value FROM meta WHERE key = ?", [KEY]).fetchall()
    if not rows:
        return None
    kept = json.loads(rows[0][0])
    turns = {turn["dyad"]: Watched(**turn) for turn in kept["turns"]}
    window = kept["since"], kept["until"]
    return LastWatch(kept["seen"], window, turns, kept.get("factor", 1.0), kept.get("n_dyads", 0))


def remember(store: Store, turns: dict[str, Watched], *, window: Window, factor: float = 1.0, n_dyads: int = 0) -> None:
    """Keep what this watch found in the place of the last one."""
    kept = {
        "seen": now().isoformat(timespec="seconds"),
        "since": window[0],
        "until": window[1],
        "factor": factor,
        "n_dyads": n_dyads,
        "turns": [asdict(turn) for turn in turns.values()],
    }
    store.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", [KEY, json.dumps(kept)])
