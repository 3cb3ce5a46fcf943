"""Loading: the files of a data set into the record, block by block. Twice changes nothing; a killed load resumes.

Each file is one line in the list of loads, under the hash of its bytes. A file that was loaded whole is passed
over; one
that was broken off goes on after its last whole block.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.errors import RecordError, SourceError, Unreadable
from detente.record.ahead import ahead
from detente.record.corrections import note_moved, set_aside
from detente.record.dataset_links import link_data_sets, note_touched
from detente.record.dataset_rows import Place, Written, write_events, write_others
from detente.record.opening import told, transaction
from detente.record.quarantine import insert_refused, now
from detente.record.tallies import keep_tally
from detente.record.writer import cluster_ties
from detente.sources.datasets.blocks import BLOCK
from detente.sources.datasets.coding import open_dataset
from detente.sources.datasets.dataset import Block, DataSet
from detente.sources.datasets.files import DataFile, find_files
from detente.sources.fetching import fetch_address, is_address
from detente.sources.paths import PathLike
from detente.sources.refused import refuse

if TYPE_CHECKING:
    from detente.record.store import Store

MEMORY = "1GB"
"""What the engine may hold of the record while it is loaded: by itself it would fill the machine with what it wrote."""
COUNTS = ("n_read", "n_kept", "n_same", "n_refused", "n_replaced")


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
    found: list[DataFile | tuple[PathLike, SourceError]] = list(
        find_files([path for path in given if not is_address(path)])
    )
    found += _fetched(given, Path(downloads) / dataset.name, allow_private=allow_private)
    loaded = Loaded(dataset)
    # Blocks are large: folding each into the file at once would cost a fifth of the load. A kill loses nothing by it.
    store.connection.execute("SET checkpoint_threshold = '256MB'")
    store.connection.execute(f"SET memory_limit = '{MEMORY}'")
    with told(store.path):
        for item in found:
            loaded.n_files += 1
            if isinstance(item, DataFile):
                _FileLoad(store.connection, dataset, item, loaded).run(progress, size)
            else:
                path, error = item
                loaded.broken.append((str(path), error))
                _put_aside(store.connection, _begin(store.connection, dataset.name, str(path), None), str(path), error)
    store.connection.execute("SET checkpoint_threshold = '16MB'")
    store.connection.execute("RESET memory_limit")
    return loaded


def _fetched(
    given: Iterable[PathLike], folder: Path, *, allow_private: bool
) -> Iterator[DataFile | tuple[PathLike, SourceError]]:
    """The files behind those of the paths that are web addresses, or why they could not be had."""
    for url in map(str, filter(is_address, given)):
        try:
            path = fetch_address(url, folder, allow_private=allow_private)
        except SourceError as error:
            yield url, error
        except OSError as error:
            yield url, Unreadable(f"it cannot be kept in {folder}: {error.strerror}", where=url)
        else:
            yield from find_files(path)


def _begin(connection: Any, name: str, path: str, content: str | None) -> int:
    (number,) = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM loads").fetchall()[0]
    connection.execute(
        "INSERT INTO loads (id, kind, source, path, hash, started) VALUES (?, 'dataset', ?, ?, ?, ?)",
        [number, name, path, content, now()],
    )
    return int(number)


def _put_aside(connection: Any, load_id: int, path: str, error: SourceError) -> None:
    insert_refused(connection, [refuse(error, path, path=path)], load_id)


class _FileLoad:
    """The load of one file."""

    def __init__(self, connection: Any, dataset: DataSet, file: DataFile, loaded: Loaded) -> None:
        self._connection = connection
        self._dataset = dataset
        self._file = file
        self._loaded = loaded
        self._done = 0
        self._resumed = False
        self._n = dict.fromkeys(COUNTS, 0)

    def run(self, progress: Callable[[int, int | None], None] | None, size: int) -> None:
        """Load what is not yet in the record."""
        try:
            content = self._file.hash()
        except OSError as error:
            fault = Unreadable(f"the file cannot be read: {error.strerror}", where=self._file.name)
            self._break(_begin(self._connection, self._dataset.name, self._file.name, None), fault)
            return
        if self._loaded_before(content):
            return
        load_id = self._resume(content) or _begin(self._connection, self._dataset.name, self._file.name, content)
        note_touched(self._connection)
        try:
            with ahead(open_dataset(self._dataset, self._file, size=size)) as blocks:
                for block in blocks:
                    self._loaded.unknown |= block.unknown
                    if block.last_line > self._done:
                        self._write(block, load_id)
                    if progress:
                        progress(self._loaded.n_read, None)
        except SourceError as error:
            self._break(load_id, error)
        self._finish(load_id, whole=not self._broken())

    def _broken(self) -> bool:
        return bool(self._loaded.broken) and self._loaded.broken[-1][0] == self._file.name

    def _loaded_before(self, content: str) -> bool:
        rows = self._connection.execute(
            """SELECT n_read FROM loads WHERE kind = 'dataset' AND source = ? AND hash = ? AND finished IS NOT NULL""",
            [self._dataset.name, content],
        ).fetchall()
        if not rows:
            return False
        self._loaded.n_files_same += 1
        self._loaded.n_read += rows[0][0]
        self._loaded.n_same += rows[0][0]
        return True

    def _resume(self, content: str) -> int | None:
        """The load of this file that was broken off, with the lines that it had done; None where there is none."""
        rows = self._connection.execute(
            f"""SELECT id, lines, {", ".join(COUNTS)} FROM loads WHERE kind = 'dataset' AND source = ? AND hash = ?
            AND finished IS NULL ORDER BY id DESC LIMIT 1""",
            [self._dataset.name, content],
        ).fetchall()
        if not rows:
            return None
        row = rows[0]
        self._resumed = True
        self._done = int(row[1] or 0)
        self._n = dict(zip(COUNTS, map(int, row[2:]), strict=True))
        return int(row[0])

    def _write(self, block: Block, load_id: int) -> None:
        """One block and the load's counts, in one transaction."""
        connection = self._connection
        dataset = self._dataset
        place = Place(dataset.name, _version(), self._file.name, load_id)
        with transaction(connection):
            if self._done == 0:
                # A newer copy of the file tells anew what is refused in it.
                values = [dataset.name, self._file.name]
                connection.execute("DELETE FROM refused_rows WHERE source = ? AND file = ?", values)
            if dataset.kind == "events":
                written = write_events(connection, block.rows, place)
            else:
                written = write_others(connection, block.rows, place, dataset.kind)
            self._set_aside(block, load_id)
            self._count(block, written, load_id)
        self._done = block.last_line

    def _set_aside(self, block: Block, load_id: int) -> None:
        self._connection.register("aside", block.set_aside)
        self._connection.execute(
            """INSERT INTO refused_rows SELECT ?, ?, line, code, reason, ? FROM aside""",
            [self._dataset.name, self._file.name, load_id],
        )
        self._connection.unregister("aside")
        insert_refused(self._connection, block.refused, load_id)

    def _count(self, block: Block, written: Written, load_id: int) -> None:
        n_refused = len(block.refused) + block.set_aside.num_rows
        step = {
            "n_read": block.n_read,
            "n_kept": block.n_read - n_refused - written.n_same,
            "n_same": written.n_same,
            "n_refused": n_refused,
            "n_replaced": written.n_replaced,
        }
        for name, n in step.items():
            self._n[name] += n
            setattr(self._loaded, name, getattr(self._loaded, name) + n)
        sets = ", ".join(f"{name} = ?" for name in self._n)
        self._connection.execute(
            f"UPDATE loads SET {sets}, lines = ? WHERE id = ?", [*self._n.values(), block.last_line, load_id]
        )

    def _break(self, load_id: int, error: SourceError) -> None:
        self._loaded.broken.append((self._file.name, error))
        _put_aside(self._connection, load_id, self._file.name, error)

    def _finish(self, load_id: int, *, whole: bool) -> None:
        """Link the deeds, derive what is derived, put the ties in order, and close the load."""
        connection = self._connection
        with transaction(connection):
            if self._dataset.kind == "events":
                if self._resumed:
                    # Also what a killed run had written before this one.
                    connection.execute(
                        """INSERT INTO touched SELECT DISTINCT t.dyad, t.date_start
                        FROM ties t JOIN events e ON e.id = t.event
                        WHERE e."load" = ? AND t.report IS NULL""",
                        [load_id],
                    )
                note_moved(connection, set_aside(connection))
                link_data_sets(connection)
                cluster_ties(connection)
                keep_tally(connection)
            for statement in self._dataset.derived:
                connection.execute(statement)
            if whole:
                connection.execute("UPDATE loads SET finished = ? WHERE id = ?", [now(), load_id])


def _version() -> str:
    from detente import __version__

    return __version__
