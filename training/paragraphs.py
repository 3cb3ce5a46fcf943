"""The paragraphs written for this project (`paragraphs/`): sentences in context, with all events that each tells.

A block is a report: a line of its place, register and year (R), its sentences (S), and below each sentence its events
(E): actor, > or <> where both do it together, recipient, type, status. Parties are ISO 3166 codes or names of others;
a party that only an earlier sentence names is coded too.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from parties import party_of

FOLDS, FOR_TRUST, FOR_FIGURES = 10, 8, 9
"""Of so many folds, the one that confidence is learned from and the one that figures are made of: the encoder sees
neither."""
FOLDER = Path(__file__).with_name("paragraphs")
_EVENT = re.compile(r"(?P<one>.+?) (?P<sign><?>) (?P<other>.+?) (?P<type>[A-Z]+) (?P<status>[a-z]+)")


@dataclass(frozen=True, slots=True)
class Coded:
    """One event of a sentence: who to whom (`mutual`: both together), PLOVER's type, its status."""

    actor: str
    recipient: str
    type: str
    status: str
    mutual: bool

    def as_row(self, date: str) -> dict[str, Any]:
        """The event in the shape of the scorer of dispatches, its parties by the keys of `parties.py`."""
        one, other = party_of(self.actor, date), party_of(self.recipient, date)
        told = {"source": one, "target": other, "type": self.type, "status": self.status}
        return told | {"date": date, "reciprocal": self.mutual}


@dataclass(slots=True)
class Told:
    """A sentence, its place in its paragraph's text (characters, end exclusive), and the events that it tells."""

    text: str
    start: int
    events: list[Coded] = field(default_factory=list)

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


@dataclass(slots=True)
class Paragraph:
    """A report: the file and number by which it is known, its year, its sentences in order, one blank between them."""

    name: str
    year: str
    sentences: list[Told] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The whole text."""
        return " ".join(sentence.text for sentence in self.sentences)


def fold_of(paragraph: Paragraph) -> int:
    """The fold of a paragraph, by a hash of its text."""
    return int(hashlib.sha256(paragraph.text.encode()).hexdigest(), 16) % FOLDS


def paragraphs() -> Iterator[Paragraph]:
    """All paragraphs in the order of their files; SystemExit at a line of another form."""
    for path in sorted(FOLDER.glob("*.txt")):
        for number, block in enumerate(path.read_text(encoding="utf-8").strip().split("\n\n"), start=1):
            head, *lines = block.splitlines()
            paragraph = Paragraph(f"{path.stem}-{number}", head.rsplit(" ", 1)[-1])
            for line in lines:
                _add(paragraph, line)
            yield paragraph


def _add(paragraph: Paragraph, line: str) -> None:
    kind, rest = line[:2], line[2:]
    if kind == "S ":
        start = paragraph.sentences[-1].end + 1 if paragraph.sentences else 0
        paragraph.sentences.append(Told(rest, start))
        return
    match = _EVENT.fullmatch(rest) if kind == "E " and paragraph.sentences else None
    if match is None:
        raise SystemExit(f"{paragraph.name}: neither a sentence nor an event of one: {line}")
    coded = Coded(match["one"], match["other"], match["type"], match["status"], match["sign"] == "<>")
    paragraph.sentences[-1].events.append(coded)
