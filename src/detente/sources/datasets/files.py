"""From paths to the files of a data set: plain, gzipped or zipped, each opened as plain bytes within limits."""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from detente.errors import SourceError, TooLarge, Unreadable
from detente.sources.material import MAX_RATIO, RATIO_FROM, Material
from detente.sources.paths import PathLike, find_material

MAX_MEMBERS = 10_000
ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class DataFile:
    """One file of a data set: its path, and its name in the archive where it lies in one."""

    path: Path
    member: str | None = None

    @property
    def name(self) -> str:
        """How it is called in messages and in the list of loads: "2018.zip/events.tab"."""
        return f"{self.path}/{self.member}" if self.member else str(self.path)

    @property
    def suffix(self) -> str:
        """The suffix of the content, without .gz: "tab"."""
        return Material(self.member or self.path.name).suffix()

    def hash(self) -> str:
        """The first 16 hex digits of the SHA-256 of the file on disk (and of the member's name)."""
        digest = hashlib.sha256((self.member or "").encode("utf-8", "surrogatepass"))
        with self.path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
        return digest.hexdigest()[:16]

    @contextmanager
    def open(self) -> Iterator[io.BufferedReader]:
        """Its plain bytes. Raises Unreadable or TooLarge, here or while it is read."""
        if self.member is None:
            with Material(self.path.name, self.path).open() as stream:
                yield stream
            return
        try:
            with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as packed:
                size = archive.getinfo(self.member).compress_size
                yield io.BufferedReader(_Member(cast(BinaryIO, packed), size), 1 << 16)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            raise _broken(error) from error


class _Member(io.RawIOBase):
    """The content of a member of a zip archive; TooLarge where it grows beyond all proportion, Unreadable if broken."""

    def __init__(self, packed: BinaryIO, size: int) -> None:
        self._packed = packed
        self._size = size
        self._n_out = 0

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer with what was packed."""
        try:
            data = self._packed.read(len(buffer))
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise _broken(error) from error
        self._n_out += len(data)
        if self._n_out > RATIO_FROM and self._n_out > MAX_RATIO * max(self._size, 1):
            raise TooLarge(
                f"unpacks to more than {MAX_RATIO} times its size", next_step="Unpack it yourself if you trust it."
            )
        buffer[: len(data)] = data
        return len(data)


def _broken(error: Exception) -> Unreadable:
    text = str(error).splitlines()[0] if str(error) else type(error).__name__
    return Unreadable(f"broken or locked archive: {text}", next_step="Fetch the file again.")


def find_files(paths: PathLike | Iterable[PathLike]) -> Iterator[DataFile | tuple[Path, SourceError]]:
    """The files that the paths stand for, members of zip archives one by one; or an archive with why it cannot be read.

    A member is only ever read, never written to disk, so that its name can reach nothing. Raises Unreadable for a path
    that is not there.
    """
    for material in find_material(paths):
        path = material.path
        if path is None:
            raise Unreadable("a data set is read from files, not from the standard input", next_step="Name its files.")
        if _starts_with_zip(path):
            yield from _members(path)
        else:
            yield DataFile(path)


def _starts_with_zip(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(4) == ZIP
    except OSError:
        return False


def _members(path: Path) -> Iterator[DataFile | tuple[Path, SourceError]]:
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        yield path, _broken(error)
        return
    if len(infos) > MAX_MEMBERS:
        yield path, TooLarge(f"an archive of more than {MAX_MEMBERS:,} files", next_step="Unpack it yourself.")
        return
    for info in infos:
        if not os.path.basename(info.filename).startswith((".", "__MACOSX")):
            yield DataFile(path, info.filename)
