"""Material: a file or the standard input, opened as plain bytes within limits, compressed or not."""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from detente.errors import BadEncoding, SourceError, TooLarge, Unreadable
from detente.sources.decoding import mark_of

GZIP = b"\x1f\x8b"
MAX_RATIO = 200
"""News text shrinks 3 to 20 times; a file that grows more than this when unpacked is a trap."""
RATIO_FROM = 10_000_000
BLOCK = 1 << 16


class Inflated(io.RawIOBase):
    """The content of a gzip stream; raises TooLarge where it grows beyond all proportion, Unreadable where broken."""

    def __init__(self, packed: BinaryIO) -> None:
        self._packed = _Counted(packed)
        self._plain = gzip.GzipFile(fileobj=cast(BinaryIO, self._packed))
        self._n_out = 0

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer with what was packed."""
        try:
            data = self._plain.read1(len(buffer))
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise Unreadable(f"broken gzip: {error}", next_step="Fetch the file again.") from error
        self._n_out += len(data)
        if self._n_out > RATIO_FROM and self._n_out > MAX_RATIO * self._packed.n_in:
            raise TooLarge(
                f"unpacks to more than {MAX_RATIO} times its size",
                next_step="Unpack it yourself if you trust it.",
            )
        buffer[: len(data)] = data
        return len(data)


class _Counted:
    """Counts what is taken out of a stream."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.n_in = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.n_in += len(data)
        return data


class Recoded(io.RawIOBase):
    """A stream of UTF-16 or UTF-32 as UTF-8; raises BadEncoding where it is none."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._stream = stream
        self._encoding = encoding
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._left = b""

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer with UTF-8."""
        while not self._left:
            block = self._stream.read(BLOCK)
            try:
                self._left = self._decoder.decode(block, final=not block).encode("utf-8")
            except UnicodeError as error:
                raise BadEncoding(
                    f"the bytes are no {self._encoding.upper()}", next_step="Save the file as UTF-8."
                ) from error
            if not block and not self._left:
                return 0
        part, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)


@dataclass(frozen=True, slots=True)
class Material:
    """What is to be read: its name as told in messages, and its file (None: `stream`, such as the standard input)."""

    name: str
    path: Path | None = None
    stream: BinaryIO | None = None

    def open(self) -> io.BufferedReader:
        """Its bytes from the beginning (a stream: from where it stands), unpacked. Raises Unreadable."""
        try:
            raw = self.path.open("rb") if self.path is not None else self.stream
        except OSError as error:
            raise Unreadable(
                f"the file cannot be opened: {error.strerror}", next_step="Check its permissions."
            ) from error
        assert raw is not None
        plain = raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, raw))
        if plain.peek(2)[:2] == GZIP:
            return io.BufferedReader(Inflated(cast(BinaryIO, plain)), BLOCK)
        return plain

    def suffix(self) -> str:
        """The last suffix in lower case without the dot, `.gz` set aside."""
        name = self.name.lower().removesuffix(".gz")
        return Path(name).suffix.removeprefix(".")


def whole(stream: BinaryIO, *, max_bytes: int) -> bytes:
    """All bytes of a document; TooLarge where there are more than allowed."""
    data = stream.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise TooLarge(
            f"larger than {max_bytes:,} bytes",
            next_step="Cut it, give it as JSON Lines or Parquet, or raise DETENTE_MAX_BYTES.",
        )
    return data


def lines_of(stream: io.BufferedReader, *, max_bytes: int) -> Iterator[tuple[int, bytes, SourceError | None]]:
    """The lines with their numbers from 1; a line that is too long comes cut, with the error.

    UTF-16 and UTF-32 come as UTF-8, and the byte order mark goes.
    """
    marked = mark_of(stream.peek(4)[:4])
    if marked:
        encoding, length = marked
        stream.read(length)
        if encoding != "utf-8":
            stream = io.BufferedReader(Recoded(cast(BinaryIO, stream), encoding), BLOCK)
    number = 0
    while line := stream.readline(max_bytes + 1):
        number += 1
        if len(line) <= max_bytes or line.endswith(b"\n"):
            yield number, line, None
            continue
        fault = TooLarge(f"a line of more than {max_bytes:,} bytes", next_step="Raise DETENTE_MAX_BYTES.")
        while (rest := stream.readline(BLOCK)) and not rest.endswith(b"\n"):
            pass
        yield number, line, fault
