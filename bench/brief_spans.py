"""Draws evidence spans of dossiers for judging by hand: `python bench/brief_spans.py N SEED [RECORD DYAD ...]`.

Not a figure by itself: what was judged and how it came out stands in docs/methods/brief-spans.tsv. Each line: the
section, what the statement (or row) says, the report's id, the offsets of the marks, and the sentence with the marks
between [[ ]]. A span is drawn with the statement that rests on it, be it directly or through a computation. Without a
record they are those of the dossier on Pakistan and Russia, from a record made anew of the bundled dispatches.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import detente
from detente.brief.document import Computation, Document, Row, SentenceEvidence, Statement, statements_of
from detente.brief.references import pieces_of

DISPATCHES = Path(__file__).parents[1] / "examples" / "dispatches.jsonl"


def spans(document: Document) -> Iterator[tuple[str, str, SentenceEvidence]]:
    """Section, statement and span, each pair of statement and span once."""
    for section in document.sections:
        for block in section.blocks:
            for said in statements_of(block):
                seen: set[str] = set()
                for span in _of(said):
                    if span.key not in seen:
                        seen.add(span.key)
                        yield section.name, _words(said), span


def _of(said: Statement | Row) -> Iterator[SentenceEvidence]:
    for piece in said.evidence:
        parts = piece.rests_on if isinstance(piece, Computation) else (piece,)
        yield from (part for part in parts if isinstance(part, SentenceEvidence))


def _words(said: Statement | Row) -> str:
    words = said.text if isinstance(said, Statement) else " | ".join(said.cells)
    note = f" ({said.note})" if isinstance(said, Statement) and said.note else ""
    return " ".join(f"{words}{note}".split())


def documents(path: str | None, dyads: list[str]) -> Iterator[Document]:
    """The dossiers of a record, or the one on Pakistan and Russia."""
    with detente.open(path or ":memory:", read_only=path is not None) as record:
        if path is None:
            record.add(DISPATCHES, processes=1)
        for dyad in dyads or ["PAK-RUS"]:
            yield record.relation(*dyad.split("-")).brief().document


def main(n: int, seed: int, path: str | None = None, *dyads: str) -> None:
    """Print n drawn spans."""
    every = [span for document in documents(path, list(dyads)) for span in spans(document)]
    print(f"{len(every)} spans under {len({said for _, said, _ in every})} statements", file=sys.stderr)
    for number, (section, said, span) in enumerate(random.Random(seed).sample(every, min(n, len(every))), 1):
        marks = " ".join(f"{start}-{end}" for start, end in span.marks)
        sentence = "".join(f"[[{words}]]" if marked else words for marked, words in pieces_of(span))
        print(number, section, said, span.report[:8], marks, " ".join(sentence.split()), sep="\t")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:])
