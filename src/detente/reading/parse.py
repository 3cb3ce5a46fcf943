"""Reports cut into sentences, the chosen sentences parsed by spaCy.

Sentences come from the pipeline's `senter`, which costs a tenth of the parse, so that a sentence is chosen before it is
parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from detente.errors import TooLarge, Unreadable
from detente.reading import blanks, gazetteer
from detente.reading.datelines import datelines
from detente.reading.language import check_language
from detente.reading.model import Mention
from detente.reading.parsed import ParsedReport, Sentence
from detente.reading.pipelines import pipelines
from detente.reading.times import find_times
from detente.settings import get_settings
from detente.sources.report import Report

MAX_SENTENCE = 1_500
"""Characters of the longest sentence that is parsed whole; a longer one (a table, a list) is cut at a blank."""
REPORTS_A_BATCH, CHARS_A_BATCH = 128, 200_000
BLOCK = 10_000
"""Characters that the splitter sees at once: its memory grows with the text, and a report may have a million."""
_RUN = re.compile(r"\S{200,}")
_LONE = re.compile("[\ud800-\udfff]")
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n\s*")

_CUE = re.compile(
    r"""["“”„«»]|''|``|(?<!\w)['‘](?=[A-Z])"""
    r"|\b(?:said|says?|saying|told|tells?|according to|claim\w*|accus\w+|warn\w*|den(?:y|ies|ied|ying)|announc\w+"
    r"|stat(?:ed|es|ing)|add(?:ed|s|ing)|argu\w+|believ\w+|report(?:ed|edly|s)|insist\w*|suggest\w*|confirm\w*"
    r"|declar\w+|assert\w*|maintain(?:ed|s)|contend\w*|alleg\w+|acknowledg\w+|admit\w*|call(?:ed|s|ing)|urg\w+"
    r"|demand\w*|ask(?:ed|s|ing)|reject\w*|condemn\w*|prais\w+|criti\w+|welcom\w+|vow\w*|pledg\w+|promis\w+|threaten\w*"
    r"|hop(?:ed?|es|ing)|expect\w*|fear\w*|think\w*|thought|not(?:ed|es|ing)|explain\w*|describ\w+|stress\w*|emphasi\w+"
    r"|quot\w+|cit(?:ed?|es|ing)|repl(?:y|ied|ies)|remark\w*|observ(?:ed|es|ers?)|analysts?|experts?|sources?"
    r"|spokes\w+|view\w*|opinion\w*|predict\w*|estimat\w*|conclud\w+|reveal\w*|disclos\w+|wr(?:ote|ites?|iting))\b",
)
# What states do together: a sentence may leave out who ("Four accords will be signed").
_DIPLOMATIC = (
    r"accords?|treat(?:y|ies)|pacts?|memorand\w+|agreements|bilateral|sanctions|embargo|that country|communiqué"
)
_LINKED = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Tt]heir|[Ii]t|[Ii]ts|[Hh]is|[Hh]er|[Hh]im|[Tt]hem|[Bb]oth"
    r"|[Mm]utual|[Bb]ilateral|counterparts?"
    r"|(?:two|neighbou?r\w*|countries|nations|sides|governments?|leaders?|capitals?|allies|rivals?)"
    r"|Mrs?|Ms|President|Prime|Minister|[Mm]inist\w+|[Pp]resident\w*|[Cc]hancellor|[Kk]ing|[Ee]mir|[Ss]ultan"
    r"|[Cc]hiefs?|[Gg]enerals?|[Aa]mbassadors?|[Ee]nvoys?|[Dd]iplomat\w*|[Tt]roops|[Ff]orces|[Aa]rmy|[Nn]avy|[Oo]fficials?)\b"
    r"|\b(?:kingdom|emirate|movement|alliance|bloc|insurgents|rebels|militants|guerrillas)\b"
    rf"|\b(?:{_DIPLOMATIC})\b"
)

