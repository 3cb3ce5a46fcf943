"""Whether a report is in a language that the model can read, told by its script and its commonest words."""

from __future__ import annotations

import re

from detente.errors import ForeignLanguage
from detente.sources.report import Report

MIN_WORDS = 25
"""Shorter texts (headlines, lists of names) get the benefit of the doubt, unless their script is another."""
SHARE = 0.08
"""English news has 0.25 to 0.45 of its words among these; the nearest other language below 0.05."""
SAMPLE = 20_000

_ENGLISH = frozenset(
    "the of and to that with for was by from it is as his be at has have had were will which would been their they "
    "this but who said after its are she he not than when into about could over more".split()
)
_WORD = re.compile(r"[^\W\d_]+")


def english_share(text: str) -> tuple[float, int, float]:
    """Share of commonest English words, number of words, share of letters of the Latin script."""
    sample = text[:SAMPLE]
    words = _WORD.findall(sample)
    letters = sum(map(len, words))
    latin = sum(1 for word in words for letter in word if letter < "\u0250" or "\u1e00" <= letter < "\u1f00")
    n = len(words)
    common = sum(1 for word in words if word.lower() in _ENGLISH)
    return (common / n if n else 0.0, n, latin / letters if letters else 1.0)


def check_language(report: Report) -> None:
    """Nothing, where the text is English enough to be read; ForeignLanguage where it is not."""
    share, n_words, latin = english_share(report.text)
    if latin < 0.5 or (n_words >= MIN_WORDS and share < SHARE):
        raise ForeignLanguage(
            f"Only {share:.0%} of the words are common English ones: the model cannot read this language",
            where=report.path or report.id,
            next_step="Translate the report, or name a spaCy pipeline that reads its language in DETENTE_PIPELINE.",
        )
