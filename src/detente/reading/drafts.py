"""Claims in the making: the frames of a report's sentences joined with the quotations of its text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from detente.reading.beside import speaker_after, speaker_between
from detente.reading.cues import CueClass
from detente.reading.draft import Draft, Piece
from detente.reading.frame import Frame
from detente.reading.frames import find_frames
from detente.reading.parsed import ParsedReport
from detente.reading.phrase_structure import Run
from detente.reading.quotes import Quote, find_quotes
from detente.reading.spans import offsets
from detente.reading.uncued_quotes import carry_on, name_speakers

_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_REACH = 120
"""Characters between a quotation and the cue that may still carry it."""


def find_drafts(parsed: ParsedReport, classes: frozenset[CueClass]) -> list[Draft]:
    """The drafts of a report in the order of the text, quotations joined to the cues that carry them."""
    text = parsed.text
    quotes = find_quotes(text)
    starts = [q.start for q in quotes]
    drafts: list[Draft] = []
    for index, sentence in enumerate(parsed.sentences):
        if sentence.doc is None:
            continue
        for frame in find_frames(sentence.doc):
            if frame.cue.kind in classes:
                drafts.append(_draft(frame, sentence.start, index, quotes, starts))
    for draft in drafts:
        _mend_source(draft, parsed, quotes, starts)
    taken = _absorb(text, drafts, quotes, starts)
    _attach(text, drafts, quotes, taken)
    name_speakers(parsed, drafts, quotes, taken)
    carry_on(parsed, drafts, quotes, taken)
    return [d for d in drafts if _has_words(text, d.content)]


def _has_words(text: str, pieces: Iterable[Piece]) -> bool:
    return any(c.isalnum() for a, b in pieces for c in text[a:b])


def within(quotes: tuple[Quote, ...], starts: list[int], offset: int) -> Quote | None:
    """The quotation in which a character stands."""
    i = bisect_right(starts, offset) - 1
    return quotes[i] if i >= 0 and offset < quotes[i].end else None


def _draft(frame: Frame, base: int, index: int, quotes: tuple[Quote, ...], starts: list[int]) -> Draft:
    doc = frame.verb.doc

    def span(run: Run) -> Piece:
        return offsets(doc, base, run)

    return Draft(
        cue=frame.cue,
        cue_span=span(frame.cue_run),
        source=span(frame.source) if frame.source is not None else None,
        head=base + frame.head.idx if frame.head is not None else None,
        content=[span(run) for run in frame.content],
        quotable=frame.quotable,
        carrier=frame.carrier,
        inside=within(quotes, starts, base + frame.verb.idx) is not None,
        verb=frame.verb,
        antecedent=(base + frame.antecedent.idx, base + frame.antecedent.idx + len(frame.antecedent))
        if frame.antecedent is not None
        else None,
        conveyor=(span(frame.conveyor[0]), base + frame.conveyor[1].idx) if frame.conveyor is not None else None,
        sentence=index,
    )


def _mend_source(draft: Draft, parsed: ParsedReport, quotes: tuple[Quote, ...], starts: list[int]) -> None:
    """Take the speaker beside the quotation where the parse found none, or one inside of the quotation."""
    verb = draft.verb
    if draft.inside or not draft.quotable or verb is None or draft.cue_span is None or verb.pos_ != "VERB":
        return
    base = parsed.sentences[draft.sentence].start
    at = base + verb.idx
    i = bisect_right(starts, at) - 1
    quote = quotes[i] if i >= 0 and quotes[i].end <= at and quotes[i].end > base else None
    found = None
    if draft.source is None:
        found = speaker_after(verb)
    elif quote is not None and draft.head is not None and quote.start <= draft.head < quote.end:
        first = next((t.i for t in verb.doc if base + t.idx >= quote.end), verb.i)
        found = speaker_between(verb.doc, first, verb) or speaker_after(verb)
    if found is not None:
        head, (start, end) = found
        last = verb.doc[end - 1]
        draft.head = base + head.idx
        draft.source = (base + verb.doc[start].idx, base + last.idx + len(last))


def _absorb(text: str, drafts: list[Draft], quotes: tuple[Quote, ...], starts: list[int]) -> dict[int, Draft]:
    """Widen contents that run into a quotation to the whole of it; quotation start -> the draft that has it."""
    taken: dict[int, Draft] = {}
    for draft in drafts:
        if draft.inside or not (draft.quotable or draft.clausal):
            continue
        pieces: list[Piece] = []
        spoken = _quote_before(text, draft, quotes, starts)
        if spoken is not None and spoken.start not in taken:
            draft.content = [(spoken.start, spoken.end)] + [p for p in draft.content if p[0] >= draft.reach[1]]
        for start, end in draft.content:
            first = max(bisect_right(starts, start) - 1, 0)
            for quote in quotes[first:]:
                if quote.start >= end:
                    break
                if quote.end > start and not _covers(quote, draft):
                    start, end = min(start, quote.start), max(end, quote.end)
                    if draft.quotable:
                        draft.quotes.append(quote)
                        taken.setdefault(quote.start, draft)
            pieces.append((start, end))
        draft.content = pieces
    return taken


def _quote_before(text: str, draft: Draft, quotes: tuple[Quote, ...], starts: list[int]) -> Quote | None:
    """The whole quotation that ends right before an attribution, where no words of the sentence lead into it."""
    if not draft.quotable or not draft.content or draft.cue_span is None or draft.source is None:
        return None
    i = bisect_right(starts, draft.reach[0]) - 1
    if i < 0 or text[quotes[i].end : draft.reach[0]].strip() or quotes[i].end > draft.reach[0]:
        return None
    quote = quotes[i]
    lead = text[max(0, quote.start - 40) : quote.start].rstrip(" ")
    return quote if text[quote.inner_end - 1] in ",?!" and (not lead or lead[-1] in ":,.!?\n-–—”\"'") else None


def _covers(quote: Quote, draft: Draft) -> bool:
    """Does the quotation hold the draft's own cue or source?"""
    return any(s is not None and quote.start < s[1] and s[0] < quote.end for s in (draft.cue_span, draft.source))


