"""Actors told by what they are: "the kingdom", "that country", "the alliance", "the insurgents".

A description stands for an actor that the report has named: a state of that kind in the nearest sentence with one; "the
country" the one state of the nearest sentence; "the movement" the one armed group so far. Where two fit, none is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from detente.reading import blanks
from detente.reading.model import Mention
from detente.reading.parsed import ParsedReport, Sentence
from detente.reading.parties import first_of, head_of, is_subject
from detente.tables import csv_rows

_BACK = 3
_LANDS = ("country", "nation", "state", "republic")
_ARMED = r"movement|insurgents|militants|rebels|guerrillas|jihadists|militia|armed group|group"
_BLOCS = r"alliance|bloc|organi[sz]ation"
_AFTER = r"(?! (?:of|for|against|on)\b|[-‑]|['’]s? [a-z]+['’]s\b| [A-Z])"
# Where things happen: "in the country" is no party.
_WITHIN = frozenset(
    {"in", "inside", "within", "across", "around", "throughout", "into", "outside", "from", "through", "over", "near"}
    | {"of", "at"}
)


@lru_cache(maxsize=1)
def _kinds() -> dict[str, frozenset[str]]:
    """Codes by the description, each with every word for a land."""
    found: dict[str, frozenset[str]] = {}
    for row in csv_rows("state_kinds"):
        lands = _LANDS if "{land}" in row["kind"] else ("",)
        for land in lands:
            found[row["kind"].replace("{land}", land)] = frozenset(row["codes"].split())
    return found


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    kinds = "|".join(re.escape(kind) for kind in sorted(_kinds(), key=len, reverse=True))
    adjectives = r"(?:(?:tiny|small|poor|impoverished|neighbou?ring|oil-rich|landlocked|conservative|wealthy) )?"
    return re.compile(
        rf"\b(?:[Tt]he|[Tt]his|[Tt]hat) (?:{adjectives}(?P<kind>{kinds})|(?P<plain>country|nation)"
        rf"|(?<![Tt]hat )(?:(?P<armed>{_ARMED})|(?P<bloc>{_BLOCS})))\b{_AFTER}"
    )


def described(parsed: ParsedReport, named: Sequence[Mention], title: Sequence[Mention]) -> list[Mention]:
    """Mentions of actors by their kind, in order; none where the report so far leaves open which is meant."""
    found = []
    for match in _pattern().finditer(blanks.plain(parsed.text)):
        start, end = match.span()
        if any(m.start < end and start < m.end for m in named):
            continue
        at = next((i for i, s in enumerate(parsed.sentences) if s.start <= start < s.end), None)
        if at is None:
            continue
        before = [m for m in named if m.start < start]
        if match["armed"] or match["bloc"]:
            target = _group([*title, *before], armed=bool(match["armed"]))
        elif match["kind"]:
            others = [m for m in before if not _acts_on_it(m, match, parsed.sentences[at])]
            target = _of_kind(_kinds()[match["kind"]], _groups(parsed, others, at, title))
        else:
            target = _the_country(match, parsed, before, at, title)
        if target is None:
            continue
        mention = Mention(match.group(), start, end, target.kind, target.state, target.sector, target.name)
        if _is_party(mention, parsed.sentences[at]):
            found.append(mention)
    return found


def _is_party(mention: Mention, sentence: Sentence) -> bool:
    """Whether the phrase is no mere place: a subject, a possessor, an object, what "with" or "against" brings in."""
    head = head_of(mention, sentence)
    if head is None or head.dep_ == "compound":
        return False
    return not (
        head.dep_ == "pobj" and head.head.lower_ in _WITHIN and mention.kind == "state" and not _is_invaded(head)
    )


def _is_invaded(head: object) -> bool:
    """Whether "of" brings in whom a deed is done to: "the invasion of that country"."""
    governor = head.head  # type: ignore[attr-defined]
    return bool(governor.lower_ == "of" and governor.head.lemma_ in _DONE_TO)


_DONE_TO = frozenset(
    {"invasion", "occupation", "annexation", "recognition", "support", "bombing", "blockade", "defence"}
)


def _acts_on_it(mention: Mention, match: re.Match[str], sentence: Sentence) -> bool:
    """Whether a state is subject where the description is object: "Bahrain sided with the kingdom" names two."""
    if mention.start < sentence.start or re.match("['’]s? ", match.string[match.end() : match.end() + 3]):
        return False
    head, what = head_of(mention, sentence), head_of(Mention("", match.start(), match.end(), "state"), sentence)
    if head is None or what is None or not is_subject(mention, sentence):
        return False
    while what.dep_ in ("pobj", "prep", "conj", "dobj", "dative", "agent", "pcomp") and what.head.i != what.i:
        what = what.head
    return bool(first_of(head).head.i == what.i)


def _groups(
    parsed: ParsedReport, before: Sequence[Mention], at: int, title: Sequence[Mention]
) -> Iterator[list[Mention]]:
    """States named so far by sentence, the nearest first and the title last."""
    for j in range(at, max(-1, at - 1 - _BACK), -1):
        sentence = parsed.sentences[j]
        there = [m for m in before if sentence.start <= m.start < sentence.end and m.state]
        if there:
            yield there
    there = [m for m in title if m.state]
    if there:
        yield there


def _of_kind(codes: frozenset[str], groups: Iterator[list[Mention]]) -> Mention | None:
    for there in groups:
        fitting = {m.state for m in there if m.state in codes}
        if fitting:
            return _as_state(fitting.pop()) if len(fitting) == 1 else None
    return None


def _the_country(
    match: re.Match[str], parsed: ParsedReport, before: Sequence[Mention], at: int, title: Sequence[Mention]
) -> Mention | None:
    """The one state of the nearest sentence; "that country": the last of the sentence before that did not act there."""
    groups = _groups(parsed, before, at, title)
    if match.group().lower().startswith("that"):
        sentence = parsed.sentences[at - 1] if at else None
        there = [m for m in before if sentence and sentence.start <= m.start < sentence.end and m.state]
        is_object = bool(there) and sentence is not None and not is_subject(there[-1], sentence)
        return _as_state(there[-1].state) if is_object else None
    near = next(groups, [])
    states = {m.state for m in near} | {state for m in before for state in m.members if m.start >= _floor(near)}
    return _as_state(states.pop()) if len(states) == 1 else None


def _floor(mentions: Sequence[Mention]) -> int:
    return min((m.start for m in mentions), default=0)


def _as_state(code: str | None) -> Mention | None:
    return Mention("", 0, 0, "state", code) if code else None


def _group(before: Sequence[Mention], *, armed: bool) -> Mention | None:
    """The one armed group, or the one organisation of states, that the report has named."""
    sectors = ("REB", "PRM") if armed else ("IGO",)
    fitting = {m.name: m for m in before if m.sector in sectors and m.name and m.kind in ("group", "organisation")}
    return next(iter(fitting.values())) if len(fitting) == 1 else None
