"""Which states act in a sentence together, which pair a text is about so far, and who acted last.

`other_party`, `dyad_in_focus` and `actor_in_focus` say who is meant where a sentence leaves a party out; each is None
where the text leaves it open.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import combinations
from typing import Any

from detente.reading import blanks, gazetteer
from detente.reading.model import Mention
from detente.reading.parsed import ParsedReport, Sentence
from detente.states import at_date

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_BACK = 2
_TOPIC = frozenset({"on", "about", "over", "regarding", "concerning", "in", "inside", "across", "near", "around", "at"})
_LINKS = frozenset({"with", "and", "between", "against", "by"})
# "On" and "over" bring in a target after these ("sanctions on X"), and a topic after all else ("views on X").
_AIMED = frozenset(
    {"sanction", "attack", "war", "tariff", "pressure", "strike", "assault", "ban", "embargo", "restriction", "duty"}
    | {"raid", "blockade", "impose", "victory", "fire", "call", "rely", "depend", "declare", "wage", "dependence"}
)


def head_of(mention: Mention, sentence: Sentence) -> Any | None:
    """The token of the mention that is governed from outside of it; None where the sentence was not parsed."""
    if sentence.doc is None:
        return None
    start, end = mention.start - sentence.start, mention.end - sentence.start
    starts = _starts(sentence.doc)
    tokens = [sentence.doc[i] for i in range(bisect_left(starts, start), bisect_left(starts, end))]
    inside = {token.i for token in tokens}
    return next((token for token in tokens if token.head.i not in inside or token.head.i == token.i), None)


def _starts(doc: Any) -> list[int]:
    """Where each token begins, kept with the sentence: asked for every mention, and a walk over tokens is slow."""
    starts: list[int] | None = doc.user_data.get("starts")
    if starts is None:
        starts = doc.user_data["starts"] = [token.idx for token in doc]
    return starts


def first_of(token: Any) -> Any:
    """The first of the things that "and" joins to this one."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token


def is_subject(mention: Mention, sentence: Sentence) -> bool:
    """Whether the mention is a subject, alone or with others ("Peru and Chile met")."""
    head = head_of(mention, sentence)
    return head is not None and first_of(head).dep_ in SUBJECTS


def is_topic(mention: Mention, sentence: Sentence) -> bool:
    """Whether the mention only tells what was talked about, or where ("exchanged views on X", "the war in X")."""
    head = head_of(mention, sentence)
    if head is None:
        return False
    head = first_of(head)
    if head.dep_ != "pobj" or head.head.lower_ not in _TOPIC:
        return False
    governor = head.head.head
    return governor.lemma_ not in _AIMED


def states_of(mentions: Iterable[Mention]) -> set[str]:
    """The states of mentions, members of collectives included."""
    found: set[str] = set()
    for mention in mentions:
        found |= {mention.state} if mention.state else set(mention.members)
    return found


def acting(named: Iterable[Mention], sentence: Sentence, start: int, end: int) -> list[Mention]:
    """Mentions between two offsets of a sentence that may act: no mere place, no mere topic."""
    return [m for m in named if start <= m.start < end and not m.place and not is_topic(m, sentence)]


def principals(mentions: Sequence[Mention], sentence: Sentence) -> set[str]:
    """The states of subjects, and of what is joined to a verb by "with", "between" or as its object."""
    found = []
    for mention in mentions:
        head = head_of(mention, sentence)
        if head is None:
            continue
        head = first_of(head)
        is_linked = head.dep_ == "pobj" and head.head.lower_ in _LINKS
        if head.dep_ in SUBJECTS or head.dep_ in ("dobj", "dative") or is_linked:
            found.append(mention)
    return states_of(found)


def together(named: Iterable[Mention], sentence: Sentence, n: int) -> set[str]:
    """The n states that act in the sentence, the principals where more are named; empty where it is another number."""
    there = acting(named, sentence, sentence.start, sentence.end)
    states = states_of(there)
    if len(states) > n:
        states = principals(there, sentence)
    return states if len(states) == n else set()


