"""Draws mentions at random from real news for judging by hand: `python bench/mention_sample.py N SEED` prints them.

Not a figure by itself: what was judged and how it came out stands in docs/methods/mentions.md. Each line is the
report's row, the mention in its context between [[ ]], kind, state, sector, name, members, and "place" where it is one.
With `sentences` as third word it prints N sentences instead, each with its mentions, to judge what was missed.
"""

from __future__ import annotations

import random
import sys

import pyarrow.parquet as pq

import harness
from detente.reading.model import Reading
from detente.reading.read import read_many
from detente.sources.report import Report

N_REPORTS = 400


def drawn_reports(seed: int) -> list[tuple[int, Report]]:
    """The reports drawn, each with its row in the file."""
    folder = harness.shared()
    if folder is None:
        raise SystemExit("the shared corpus is not here: nothing to draw from")
    table = pq.read_table(folder / "corpus" / "news2014.parquet").to_pylist()
    rows = random.Random(seed).sample(range(len(table)), N_REPORTS)
    return [(row, Report(table[row]["text"], date=str(table[row]["date"])[:10])) for row in rows]


def main(n: int, seed: int, what: str) -> None:
    """Print n drawn mentions, or n drawn sentences with their mentions."""
    drawn = drawn_reports(seed)
    readings = read_many([report for _, report in drawn], processes=1)
    pairs = [(row, r) for (row, _), r in zip(drawn, readings, strict=True) if isinstance(r, Reading)]
    if what == "sentences":
        return _sentences(pairs, n, seed)
    every = [(row, reading.text, mention) for row, reading in pairs for mention in reading.mentions]
    for row, text, m in random.Random(seed).sample(every, n):
        before, after = text[max(0, m.start - 60) : m.start], text[m.end : m.end + 40]
        place = "place" if m.place else ""
        print(
            row,
            f"{before}[[{m.text}]]{after}".replace("\n", " "),
            "|",
            m.kind,
            m.state,
            m.sector,
            m.name,
            m.members,
            place,
        )
    return None


def _sentences(pairs: list[tuple[int, Reading]], n: int, seed: int) -> None:
    from detente.reading.parse import cut_sentences

    every = [(row, r, start, end) for row, r in pairs for start, end in cut_sentences(r.text)[0] if end - start > 40]
    for row, r, start, end in random.Random(seed).sample(every, n):
        found = [f"{m.text}={m.state or m.name or m.members or '?'}" for m in r.mentions if start <= m.start < end]
        print(row, r.text[start:end].replace("\n", " "), "|", "; ".join(found))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "mentions")
