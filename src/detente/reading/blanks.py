"""Every kind of blank made plain, each character in its place, and findings given back as the text has them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from detente.reading.model import Mention, TimeExpression

Found = TypeVar("Found", Mention, TimeExpression)
# No-break, figure, thin, ideographic and other blanks of Unicode, a stray byte order mark; then ends of lines.
_BLANKS = dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 0xFEFF], " ")
_ENDS = dict.fromkeys([0x85, 0x2028], "\n")
_TABLE = {**_BLANKS, **_ENDS}
_ANY = re.compile("[" + "".join(map(chr, _TABLE)) + "]")


def plain(text: str) -> str:
    """The text, of the same length, with a plain blank for each blank of Unicode (no-break, thin, ideographic)."""
    return text.translate(_TABLE) if _ANY.search(text) else text


def as_written(found: Iterable[Found], text: str) -> tuple[Found, ...]:
    """The findings, their words as they stand in the text as given."""
    return tuple(
        one if one.text == text[one.start : one.end] else replace(one, text=text[one.start : one.end]) for one in found
    )
