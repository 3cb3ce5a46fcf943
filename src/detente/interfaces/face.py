"""The Python face: a record opened, a relation asked. Thin: every answer is made by the stage it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal

from detente.sources.report import Report

if TYPE_CHECKING:
    from detente.brief.make import Brief
    from detente.record.intake import Intake
    from detente.record.loading import Loaded
    from detente.record.store import Load, Quarantined, Store
    from detente.relations.model import Eras
    from detente.relations.table import Table

By = Literal["day", "week", "month", "quarter", "year"]


@dataclass(frozen=True, slots=True)
class RecordStatus:
    """What a record holds: rows by table, the days its reports cover (half-open), how it came in, what was refused."""

    path: str | None
    counts: dict[str, int]
    since: date | None
    until: date | None
    n_undated: int
    loads: tuple[Load, ...]
    refused: tuple[Quarantined, ...]


def open(path: str | PathLike[str] | None = None, *, read_only: bool = False, create: bool = True) -> Record:  # noqa: A001
    """The record at that path (by default the one of the settings), made where there is none.

    With `read_only` other processes may read it at the same time. Raises NoSuchRecord, NotARecord, NewerRecord,
    RecordLocked.
    """
    from detente.record.store import Store
    from detente.settings import get_settings

    place = get_settings().record if path is None else path
    return Record(Store.open(Path(place), read_only=read_only, create=create and not read_only))


class Record:
    """What was read and loaded, kept in one file. Best in a `with` statement."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Record({str(self.store.path or ':memory:')!r})"

    def close(self) -> None:
        """Write what is pending and let go of the file."""
        self.store.close()

    def add(
        self,
        reports_or_paths: Report | str | PathLike[str] | Iterable[Report | str | PathLike[str]],
        *,
        date: str | None = None,
        outlet: str | None = None,
        columns: dict[str, str] | None = None,
        processes: int | None = None,
        progress: Callable[[int, int | None], None] | None = None,
        reread: bool = False,
    ) -> Intake:
        """Read reports, files, folders or globs and keep what was found; adding twice changes nothing.

        `date` (EDTF) and `outlet` stand in where the material gives none; `columns` maps the fields text, date, title,
        outlet and url to a table's own names. What cannot be taken is kept in quarantine with its reason.
        """
        return self.store.add(
            reports_or_paths,
            date=date,
            outlet=outlet,
            columns=columns,
            processes=processes,
            progress=progress,
            reread=reread,
        )

    def load(
        self,
        name: str,
        paths: str | PathLike[str] | Iterable[str | PathLike[str]],
        *,
        mapping: str | PathLike[str] | None = None,
        progress: Callable[[int, int | None], None] | None = None,
    ) -> Loaded:
        """Bring in the files of a data set (docs/guide/data-sets.md); loading twice changes nothing.

        `mapping` is the file that names the columns of "events" and "measures" of one's own. Raises UnknownDataSet.
        """
        from detente.record.loading import load
        from detente.sources.datasets.catalogue import find_dataset

        dataset = find_dataset(name, None if mapping is None else str(Path(mapping)))
        return load(self.store, dataset, paths, progress=progress)

    def sources(self) -> Table:
        """One row a data set (and "text" for what was read): loads, rows kept and refused, days covered, citation."""
        from detente.relations.sources import sources

        return sources(self.store)

    def events(
        self,
        a: str | None = None,
        b: str | None = None,
        *,
        since: str | None = None,
        until: str | None = None,
        types: Iterable[str] | None = None,
        source: str | None = None,
    ) -> Table:
        """Coded events between two states, or of one with any other, or of all: one row an event and dyad.

        Filters are pushed down to the store. `since` and `until` are EDTF; `types` are PLOVER's; `source` is a data
        set's name, or "text". Raises UnknownState, BadDate.
        """
        from detente.relations.sources import all_events

        return all_events(self.store, a, b, since=since, until=until, types=types, source=source)

    def refused(self) -> Table:
        """What was refused, by file and line, with the code of the error and the reason."""
        from detente.relations.sources import refused

        return refused(self.store)

    def relation(self, a: str, b: str) -> Relation:
        """The relation of two states, by name, code, adjective or demonym; predecessor states count with them.

        Raises UnknownState with near names, SameState.
        """
        from detente import states

        return Relation(self.store, states.dyad(a, b))

    def scan(
        self,
        *,
        since: str | None = None,
        until: str | None = None,
        by: By | None = None,
        false: float = 0.1,
        processes: int | None = None,
        progress: Callable[[int, int | None], None] | None = None,
    ) -> Table:
        """One row a dyad of the record, the surest turn first; of those `kept` at most the share `false` is expected to
        be none.

        `since` and `until` (EDTF) are the stretch looked at; `by` the period, chosen for each dyad where None. Raises
        BadDate.
        """
        from detente.relations.scan import scan

        return scan(self.store, since=since, until=until, by=by, false=false, processes=processes, progress=progress)

    def watch(
        self,
        *,
        since: str | None = None,
        until: str | None = None,
        processes: int | None = None,
        progress: Callable[[int, int | None], None] | None = None,
    ) -> Table:
        """What changed in the turns of all dyads since the last watch of this record; what is found now is remembered.

        One row a dyad that changed; at the first watch there is nothing to compare with, the table is empty and its
        note `first` is 1.
        """
        from detente.record.watched import recall, remember
        from detente.relations.watch import changes, turns_now

        scanned = self.scan(since=since, until=until, processes=processes, progress=progress)
        before, now = recall(self.store), turns_now(scanned)
        found = changes(before, now, window=(since, until))
        remember(self.store, now, window=(since, until))
        return found

    def status(self) -> RecordStatus:
        """What the record holds."""
        coverage = self.store.coverage()
        return RecordStatus(
            path=str(self.store.path) if self.store.path else None,
            counts=self.store.counts(),
            since=coverage.since,
            until=coverage.until,
            n_undated=coverage.n_undated,
            loads=tuple(self.store.loads()),
            refused=tuple(self.store.quarantined()),
        )

    def sql(self, query: str, values: Iterable[Any] = ()) -> Table:
        """The answer to one SELECT over the record's tables (docs/reference/record.md); it changes nothing.

        Raises QuestionError for any other statement.
        """
        import duckdb

        from detente.errors import QuestionError
        from detente.relations.table import Table

        statements = self.store.connection.extract_statements(query)
        if [one.type for one in statements] != [duckdb.StatementType.SELECT]:
            raise QuestionError("only one SELECT can be asked", next_step="Use add and load to change the record.")
        return Table(self.store.connection.sql(query, params=list(values)).to_arrow_table())


