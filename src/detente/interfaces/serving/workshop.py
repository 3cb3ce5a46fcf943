"""The workshop: dossiers made in processes of their own, so that who asks for a light page need not wait for them.

Each is `python -m detente.interfaces.serving.workshop`, as in `piped.py`; it opens the record for one dossier, and lets
it go.
"""

from __future__ import annotations

import queue
import subprocess
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from detente import piped
from detente.errors import DetenteError, RecordLocked

if TYPE_CHECKING:
    from detente.brief.make import Brief


MOST_PROCESSES = 4
"""Each holds about 150 MB."""


class Workshop:
    """At most `n` processes, started when first needed, or by `start`."""

    def __init__(self, n: int) -> None:
        self._free: queue.SimpleQueue[subprocess.Popen[bytes] | None] = queue.SimpleQueue()
        for _ in range(n):
            self._free.put(None)
        self._all: list[subprocess.Popen[bytes]] = []
        self._lock = Lock()
        self.closed = False

    @property
    def is_free(self) -> bool:
        """Whether a process waits for work; also where all are closed."""
        return self.closed or not self._free.empty()

    def start(self) -> None:
        """Start one, so that the first dossier need not wait for it."""
        self._free.put(self._free.get() or self._started())

    def make(
        self,
        path: Path,
        dyad: str,
        *,
        since: str | None,
        until: str | None,
        sources: Sequence[str],
        outlets: Sequence[str],
    ) -> Brief | None:
        """The dossier, by a process that is free; None where it cannot be made there: it died, or another process
        writes the record. Raises what making it raises of Détente's own."""
        process = self._free.get()
        try:
            process = process or self._started()
            said = piped.ask(process, (str(path), dyad, since, until, list(sources), list(outlets)))
        except EOFError:
            self._end(process)
            process = None
            return None
        finally:
            self._free.put(process)
        if isinstance(said, RecordLocked):
            return None
        if isinstance(said, DetenteError):
            raise said
        made: Brief = said
        return made

    def _started(self) -> subprocess.Popen[bytes]:
        process = piped.start("detente.interfaces.serving.workshop")
        with self._lock:
            self._all.append(process)
        return process

    def _end(self, process: subprocess.Popen[bytes] | None) -> None:
        if process is not None:
            piped.end(process)
            with self._lock:
                self._all.remove(process)

    def close(self) -> None:
        """End all of them."""
        self.closed = True
        with self._lock:
            for process in self._all:
                piped.end(process)
            self._all = []


def _make(wanted: tuple[str, str, str | None, str | None, list[str], list[str]]) -> Any:
    """The dossier that is wanted, or the error that stood in the way."""
    from detente.interfaces.face import open as open_record

    path, dyad, since, until, sources, outlets = wanted
    try:
        with open_record(path, read_only=True) as record:
            own = record.through(sources=sources, outlets=outlets)
            return own.relation(*dyad.split("-")).brief(since=since, until=until)
    except DetenteError as error:
        return error


if __name__ == "__main__":
    import sys

    from detente.interfaces.cli import WithoutPandas

    sys.meta_path.insert(0, WithoutPandas())
    # Loaded now, while nobody waits.
    import detente.brief.gather
    import detente.record.store  # noqa: F401

    piped.serve(_make)
