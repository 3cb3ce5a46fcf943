"""Who agrees with whom and who disputes whom about a relation, in one report and across reports.

Within a report the reader has paired the claims that answer each other. Across reports two claims are about the same
matter where they share the dyad and weighty words that few claims use, and their reports lie close in time; what pairs
them is then the stance that each takes. Every row names the words that show it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from detente.reading.answers import OPPOSED
from detente.reading.stances import hits_of
from detente.relations.claims import claims
from detente.relations.series import related
from detente.relations.table import Table, table_of
from detente.states import find_state

Kind = Literal["disputes", "supports"]
DAYS = 45
"""Days between two reports that may still speak of the same matter."""
SHARED = 2
"""Weighty words that two claims must share."""
_COMMON = 0.2
"""A word in more than this share of all claims says nothing of their matter."""
_LEAST = 5
_SIDES = frozenset({"warmer", "cooler", "for", "against", "unchanged", "worried"})
_EVERYDAY = frozenset({
    "about", "after", "again", "against", "among", "another", "because", "before", "being", "between", "could",
    "country", "during", "every", "first", "going", "government", "having", "however", "might", "minister",
    "moment", "never", "other", "people", "place", "point", "president", "really", "relations", "said", "second",
    "should", "since", "still", "such", "their", "there", "these", "thing", "think", "those", "through", "today",
    "under", "until", "using", "very", "want", "well", "were", "what", "when", "where", "whether", "which", "while",
    "will", "with", "within", "without", "would", "years", "year", "this", "that", "they", "them", "then", "than",
    "from", "have", "more", "most", "much", "many", "must", "only", "over", "some", "into", "also", "been", "both",
    "each", "even", "just", "like", "made", "make", "may", "monday", "tuesday", "wednesday", "thursday", "friday",
    "saturday", "sunday", "january", "february", "march", "april", "june", "july", "august", "september", "october",
    "november", "december", "month", "months", "week", "weeks", "yesterday", "tomorrow", "spokesman",
    "spokeswoman", "official", "officials", "statement", "reporters", "told", "says", "reported", "according",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """One claim that disputes or supports an earlier one: both ids, what shows it, and the words of the matter."""

    claim: str
    other: str
    kind: Kind
    shown_by: Literal["answer", "stance"]
    words: tuple[str, ...]
    matter: tuple[str, ...]


def agreement(store: Any, dyad: str | Sequence[str], *, since: str | None = None, until: str | None = None) -> Table:
    """One row a pair of claims on the relation, the later one first: claim, other, kind (disputes or supports).

    `shown_by` is "answer" where the report itself says that one answers the other, "stance" where the two take sides;
    `words` are those that show it, `matter` what both speak of; `source`, `other_source`, `report`, `other_report` and
    `days` (between the reports) stand beside them. Raises BadDate.
    """
    pairs = set(related(dyad))
    rows = {row["id"]: _towards(row, pairs) for row in claims(store, dyad, since=since, until=until)}
    found = sorted(
        (*told_answers(rows.values()), *paired(list(rows.values()))), key=lambda a: (a.claim, a.other, a.kind)
    )
    known = [(a, rows[a.claim], rows[a.other]) for a in found]
    return table_of(
        {
            "claim": [a.claim for a, _, _ in known],
            "other": [a.other for a, _, _ in known],
            "kind": [a.kind for a, _, _ in known],
            "shown_by": [a.shown_by for a, _, _ in known],
            "words": [list(a.words) for a, _, _ in known],
            "matter": [list(a.matter) for a, _, _ in known],
            "source": [_speaker(one) for _, one, _ in known],
            "other_source": [_speaker(other) for _, _, other in known],
            "report": [one["report"] for _, one, _ in known],
            "other_report": [other["report"] for _, _, other in known],
            "days": [_days(one, other) for _, one, other in known],
        }
    )


def _towards(row: dict[str, Any], pairs: set[str]) -> dict[str, Any]:
    """The row with its stance towards this relation, where the claim takes one to each that it speaks of."""
    own = [one["stance"] for one in row.get("towards") or () if one["dyad"] in pairs]
    return {**row, "stance": own[0]} if own else row


def _speaker(row: dict[str, Any]) -> str | None:
    """Who speaks, as a voice: the name, else office and state, else the words of the text."""
    name = row.get("source_name")
    if name:
        return str(name)
    role, state = row.get("source_role"), row.get("source_state")
    return f"{role} ({state})" if role and state else row.get("source_text")


def _days(one: dict[str, Any], other: dict[str, Any]) -> int | None:
    first, second = one.get("date_start"), other.get("date_start")
    return abs((first - second).days) if isinstance(first, date) and isinstance(second, date) else None


def told_answers(rows: Iterable[dict[str, Any]]) -> Iterator[Answer]:
    """The answers that the reports themselves tell."""
    rows = list(rows)
    contents = {row["id"]: row["content"] for row in rows}
    for row in rows:
        kinds: tuple[Kind, Kind] = ("disputes", "supports")
        for kind in kinds:
            for other in row.get(kind) or ():
                if other in contents:
                    matter = tuple(sorted(_weighty(row["content"]) & _weighty(contents[other])))
                    yield Answer(row["id"], other, kind, "answer", (row["cue"],) if row.get("cue") else (), matter)


def paired(rows: Sequence[dict[str, Any]]) -> Iterator[Answer]:
    """The claims of different reports that take the same or the opposite side in the same matter.

    Of one voice's claims in a report the one that shares most is taken. An anonymous source is no other voice than
    another of the same office and state, since it may be the same person.
    """
    sided = [row for row in rows if row.get("stance") in _SIDES and _speaker(row)]
    words = {row["id"]: _weighty(row["content"]) for row in sided}
    using: dict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(sided):
        for word in words[row["id"]]:
            using[word].append(i)
    limit = max(_LEAST, _COMMON * len(sided))
    shared: dict[tuple[int, int], set[str]] = defaultdict(set)
    for word, places in using.items():
        if len(places) <= limit:
            for n, j in enumerate(places):
                for i in places[:n]:
                    shared[i, j].add(word)
    best: dict[tuple[str | None, str, str | None, str], tuple[int, Answer]] = {}
    for (i, j), matter in shared.items():
        earlier, later = _in_order(sided[i], sided[j])
        kind = _kind(later, earlier) if len(matter) >= SHARED else None
        if kind is None:
            continue
        answer = Answer(later["id"], earlier["id"], kind, "stance", _sides(later, earlier), tuple(sorted(matter)))
        key = (_speaker(later), later["report"], _speaker(earlier), earlier["report"])
        if key not in best or len(matter) > best[key][0]:
            best[key] = len(matter), answer
    yield from (answer for _, answer in best.values())


def _in_order(one: dict[str, Any], other: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Both rows, that of the earlier report first."""
    days = tuple(row.get("date_start") or date.min for row in (one, other))
    return (one, other) if (days[0], one["id"]) <= (days[1], other["id"]) else (other, one)