def pair_of_text(
    named: Sequence[Mention], before: Sequence[Sentence], title: Sequence[Mention], among: set[str]
) -> set[str]:
    """The pair that most often acts together in sentences before, the title being the oldest; empty where two tie.

    `among`: states that the pair must contain. A sentence of more than two states counts for none of its pairs.
    """
    counts: Counter[tuple[str, ...]] = Counter()
    for sentence in before:
        states = states_of(acting(named, sentence, sentence.start, sentence.end))
        if len(states) == 2:
            counts[tuple(sorted(states))] += 1
    headline = states_of(m for m in title if not m.place)
    for pair in combinations(sorted(headline), 2) if len(headline) == 2 else ():
        counts[pair] += 1
    fitting = [(n, pair) for pair, n in counts.items() if among <= set(pair)]
    most = max((n for n, _ in fitting), default=0)
    best = [pair for n, pair in fitting if n == most]
    return set(best[0]) if len(best) == 1 else set()


@lru_cache(maxsize=256)
def of_title(title: str | None, date: str | None) -> tuple[Mention, ...]:
    """The actors named in a report's title; what is a place in a text is a party there ("Zardari in Moscow")."""
    return gazetteer.scan(blanks.plain(title or ""), date)


_ONE = {"SUN": "RUS"}


def _now(states: Iterable[str]) -> frozenset[str]:
    """The states with one name for the Soviet Union and Russia: a text on the past speaks of both."""
    return frozenset(_ONE.get(state, state) for state in states)


def dyads_so_far(parsed: ParsedReport, mentions: Sequence[Mention], sentence: Sentence) -> list[frozenset[str]]:
    """The pairs that act together in the sentences before this one, the nearest first, the title's last."""
    pairs = []
    for earlier in reversed([s for s in parsed.sentences if s.start < sentence.start]):
        states = _now(together(mentions, earlier, 2))
        if len(states) == 2:
            pairs.append(states)
    headline = _now(states_of(of_title(parsed.report.title, parsed.report.date)))
    return [*pairs, headline] if len(headline) == 2 else pairs


def dyad_in_focus(
    parsed: ParsedReport, mentions: Sequence[Mention], sentence: Sentence, *, among: str | None = None
) -> tuple[str, str] | None:
    """The pair that the text before a sentence is about: the last one named, where it is also the one most often named.

    `among`: a state that the pair must contain. Codes are those of the report's date.
    """
    pairs = dyads_so_far(parsed, mentions, sentence)
    pairs = [pair for pair in pairs if among is None or _now([among]) <= pair]
    if not pairs:
        return None
    counts = Counter(pairs)
    most = max(counts.values())
    if counts[pairs[0]] < most or sum(n == most for n in counts.values()) > 1:
        return None
    first, second = sorted(at_date(state, parsed.report.date) for state in pairs[0])
    return first, second


def only_pair(parsed: ParsedReport, mentions: Sequence[Mention]) -> frozenset[str]:
    """The two states that alone act in a report and its title; empty where fewer or more do."""
    there = [m for s in parsed.sentences for m in acting(mentions, s, s.start, s.end) if m.sector != "MED"]
    states = _now(states_of([*there, *of_title(parsed.report.title, parsed.report.date)]))
    return frozenset(at_date(state, parsed.report.date) for state in states) if len(states) == 2 else frozenset()


def other_party(parsed: ParsedReport, mentions: Sequence[Mention], sentence: Sentence, known_state: str) -> str | None:
    """The state that shares the text's dyad with a known one, for a sentence that names only the known one.

    None where the sentence has another state act, or where the text so far does not settle the pair.
    """
    here = _now(states_of(acting(mentions, sentence, sentence.start, sentence.end)))
    known = _now([known_state])
    pair = dyad_in_focus(parsed, mentions, sentence, among=known_state) or tuple(only_pair(parsed, mentions))
    if not known <= _now(pair) or here - known - _now(pair):
        return None
    return next(state for state in pair if not _now([state]) <= known)


def actor_in_focus(parsed: ParsedReport, mentions: Sequence[Mention], sentence: Sentence) -> Mention | None:
    """Who acted last before a sentence: the one subject of the nearest sentence that names anyone."""
    for earlier in reversed([s for s in parsed.sentences if s.start < sentence.start][-_BACK:]):
        named = acting(mentions, earlier, earlier.start, earlier.end)
        if not named:
            continue
        if earlier.doc is None:
            return None
        roots = [token for token in earlier.doc if token.dep_ == "ROOT"]
        subjects = [t for root in roots for t in root.children if t.dep_ in SUBJECTS]
        if len(subjects) != 1 or any(child.dep_ == "conj" for child in subjects[0].children):
            return None
        return next((m for m in named if head_of(m, earlier) == subjects[0]), None)
    return None