_RESUMES = re.compile(
    r"^[\"“']?(?:He|She|It|They|Both|Each|Its|His|Her|Their|Neither|Either)\b|\b(?:him|them)\b"
    r"|\b(?:[Tt]he|[Tt]hese|both|all|[Tt]heir) (?:(?:two|three|four) )?(?:countries|nations|states|sides|governments"
    r"|neighbou?rs|leaders|men|presidents|ministers|capitals|delegations|armies|navies|pair|trio|two|three|four)\b"
    r"|^The (?:[a-z]+ ){0,2}(?:minister|president|government|army|envoy|leader|chancellor|general|kingdom|sultanate"
    r"|emirate|country|nation|island|republic|movement|alliance|bloc|insurgents|rebels|ministry|delegation)\b"
    rf"|\b(?:{_DIPLOMATIC})\b"
)


def check_report(report: Report) -> None:
    """Nothing, where the report can be read; TooLarge, Unreadable or ForeignLanguage where it cannot."""
    limit = get_settings().max_chars
    if len(report.text) > limit:
        raise TooLarge(
            f"The report has {len(report.text)} characters, more than the {limit} allowed",
            where=report.path or report.id,
            next_step="Split it, or raise max_chars in detente.toml.",
        )
    if "\x00" in report.text:
        raise Unreadable("The text holds null characters: it is binary", where=report.path or report.id)
    check_language(report)


def cut_sentences(text: str) -> tuple[list[tuple[int, int]], bool]:
    """Start and end of each sentence, blanks stripped, none longer than MAX_SENTENCE; and whether one was cut.

    The pipeline's own cuts, corrected by what it cannot know: a dateline is a sentence of its own (it would spoil the
    parse of the first clause), and an empty line ends a sentence.
    """
    return _corrected(text, _first_cuts([text])[0])


def _first_cuts(texts: list[str]) -> list[set[int]]:
    """Where the pipeline begins a sentence, for each text."""
    blocks = [(i, start, end) for i, text in enumerate(texts) for start, end in _blocks(text)]
    docs = pipelines()[0].pipe((_tamed(texts[i][start:end]) for i, start, end in blocks), batch_size=32)
    cuts: list[set[int]] = [set() for _ in texts]
    for (i, start, _), doc in zip(blocks, docs, strict=True):
        cuts[i] |= {start + sent.start_char for sent in doc.sents}
    return cuts


def _tamed(text: str) -> str:
    """The text as the tokenizer can bear it, same length: its time grows with the square of a run without a blank."""
    return _LONE.sub("?", _RUN.sub(lambda run: "x" * len(run.group()), text))


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """The text in blocks of at most BLOCK characters, cut at the end of a line or sentence where there is one."""
    start = 0
    while len(text) - start > BLOCK:
        half, limit = start + BLOCK // 2, start + BLOCK
        cut = next((c + len(mark) for mark in ("\n", ". ", " ") if (c := text.rfind(mark, half, limit)) >= 0), limit)
        yield start, cut
        start = cut
    yield start, len(text)


