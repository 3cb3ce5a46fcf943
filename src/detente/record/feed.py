"""Feed: the reports that are new to the record, told apart before anything is read."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from threading import Lock
from typing import Any

from detente.settings import get_settings
from detente.sources.decoding import fault_of
from detente.sources.refused import Refused, refuse
from detente.sources.report import Report

LOOK = 512
"""So many reports are looked up in the record at once."""


class Feed:
    """An iterator over the reports to be read; what is kept already is counted in `n_same` and passed over.

    The reader may draw from it ahead of what is written, and from another thread, so that it keeps its own list of what
    is on its way; `cursor` must be its own. `tick` is called now and then, so that progress shows while much is passed
    over.
    """

    def __init__(
        self, cursor: Any, stream: Iterable[Report | Refused], *, reread: bool, tick: Callable[[], None] | None = None
    ) -> None:
        self._cursor = cursor
        self._stream = iter(stream)
        self._reread = reread
        self._tick = tick
        self._max_chars = get_settings().max_chars
        self._lock = Lock()
        self._ready: deque[tuple[Report, bool]] = deque()
        self._out: deque[tuple[Report, bool]] = deque()
        self._refused: deque[Refused] = deque()
        self._under_way: dict[str, str | None] = {}
        """Reports drawn and not yet written, and their dates."""
        self.n_same = 0
        self._sum = 0

    def __iter__(self) -> Iterator[Report]:
        return self

    def __next__(self) -> Report:
        while not self._ready:
            self._look_up()
            if self._tick:
                self._tick()
        with self._lock:
            self._out.append(self._ready.popleft())
            return self._out[-1][0]

    @property
    def hash(self) -> str:
        """Names what was offered so far, refused material included, whatever its order: 16 hex digits."""
        return f"{self._sum:016x}"

    def taken(self) -> tuple[Report, bool]:
        """The report whose reading comes next, and whether it takes the place of one that is kept already."""
        with self._lock:
            return self._out.popleft()

    def refusals(self) -> list[Refused]:
        """What was refused since the last call."""
        return [self._refused.popleft() for _ in range(len(self._refused))]

    def kept(self, ids: Iterable[str]) -> None:
        """These are written: from now on the record itself knows them."""
        with self._lock:
            waiting = {report.id for report, _ in (*self._out, *self._ready)}
            for name in ids:
                if name not in waiting:
                    self._under_way.pop(name, None)

    def _look_up(self) -> None:
        """Draw the next reports and put those that are to be read into `_ready`. Raises StopIteration at the end."""
        with self._lock:
            # Taken before the record is asked: what leaves this list in between is in the record by then.
            known: dict[str, tuple[str | None, bool]] = {n: (day, True) for n, day in self._under_way.items()}
        drawn = list(islice(self._stream, LOOK))
        if not drawn:
            raise StopIteration
        reports = self._sound(drawn)
        known = self._kept_already([report.id for report in reports]) | known
        with self._lock:
            for report in reports:
                date, current = known.get(report.id, (None, False))
                if report.id not in known or not current or (report.date and not date):
                    # A report that was kept with a date does not lose it to a copy without one.
                    fresh = report if report.date else replace(report, date=date)
                    self._ready.append((fresh, report.id in known))
                    self._under_way[report.id] = fresh.date
                    known[report.id] = (fresh.date, True)
                else:
                    self.n_same += 1

    def _sound(self, drawn: list[Report | Refused]) -> list[Report]:
        """The reports that can be kept; the others are refused."""
        reports = []
        for item in drawn:
            self._add_up(item.hash if isinstance(item, Refused) else item.id)
            if isinstance(item, Refused):
                self._refused.append(item)
            elif fault := fault_of(item, max_chars=self._max_chars):
                self._refused.append(refuse(fault, item.text[: self._max_chars], path=item.path, line=item.line))
            else:
                reports.append(item)
        return reports

    def _add_up(self, name: str) -> None:
        digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()
        self._sum = (self._sum + int.from_bytes(digest[:8], "big")) % (1 << 64)

    def _kept_already(self, ids: list[str]) -> dict[str, tuple[str | None, bool]]:
        """Those of the reports that the record has: id -> its date, and whether it may stay as it was read."""
        query = "SELECT id, date, coder_version FROM reports WHERE id IN (SELECT unnest(?))"
        rows = self._cursor.execute(query, [ids]).fetchall()
        if not self._reread:
            return {name: (date, True) for name, date, _ in rows}
        from detente.reading.read import coder_version

        return {name: (date, version == coder_version()) for name, date, version in rows}
