"""Quotations that no cue carries: who is named before a colon, who goes on speaking, whose words are taken up."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise

from detente.reading.cues import Cue
from detente.reading.draft import Draft, Piece
from detente.reading.parsed import ParsedReport
from detente.reading.phrase_structure import Token, source_run, subject, verb_run
from detente.reading.quotes import Quote
from detente.reading.spans import offsets

_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_NAME = r"(?:[A-Z][\w.'’-]*[ \t]?){1,5}"
_SPEAKER = re.compile(
    r"(?:^|(?<=[.!?\n])|[-–—])[ \t]*(?:(?:[Mm]ore )?[Ff]rom )?"
    rf"((?:[Tt]he [ \w]{{3,40}}|{_NAME}(?:and {_NAME})?)):[ \t]*$"
)
_SPEECH = Cue("say", "speech", "certain", False, frozenset({"quote"}), frozenset())
_WORDS = 4
"""Words from which a quotation without a cue is a statement, and no title or scare quote."""


def name_speakers(
    parsed: ParsedReport, drafts: list[Draft], quotes: tuple[Quote, ...], taken: dict[int, Draft]
) -> None:
    """Give a quotation after a colon its speaker: the name before it, or who does the verb of that clause."""
    begins = [s.start for s in parsed.sentences]
    for quote in quotes:
        if quote.start in taken:
            continue
        draft = _named_before(parsed.text, quote) or _doer_before(parsed, quote, begins)
        if draft is not None:
            drafts.append(draft)
            taken[quote.start] = draft
    drafts.sort(key=lambda d: d.reach[0])


def _spoken(quote: Quote, source: Piece, head: int, *, cue: Piece | None = None, sentence: int = -1) -> Draft:
    """The draft of a quotation with its speaker."""
    return Draft(_SPEECH, cue, source, head, [(quote.start, quote.end)], "quotation", True, False, None,
                 sentence=sentence, quotes=[quote])  # fmt: skip


def _named_before(text: str, quote: Quote) -> Draft | None:
    """`Name: "..."`, as in a transcript: a source without a cue."""
    match = _SPEAKER.search(text, max(0, quote.start - 80), quote.start)
    if match is None:
        return None
    start, end = match.start(1), match.start(1) + len(match.group(1).rstrip())
    return _spoken(quote, (start, end), start + text[start:end].rfind(" ") + 1)


def _doer_before(parsed: ParsedReport, quote: Quote, begins: list[int]) -> Draft | None:
    """ "Rojas went even further: ...": who does the last verb before the colon."""
    colon = len(parsed.text[: quote.start].rstrip()) - 1
    if colon < 0 or parsed.text[colon] != ":" or len(parsed.text[quote.start : quote.end].split()) < _WORDS:
        return None
    place = bisect_right(begins, colon) - 1
    sentence = parsed.sentences[place] if place >= 0 else None
    if sentence is None or sentence.doc is None:
        return None
    for verb in reversed([t for t in sentence.doc if t.pos_ == "VERB" and sentence.start + t.idx < colon]):
        head: Token | None = subject(verb)
        if head is not None and head.pos_ in ("PROPN", "PRON", "NOUN") and head.i < verb.i:
            source = offsets(sentence.doc, sentence.start, source_run(head, verb))
            cue = offsets(sentence.doc, sentence.start, verb_run(verb))
            return _spoken(quote, source, sentence.start + head.idx, cue=cue, sentence=place)
    return None


def carry_on(parsed: ParsedReport, drafts: list[Draft], quotes: tuple[Quote, ...], taken: dict[int, Draft]) -> None:
    """Join a quotation that no cue carries to the one before it, or to who spoke in the sentence before.

    It goes on with the one before where only an attribution stands between; it is a claim of its own where a sentence
    or paragraph that it fills, or one that takes it up, follows a statement of one speaker.
    """
    begins = [s.start for s in parsed.sentences]
    for earlier, quote in pairwise(quotes):
        draft = taken.get(earlier.start)
        if quote.start in taken or draft is None or not _goes_on(parsed.text, draft, earlier, quote, begins):
            continue
        draft.content.append((quote.start, quote.end))
        draft.quotes.append(quote)
        taken[quote.start] = draft
    _follow(parsed, drafts, [q for q in quotes if q.start not in taken], begins)


def _goes_on(text: str, draft: Draft, earlier: Quote, quote: Quote, begins: list[int]) -> bool:
    """Is the quotation the next thing after the earlier one and its attribution?"""
    gap = text[earlier.end : quote.start]
    if not gap.strip(" \n,.;:-—–"):
        return True
    place = bisect_right(begins, quote.start) - 1
    last = bisect_right(begins, max(draft.reach[1], earlier.end) - 1) - 1
    if place == last and not _PARAGRAPH.search(gap):
        return earlier.end <= draft.reach[0] and draft.reach[1] <= quote.start
    return place == last + 1 and not text[begins[place] : quote.start].strip()


def _follow(parsed: ParsedReport, drafts: list[Draft], left: list[Quote], begins: list[int]) -> None:
    """Add the claims of speakers who are quoted on in the sentence after the one that names them."""
    spoken: dict[int, Draft] = {}
    for draft in drafts:
        if draft.cue.kind == "speech" and draft.source is not None and not draft.inside and draft.sentence >= 0:
            spoken[draft.sentence] = draft
    own = {d.sentence for d in drafts if d.content and not d.inside}
    for quote in left:
        place = bisect_right(begins, quote.start) - 1
        before = spoken.get(place - 1)
        if before is None or place in own or len(parsed.text[quote.start : quote.end].split()) < _WORDS:
            continue
        piece = _taken_up(parsed, quote, place)
        if piece is not None:
            drafts.append(replace(before, cue=_SPEECH, content=[piece], carrier="quotation", verb=None, sentence=place,
                                  quotes=[quote]))  # fmt: skip
            spoken[place] = drafts[-1]
            own.add(place)
    drafts.sort(key=lambda d: d.reach[0])


def _taken_up(parsed: ParsedReport, quote: Quote, place: int) -> Piece | None:
    """What the claim holds: the quotation that begins its sentence, or the whole sentence in one paragraph."""
    text, sentence = parsed.text, parsed.sentences[place]
    if not text[sentence.start : quote.start].strip():
        return quote.start, quote.end
    if _PARAGRAPH.search(text, parsed.sentences[place - 1].start, quote.start):
        return None
    end = max(sentence.end, quote.end)
    return sentence.start, sentence.start + len(text[sentence.start : end].rstrip())
