"""What the encoder of all parties of a sentence learns from: stretches of our paragraphs, and our single sentences.

The reader's own mentions are the parties, so that the encoder meets in training what it will be asked: every two
parties of a sentence, and those that only a sentence before names. Each sentence of a stretch is asked about.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import permutations

from pair_rows import LABELS, ground_rows
from paragraph_rows import deeds_of, key_of
from paragraphs import Paragraph, fold_of, paragraphs

from detente.reading.between import Range, cut_at, cut_sentence, party_of
from detente.reading.gazetteer import scan
from detente.reading.mentions import find_mentions
from detente.reading.model import Mention
from detente.reading.pair_types import MARKS, pieces_of
from detente.reading.parse import parse_reports
from detente.sources.report import Report
from detente.tables import csv_rows

STRETCHES = (1, 2, 3, 3)
"""Sentences of a stretch, one of these at random."""
KEPT = {"both": 1.0, "one": 0.6, "none": 0.3}
"""What share of the pairs without a deed is kept, by how many of the two the sentence itself names."""
COUNTS = {"both": 1.0, "one": 0.6, "none": 0.4}
"""How much such a pair counts."""

RENAMED = 0.5
"""The share of the texts that are read with other states' names."""
WAYS = ("name", "adjective", "capital")

AS_WRITTEN = (f"{MARKS[0]} ", f" {MARKS[1]}", f"{MARKS[2]} ", f" {MARKS[3]}")
"""Marks with the blank that `mark` puts between them and the party."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What one party does to another: the pieces of either, the sentence's, the labels allowed, how much it counts."""

    actor: list[int]
    recipient: list[int]
    sentence: Range
    labels: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pieces that are read together, which of them belong to a party (1) or not (0), and what is asked of them."""

    numbers: list[int]
    marked: list[int]
    asked: list[Asked]


@dataclass(frozen=True, slots=True)
class Cut:
    """A sentence of a paragraph: its pieces, the ranges of its parties, and the types told of each two; `forms`: which
    ranges are a state's name (or adjective or capital)."""

    numbers: list[int]
    parties: dict[str, list[Range]]
    deeds: dict[tuple[str, str], tuple[str, ...]]
    forms: dict[Range, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, its fold, its sentences, and which of its parties are states."""

    fold: int
    sentences: list[Cut]
    states: frozenset[str]


def texts() -> list[Text]:
    """All paragraphs as the reader sees them."""
    told = list(paragraphs())
    reports = [Report(one.text, date=one.year, name=one.name) for one in told]
    parsed = parse_reports(reports, choose=False)
    return [_text(one, find_mentions(report)) for one, report in zip(told, parsed, strict=True)]


def _text(paragraph: Paragraph, mentions: Sequence[Mention]) -> Text:
    parties = [m for m in mentions if party_of(m)]
    cuts = []
    for sentence in paragraph.sentences:
        pieces = cut_sentence(sentence.text, sentence.start, parties)
        named: dict[str, list[Range]] = {}
        forms: dict[Range, tuple[str, str]] = {}
        for m in parties:
            if m.start not in pieces.mentions:
                continue
            name, [place] = key_of(m), pieces.mentions[m.start][1]
            named.setdefault(name, []).append(place)
            if m.state:
                forms[place] = name, way_of(m.text)
        cuts.append(Cut(pieces.numbers, named, deeds_of(sentence, paragraph.year), forms))
    return Text(fold_of(paragraph), cuts, frozenset(key_of(m) for m in parties if m.state))


def stretches(some: Sequence[Text], rng: random.Random) -> Iterator[Stretch]:
    """The texts in stretches, cut anew at random, with what is asked of every sentence."""
    for text in (renamed(text, rng) if rng.random() < RENAMED else text for text in some):
        at = 0
        while at < len(text.sentences):
            size = rng.choice(STRETCHES)
            made = _stretch(text, text.sentences[at : at + size], rng)
            at += size
            if made.asked:
                yield made


def renamed(text: Text, rng: random.Random) -> Text:
    """The text with other states' names in the place of those that it names by name, adjective and capital alone."""
    forms = [form for cut in text.sentences for form in cut.forms.values()]
    fixed = {state for state, way in forms if not way}
    old = sorted({state for state, _ in forms} - fixed)
    new = dict(zip(old, rng.sample(sorted(names_of()), len(old)), strict=True))
    return replace(text, sentences=[_renamed(cut, new) for cut in text.sentences])


def _renamed(cut: Cut, new: dict[str, str]) -> Cut:
    numbers: list[int] = []
    begins: dict[int, int] = {}
    at = 0
    for (first, last), (state, way) in sorted(cut.forms.items()):
        if state in new:
            numbers += cut.numbers[at:first]
            begins |= {old: old + len(numbers) - first for old in range(at, first + 1)}
            numbers += names_of()[new[state]][way]
            at = last
    begins |= {old: old + len(numbers) - at for old in range(at, len(cut.numbers) + 1)}
    numbers += cut.numbers[at:]
    parties = {name: [(begins[a], begins[b]) for a, b in some] for name, some in cut.parties.items()}
    return replace(cut, numbers=numbers, parties=parties)


@cache
def names_of() -> dict[str, dict[str, list[int]]]:
    """The pieces of the shortest name, adjective and capital of the states that have each without another meaning."""
    found: dict[str, dict[str, str]] = {}
    for row in sorted(_plain_names(), key=lambda row: len(row["form"])):
        if not (row["ambiguous"] or row["end"]) and len(row["form"]) > 3:
            found.setdefault(row["code"], {}).setdefault(row["kind"], row["form"])
    return {
        code: {way: pieces_of(form) for way, form in forms.items()}
        for code, forms in found.items()
        if len(forms) == len(WAYS)
    }


def _plain_names() -> list[dict[str, str]]:
    return [row for row in csv_rows("state_names") if row["kind"] in WAYS]


@cache
def _ways() -> dict[str, str]:
    rows = sorted(_plain_names(), key=lambda row: WAYS.index(row["kind"]), reverse=True)
    return {row["form"]: row["kind"] for row in rows}


def way_of(form: str) -> str:
    """Whether a form is a state's name, its adjective or its capital; "" if none of these."""
    return _ways().get(form, "")


def last_of(text: Text, back: int) -> Iterator[Stretch]:
    """Each sentence with those before it and all that may be asked of it, as the reader does."""
    for i in range(len(text.sentences)):
        made = _stretch(text, text.sentences[max(0, i - back) : i + 1], None)
        yield replace(made, asked=[one for one in made.asked if one.sentence[1] == len(made.marked) - 1])


def _stretch(text: Text, cuts: Sequence[Cut], rng: random.Random | None) -> Stretch:
    numbers: list[int] = []
    marked: list[int] = []
    asked: list[Asked] = []
    before: dict[str, list[int]] = {}
    for cut in cuts:
        begin = len(numbers) + 1
        here = {name: [i for a, b in some for i in range(begin + a, begin + b)] for name, some in cut.parties.items()}
        numbers += cut.numbers
        whole = {i for some in here.values() for i in some}
        marked += [int(i in whole) for i in range(begin, len(numbers) + 1)]
        asked += _asked(text, cut, here, before, (begin, len(numbers) + 1), rng)
        before |= here
    return Stretch(numbers, [0, *marked, 0], asked)


def _asked(
    text: Text,
    cut: Cut,
    here: dict[str, list[int]],
    before: dict[str, list[int]],
    sentence: Range,
    rng: random.Random | None,
) -> Iterator[Asked]:
    """All two parties of a sentence and those before it; with `rng` only a share of those without a deed."""
    for one, other in permutations(sorted(here | before), 2):
        actor, recipient = (here.get(name) or before[name] for name in (one, other))
        if not (one in text.states or other in text.states) or set(actor) & set(recipient):
            continue
        named = ("none", "one", "both")[(one in here) + (other in here)]
        types = cut.deeds.get((one, other))
        if types is None and rng is not None and rng.random() > KEPT[named]:
            continue
        yield Asked(actor, recipient, sentence, types or ("none",), 1.0 if types else COUNTS[named])


def own_stretches() -> list[Stretch]:
    """Our single sentences, with what is known of their pairs; the gazetteer's states are marked too."""
    out: dict[str, list[tuple[dict[int, Range], tuple[str, ...], float]]] = {}
    for row in ground_rows():
        text, spans = unmarked(row.text)
        if len(spans) == 2:
            out.setdefault(text, []).append((spans, row.labels, row.weight))
    return [made for text, rows in out.items() if (made := _own(text, rows)).asked]


def _own(text: str, rows: Sequence[tuple[dict[int, Range], tuple[str, ...], float]]) -> Stretch:
    parties = [(m.start, m.end) for m in scan(text, None) if m.state]
    parties += [span for spans, _, _ in rows for span in spans.values()]
    numbers, before = cut_at(text, (edge for party in parties for edge in party))
    begins = {edge: n + 1 for edge, n in before.items()}
    marked = [0] * (len(numbers) + 2)
    for first, last in parties:
        marked[begins[first] : begins[last]] = [1] * (begins[last] - begins[first])
    asked = []
    for spans, labels, weight in rows:
        actor, recipient = (list(range(begins[spans[k][0]], begins[spans[k][1]])) for k in (0, 1))
        if actor and recipient and not set(actor) & set(recipient):
            asked.append(Asked(actor, recipient, (1, len(numbers) + 1), labels, weight))
    return Stretch(numbers, marked, asked)


def unmarked(marked: str) -> tuple[str, dict[int, Range]]:
    """A marked sentence without its marks, and where its actor (0) and recipient (1) stand."""
    text, start = "", 0
    spans: dict[int, Range] = {}
    for part in re.split("(" + "|".join(map(re.escape, AS_WRITTEN)) + ")", marked):
        if part not in AS_WRITTEN:
            text += part
            continue
        which, is_end = divmod(AS_WRITTEN.index(part), 2)
        if is_end:
            spans[which] = (start, len(text))
        start = len(text)
    return text, spans


def allowed(asked: Asked) -> list[bool]:
    """Which labels are allowed."""
    return [label in asked.labels for label in LABELS]
