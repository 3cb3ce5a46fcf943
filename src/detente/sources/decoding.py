"""Bytes to text: UTF-8, UTF-16 and UTF-32 with their mark, Windows-1252 only where it reads as text; else refused."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import fields

from detente.errors import BadEncoding, Empty, SourceError, TooLarge, Unreadable
from detente.sources.report import Report

# UTF-32 first: its little-endian mark begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MANY_BYTES_OF_ONE_LETTER = re.compile(rb"[\xc3-\xf4][\x80-\xbf]+")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
HIGH_RUN = re.compile(r"[^\W\d_\x00-\x7f]{3}")
HIGH_SHARE = 0.3
"""Western European prose has 1 to 10 % letters outside ASCII; Cyrillic or Greek read as Windows-1252 has 80 %."""
CONTROL_SHARE = 0.01


def mark_of(start: bytes) -> tuple[str, int] | None:
    """The encoding that a byte order mark announces, and the length of the mark."""
    for mark, encoding in MARKS:
        if start.startswith(mark):
            return encoding, len(mark)
    return None


def decode(data: bytes) -> str:
    """The text of these bytes, without its mark.

    Raises Unreadable for binary content, BadEncoding (with the offset of the first wrong byte) for broken text.
    """
    marked = mark_of(data)
    if marked:
        encoding, length = marked
        text = _strictly(data[length:], encoding, length)
    elif b"\x00" in data:
        raise Unreadable(
            f"binary content: a zero byte at offset {data.index(0)}",
            next_step="Give text, HTML, PDF or a table; UTF-16 needs its byte order mark.",
        )
    else:
        text = _utf8_or_1252(data)
    if len(CONTROL.findall(text)) > CONTROL_SHARE * len(text):
        raise Unreadable("binary content: control characters", next_step="Give text, HTML, PDF or a table.")
    return text


def _strictly(data: bytes, encoding: str, shift: int = 0) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _bad(encoding, error.start + shift) from error


def _bad(encoding: str, offset: int) -> BadEncoding:
    return BadEncoding(
        f"the bytes are no {encoding.upper()} from offset {offset} on", next_step="Save the file as UTF-8."
    )


def _utf8_or_1252(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # A text that has valid letters of several bytes is damaged UTF-8, whatever else could be made of it.
        if any(_is_utf8(part) for part in MANY_BYTES_OF_ONE_LETTER.findall(data)):
            raise _bad("utf-8", error.start) from error
        offset = error.start
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise _bad("utf-8", offset) from error
    if not _plausible(text):
        raise _bad("utf-8", offset)
    return text


def _is_utf8(part: bytes) -> bool:
    try:
        part.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _plausible(text: str) -> bool:
    """Whether it looks like Western European prose: letters outside ASCII are few, single, and letters or quotes."""
    if HIGH_RUN.search(text):
        return False
    high = [c for c in text if c > "\x7f"]
    solid = [c for c in text if not c.isspace()]
    if len(high) > HIGH_SHARE * len(solid):
        return False
    odd = [c for c in high if unicodedata.category(c) in ("So", "Sm", "Sk", "Cc", "No", "Lm")]
    return len(odd) <= 0.2 * len(high)


def fault_of(report: Report, *, max_chars: int) -> SourceError | None:
    """Why a report cannot be kept, or None: no text, too much of it, or characters that no text has."""
    if not report.text.strip():
        return Empty("no text is left", next_step="Check that the file or its text column holds text.")
    if len(report.text) > max_chars:
        return TooLarge(
            f"the text has {len(report.text):,} characters, more than {max_chars:,}",
            next_step="Cut it into its articles, or raise DETENTE_MAX_CHARS.",
        )
    if "\x00" in report.text:
        return Unreadable("a zero character inside the text", next_step="Save it as plain text.")
    for field in fields(report):
        value = getattr(report, field.name)
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, str):
                try:
                    text.encode("utf-8")
                except UnicodeEncodeError as error:
                    return BadEncoding(
                        f"half a surrogate pair in the {field.name} at character {error.start}",
                        next_step="Write the source again as UTF-8.",
                    )
    return None
