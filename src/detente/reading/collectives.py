"""Several actors in one word: "the two countries", "both ministers", "the three", "each other", with their states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detente.reading import blanks
from detente.reading.model import Mention
from detente.reading.parsed import ParsedReport, Sentence
from detente.reading.parties import SUBJECTS, acting, pair_of_text, principals, states_of, together

_SORT = (
    r"(?: (?:neighbou?ring|rival|nuclear-armed|South Asian|Asian|African|European|American|Central Asian|Latin American"
    r"|Arab|Baltic|Nordic|Balkan|former|longtime|old|Cold War|nuclear|warring|negotiating))*"
)
_STATES = (
    r"(?:countries|nations|states|sides|parties|governments|capitals|neighbou?rs|allies|rivals|foes|powers|armies"
    r"|navies|air forces|militaries|peoples|economies|delegations|republics|adversaries|partners)"
)
_PERSONS = (
    r"(?:leaders|(?:vice )?presidents|men|women"
    r"|(?:(?:prime|foreign|defen[cs]e|interior|finance|trade|energy) )?ministers"
    r"|premiers|officials|generals|envoys|diplomats|negotiators|monarchs|kings|heads of (?:state|government)|chiefs"
    r"|counterparts)"
)
_NOUN = rf"(?:{_STATES}|(?P<persons>{_PERSONS}))"
_COLLECTIVE = re.compile(
    rf"\b(?:(?:[Tt]he|[Tt]hese|[Tt]hose)(?: (?P<number>two|three|four))?{_SORT} {_NOUN}"
    rf"|(?P<both>[Bb]oth|[Aa]ll three|[Aa]ll four)(?: of the| the)?{_SORT} (?:{_STATES}|(?P<persons2>{_PERSONS}))"
    r"|(?P<bare>[Tt]he (?:two|three|four|pair|duo|trio))|(?P<each>[Ee]ach other|[Oo]ne another"
    r"|(?:[Nn]either|[Ee]ither|[Ee]ach) (?:country|side|nation|government|state)"
    r"|[Tt]heir (?:two )?(?:countries|nations|states|governments|peoples)))\b"
)
_NUMBERS = {"two": 2, "both": 2, "three": 3, "trio": 3, "four": 4}
_SAY_TWO = re.compile(r"^(?:[Tt]hese )|neighbou?rs$|rivals$|sides$|capitals$")
_BACK = 3


def collectives(parsed: ParsedReport, named: Sequence[Mention], title: Sequence[Mention]) -> list[Mention]:
    """Collectives in order, with the states they stand for as members; none where the text leaves them open.

    "The two", "the pair" and "each other" are mentions only where their states are found.
    """
    known = list(named)
    found = []
    for match in _COLLECTIVE.finditer(blanks.plain(parsed.text)):
        n = _number(match)
        if n is None or any(m.start < match.end() and match.start() < m.end for m in named):
            continue
        at = next((i for i, s in enumerate(parsed.sentences) if s.start <= match.start() < s.end), None)
        if at is None or (match["bare"] and not _is_whole(parsed.sentences[at], match)):
            continue
        of_persons = bool(match["persons"] or match["persons2"])
        members = _members(match, n, at, parsed.sentences, known, title, of_persons=of_persons)
        if not members and (match["bare"] or match["each"]):
            continue
        mention = Mention(match.group(), match.start(), match.end(), "collective", members=tuple(sorted(members)))
        found.append(mention)
        known.append(mention)
    return found


def _number(match: re.Match[str]) -> int | None:
    """How many are meant, or None where the words do not tell ("the leaders")."""
    if match["each"]:
        return 2
    words = match.group().lower().split()
    number = next((_NUMBERS[word] for word in words if word in _NUMBERS), None)
    if number is None and match["bare"]:
        return 2
    is_told = _SAY_TWO.search(match.group()) and not (match["persons"] or match["persons2"])
    return number or (2 if is_told else None)


def _is_whole(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether "the two" is a phrase of its own and a subject, not the head of more ("the two dead", "the two-day")."""
    if sentence.doc is None:
        return False
    last = next((t for t in sentence.doc if sentence.start + t.idx + len(t.text) == match.end()), None)
    return last is not None and last.dep_ in SUBJECTS and not any(child.i > last.i for child in last.children)


def _members(
    match: re.Match[str],
    n: int,
    at: int,
    sentences: Sequence[Sentence],
    named: Sequence[Mention],
    title: Sequence[Mention],
    *,
    of_persons: bool,
) -> set[str]:
    here = sentences[at]
    there = acting(named, here, here.start, match.start())
    before = states_of(there)
    if len(before) > n:
        before = principals(there, here)
    if len(before) == n:
        return before
    if len(before) > n:
        return set()
    if of_persons:
        persons = _persons_before(named, sentences, at, match.start())
        # Two men of one state are no pair of states.
        if persons and len(persons) == n:
            states = states_of(persons)
            return states if len(states) == n else set()
    return _of_sentences_before(n, at, sentences, named, title, before)


def _of_sentences_before(
    n: int,
    at: int,
    sentences: Sequence[Sentence],
    named: Sequence[Mention],
    title: Sequence[Mention],
    before: set[str],
) -> set[str]:
    """The nearest sentence that names any actor, if it names n; else the pair the text is about; else recency."""
    walk = _walk(n, at, sentences, named, before)
    states, is_near = next(walk, (set(), False))
    if is_near and len(states) == n:
        return states
    of_text = pair_of_text(named, sentences[:at], title, before) if n == 2 else set()
    if of_text:
        return of_text
    here = sentences[at]
    around = states_of(acting(named, here, here.start, here.end))
    if before and len(around) == n:
        return around
    return next((found for found, _ in walk if len(found) == n), states if len(states) == n else set())


def _walk(
    n: int, at: int, sentences: Sequence[Sentence], named: Sequence[Mention], before: set[str]
) -> Iterator[tuple[set[str], bool]]:
    """Going back, the n states of a sentence, or those gathered on the way; ends at a sentence of more than n.

    With each: whether the one sentence names them by itself, and is the nearest that names anyone.
    """
    gathered = set(before)
    is_first = True
    for j in range(at - 1, max(-1, at - 1 - 2 * _BACK), -1):
        there = states_of(acting(named, sentences[j], sentences[j].start, sentences[j].end))
        if not there:
            continue
        exact = together(named, sentences[j], n)
        if exact and before <= exact:
            yield exact, is_first
        if len(there) > n:
            return
        gathered |= there
        if len(gathered) > n:
            return
        yield gathered.copy(), False
        is_first = False


def _persons_before(named: Sequence[Mention], sentences: Sequence[Sentence], at: int, place: int) -> list[Mention]:
    """The persons of the nearest sentence that has at least two, one mention of each."""
    for j in range(at, max(-1, at - _BACK), -1):
        limit = place if j == at else sentences[j].end
        persons = [m for m in acting(named, sentences[j], sentences[j].start, limit) if m.kind == "person"]
        one_each = {m.name or (m.state, m.role): m for m in persons}
        if len(one_each) >= 2:
            return list(one_each.values())
    return []
