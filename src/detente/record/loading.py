"""Loading: the files of a data set into the record, batch by batch. Twice changes nothing; a killed load resumes.

Each file is one line in the list of loads, under the hash of its bytes. A file that was loaded whole is passed over;
one that was broken off goes on after its last whole stretch. What a load owes at its end (naming the deeds that other
rows share, deriving measures, putting ties in order) stands in the record, so that after a kill the next one does it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from detente.errors import RecordError, SourceError, Unreadable
from detente.record.ahead import ahead
from detente.record.batches import COUNTS, Batch, FileLoad, Found, Part, batches
from detente.record.corrections import note_moved, set_aside
from detente.record.dataset_links import link_data_sets
from detente.record.dataset_rows import LINE, PLACE, Written, write_rows
from detente.record.opening import told, transaction
from detente.record.ordering import cluster_ties
from detente.record.quarantine import insert_refused, now
from detente.record.tallies import keep_tally
from detente.sources.datasets.blocks import BLOCK
from detente.sources.datasets.dataset import Block, DataSet
from detente.sources.datasets.files import DataFile, find_files
from detente.sources.paths import PathLike, is_address
from detente.sources.refused import refuse

if TYPE_CHECKING:
    from detente.record.store import Store

MEMORY = "1GB"
"""What the engine may hold of the record while it is loaded: by itself it would fill the machine with what it wrote."""
ROUND = 5_000_000
"""After so many rows the files that are in whole are closed, so that a long load that is killed need not read them."""
WRITTEN_THROUGH = Written(0, 0)


@dataclass(slots=True)
class Loaded:
    """What came of a load: rows `n_read` = `n_kept` + `n_same` + `n_refused`, over `n_files`.

    `n_replaced` of the kept rows took the place of earlier ones; `n_files_same` files had been loaded whole before.
    `unknown` are the names that are no state known here; `broken` the files that could not be taken (to the end).
    """

    dataset: DataSet
    n_files: int = 0
    n_files_same: int = 0
    n_read: int = 0
    n_kept: int = 0
    n_same: int = 0
    n_refused: int = 0
    n_replaced: int = 0
    unknown: set[str] = field(default_factory=set)
    broken: list[tuple[str, SourceError]] = field(default_factory=list)


def load(
    store: Store,
    dataset: DataSet,
    paths: PathLike | Iterable[PathLike],
    *,
    progress: Callable[[int, int | None], None] | None = None,
    size: int = BLOCK,
    downloads: str | os.PathLike[str] = "downloads",
    allow_private: bool = False,
) -> Loaded:
    """Bring in the files, folders, globs, zip archives and web addresses of one data set.

    What has an address is fetched into `downloads`/NAME first and kept there; `allow_private` lets a test reach its own
    server. A file that cannot be taken is put aside with its reason, and the rest goes on. `size`: bytes of a block,
    the most that a kill can cost. Raises RecordError where the record is open for reading only or cannot be written,
    Unreadable for a path that is not there.
    """
    if store.read_only:
        raise RecordError(
            "the record was opened for reading only", where=str(store.path), next_step="Open it without read_only."
        )
    given = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    found: list[Found] = list(find_files([path for path in given if not is_address(path)]))
    found += _fetched(given, Path(downloads) / dataset.name, allow_private=allow_private)
    run = _Run(store.connection, dataset)
    run.loaded.n_files = len(found)
    with told(store.path), _in_bulk(store.connection):
        with ahead(batches(dataset, found, run.known(), size=size)) as made:
            for batch in made:
                run.take(batch)
                if progress:
                    progress(run.loaded.n_read, None)
        run.finish()
    return run.loaded


@contextmanager
def _in_bulk(connection: Any) -> Iterator[None]:
    """Set the engine up for many rows, and fold them into the file at the end.

    Folding in each batch at once would cost a fifth of the load, packing the rows of batches together at the end an
    eighth. A kill loses nothing by it.
    """
    settings = {"checkpoint_threshold": "256MB", "memory_limit": MEMORY, "max_vacuum_tasks": "0"}
    for name, value in settings.items():
        connection.execute(f"SET {name} = '{value}'")
    yield
    with suppress(duckdb.TransactionException):
        # Where another cursor of this record is at work, the engine does it later.
        connection.execute("CHECKPOINT")
    for name in settings:
        connection.execute(f"RESET {name}")


def _fetched(
    given: Iterable[PathLike], folder: Path, *, allow_private: bool
) -> Iterator[DataFile | tuple[PathLike, SourceError]]:
    """The files behind those of the paths that are web addresses, or why they could not be had."""
    urls = list(map(str, filter(is_address, given)))
    if urls:
        from detente.sources.fetching import fetch_address
    for url in urls:
        try:
            path = fetch_address(url, folder, allow_private=allow_private)
        except SourceError as error:
            yield url, error
        except OSError as error:
            yield url, Unreadable(f"it cannot be kept in {folder}: {error.strerror}", where=url)
        else:
            yield from find_files(path)


class _Run:
    """One call of `load`: takes batches and writes them, each in one transaction."""

    def __init__(self, connection: Any, dataset: DataSet) -> None:
        self._connection = connection
        self._dataset = dataset
        self._whole: list[FileLoad] = []
        self._n_open = 0
        self.loaded = Loaded(dataset)

    def known(self) -> dict[str, FileLoad]:
        """Earlier loads of this data set by the hash of their content: those in whole, and those broken off."""
        rows = self._connection.execute(
            f"""SELECT hash, id, finished IS NOT NULL, lines, {", ".join(COUNTS)} FROM loads
            WHERE kind = 'dataset' AND source = ? AND hash IS NOT NULL ORDER BY finished IS NOT NULL, id""",
            [self._dataset.name],
        ).fetchall()
        return {
            content: FileLoad(content, number, dict(zip(COUNTS, counts, strict=True)), finished, int(lines or 0))
            for content, number, finished, lines, *counts in rows
        }

    def take(self, batch: Batch) -> None:
        """Keep a batch, its counts, and what is to be told of the files that ended in it."""
        with transaction(self._connection):
            self._begin(batch)
            if batch.block is not None:
                self._write(batch, batch.block)
            for name, load in batch.ended:
                self._end(name, load)
        if self._n_open >= ROUND:
            self.finish()

    def _begin(self, batch: Batch) -> None:
        """Put the files that are new into the list of loads."""
        new = {id(load): (name, load) for name, load in self._files(batch) if load.id is None}
        if not new:
            return
        ((last,),) = self._connection.execute("SELECT coalesce(max(id), 0) FROM loads").fetchall()
        rows = []
        for number, (name, load) in enumerate(new.values(), last + 1):
            load.id = number
            rows.append({"id": number, "path": name, "hash": load.content})
        with self._given(rows):
            self._connection.execute(
                """INSERT INTO loads (id, kind, source, path, hash, started)
                SELECT id, 'dataset', ?, path, hash, ? FROM given""",
                [self._dataset.name, now()],
            )

    def _files(self, batch: Batch) -> Iterator[tuple[str, FileLoad]]:
        yield from ((part.name, part.load) for part in batch.parts)
        yield from batch.ended

    @contextmanager
    def _given(self, rows: list[dict[str, Any]]) -> Iterator[None]:
        import pyarrow as pa

        self._connection.register("given", pa.Table.from_pylist(rows))
        try:
            yield
        finally:
            self._connection.unregister("given")

    def _write(self, batch: Batch, block: Block) -> None:
        places = [
            {"place": place, "file": part.name, "load": part.load.id, "fresh": part.load.counts["n_read"] == 0}
            for place, part in enumerate(batch.parts)
        ]
        with self._given(places):
            self._connection.execute("CREATE OR REPLACE TEMP TABLE places AS FROM given")
        dataset = self._dataset
        # A newer copy of a file tells anew what is refused in it.
        self._connection.execute(
            "DELETE FROM refused_rows WHERE source = ? AND file IN (SELECT file FROM places WHERE fresh)",
            [dataset.name],
        )
        written = write_rows(self._connection, block.rows, dataset.name, dataset.kind, version=_version())
        n_aside = self._set_aside(block)
        for place, part in enumerate(batch.parts):
            insert_refused(self._connection, part.refused, int(part.load.id or 0))
            self._count(part, n_aside.get(place, 0), written.get(place, WRITTEN_THROUGH))
        self._keep_counts(batch)
        self.loaded.unknown |= block.unknown
        self._n_open += block.n_read

    def _set_aside(self, block: Block) -> dict[int, int]:
        """Keep the refused lines; their number by place."""
        if not block.set_aside.num_rows:
            return {}
        self._connection.register("aside", block.set_aside)
        try:
            self._connection.execute(
                f"""INSERT INTO refused_rows SELECT ?, p.file, {LINE}, code, reason, p."load"
                FROM aside JOIN places p ON p.place = {PLACE}""",
                [self._dataset.name],
            )
            counted = self._connection.execute(f"SELECT {PLACE}, count(*) FROM aside GROUP BY ALL").fetchall()
        finally:
            self._connection.unregister("aside")
        return dict(counted)

    def _count(self, part: Part, n_aside: int, written: Written) -> None:
        n_read, n_refused = part.n_rows + len(part.refused), len(part.refused) + n_aside
        step = {
            "n_read": n_read,
            "n_kept": n_read - n_refused - written.n_same,
            "n_same": written.n_same,
            "n_refused": n_refused,
            "n_replaced": written.n_replaced,
        }
        for name, n in step.items():
            part.load.counts[name] += n
            setattr(self.loaded, name, getattr(self.loaded, name) + n)

    def _keep_counts(self, batch: Batch) -> None:
        lines = {part.load.id: part.last_line for part in batch.parts}
        loads = {part.load.id: part.load for part in batch.parts}
        rows = [{"id": number, "lines": lines[number], **load.counts} for number, load in loads.items()]
        sets = ", ".join(f"{name} = n.{name}" for name in (*COUNTS, "lines"))
        with self._given(rows):
            self._connection.execute(f"UPDATE loads SET {sets} FROM given n WHERE loads.id = n.id")

    def _end(self, name: str, load: FileLoad) -> None:
        """Note that a file is in whole, or put it aside."""
        if load.error is not None:
            self.loaded.broken.append((name, load.error))
            insert_refused(self._connection, [refuse(load.error, name, path=name)], int(load.id or 0))
        elif load.finished or load in self._whole:
            self.loaded.n_files_same += 1
            self.loaded.n_read += load.counts["n_read"]
            self.loaded.n_same += load.counts["n_read"]
        else:
            self._whole.append(load)

    def finish(self) -> None:
        """Name the deeds that others tell too, derive what is derived, put the ties in order, and close the loads."""
        connection, events = self._connection, self._dataset.kind == "events"
        if not self._n_open and not self._whole and not (events and _owed(connection)):
            return
        with transaction(connection):
            if events:
                note_moved(connection, set_aside(connection))
                link_data_sets(connection)
                cluster_ties(connection)
                keep_tally(connection)
            for statement in self._dataset.derived:
                connection.execute(statement)
            with self._given([{"id": load.id} for load in self._whole] or [{"id": 0}]):
                connection.execute("UPDATE loads SET finished = ? FROM given n WHERE loads.id = n.id", [now()])
        for load in self._whole:
            load.finished = True
        self._whole, self._n_open = [], 0


def _owed(connection: Any) -> bool:
    """Whether a load that was killed has left deeds without their names."""
    return bool(connection.execute("SELECT 1 FROM touched LIMIT 1").fetchall())


def _version() -> str:
    from detente import __version__

    return __version__
