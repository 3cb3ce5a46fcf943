"""Named periods ("during the Cold War", "Cold War decades"): the table `knowledge/periods.csv` found in a text.

A name counts as a time only where it is used as one: after a preposition of time or before "era", "years", "decades".
"""

from __future__ import annotations

import re
from functools import cache

from detente import dates
from detente.reading.model import TimeExpression
from detente.tables import csv_rows

_EDGE = r"(?P<edge>(?:end|close|start|beginning|outbreak|height|eve|aftermath|wake)\s+of\s+)"
_BEFORE = (
    r"(?:(?P<cue>\b(?i:during|since|until|till|throughout|through|in|before|after|from|to|of|by|back to|following)\s+"
    rf"(?:the\s+)?|\b(?:post|pre)-)?(?:the\s+)?{_EDGE}?(?:the\s+)?)"
)
_AFTER = r"(?P<tail>[\s-]+(?:era|years?|decades?|period|days|times))?\b"


@cache
def _pattern() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, tuple[str, str]]]:
    rows = {row["form"]: (row["start"], row["end"]) for row in csv_rows("periods")}
    forms = "|".join(re.escape(form) for form in sorted(rows, key=len, reverse=True))
    return re.compile(rf"\b(?:{forms})\b"), re.compile(rf"{_BEFORE}\b(?P<form>{forms}){_AFTER}"), rows


def find_periods(text: str) -> tuple[TimeExpression, ...]:
    """The named periods that a text uses as times, with the interval as value and EDTF."""
    quick, full, rows = _pattern()
    if not quick.search(text):
        return ()
    found = []
    for match in full.finditer(text):
        if not (match["cue"] or match["tail"] or match["edge"]):
            continue
        start, end = rows[match["form"]]
        found.append(_expression(text, match, f"{start}/{end}"))
    return tuple(found)


def _expression(text: str, match: re.Match[str], span: str) -> TimeExpression:
    start, end = span.split("/")
    cue, edge = (match["cue"] or "").lower(), (match["edge"] or "").split()
    begin = match.start("form")
    value, edtf = span, span
    if edge:
        begin = match.start("edge")
        value = edtf = (
            end if edge[0] in ("end", "close", "aftermath", "wake") else span if edge[0] == "height" else start
        )
    if cue.startswith(("since", "back to")):
        edtf = dates.interval(end if edge and edge[0] == "end" else start, None)
    elif cue.startswith(("after", "following", "post-")):
        edtf = dates.interval(end, None)
    elif cue.startswith(("until", "till")):
        edtf = dates.interval(None, edtf)
    elif cue.startswith(("before", "pre-")):
        edtf = dates.interval(None, start)
    stop = match.end("tail") if match["tail"] else match.end("form")
    return TimeExpression(text[begin:stop], begin, stop, "DATE", value, edtf)
