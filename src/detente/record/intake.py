"""Intake: reads reports and keeps what was found, in batches. Adding twice changes nothing; a killed run resumes."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from detente.dates import require
from detente.errors import DetenteError, RecordError, SourceError, Unreadable
from detente.reading.model import Reading
from detente.record.feed import Feed
from detente.record.opening import told
from detente.record.quarantine import now
from detente.record.rows import Batch, add_reading
from detente.record.writer import Writer
from detente.sources.paths import PathLike, count_reports, find_material, open_reports
from detente.sources.refused import Refused, refuse
from detente.sources.report import Report

if TYPE_CHECKING:
    from detente.record.store import Store

BATCH = 256
SECONDS = 15.0
"""A batch is written when it has so many reports or is so old: what a kill can cost."""

Progress = Callable[[int, int | None], None]
Given = Report | PathLike


@dataclass(frozen=True, slots=True)
class Intake:
    """What came of adding: `n_read` = `n_kept` + `n_same` + `n_refused`.

    `n_same` were in the record already (or twice in the material), `n_replaced` of the kept ones took the place of the
    same report without a date or read by another coder version, `n_undated` of the kept ones have no date: their
    relative dates stay unresolved. `notes` tell which columns were taken.
    """

    n_read: int
    n_kept: int
    n_same: int
    n_refused: int
    n_undated: int
    n_replaced: int
    load: int
    notes: tuple[str, ...] = ()


def add(
    store: Store,
    reports_or_paths: Given | Iterable[Given],
    *,
    processes: int | None = None,
    progress: Progress | None = None,
    date: str | None = None,
    outlet: str | None = None,
    columns: Mapping[str, str] | None = None,
    reread: bool = False,
) -> Intake:
    """Read reports, or the files, folders and globs that hold them, and keep what was found.

    What is in the record already is not read again, unless it was kept without a date and now has one, or `reread` is
    set and another coder version had read it: then all its rows are replaced. What cannot be taken goes to quarantine.
    `progress` hears the number of reports done and their total where it is known; it may be called from another thread.
    Raises RecordError where the record was opened for reading only, Unreadable for a path that is not there.
    """
    if store.read_only:
        raise RecordError(
            "the record was opened for reading only", where=str(store.path), next_step="Open it without read_only."
        )
    date = require(date) if date else None
    notes: list[str] = []
    own = own_files(store.path)
    given, name, total = _look(reports_or_paths, own)
    stream = _stream(given, columns=columns, date=date, outlet=outlet, tell=notes.append, passing_over=own)
    writer = Writer(store.connection, kind="reports", source=name)
    keeper = _Keeper(writer, progress, total)
    keeper.feed = Feed(store.connection.cursor(), stream, reread=reread, tick=keeper.tick)
    with told(store.path):
        keeper.run(processes)
    counts = keeper.counts()
    return Intake(**counts, load=writer.load, notes=tuple(notes))


def own_files(path: Path | None) -> tuple[Path, ...]:
    """The files of the record itself, which lie in the very folder that is read when a user says `detente read .`."""
    return () if path is None else (path, path.with_name(f"{path.name}.wal"))


def _look(
    given: Given | Iterable[Given], own: tuple[Path, ...]
) -> tuple[list[Given] | Iterator[Given], str, int | None]:
    """What was given, in a form to go through once; its name for the list of loads; the number of reports if known."""
    if isinstance(given, Report | str | os.PathLike):
        given = [given]
    if not isinstance(given, list | tuple):
        return iter(given), "reports", None
    paths = [item for item in given if not isinstance(item, Report)]
    if not paths:
        return list(given), "reports", len(given)
    materials = find_material(paths, passing_over=own)
    known = count_reports(materials)
    names = [os.fspath(path) for path in paths]
    name = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    return list(given), name, None if known is None else known + len(given) - len(paths)


def _stream(
    given: Iterable[Given],
    *,
    columns: Mapping[str, str] | None,
    date: str | None,
    outlet: str | None,
    tell: Callable[[str], None],
    passing_over: tuple[Path, ...],
) -> Iterator[Report | Refused]:
    for item in given:
        if isinstance(item, Report):
            yield item
        else:
            yield from open_reports(
                item, columns=columns, date=date, outlet=outlet, tell=tell, passing_over=passing_over
            )


class _Keeper:
    """Takes readings as they come and writes them in batches."""

    feed: Feed

    def __init__(self, writer: Writer, progress: Progress | None, total: int | None) -> None:
        self._writer = writer
        self._progress = progress
        self._total = total
        self._batch = Batch()
        self._ids: set[str] = set()
        self._replaced: list[str] = []
        self._written_at = time.monotonic()
        self._coder: tuple[str, str] | None = None
        self._n = {"n_kept": 0, "n_refused": 0, "n_undated": 0, "n_replaced": 0}

    def counts(self) -> dict[str, int]:
        """The counts of the load so far."""
        n_same = self.feed.n_same
        return {"n_read": self._n["n_kept"] + self._n["n_refused"] + n_same, "n_same": n_same, **self._n}

    def run(self, processes: int | None) -> None:
        """Read all that the feed gives."""
        try:
            self._take_all(processes)
        except KeyboardInterrupt:
            self._write()
            raise
        self._write()
        self._writer.finish(self.counts(), content=self.feed.hash)

    def _take_all(self, processes: int | None) -> None:
        # The first is drawn here, so that a run with nothing new loads no language model.
        first = next(self.feed, None)
        if first is not None:
            from detente.reading.read import read_many

            for outcome in read_many(chain([first], self.feed), processes=processes):
                report, replaces = self.feed.taken()
                if isinstance(outcome, Reading):
                    self._keep(report, outcome, replaces=replaces)
                else:
                    self._refuse(_of_failure(report, outcome.error))
                self._step()
        self._step()

    def _step(self) -> None:
        for refused in self.feed.refusals():
            self._refuse(refused)
        if len(self._ids) >= BATCH or time.monotonic() - self._written_at > SECONDS:
            self._write()
        self.tick()

    def tick(self) -> None:
        """Tell how far it has come."""
        if self._progress:
            self._progress(self.counts()["n_read"], self._total)

    def _keep(self, report: Report, reading: Reading, *, replaces: bool) -> None:
        if report.id in self._ids:
            self._write()
        self._ids.add(report.id)
        if replaces:
            self._replaced.append(report.id)
            self._n["n_replaced"] += 1
        self._coder = (reading.coder, reading.coder_version)
        add_reading(self._batch, report, reading, self._writer.load)
        self._n["n_kept"] += 1
        self._n["n_undated"] += report.date is None

    def _refuse(self, refused: Refused) -> None:
        row = {
            "path": refused.path,
            "line": refused.line,
            "code": refused.error.code,
            "reason": str(refused.error),
            "excerpt": refused.excerpt,
            "hash": refused.hash,
            "seen": now(),
            "load": self._writer.load,
        }
        self._batch.add("quarantine", row)
        self._n["n_refused"] += 1

    def _write(self) -> None:
        self._writer.write(self._batch, replaced=self._replaced, counts=self.counts(), coder=self._coder)
        self.feed.kept(self._ids)
        self._batch, self._ids, self._replaced = Batch(), set(), []
        self._written_at = time.monotonic()


def _of_failure(report: Report, error: DetenteError) -> Refused:
    if not isinstance(error, SourceError):
        error = Unreadable(f"the report cannot be read: {error.what}", where=error.where, next_step=error.next_step)
    return refuse(error, f"{report.title or ''}\n{report.text}", path=report.path, line=report.line)