def _attach(text: str, drafts: list[Draft], quotes: tuple[Quote, ...], taken: dict[int, Draft]) -> None:
    """Give each quotation left over to the nearest cue beside it."""
    able = [d for d in drafts if d.quotable and not d.inside and d.source is not None]
    places = [d.reach[0] for d in able]
    for quote in quotes:
        if quote.start in taken:
            continue
        around = bisect_right(places, quote.start)
        best: tuple[float, Draft] | None = None
        for draft in able[max(0, around - 4) : around + 4]:
            cost = _distance(text, draft, quote)
            if cost is not None and (best is None or cost < best[0]):
                best = (cost, draft)
        if best is not None:
            draft = best[1]
            if not draft.clausal and not draft.quotes:
                draft.content = []
            draft.content.append((quote.start, quote.end))
            draft.quotes.append(quote)
            taken[quote.start] = draft


def _distance(text: str, draft: Draft, quote: Quote) -> float | None:
    """How far a cue stands from a quotation; None where it cannot carry it."""
    start, end = draft.reach
    before = quote.end <= start
    gap = text[quote.end : start] if before else text[end : quote.start]
    far = len(gap) > _REACH or (_PARAGRAPH.search(gap) is not None and (before or not gap.rstrip().endswith(":")))
    if (not before and quote.start < end) or far:
        return None
    if before:
        tail = text[quote.inner_end - 1 : quote.inner_end] + text[quote.end : quote.end + 1]
        if len(gap.strip()) > 2 or not set(tail) & set(",?!—-"):
            return None
        return float(len(gap))
    if re.search(r"[.!?][\"”']?\s", gap):
        return None
    if gap.rstrip().endswith((":", ",")):
        return len(gap) / 4
    return None if draft.content and draft.clausal else 10.0 + len(gap)
