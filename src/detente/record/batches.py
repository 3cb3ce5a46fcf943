"""Batches: the files of a data set read and coded, ahead of what writes them; small files share a batch.

A file that was loaded whole is passed over by the hash of its content; one that was broken off goes on after the last
line that the record has of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from detente.errors import SourceError, Unreadable
from detente.sources.datasets.coding import Coder
from detente.sources.datasets.dataset import Block, DataSet, RawBlock
from detente.sources.datasets.files import DataFile
from detente.sources.datasets.raw import open_layout
from detente.sources.paths import PathLike
from detente.sources.refused import Refused

COUNTS = ("n_read", "n_kept", "n_same", "n_refused", "n_replaced")
MOST = 1_000
"""So many small files share a batch at most."""
Found = DataFile | tuple[PathLike, SourceError]


@dataclass(slots=True, eq=False)
class FileLoad:
    """The load of one file: its number (None before anything is written), its counts, and whether it is in whole.

    `last_line` is how far it was read, `error` what broke it off, `cut` whether a stretch could not be coded, so that
    the rest is left.
    """

    content: str | None
    id: int | None = None
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTS, 0))
    finished: bool = False
    last_line: int = 0
    error: SourceError | None = None
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """What a batch has of a file: so many rows, up to this line, and what of it was refused."""

    load: FileLoad
    name: str
    n_rows: int
    last_line: int
    refused: tuple[Refused, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Coded rows of `parts`, whose places in the list the rows' lines tell; the files that came to an end, by name."""

    block: Block | None
    parts: list[Part]
    ended: list[tuple[str, FileLoad]]


@dataclass(frozen=True, slots=True)
class _Read:
    """A stretch of a file that is to be coded; without rows, its end."""

    load: FileLoad
    name: str
    file: DataFile | None = None
    layout: DataSet | None = None
    raw: RawBlock | None = None


def batches(dataset: DataSet, found: Iterable[Found], known: dict[str, FileLoad], *, size: int) -> Iterator[Batch]:
    """The files in batches of about so many bytes; `known` are earlier loads by the hash of their content."""
    gathered: list[_Read] = []
    n = 0
    with Coder() as coder:
        for read in _all_read(dataset, found, known, size):
            if read.raw is not None and n and not _joins(gathered, read, n, size):
                yield from _coded(coder, gathered)
                gathered, n = [], 0
            gathered.append(read)
            n += read.raw.size + 1 if read.raw is not None else 0
            if n >= size or len(gathered) >= MOST:
                yield from _coded(coder, gathered)
                gathered, n = [], 0
        yield from _coded(coder, gathered)


def _joins(gathered: list[_Read], read: _Read, n: int, size: int) -> bool:
    """Whether a stretch can be coded with the others: rows of a plain table do not depend on each other."""
    before = next(other for other in reversed(gathered) if other.raw is not None)
    assert read.layout is not None
    assert read.raw is not None
    return read.layout is before.layout and not read.layout.quoted and n + read.raw.size <= size


def _all_read(dataset: DataSet, found: Iterable[Found], known: dict[str, FileLoad], size: int) -> Iterator[_Read]:
    for item in found:
        if not isinstance(item, DataFile):
            path, error = item
            yield _Read(FileLoad(None, error=error), str(path))
            continue
        try:
            content = item.hash()
        except OSError as error:
            fault = Unreadable(f"the file cannot be read: {error.strerror}", where=item.name)
            yield _Read(FileLoad(None, error=fault), item.name)
            continue
        yield from _read(dataset, item, known.setdefault(content, FileLoad(content)), size)


def _read(dataset: DataSet, file: DataFile, load: FileLoad, size: int) -> Iterator[_Read]:
    done = load.last_line
    try:
        if not load.finished:
            for layout, raw in open_layout(dataset, file, size=size):
                if raw.last_line > done:
                    load.last_line = raw.last_line
                    yield _Read(load, file.name, file, layout, raw.after(done))
                if load.cut:
                    break
    except SourceError as error:
        load.error = error
    yield _Read(load, file.name)


def _coded(coder: Coder, gathered: list[_Read]) -> Iterator[Batch]:
    """One batch; or several, where a stretch cannot be coded and so breaks its file off."""
    ended = [(read.name, read.load) for read in gathered if read.raw is None]
    reads = [read for read in gathered if read.raw is not None and not read.load.cut]
    try:
        block = _block(coder, reads)
    except Unreadable as error:
        if len(reads) == 1:
            reads[0].load.error, reads[0].load.cut = error, True
        else:
            for read in reads:
                yield from _coded(coder, [read])
        reads = []
    if reads or ended:
        yield Batch(block if reads else None, [_part(read) for read in reads], ended)


def _block(coder: Coder, reads: list[_Read]) -> Block | None:
    if not reads:
        return None
    layout = reads[0].layout
    assert layout is not None
    return coder.code(layout, [(read.file, read.raw) for read in reads if read.file and read.raw])


def _part(read: _Read) -> Part:
    assert read.raw is not None
    return Part(read.load, read.name, read.raw.rows.num_rows, read.raw.last_line, read.raw.refused)
