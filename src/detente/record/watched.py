"""What the last watch found of each dyad, so that the next one can tell what changed. Kept in the table `meta`."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

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
    """When it was, over which stretch, and the dyads that had a turn then."""

    seen: str
    window: Window
    turns: dict[str, Watched]


def recall(store: Store) -> LastWatch | None:
    """What the last watch of this record found; None where there was none."""
    row = store.connection.execute("SELECT value FROM meta WHERE key = ?", [KEY]).fetchone()
    if row is None:
        return None
    kept = json.loads(row[0])
    turns = {turn["dyad"]: Watched(**turn) for turn in kept["turns"]}
    return LastWatch(kept["seen"], (kept["since"], kept["until"]), turns)


def remember(store: Store, turns: dict[str, Watched], *, window: Window) -> None:
    """Keep what this watch found in the place of the last one."""
    kept = {
        "seen": now().isoformat(timespec="seconds"),
        "since": window[0],
        "until": window[1],
        "turns": [asdict(turn) for turn in turns.values()],
    }
    store.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", [KEY, json.dumps(kept)])
