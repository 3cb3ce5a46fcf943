"""Links: which tellings of one pair of states tell the same deed. Pure: tellings in, groups out, whatever their order.

The rule, its thresholds and what was measured stand in docs/methods/linking.md.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from detente.record.wording import content_words, names_of, numbers_in, weighted

RULE = "1"
"""Raised with every change of the rule: a record linked by another one is linked anew."""
CLASSES = {"occurred": "done", "ongoing": "done", "planned": "open", "possible": "open"}
MUTUAL = frozenset({"CONSULT", "AGREE", "SUPPORT", "COOPERATE"})
"""Types that both sides share, so that a report may name either as the actor."""
DAILY = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"})
"""Types that recur day by day in the same words: a second day of shelling is no second report of the first."""
COMES_OF = {
    "AGREE": frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"}),
    "THREATEN": frozenset({"SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST"}),
}
"""PLOVER codes cooperation to come as AGREE and conflict to come as THREATEN: what a plan may come to."""
NARROW = 2
"""Days that a date of its own day may cover."""
MONTH = 31
REACH = 3
"""Days between two tellings of one deed, as reports lag behind it; and days that a deed may spread over."""
REPRINT, REPRINT_REACH, REPRINT_WORDS = 0.9, 14, 8
"""A sentence of so many content words nearly word for word is the same sentence reprinted, up to so many days later."""
CHUNK = 256


@dataclass(frozen=True, slots=True)
class Telling:
    """One event as one report tells it, cut to one pair of states."""

    event: str
    report: str
    actor: str
    reciprocal: bool
    type: str
    status: str
    start: date
    end: date
    told: date | None
    """The report's first day."""
    text: str
    trigger: str
    confidence: float

    @property
    def kind(self) -> str:
        """Whether it was done, is open, ended or denied."""
        return CLASSES.get(self.status, self.status)

    @property
    def narrow(self) -> bool:
        """Whether its date is as fine as a day."""
        return (self.end - self.start).days <= NARROW


@dataclass(slots=True)
class _Group:
    """Tellings joined so far: the days of the narrow ones, and what the wide ones have in common."""

    members: list[int]
    first: date | None
    last: date | None
    after: date
    before: date

    def spread(self) -> int:
        return (self.last - self.first).days if self.first and self.last else 0


def link(tellings: Sequence[Telling], *, dyad: str) -> list[list[Telling]]:
    """The tellings in groups, each one deed; in a group first the telling that stands for it.

    First tellings of what was done (or is open, ended, denied) join among themselves, the most alike first, as long as
    the deed does not spread over more days than REACH; then a plan joins the one deed that it came to.
    """
    ordered = sorted(tellings, key=lambda t: (t.start, t.event))
    names = frozenset().union(*(names_of(code) for code in dyad.split("-")))
    words = [content_words(t.text) - names for t in ordered]
    groups = _joined(ordered, words)
    found = [sorted((ordered[i] for i in group.members), key=_standing) for group in groups]
    return sorted(found, key=lambda group: (group[0].start, group[0].event))


def _standing(telling: Telling) -> tuple[object, ...]:
    """What makes a telling stand for its deed: done, finely dated, dated by its own words, early, confident."""
    kinds = ("done", "ended", "open", "denied")
    own_words = telling.start != telling.told
    days = (telling.end - telling.start).days
    return kinds.index(telling.kind), days, not own_words, telling.start, -telling.confidence, telling.event


def _joined(ordered: list[Telling], words: list[frozenset[str]]) -> list[_Group]:
    alike, plans = [], []
    for i, j, cosine in _near(ordered, words):
        one, other = ordered[i], ordered[j]
        key = (-round(cosine, 9), one.event, other.event, i, j)
        if one.kind == other.kind:
            if same_deed(one, other, cosine, words[i], words[j]):
                alike.append((key, _reach(cosine, words[i], words[j])))
        elif {one.kind, other.kind} == {"open", "done"}:
            plan, deed = (i, j) if one.kind == "open" else (j, i)
            if came_to(ordered[plan], ordered[deed], cosine):
                plans.append((key[:3], plan, deed))
    group_of = [_alone(i, telling) for i, telling in enumerate(ordered)]
    for (*_, i, j), reach in sorted(alike):
        _join(group_of, i, j, reach)
    for _, plan, deed in sorted(plans):
        group, into = group_of[plan], group_of[deed]
        if ordered[group.members[0]].kind == "done":
            continue  # It has come to a deed already, in words more alike.
        into.members += group.members
        for member in group.members:
            group_of[member] = into
    return list({id(group): group for group in group_of}.values())


