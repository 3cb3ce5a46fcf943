"""What the finders work on: a report cut into sentences, the chosen ones parsed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from detente.reading.model import Mention, TimeExpression
from detente.sources.report import Report


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its place in the report's text, and its parse (None where it was not chosen for parsing).

    `doc` is a spaCy Doc of this sentence alone: the report offset of a token is `start + token.idx`.
    """

    start: int
    end: int
    doc: Any | None


@dataclass(frozen=True, slots=True)
class ParsedReport:
    """A report with its sentences in order, and what was found on the raw text before parsing."""

    report: Report
    sentences: tuple[Sentence, ...]
    surface: tuple[Mention, ...]
    """Actors seen by their name alone (gazetteer), before parsing."""
    times: tuple[TimeExpression, ...]
    warnings: tuple[str, ...] = ()
    """What a reader of the findings must know (a sentence cut, no date)."""

    @property
    def text(self) -> str:
        """The report's text as given."""
        return self.report.text

    def upto(self, end: int) -> list[tuple[int, int]]:
        """Where its sentences up to one that ends there stand."""
        return [(sentence.start, sentence.end) for sentence in self.sentences if sentence.end <= end]
