"""The evidence of a brief in order of first use, numbered, with the statements that use it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from detente.brief.document import Computation, Document, Evidence, Row, SentenceEvidence, Statement, statements_of


@dataclass(slots=True)
class Reference:
    """A piece of evidence: its number on the page, what it rests on, and the anchors that lead to it."""

    number: int
    evidence: Evidence
    rests_on: tuple[int, ...] = ()
    uses: list[str] = field(default_factory=list)


class References:
    """All evidence of a document, each piece once, numbered from 1 in order of first use."""

    def __init__(self, brief: Document) -> None:
        self._by_key: dict[str, Reference] = {}
        self._anchors: dict[int, tuple[tuple[str, int], ...]] = {}
        self._kept: list[Statement | Row] = []
        self._reports: dict[str, SentenceEvidence] = {}
        for section in brief.sections:
            for block in section.blocks:
                for said in statements_of(block):
                    self._take(said)

    def __iter__(self) -> Iterator[Reference]:
        return iter(self._by_key.values())

    def __len__(self) -> int:
        return len(self._by_key)

    def of(self, said: Statement | Row) -> tuple[tuple[str, int], ...]:
        """The statement's links: the anchor of each and the number of the evidence it leads to."""
        return self._anchors[id(said)]

    @property
    def reports(self) -> tuple[SentenceEvidence, ...]:
        """A sentence of each report that evidence stands in, in order of first use: it carries the report's data."""
        return tuple(self._reports.values())

    def report_number(self, evidence: SentenceEvidence) -> int:
        """The place of the sentence's report among `reports`, from 1."""
        return list(self._reports).index(evidence.report) + 1

    def number(self, evidence: Evidence) -> int:
        """The number of a piece of evidence."""
        return self._by_key[evidence.key].number

    def _take(self, said: Statement | Row) -> None:
        if id(said) in self._anchors:
            return
        self._kept.append(said)
        links: list[tuple[str, int]] = []
        for piece in said.evidence:
            reference = self._add(piece)
            anchor = f"u{reference.number}-{len(reference.uses) + 1}"
            if reference.number not in [number for _, number in links]:
                reference.uses.append(anchor)
                links.append((anchor, reference.number))
        self._anchors[id(said)] = tuple(links)

    def _add(self, piece: Evidence) -> Reference:
        found = self._by_key.get(piece.key)
        if found is None:
            found = self._by_key[piece.key] = Reference(len(self._by_key) + 1, piece)
            if isinstance(piece, SentenceEvidence):
                self._reports.setdefault(piece.report, piece)
            if isinstance(piece, Computation):
                found.rests_on = tuple(dict.fromkeys(self._add(part).number for part in piece.rests_on))
        return found


def pieces_of(evidence: SentenceEvidence) -> tuple[tuple[bool, str], ...]:
    """The sentence cut into (marked, words), in order."""
    pieces, at = [], evidence.start
    for start, end in evidence.marks:
        pieces.append((False, evidence.text[at - evidence.start : start - evidence.start]))
        pieces.append((True, evidence.text[start - evidence.start : end - evidence.start]))
        at = end
    pieces.append((False, evidence.text[at - evidence.start :]))
    return tuple((marked, words) for marked, words in pieces if words)
