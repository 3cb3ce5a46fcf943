"""Claims: who says what, how sure, in whose words, about which dyad.

Rules over the syntax of the sentence and the quotation marks of the text; the words come from `knowledge/cues.toml`.
Measured on PolNeAR in `docs/methods/claims.md`.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from detente.reading.answers import with_answers
from detente.reading.certainty import asides, certainty_of, described, is_negated
from detente.reading.conveyors import with_conveyors, with_matters
from detente.reading.cues import ALL_CLASSES, STATEMENTS
from detente.reading.draft import Draft
from detente.reading.drafts import find_drafts
from detente.reading.model import Claim, Mention, Span
from detente.reading.parsed import ParsedReport
from detente.reading.quotes import Quote
from detente.reading.sources_of_claims import Voices, find_source
from detente.reading.spans import span_of
from detente.reading.speakers import with_speakers
from detente.reading.stances import stances_of

_MARKS = "\"“”„‟〝〞«»`'’ "
_MOST_DYADS = 6
_LOOK_BACK = 3
"""Sentences before its own in which a claim's dyad is looked for."""
_MODALS = frozenset({"can", "could", "may", "might", "would", "should", "must"})
_BARE = frozenset({"deny", "announce", "accuse", "doubt", "predict", "dispute"})
"""Cues whose bare object is a statement: "denied the charge", "announced a cut"."""


def find_claims(parsed: ParsedReport, mentions: Iterable[Mention], *, wide: bool = False) -> tuple[Claim, ...]:
    """The claims of a report in the order of the text: statements that a source makes, holds or denies.

    `wide` adds all that PolNeAR's annotators call an attribution: what is wanted, planned, seen, praised and condemned,
    and what is only touched on ("discussed the border"). Quotations within a quotation are left to the outer one.
    Sentences without a parse give only quotations that a parsed neighbour carries.
    """
    mentions = tuple(mentions)
    voices = Voices(mentions)
    drafts = [d for d in find_drafts(parsed, ALL_CLASSES if wide else STATEMENTS) if not d.inside]
    claims = [_claim(parsed, draft, voices) for draft in drafts if wide or _is_statement(draft)]
    claims.sort(key=_place)
    spoken = with_speakers(parsed.text, claims, (*mentions, *parsed.surface))
    return with_answers(parsed.text, with_matters(parsed.text, with_conveyors(parsed.text, spoken)))


def _is_statement(draft: Draft) -> bool:
    """Does the source state something: a clause, a quotation or a name given, and not "did not say whether"?"""
    cue = draft.cue
    if draft.verb is not None and any(k.dep_ == "aux" and k.lower_ in _MODALS for k in draft.verb.children):
        return False
    if draft.carrier in ("clause", "report") and cue.kind == "speech" and not cue.denies and is_negated(draft.verb):
        return False
    if draft.carrier == "clause" and draft.source is None:
        return False
    if draft.carrier == "report" and draft.source is None and cue.kind == "belief":
        return cue.lemma in ("believe", "think", "expect", "understand", "fear", "suspect")
    return draft.carrier in ("clause", "report", "named", "quotation") or bool(draft.quotes) or cue.lemma in _BARE


def _place(claim: Claim) -> tuple[int, int]:
    starts = [s.start for s in (claim.source, claim.cue, claim.content) if s is not None]
    return min(starts), claim.content.start


def _claim(parsed: ParsedReport, draft: Draft, voices: Voices) -> Claim:
    text = parsed.text
    quotes = sorted(draft.quotes, key=lambda q: q.start)
    direct = _is_direct(draft, quotes, text)
    content = span_of(text, [_unmarked(text, piece) for piece in draft.content] if direct else draft.content)
    source, via = None, None
    if draft.source is not None and draft.head is not None:
        token = _token_at(parsed, draft, draft.head)
        source = find_source(text, draft.source, draft.head, voices, head_token=token, antecedent=draft.antecedent)
    if draft.conveyor is not None:
        span, head = draft.conveyor
        via = find_source(text, span, head, voices, head_token=_token_at(parsed, draft, head), antecedent=None)
    cue = Span(text[slice(*draft.cue_span)], *draft.cue_span) if draft.cue_span is not None else None
    state = source.state if source is not None else None
    about = _about(parsed, draft, content, state, voices)
    inside = voices.between(content.start, content.end)
    stance, towards = stances_of(
        draft.cue,
        cue.text if cue is not None else "",
        text[content.start : content.end],
        offset=content.start,
        mentions=inside,
        about=about,
        state=state,
        aside=described(parsed, content),
    )
    return Claim(
        source=source,
        cue=cue,
        content=content,
        direct=direct,
        certainty=certainty_of(draft.cue, content.text, negated=is_negated(draft.verb), aside=asides(parsed, content)),
        stance=stance,
        about=about,
        towards=towards,
        via=via,
    )


def _token_at(parsed: ParsedReport, draft: Draft, head: int) -> object | None:
    """A head at an offset of the report as a token of its sentence."""
    if draft.sentence < 0:
        return None
    sentence = parsed.sentences[draft.sentence]
    offset = head - sentence.start
    if not 0 <= offset < sentence.end - sentence.start:
        return None
    span = sentence.doc.char_span(offset, offset + 1, alignment_mode="expand") if sentence.doc is not None else None
    return span[0] if span is not None and len(span) else None


def _is_direct(draft: Draft, quotes: list[Quote], text: str) -> bool:
    """In the source's own words: at least four fifths of the content's words stand in quotation marks."""
    total = sum(len(text[a:b].split()) for a, b in draft.content)
    quoted = sum(
        len(text[max(a, q.start) : min(b, q.end)].split()) for a, b in draft.content for q in quotes if q.start < b
        and a < q.end
    )  # fmt: skip
    return total > 0 and quoted >= 0.8 * total


def _unmarked(text: str, piece: tuple[int, int]) -> tuple[int, int]:
    """A piece without the quotation marks around it."""
    start, end = piece
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    return (start, end) if start < end else piece


def _states(mentions: Iterable[Mention]) -> list[str]:
    """The states that mentions name, each once, in order."""
    found: dict[str, None] = {}
    for mention in mentions:
        for state in mention.members or ((mention.state,) if mention.state is not None else ()):
            found.setdefault(state)
    return list(found)


def _about(
    parsed: ParsedReport, draft: Draft, content: Span, source_state: str | None, voices: Voices
) -> tuple[str, ...]:
    """The dyads that a claim is about: the content's own states, else its one state and the source's, else those that
    its sentence and the few before it name.
    """
    states = _states(m for a, b in content.pieces for m in voices.between(a, b))
    if len(states) == 1 and source_state is not None and source_state not in states:
        states.append(source_state)
    if len(states) < 2 and draft.sentence >= 0:
        states = _nearby(parsed, draft.sentence, voices, set(states))
    pairs = sorted({"-".join(sorted(pair)) for pair in combinations(states, 2)})
    return tuple(pairs[:_MOST_DYADS])


def _nearby(parsed: ParsedReport, place: int, voices: Voices, known: set[str]) -> list[str]:
    """The states of a sentence; where it names fewer than two, the pair last named that agrees with them."""
    own = _states(voices.between(parsed.sentences[place].start, parsed.sentences[place].end))
    if len(own) >= 2:
        return own
    known = known or set(own)
    for sentence in reversed(parsed.sentences[max(place - _LOOK_BACK, 0) : place]):
        named = _states(voices.between(sentence.start, sentence.end))
        if len(named) == 2 and known <= set(named):
            return named
    return []
