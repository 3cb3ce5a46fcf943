"""Sentence evidence with its neighbours, cut out of a report's text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from detente.brief.document import SentenceEvidence
from detente.brief.material import ReportRow

LONGEST_NEIGHBOUR = 120
LONGEST_SENTENCE = 900

_BORDER = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n\s*\n")
_NO_END = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Sen|Rep|Gov|Prof|St|No|vs|[A-Z])|\b[A-Z]\.[A-Z])\.$")


def borders(text: str) -> list[int]:
    """Offsets at which sentences begin, the first being 0 and the last the text's length."""
    found = [0]
    for match in _BORDER.finditer(text):
        if not _NO_END.search(text[max(0, match.start() - 8) : match.start() + 1]):
            found.append(match.end())
    return [*found, len(text)]


def sentence_evidence(report: ReportRow, marks: Iterable[tuple[int, int]]) -> SentenceEvidence:
    """The sentence (or sentences) of the report that hold the marks, with the one before and the one after."""
    wanted = _apart(marks)
    text = report.text
    starts = borders(text)
    first = max((i for i, at in enumerate(starts[:-1]) if at <= wanted[0][0]), default=0)
    last = next(i for i in range(first + 1, len(starts)) if starts[i] >= wanted[-1][1])
    start, end = _trim(text, *_shorten(text, starts[first], starts[last], wanted))
    start, end = min(start, wanted[0][0]), max(end, wanted[-1][1])
    before = text[starts[max(0, first - 1)] : starts[first]] if first else ""
    after = text[starts[last] : starts[last + 1]] if last + 1 < len(starts) else ""
    return SentenceEvidence(
        report=report.id,
        start=start,
        end=end,
        text=text[start:end],
        marks=wanted,
        before=_tail(before.strip()),
        after=_head(after.strip()),
        title=report.title,
        outlet=report.outlet,
        url=report.url,
        date=report.date,
        place=report.place,
        rests_on=report.sources,
    )


def _apart(marks: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Sorted marks, those that touch or overlap joined."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(mark for mark in marks if mark[0] < mark[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _shorten(text: str, start: int, end: int, marks: tuple[tuple[int, int], ...]) -> tuple[int, int]:
    """A stretch without sentence borders (a table, a list) is cut around its marks."""
    if end - start <= LONGEST_SENTENCE:
        return start, end
    return max(start, marks[0][0] - LONGEST_NEIGHBOUR), min(end, marks[-1][1] + LONGEST_NEIGHBOUR)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _tail(text: str) -> str:
    return text if len(text) <= LONGEST_NEIGHBOUR else "… " + text[-LONGEST_NEIGHBOUR:].split(" ", 1)[-1]


def _head(text: str) -> str:
    return text if len(text) <= LONGEST_NEIGHBOUR else text[:LONGEST_NEIGHBOUR].rsplit(" ", 1)[0] + " …"