def _kind(later: dict[str, Any], earlier: dict[str, Any]) -> Kind | None:
    """Whether one disputes or supports the other, None where the two do not meet (one voice, months between)."""
    days = _days(later, earlier)
    if later["report"] == earlier["report"] or days is None or days > DAYS or _speaker(later) == _speaker(earlier):
        return None
    if not set(later["about"]) & set(earlier["about"]):
        return None
    if (later["stance"], earlier["stance"]) in OPPOSED:
        return "disputes"
    return "supports" if later["stance"] == earlier["stance"] else None


def _sides(later: dict[str, Any], earlier: dict[str, Any]) -> tuple[str, ...]:
    """The words of both claims that take the side which each is counted for."""
    return tuple(
        hit.text
        for row in (later, earlier)
        for hit in hits_of(f"{row.get('cue') or ''} {row['content']}")
        if hit.stance == row["stance"]
    )


def _weighty(content: str) -> frozenset[str]:
    """The words of a content that tell its matter, by their first six letters: no everyday words, no states."""
    found = {word.strip(".,;:!?\"'()“”‘’…").removesuffix("'s").removesuffix("’s") for word in content.split()}
    return frozenset(
        word.lower()[:6] for word in found if len(word) > 3 and word.lower() not in _EVERYDAY and not _is_state(word)
    )


def _is_state(word: str) -> bool:
    """Whether a capitalised word names a state or its people."""
    return word[:1].isupper() and find_state(word) is not None