class Relation:
    """The relation of two states; `dyad` is its sorted pair of codes. Predecessors count with their successors."""

    def __init__(self, store: Store, dyad: str) -> None:
        self.store = store
        self.dyad = dyad

    def __repr__(self) -> str:
        return f"Relation({self.dyad!r})"

    def series(self, by: By = "month", *, since: str | None = None, until: str | None = None) -> Table:
        """Counts per quad class, share of conflict, mean score, index and coverage, one row a period.

        `since` and `until` are EDTF; raises BadDate.
        """
        from detente.relations.series import series

        return series(self.store, self.dyad, by=by, since=since, until=until)

    def eras(self, by: By | None = None, *, since: str | None = None, until: str | None = None) -> Eras:
        """Eras, turning points and episodes with probability, interval and the events that carry them."""
        from detente.relations.eras import find_eras

        return find_eras(self.store, self.dyad, by=by, since=since, until=until)

    def events(self, *, since: str | None = None, until: str | None = None) -> Table:
        """The coded events, one row an event, with sentence, offsets, report and coder."""
        from detente.relations.events import events

        return events(self.store, self.dyad, since=since, until=until)

    def claims(self, *, since: str | None = None, until: str | None = None) -> Table:
        """Attributed statements on the relation: source, cue, content, certainty, stance, offsets, report."""
        from detente.relations.claims import claims

        return claims(self.store, self.dyad, since=since, until=until)

    def third_parties(self, *, since: str | None = None, until: str | None = None) -> Table:
        """Third states, and how their dealings with the two stand in time to the relation's turn."""
        from detente.relations.third_parties import third_parties

        return third_parties(self.store, self.dyad, since=since, until=until)

    def drivers(self, *, since: str | None = None, until: str | None = None) -> Table:
        """Causes that reports or their sources assert."""
        from detente.relations.drivers import drivers

        return drivers(self.store, self.dyad, since=since, until=until)

    def outlook(self, *, since: str | None = None, until: str | None = None) -> Table:
        """What may follow, beside its back-test."""
        from detente.relations.outlook import outlook

        return outlook(self.store, self.dyad, since=since, until=until)

    def phases(self, *, since: str | None = None, until: str | None = None) -> Table:
        """The relation's past as the reports tell it."""
        from detente.relations.phases import phases

        return phases(self.store, self.dyad, since=since, until=until)

    def brief(self, *, since: str | None = None, until: str | None = None, made: str | None = None) -> Brief:
        """The dossier: `.to_html(path)`, `.to_markdown(path)`, `.to_json(path)`.

        Between `since` and `until` (EDTF) where given. `made` is the day that stands on it, today by default. Raises
        BadDate.
        """
        from detente.brief.make import make_brief

        return make_brief(self.store, self.dyad, since=since, until=until, made=made)