def _corrected(text: str, cuts: set[int]) -> tuple[list[tuple[int, int]], bool]:
    for start, end in datelines(text):
        cuts = {cut for cut in cuts if not start < cut < end} | {start, end}
    cuts = cuts | {match.end() for match in _PARAGRAPH.finditer(text)}
    edges = sorted(cuts | {0, len(text)})
    spans: list[tuple[int, int]] = []
    was_cut = False
    for start, end in pairwise(edges):
        pieces = list(_pieces(text, start, end))
        was_cut = was_cut or len(pieces) > 1
        spans += pieces
    return [span for span in (_stripped(text, *pair) for pair in spans) if span[0] < span[1]], was_cut


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > MAX_SENTENCE:
        cut = max(text.rfind(mark, start + MAX_SENTENCE // 2, start + MAX_SENTENCE) for mark in ("\n", "; ", " "))
        cut = cut + 1 if cut > start else start + MAX_SENTENCE
        yield start, cut
        start = cut
    yield start, end


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def is_chosen(
    sentence: str, actors: Iterable[Mention], *, named_before: bool = False, between_two: bool = False
) -> bool:
    """Whether a sentence is worth parsing: two actors, one actor linked to another by a word, or an attribution.

    `actors` are those seen by name in the sentence. `named_before`: the report named an actor earlier, so that "it" or
    "the two countries" may stand for one.
    """
    actors = tuple(actors)
    names = {actor.state or actor.name or actor.text for actor in actors}
    if all(actor.role == gazetteer.TOWN for actor in actors):
        names = set()
    if len(names) >= 2:
        return True
    if _CUE.search(sentence):
        return True
    if names:
        return between_two or _LINKED.search(sentence) is not None
    return named_before and _RESUMES.search(sentence) is not None


def parse_sentence(text: str) -> Any:
    """The spaCy Doc of one sentence."""
    return pipelines()[1](_tamed(text))


def parse_reports(reports: Iterable[Report], *, choose: bool = True) -> Iterator[ParsedReport]:
    """Each report with its sentences, the chosen ones parsed (all of them with `choose=False`), in order.

    Raises SourceError at the first report that cannot be read; `check_report` tells beforehand.
    """
    batch: list[Report] = []
    n_chars = 0
    for report in reports:
        batch.append(report)
        n_chars += len(report.text)
        if len(batch) >= REPORTS_A_BATCH or n_chars >= CHARS_A_BATCH:
            yield from _parse_batch(batch, choose=choose)
            batch, n_chars = [], 0
    yield from _parse_batch(batch, choose=choose)


def _parse_batch(reports: list[Report], *, choose: bool) -> Iterator[ParsedReport]:
    for report in reports:
        check_report(report)
    parser = pipelines()[1]
    texts = [blanks.plain(report.text) for report in reports]
    cuts = [_corrected(text, found) for text, found in zip(texts, _first_cuts(texts), strict=True)]
    surfaces = [
        blanks.as_written(gazetteer.scan(text, report.date), report.text)
        for text, report in zip(texts, reports, strict=True)
    ]
    wanted: list[tuple[int, int]] = []
    for i, (report, (spans, _)) in enumerate(zip(reports, cuts, strict=True)):
        wanted += [(i, j) for j in _chosen(texts[i], spans, surfaces[i], choose=choose, titled=bool(report.title))]
    sentences = [texts[i][slice(*cuts[i][0][j])] for i, j in wanted]
    # Sentences of one length together: the parser's states of a batch then end together.
    order = sorted(range(len(sentences)), key=lambda k: len(sentences[k]))
    docs: dict[tuple[int, int], Any] = {}
    for k, doc in zip(order, parser.pipe((_tamed(sentences[k]) for k in order), batch_size=256), strict=True):
        docs[wanted[k]] = doc
    for i, (report, (spans, was_cut)) in enumerate(zip(reports, cuts, strict=True)):
        parts = tuple(Sentence(start, end, docs.get((i, j))) for j, (start, end) in enumerate(spans))
        warnings = (f"A sentence of more than {MAX_SENTENCE} characters was cut before parsing.",) if was_cut else ()
        times = blanks.as_written(find_times(texts[i], report.date), report.text)
        yield ParsedReport(report, parts, surfaces[i], times, warnings)


def _is_between_two(spans: list[tuple[int, int]], surface: tuple[Mention, ...], *, titled: bool) -> bool:
    """Whether a report names two states and no more, and both in one sentence (or in its title, perhaps)."""
    named = [m for m in surface if m.state and m.role != gazetteer.TOWN]
    if len({m.state for m in named}) != 2:
        return False
    return titled or any(len({m.state for m in named if start <= m.start < end}) == 2 for start, end in spans)


def _chosen(
    text: str, spans: list[tuple[int, int]], surface: tuple[Mention, ...], *, choose: bool, titled: bool
) -> Iterator[int]:
    """Indices of the sentences to parse. `titled`: a title stands above, which may name what "they" are."""
    between_two = _is_between_two(spans, surface, titled=titled)
    places = {start for start, _ in datelines(text)} if between_two else set()
    first = 0
    for j, (start, end) in enumerate(spans):
        while first < len(surface) and surface[first].start < start:
            first += 1
        last = first
        while last < len(surface) and surface[last].start < end:
            last += 1
        if not choose or is_chosen(
            text[start:end],
            surface[first:last],
            named_before=first > 0 or titled,
            between_two=between_two and start not in places,
        ):
            yield j
        first = last
