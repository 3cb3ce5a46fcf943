"""Capitals where they act, as the words around them tell; Brussels: the European Union, which sits there, or Belgium.

Of Brussels only what acts is decided: subject of a verb, agent, whom one tells or asks, beside Washington. A town where
things happen ("the Brussels attack") stays what it is. The Union is meant where the text names it, or else where it
names neither Belgium nor NATO, which sits there too, nor a state that Belgium once ruled.
"""

from __future__ import annotations

import re
from functools import lru_cache

from detente.tables import csv_rows

SEAT, UNION = "Brussels", "European Union"
_SINCE = "1993-11"
_ACTS = re.compile(
    r"^(?:['’]s? (?!airport\b|mayor\b|streets?\b)[a-z]+|,? (?:which|who|whose)\b"
    r"|, (?!including\b|according\b|starting\b|beginning\b|following\b)[a-z]+(?:ing|ed)\b"
    r"| (?:(?:and|or|nor) (?:Washington|Moscow|Beijing)\b"
    r"|(?:itself|alone|never|also|still|then|now|merely|first|once)\b"
    r"|(?:is|was|has|had|does|did|will|would|may|might|can|could|should|must|says?|said|wants?|hopes?|insists?|sees?"
    r"|gives?|gave|takes?|took|makes?|made|lets?|sends?|sent|seeks?|sought|holds?|held|tells?|told|thinks?|thought"
    r"|froze|cut|spoke|signs?|pays?|paid|offers?|fears?|refuses?|[a-z]{3,}ed)\b))"
)
_IS_ACTED_ON = re.compile(
    r"\b(?:by|with|tells?|told|telling|asks?|asked|asking|urged?|urging|accused?|accusing|warned?|warning|thanked?"
    r"|thanking|pressed|begged|persuaded|blamed?|promises to|powers (?:to|from)|between"
    r"|(?:Washington|Moscow|Beijing),? (?:and|or|nor)|Washington,)\s$"
)
_NO_AGENT = re.compile(
    r"^ (?:and|,) (?:The Hague|Antwerp|Ghent|Liege|Luxembourg|Strasbourg)\b|^-| (?:by|with) (?:train|air)\b"
)
_UNION = re.compile(r"\b(?:EU|E\.U\.|European (?:Union|Commission|Council|Parliament)|the Union|Europeans?)\b")
# Belgium itself, what else sits in its capital, and the states that it once ruled.
_OTHERS = re.compile(
    r"\b(?:Belgium|Belgians?|NATO|Nato|Congo(?:lese)?|Kinshasa|Rwandan?s?|Kigali|Burundi(?:ans?)?|Bujumbura)\b"
)


def is_acting(text: str, start: int, end: int) -> bool:
    """Whether the words around a town tell that it stands for a government: "the town told", "said by the town"."""
    acts = _ACTS.match(text[end : end + 32]) or _IS_ACTED_ON.search(text[max(0, start - 32) : start])
    return acts is not None


@lru_cache(maxsize=1)
def _in_a_list() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A capital that means nothing else, right before and right after a name of a list."""
    open_forms = {row["form"] for row in csv_rows("ambiguous_names")}
    capitals = [
        re.escape(row["form"])
        for row in csv_rows("state_names")
        if row["kind"] == "capital" and not row["ambiguous"] and row["form"] not in open_forms
    ]
    names = "|".join(sorted(capitals, key=len, reverse=True))
    between = r"(?:, (?:and )?| and | nor | or )"
    return re.compile(rf"(?<!\w)(?:{names}){between}$"), re.compile(rf"^{between}(?:{names})(?!\w)")


def is_among_capitals(text: str, start: int, end: int) -> bool:
    """Whether a name that is more than a capital stands in a list with one that is not: "Warsaw, Sofia and Skopje"."""
    before, after = _in_a_list()
    return after.match(text[end : end + 40]) is not None or before.search(text[max(0, start - 40) : start]) is not None


def is_the_union(text: str, start: int, end: int, day: str | None) -> bool:
    """Whether Brussels, at that place of the text, stands for the European Union."""
    if (day or "9999") < _SINCE or _NO_AGENT.match(text[end : end + 24]):
        return False
    if not is_acting(text, start, end):
        return False
    return _UNION.search(text) is not None or _OTHERS.search(text) is None
