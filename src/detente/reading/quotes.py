"""Quotations of a text: where they open and close, over sentences and paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = re.compile(r"[\"“”„‟〝〞«»]|``|''|\n[ \t]*\n")
_OPENING = frozenset("“„‟〝«") | {"``"}
_CLOSING = frozenset("”〞»") | {"''"}
_DIRECTED = frozenset("“«")
_ATTRIBUTED = re.compile(
    r",\s(?:he|she|they|[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?)\s(?:said|says|added|told|wrote|noted)\b"
)
_LONGEST = 6000
_BREAK = "\n"


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation with its marks: text[start:end]; `open_ended` where the paragraph ends before it closes."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    open_ended: bool = False


def find_quotes(text: str) -> tuple[Quote, ...]:
    """The quotations of a text in order, not nested.

    Straight, curly and doubled marks, and guillemets. A quotation that the paragraph leaves open is one that goes on in
    the next paragraph if that begins with a mark, as printers do; else it ends with its paragraph.
    """
    quotes: list[Quote] = []
    opened: tuple[int, int] | None = None
    for match in _MARK.finditer(text):
        mark, start, end = match.group(), match.start(), match.end()
        if mark[0] == _BREAK:
            if opened is not None:
                quotes.extend(_closed(text, opened, start, start, open_ended=True))
            opened = None
        elif opened is None:
            if _opens(text, mark, start, end):
                opened = (start, end)
        elif mark in _DIRECTED and (said := _ATTRIBUTED.search(text, opened[1], start)) is not None:
            # The mark that should have closed it is missing: an attribution stands before the next one opens.
            quotes.extend(_closed(text, opened, said.start() + 1, said.start() + 1))
            opened = (start, end)
        elif mark in _CLOSING or (mark not in _OPENING and _closes(text, start, end)):
            quotes.extend(_closed(text, opened, start, end))
            opened = None
    if opened is not None:
        quotes.extend(_closed(text, opened, len(text), len(text), open_ended=True))
    return tuple(quotes)


def _opens(text: str, mark: str, start: int, end: int) -> bool:
    """Can a quotation open here? A straight mark opens after a blank or bracket and before a word."""
    if mark in _OPENING:
        return True
    before, after = text[start - 1 : start], text[end : end + 1]
    if mark == "''":
        return (not before or before.isspace() or before in "([—–-:") and bool(after.strip())
    return mark == '"' and bool(after.strip()) and not before.isalnum()


def _closes(text: str, start: int, end: int) -> bool:
    """Can a straight mark close here? Not where it stands between a blank and a word: that one opens."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isspace() and after.isalnum())


def _closed(
    text: str, opened: tuple[int, int], inner_end: int, end: int, *, open_ended: bool = False
) -> tuple[Quote, ...]:
    """The quotation between two marks; none where it holds no word or is too long to be one."""
    start, inner_start = opened
    while inner_end > inner_start and text[inner_end - 1].isspace():
        inner_end -= 1
    if not any(c.isalnum() for c in text[inner_start:inner_end]) or end - start > _LONGEST:
        return ()
    return (Quote(start, end if not open_ended else inner_end, inner_start, inner_end, open_ended),)
