"""The Python face: a record opened, a relation asked. Thin: every answer is made by the stage it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from detente.errors import RecordLocked
from detente.interfaces.relation import By as By
from detente.interfaces.relation import Relation as Relation
from detente.interfaces.window import check_period, check_rows, in_order
from detente.sources.report import Report

if TYPE_CHECKING:
    from detente.record.corrections import Correction
    from detente.record.intake import Intake
    from detente.record.loading import Loaded
    from detente.record.store import Load, Quarantined, Store
    from detente.relations.table import Table


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


def open(  # noqa: A001
    path: str | PathLike[str] | None = None, *, read_only: bool = False, create: bool = True, snapshot: bool = False
) -> Record:
    """The record at that path (by default the one of the settings), made where there is none.

    With `read_only` other processes may read it at the same time, but none may write. With `snapshot` a copy of its
    last whole state is read, even while another process writes it. Raises NoSuchRecord, NotARecord, NewerRecord,
    RecordLocked.
    """
    from detente.record.store import Store

    place = usual_place() if path is None else Path(path)
    if snapshot:
        return Record(Store.open_snapshot(place))
    return Record(Store.open(place, read_only=read_only, create=create and not read_only))


def usual_place() -> Path:
    """Where the settings say that the record lies; they are read only where nobody says so."""
    from detente.settings import get_settings

    return Path(get_settings().record)


def open_for_reading(path: Path) -> Record:
    """The record for reading only; where another process writes it, its last whole state (`store.is_snapshot`).

    Raises NoSuchRecord, NotARecord, NewerRecord, OlderRecord, RecordLocked.
    """
    try:
        return open(path, read_only=True)
    except RecordLocked:
        return open(path, snapshot=True)


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

    def unload(self, folder: str | PathLike[str]) -> dict[str, int]:
        """Write the whole record as Parquet into a new folder, as `restore` and other engines read it; rows by table.

        Raises RecordError where something is at that place or cannot be written there.
        """
        from detente.record.parquet import export_parquet

        return export_parquet(self.store, Path(folder))

    def restore(self, folder: str | PathLike[str]) -> dict[str, int]:
        """Take over what `unload` wrote into this record, which must be empty; rows by table. Raises NotARecord."""
        from detente.record.parquet import import_parquet

        return import_parquet(self.store, Path(folder))

    def sources(self) -> Table:
        """One row a data set (and "text" for what was read): loads, rows kept and refused, days covered, citation."""
        from detente.relations.sources import sources

        return sources(self.store)

    @in_order
    def events(
        self,
        a: str | None = None,
        b: str | None = None,
        *,
        since: str | None = None,
        until: str | None = None,
        types: Iterable[str] | None = None,
        source: str | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> Table:
        """Coded events between two states, or of one with any other, or of all: one row an event and dyad.

        Filters are pushed down to the store. `since` and `until` are EDTF; `types` are PLOVER's; `source` is a data
        set's name, or "text"; with a `limit`, the note `total` counts them all. Raises UnknownState, BadDate,
        UnknownDataSet, and QuestionError for a type that is none.
        """
        from detente.relations.sources import all_events

        check_rows(limit=limit, offset=offset)
        return all_events(
            self.store, a, b, since=since, until=until, types=types, source=source, limit=limit, offset=offset
        )

    def refused(self) -> Table:
        """What was refused, by file and line, with the code of the error and the reason."""
        from detente.relations.sources import refused

        return refused(self.store)

    def dyads(self, state: str | None = None) -> Table:
        """One row a relation of which deeds are told, most deeds first; of one state where it is named."""
        from detente.relations.overview import dyads

        return dyads(self.store, state)

    def changes(self, *, most: int = 20) -> Table:
        """The dyads whose last four weeks depart most from the year before them."""
        from detente.relations.changes import changes

        check_rows(most=most)
        return changes(self.store, most=most)

    def reports(self, *, outlet: str | None = None, limit: int = 100, offset: int = 0) -> Table:
        """One row a report, the latest first."""
        from detente.relations.overview import reports

        check_rows(limit=limit, offset=offset)
        return reports(self.store, outlet=outlet, limit=limit, offset=offset)

    def event(self, name: str) -> dict[str, Any]:
        """The event with that id, what else tells of its deed, and what was said of it. Raises UnknownItem."""
        from detente.relations.lookup import event

        return event(self.store, name)

    def claim(self, name: str) -> dict[str, Any]:
        """The claim with that id, and those it disputes or supports. Raises UnknownItem."""
        from detente.relations.lookup import claim

        return claim(self.store, name)

    def report(self, name: str) -> dict[str, Any]:
        """The report with that id and all that was found in it. Raises UnknownItem."""
        from detente.relations.lookup import report

        return report(self.store, name)

    def through(self, *, sources: Iterable[str] = (), outlets: Iterable[str] = ()) -> Record:
        """The same record seen only through these sources ("text" or data sets) and the reports of these outlets."""
        from detente.record.filtered import filtered

        return Record(filtered(self.store, sources=sources, outlets=outlets))

    def correct(self, kind: str, target: str, judgement: str, *, who: str, note: str | None = None) -> Correction:
        """Call an event or claim right, wrong or open; what is wrong leaves the analysis. Raises UnknownItem."""
        from detente.record.corrections import correct

        return correct(self.store, kind, target, judgement, who=who, note=note)

    def corrections(self) -> list[dict[str, Any]]:
        """Every correction as labelled data: what was judged, its words and offsets, by whom and when."""
        from detente.record.corrections import labelled

        return labelled(self.store)

    def relation(self, a: str, b: str) -> Relation:
        """The relation of two states, by name, code, adjective or demonym; predecessor states count with them.

        Raises UnknownState with near names, SameState.
        """
        from detente import states

        return Relation(self.store, states.dyad(a, b))

    @in_order
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

        check_period(by)
        return scan(self.store, since=since, until=until, by=by, false=false, processes=processes, progress=progress)

    @in_order
    def watch(
        self,
        *,
        since: str | None = None,
        until: str | None = None,
        processes: int | None = None,
        progress: Callable[[int, int | None], None] | None = None,
    ) -> Table:
        """What changed in the turns of all dyads since the last watch of this record; what is found now is remembered,
        and with it how often dyads of this record turn, of which outlooks make use.

        One row a dyad that changed; at the first watch there is nothing to compare with, the table is empty and its
        note `first` is 1.
        """
        from detente.record.watched import check_writable, recall, remember
        from detente.relations.watch import changes, turns_now

        check_writable(self.store)
        scanned = self.scan(since=since, until=until, processes=processes, progress=progress)
        before, now = recall(self.store), turns_now(scanned)
        found = changes(before, now, window=(since, until))
        factor, n_dyads = float(scanned.notes.get("factor", 1.0)), len(scanned)
        remember(self.store, now, window=(since, until), factor=factor, n_dyads=n_dyads)
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
        """The answer to one SELECT over the record's tables (docs/reference/record.md); it can neither
        change the record nor open another file.

        Raises QuestionError for any other statement, and for one that cannot be answered.
        """
        from detente.interfaces.query import answer

        return answer(self.store.connection, query, values)
