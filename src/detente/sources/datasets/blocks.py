"""A stream of lines cut into blocks of clean text: UTF-8, whole lines, no zero bytes; what is not clean is refused."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from detente.errors import BadEncoding, SourceError, TooLarge, Unreadable
from detente.sources.decoding import mark_of
from detente.sources.refused import Refused, refuse

BLOCK = 96 << 20
"""Large enough that all processors have their share of a block, small enough for 2 GiB of memory."""
MAX_LINE = 1 << 20
"""A row of event data has some hundred bytes; a line of more than a MiB is no row."""


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Lines of UTF-8, each ended by a newline. `numbers`: their line numbers where some between them are missing.

    Without `numbers` they count up from `first_line`, and some but the first may be empty. `last_line` is the number of
    the last line of the stretch.
    """

    data: bytes
    first_line: int
    last_line: int
    numbers: tuple[int, ...] | None
    refused: tuple[Refused, ...]


def text_blocks(
    stream: io.BufferedReader, *, name: str, latin: bool, size: int = BLOCK, max_line: int = MAX_LINE
) -> Iterator[TextBlock]:
    """The stream's lines in blocks of about `size` bytes; a last line without a newline gets one.

    `latin`: lines that are no UTF-8 are read as ISO 8859-1 instead of being refused. Raises BadEncoding for UTF-16.
    """
    marked = mark_of(stream.peek(4)[:4])
    if marked and marked[0] != "utf-8":
        raise BadEncoding(f"the file is {marked[0].upper()}", next_step="Save it as UTF-8.")
    if marked:
        stream.read(marked[1])
    line = 1
    while data := stream.read(size):
        data, overlong = _whole_lines(data, stream, max_line)
        n_lines = data.count(b"\n") + (overlong is not None)
        yield _clean(data, line, line + n_lines - 1, overlong, name=name, latin=latin, max_line=max_line)
        line += n_lines


def _whole_lines(data: bytes, stream: io.BufferedReader, max_line: int) -> tuple[bytes, bytes | None]:
    """The block with its last line completed; or that line's beginning apart, where it is too long to be one."""
    if data.endswith(b"\n"):
        return data, None
    rest = stream.readline(max_line + 1)
    if len(rest) <= max_line or rest.endswith(b"\n"):
        return data + rest + (b"" if rest.endswith(b"\n") else b"\n"), None
    cut = data.rfind(b"\n") + 1
    start = data[cut : cut + 4096]
    while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
        pass
    return data[:cut], start


def _clean(
    data: bytes, first: int, last: int, overlong: bytes | None, *, name: str, latin: bool, max_line: int
) -> TextBlock:
    refused = []
    if overlong is not None:
        refused.append(refuse(_too_long(max_line), overlong, path=name, line=last))
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b" ")
    plain = b"\x00" not in data and not data.startswith(b"\n")
    if plain and (len(data) <= max_line or _no_long_line(data, max_line)) and _is_text(data):
        return TextBlock(data, first, last, None, tuple(refused))
    kept, numbers = [], []
    for number, line in enumerate(data.split(b"\n")[:-1], first):
        text, fault = _of_line(line, latin=latin, max_line=max_line)
        if fault is not None:
            refused.append(refuse(fault, line[:4096], path=name, line=number))
        elif text:
            kept.append(text)
            numbers.append(number)
    joined = b"\n".join(kept) + (b"\n" if kept else b"")
    return TextBlock(joined, first, last, tuple(numbers), tuple(refused))


def _is_text(data: bytes) -> bool:
    """Whether the bytes are UTF-8, told in a tenth of the time of decoding them."""
    if data.isascii():
        return True
    import pyarrow as pa

    offsets = pa.py_buffer(len(data).to_bytes(8, sys.byteorder).rjust(16, b"\0"))
    try:
        pa.LargeStringArray.from_buffers(1, offsets, pa.py_buffer(data)).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _no_long_line(data: bytes, max_line: int) -> bool:
    """Whether a newline stands in every window of the longest allowed line."""
    at = 0
    while len(data) - at > max_line:
        at = data.rfind(b"\n", at, at + max_line) + 1
        if at == 0:
            return False
    return True


def _of_line(line: bytes, *, latin: bool, max_line: int) -> tuple[bytes, SourceError | None]:
    if len(line) > max_line:
        return b"", _too_long(max_line)
    if b"\x00" in line:
        return b"", Unreadable("a zero byte in the line", next_step="Fetch the file again.")
    try:
        line.decode("utf-8")
    except UnicodeDecodeError as error:
        if latin:
            return line.decode("latin-1").encode("utf-8"), None
        return b"", BadEncoding(f"no UTF-8 from byte {error.start} of the line on", next_step="Fetch the file again.")
    return line, None


def _too_long(max_line: int) -> TooLarge:
    return TooLarge(f"a line of more than {max_line:,} bytes", next_step="Check what kind of file it is.")
