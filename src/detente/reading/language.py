"""Whether a report is in a language that the model can read, told by its script and its commonest words."""

from __future__ import annotations

import re
from functools import lru_cache

from detente.errors import ForeignLanguage
from detente.sources.report import Report
from detente.tables import toml_table

MIN_WORDS = 15
"""Lower-case words below which a text (a headline, a list of names) gets the benefit of the doubt."""
LONG = 60
OTHERS_SHARE, ENGLISH_SHARE = 0.12, 0.06
SAMPLE = 20_000

_LOWER = re.compile(r"(?<!\w)[^\W\d_A-Z]+(?!\w)")
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


@lru_cache(maxsize=1)
def _common_words() -> tuple[frozenset[str], frozenset[str]]:
    table = toml_table("mention_words")
    return frozenset(table["english"].split()), frozenset(table["other_languages"].split())


def shares(text: str) -> tuple[float, float, int, float]:
    """Share of common English words, of other languages' words, number of lower-case words, share of Latin letters."""
    sample = text[:SAMPLE]
    words = _LOWER.findall(sample)
    english, others = _common_words()
    n = len(words)
    n_letters = len(_LETTER.findall(sample))
    latin = len(_LATIN.findall(sample)) / n_letters if n_letters else 1.0
    if n == 0:
        return 1.0, 0.0, 0, latin
    return sum(word in english for word in words) / n, sum(word in others for word in words) / n, n, latin


def check_language(report: Report) -> None:
    """Nothing, where the text is English enough to be read; ForeignLanguage where it is not."""
    english, others, n_words, latin = shares(report.text)
    is_other = n_words >= MIN_WORDS and others >= OTHERS_SHARE and others > english
    is_unknown = n_words >= LONG and english < ENGLISH_SHARE
    if latin < 0.5 or is_other or is_unknown:
        raise ForeignLanguage(
            f"The text is not in English: {english:.0%} of its words are common English ones, "
            f"{latin:.0%} of its letters Latin",
            where=report.path or report.id,
            next_step="Translate the report, or name a spaCy pipeline that reads its language in DETENTE_PIPELINE.",
        )
