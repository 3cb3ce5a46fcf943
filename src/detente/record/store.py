"""Store: the record as one DuckDB file, opened for reading or for writing.

One process writes at a time, or many read. What other stages ask of it in SQL they ask through `connection`; what
concerns the record itself (what is in it, where it came from, what was refused) is asked here.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from detente.record.opening import connect, look_before_opening
from detente.record.schema import BEHIND, SHOWN
from detente.record.snapshots import folder_for, take_snapshot
from detente.record.tallies import Tally, covered, tally
from detente.sources.report import Report

if TYPE_CHECKING:
    from detente.record.intake import Intake
    from detente.sources.paths import PathLike


@dataclass(frozen=True, slots=True)
class Load:
    """One time that material was brought in. `finished` is None where it was broken off: repeat it, it resumes."""

    id: int
    kind: str
    source: str
    path: str | None
    hash: str | None
    coder: str | None
    coder_version: str | None
    started: datetime
    finished: datetime | None
    n_read: int
    n_kept: int
    n_same: int
    n_refused: int
    n_replaced: int
    n_undated: int


@dataclass(frozen=True, slots=True)
class Quarantined:
    """What was refused: where it stood, the stable code of the error, the reason, its first characters, its hash."""

    path: str | None
    line: int | None
    code: str
    reason: str
    excerpt: str | None
    hash: str
    seen: datetime
    load: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the reports cover: how many, how many without a date, from which day to which (half-open), by month."""

    n_reports: int
    n_undated: int
    since: date | None
    until: date | None
    n_outlets: int
    months: tuple[tuple[str, int], ...]
    """("2014-03", number of reports), months without a report left out; a report counts in the month it begins."""


class Store:
    """The record: `Store.open(path)`, best in a `with` statement."""

    def __init__(self, connection: Any, path: Path | None, *, read_only: bool) -> None:
        self.connection = connection
        self.path = path
        self.read_only = read_only
        self.is_snapshot = False
        self._folder: Path | None = None

    @classmethod
    def open(cls, path: str | Path = ":memory:", *, read_only: bool = False, create: bool = True) -> Store:
        """The record at that path, made where there is none (unless `read_only`, or `create` is false).

        Raises NoSuchRecord, NotARecord, NewerRecord, RecordLocked.
        """
        place = None if str(path) == ":memory:" else Path(path).expanduser()
        return cls(connect(place, read_only=read_only, create=create), place, read_only=read_only)

    @classmethod
    def open_snapshot(cls, path: str | Path) -> Store:
        """A copy of the record's last whole state, for reading, whether or not another process is writing the record.

        It holds no lock, so that it stands in nobody's way, and goes when it is closed. `snapshots.state_of(path)`
        tells later whether the record has changed. Raises NoSuchRecord, NotARecord, RecordLocked, RecordError.
        """
        place = Path(path).expanduser()
        look_before_opening(place, must_exist=True)
        folder = folder_for(place)
        try:
            connection = connect(take_snapshot(place, folder), read_only=True, create=False)
            store = cls(connection, place, read_only=True)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        if os.name == "posix":
            # An open file needs no name: not even a kill leaves a copy behind.
            shutil.rmtree(folder, ignore_errors=True)
        store.is_snapshot = True
        store._folder = folder
        return store

    def close(self) -> None:
        """Write what is pending and let go of the file."""
        self.connection.close()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def add(
        self,
        reports_or_paths: Report | PathLike | Iterable[Report | PathLike],
        *,
        processes: int | None = None,
        progress: Callable[[int, int | None], None] | None = None,
        date: str | None = None,
        outlet: str | None = None,
        columns: dict[str, str] | None = None,
        reread: bool = False,
    ) -> Intake:
        """Read and keep; see `record.intake.add`."""
        from detente.record.intake import add

        return add(
            self,
            reports_or_paths,
            processes=processes,
            progress=progress,
            date=date,
            outlet=outlet,
            columns=columns,
            reread=reread,
        )

    def report(self, name: str) -> Report | None:
        """The report with that id, as it was given."""
        rows = self._rows(
            "SELECT text, date, title, outlet, url, path, line, language, name, sources, id FROM reports WHERE id = ?",
            name,
        )
        if not rows:
            return None
        text, date, title, outlet, url, path, line, language, own_name, sources, own = rows[0]
        return Report(
            text, date, title, outlet, url, path, line, language, own_name, sources=tuple(sources or ()), id=own
        )

    def counts(self) -> dict[str, int]:
        """The number of rows in each table or view, of `deeds` between states and of `dyads` beside them."""

        def n_rows(table: str) -> int:
            return int(self._rows(f"SELECT count(*) FROM {table}")[0][0])

        # The engine knows how many rows a table has, and would go through all those of a view.
        counts = {name: sum(map(n_rows, BEHIND.get(name, [name]))) for name in SHOWN}
        told = self.tally()
        return counts | {"deeds": told.n_deeds, "dyads": told.n_dyads}

    def tally(self) -> Tally:
        """The number of deeds between states and of dyads, and the dyads with most deeds."""
        return tally(self.connection)

    def covered(self, by: str) -> dict[date, int] | None:
        """First days of periods and the deeds done in them between all states, where a large record keeps them."""
        return covered(self.connection, by)

    def loads(self) -> list[Load]:
        """Every time that material was brought in, in order."""
        return [
            Load(*row)
            for row in self._rows(
                """SELECT id, kind, source, path, hash, coder, coder_version, started, finished, n_read, n_kept,
                n_same, n_refused, n_replaced, n_undated FROM loads ORDER BY id"""
            )
        ]

    def quarantined(self) -> list[Quarantined]:
        """What was refused, by file and line."""
        return [
            Quarantined(*row)
            for row in self._rows(
                """SELECT path, line, code, reason, excerpt, hash, seen, "load" FROM quarantine
                ORDER BY path NULLS FIRST, line NULLS FIRST, code, hash"""
            )
        ]

    def coverage(self) -> Coverage:
        """What the reports cover in time."""
        totals = self._rows(
            """SELECT count(*), count(*) FILTER (date_start IS NULL), min(date_start),
            max(date_end) FILTER (date_end < DATE '9999-12-31'), count(DISTINCT outlet) FROM reports"""
        )[0]
        months = self._rows(
            """SELECT strftime(date_start, '%Y-%m') AS month, count(*) FROM reports WHERE date_start IS NOT NULL
            GROUP BY month ORDER BY month"""
        )
        n_reports, n_undated, since, until, n_outlets = totals
        by_month = tuple((str(month), int(n)) for month, n in months)
        return Coverage(n_reports, n_undated, since, until, n_outlets, by_month)

    def _rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = self.connection.execute(query, list(values)).fetchall()
        return rows