def _near(ordered: list[Telling], words: list[frozenset[str]]) -> Iterator[tuple[int, int, float]]:
    """Pairs whose dates may be those of one deed, each once, with the cosine of their sentences."""
    if len(ordered) < 2:
        return
    vectors = weighted(words)
    wide = [i for i, telling in enumerate(ordered) if not telling.narrow]
    narrow = [i for i, telling in enumerate(ordered) if telling.narrow]
    starts = [ordered[i].start.toordinal() for i in narrow]
    for low in range(0, len(narrow), CHUNK):
        rows = narrow[low : low + CHUNK]
        high = bisect_right(starts, max(ordered[i].end for i in rows).toordinal() + REPRINT_REACH)
        columns = narrow[low:high]
        products = (vectors[rows] @ vectors[columns].T).toarray()
        for a, i in enumerate(rows):
            for b in range(a + 1, len(columns)):
                cosine = float(products[a, b])
                if cosine >= 0.2 or starts[low + b] < ordered[i].end.toordinal():
                    yield i, columns[b], cosine
    for low in range(0, len(wide), CHUNK):
        rows = wide[low : low + CHUNK]
        products = (vectors[rows] @ vectors.T).tocsr()
        for a, i in enumerate(rows):
            row = slice(products.indptr[a], products.indptr[a + 1])
            for j, cosine in zip(products.indices[row].tolist(), products.data[row].tolist(), strict=True):
                if (ordered[j].narrow or i < j) and _gap(ordered[i], ordered[j]) <= REACH:
                    yield min(i, j), max(i, j), float(cosine)


def _gap(one: Telling, other: Telling) -> int:
    """Days from the one to the other; 0 where they share a day."""
    return max((other.start - one.end).days + 1, (one.start - other.end).days + 1, 0)


def _reach(cosine: float, one: frozenset[str], other: frozenset[str]) -> int:
    reprint = cosine >= REPRINT and min(len(one), len(other)) >= REPRINT_WORDS
    return REPRINT_REACH if reprint else REACH


def same_deed(one: Telling, other: Telling, cosine: float, words: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two tellings of the same kind are one deed: type, direction, days and wording together."""
    gap = _gap(one, other)
    if one.type != other.type or gap > _reach(cosine, words, others):
        return False
    same_way = one.reciprocal or other.reciprocal or one.actor == other.actor
    if not same_way and one.type not in MUTUAL:
        return False
    needed = _needed(one, other, gap)
    if not same_way:
        needed = max(needed, 0.2)
    if gap and one.type in DAILY:
        mine, theirs = numbers_in(words), numbers_in(others)
        if mine and theirs and not mine & theirs:
            needed = max(needed, 0.85)
    return cosine >= needed


def _needed(one: Telling, other: Telling, gap: int) -> float:
    """The cosine that makes them one deed: the further apart the days, the more alike the words must be."""
    same_report = one.report == other.report
    if not (one.narrow and other.narrow):
        same_days = (one.start, one.end) == (other.start, other.end) and (one.end - one.start).days <= MONTH
        return 0.2 if same_report else 0.05 if same_days and _carried_alike(one, other) else 0.35
    if same_report:
        return 0.25 if gap else 0.0
    if gap == 0:
        if one.type == "CONSULT":
            return 0.0
        if one.type == "ASSAULT":
            return 0.1 if _carried_alike(one, other) else 0.15
        return 0.0 if _carried_alike(one, other) else 0.1
    base = 0.35 if gap == 1 else 0.45
    return base + 0.25 if one.type in DAILY else base


def _carried_alike(one: Telling, other: Telling) -> bool:
    """Whether their triggers share a word, be it as verb or as noun ("annexed", "annexation")."""
    return bool(_roots(one.trigger) & _roots(other.trigger))


@cache
def _roots(trigger: str) -> frozenset[str]:
    return frozenset(word[:5] for word in content_words(trigger))


def came_to(plan: Telling, deed: Telling, cosine: float) -> bool:
    """Whether the deed is what the plan came to: told before it was over, for about these days, in like words."""
    if plan.told is not None and plan.told > deed.end:
        return False
    same_way = plan.reciprocal or deed.reciprocal or plan.actor == deed.actor or deed.type == "CONSULT"
    gap = _gap(plan, deed)
    if not same_way or gap > REACH or (gap and deed.start < plan.start):
        return False
    if plan.type == deed.type or (plan.type, deed.type) == ("AGREE", "CONSULT"):
        return cosine >= (0.3 if gap == 0 else 0.4)
    return deed.type in COMES_OF.get(plan.type, ()) and cosine >= 0.45 and plan.report != deed.report


def _alone(i: int, telling: Telling) -> _Group:
    if telling.narrow:
        return _Group([i], telling.start, telling.start, date.min, date.max)
    return _Group([i], None, None, telling.start, telling.end)


def _join(group_of: list[_Group], i: int, j: int, reach: int) -> None:
    """Put the two groups together where the whole is still one deed in time."""
    one, other = group_of[i], group_of[j]
    if one is other:
        return
    firsts = [day for day in (one.first, other.first) if day]
    lasts = [day for day in (one.last, other.last) if day]
    first, last = min(firsts, default=None), max(lasts, default=None)
    after, before = max(one.after, other.after), min(one.before, other.before)
    whole = _Group(one.members + other.members, first, last, after, before)
    if whole.spread() > max(reach, one.spread(), other.spread()) or after > before:
        return
    if first and last and ((after - last).days > REACH if after > last else (first - before).days > REACH):
        return
    for member in whole.members:
        group_of[member] = whole
