"""The record opened for many readers at once, and for one writer between them.

It is let go when nobody has asked for a while, so that another process may write to it; while one does, a copy of its
last whole state is read. What it holds is told by its version, under which answers are kept.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Condition
from typing import TypeVar

from detente import __version__
from detente.errors import RecordLocked
from detente.interfaces.face import Record
from detente.interfaces.face import open as open_record
from detente.record.snapshots import state_of

T = TypeVar("T")
IDLE = 1.0
"""Seconds without a reader after which the file is let go."""
FRESH = 30.0
"""Seconds for which a copy is read before it is looked whether the record has changed since."""
PATIENCE = 30.0
"""Seconds that a writer waits for readers, and readers for a writer."""
VERSION = """
SELECT (SELECT concat_ws(':', count(*), max(id), max(finished), sum(n_read), sum(n_kept)) FROM loads),
    (SELECT concat_ws(':', count(*), max(id), max(moment)) FROM corrections)"""


class Readers:
    """Gives each request its own view of the record; `version` names what it held when last opened."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.version = ""
        self._record: Record | None = None
        self._reading = 0
        self._writing = False
        self._used = self._opened = 0.0
        self._state: tuple[int, int, int] | None = None
        self._turn = Condition()

    @contextmanager
    def record(self, *, sources: Sequence[str] = (), outlets: Sequence[str] = ()) -> Iterator[Record]:
        """The record for one reader, seen through these sources and outlets. Raises what opening a record raises."""
        shared = self._enter()
        try:
            own = shared.through(sources=sources, outlets=outlets)
            try:
                yield own
            finally:
                own.close()
        finally:
            self._leave()

    def look(self) -> str:
        """The version of what the record holds now."""
        self._enter()
        self._leave()
        return self.version

    def _enter(self) -> Record:
        with self._turn:
            if not self._turn.wait_for(lambda: not self._writing, PATIENCE):
                raise _busy(self.path)
            if self._stale():
                self._close()
            if self._record is None:
                self._open()
            assert self._record is not None
            self._reading += 1
            return self._record

    def _open(self) -> None:
        """Open the record itself, or a copy of it while another process writes."""
        try:
            self._record = open_record(self.path, read_only=True)
        except RecordLocked:
            self._state = state_of(self.path)
            self._record = open_record(self.path, snapshot=True)
        self._opened = time.monotonic()
        self.version = _version(self._record)

    def _stale(self) -> bool:
        """Whether a copy is being read, by nobody at this moment, that is old and no longer what the record holds."""
        if self._record is None or not self._record.store.is_snapshot or self._reading:
            return False
        return time.monotonic() - self._opened > FRESH and state_of(self.path) != self._state

    def _leave(self) -> None:
        with self._turn:
            self._reading -= 1
            self._used = time.monotonic()
            self._turn.notify_all()

    def write(self, change: Callable[[Record], T]) -> T:
        """What `change` gives for the record opened for writing, while nobody reads. Raises RecordLocked."""
        with self._turn:
            free = self._turn.wait_for(lambda: not self._writing, PATIENCE)
            if not free:
                raise _busy(self.path)
            self._writing = True
            try:
                if not self._turn.wait_for(lambda: not self._reading, PATIENCE):
                    raise _busy(self.path)
                self._close()
                with open_record(self.path, create=False) as record:
                    return change(record)
            finally:
                self._writing = False
                self._turn.notify_all()

    def rest(self) -> None:
        """Let go of the file where nobody has read it for a while."""
        with self._turn:
            if self._record and not self._reading:
                idle = time.monotonic() - self._used
                if idle > (2 * FRESH if self._record.store.is_snapshot else IDLE):
                    self._close()

    def close(self) -> None:
        """Let go of the file."""
        with self._turn:
            self._close()

    def _close(self) -> None:
        if self._record is not None:
            self._record.close()
            self._record = None


def _version(record: Record) -> str:
    """Twelve hex digits that change with the program, and with what was loaded, read or corrected."""
    held = record.store.connection.execute(VERSION).fetchall()
    return hashlib.sha256(f"{__version__} {held}".encode()).hexdigest()[:12]


def _busy(path: Path) -> RecordLocked:
    return RecordLocked("the record is busy", where=str(path), next_step="Try again in a moment.")
