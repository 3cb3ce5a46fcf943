"""Names found by their first word: of many thousand a text has few, so that only those with a word of it are tried."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

WORD = re.compile(r"[^\W\d_]+")
_ODD_BLANK = re.compile(r"[^\S ]| {2}")


class FirstWords:
    """Forms by the word that they begin with, written with straight apostrophes and one blank between two words.

    A text may have curled apostrophes, and blanks of any kind and number. `any_case`: the forms are in lower case and
    match any.
    """

    def __init__(self, forms: Iterable[str], *, any_case: bool = False) -> None:
        self._any_case = any_case
        self._forms: dict[str, set[str]] = {}
        for form in forms:
            first = WORD.match(form)
            if first is not None:
                self._forms.setdefault(first.group(), set()).add(form)
        self._lengths: dict[str, list[int]] = {}

    def match(self, first: str, text: str, start: int) -> tuple[str, int] | None:
        """The longest form with this first word that stands whole at a place of the text, and where it ends."""
        forms = self._forms.get(first)
        if forms is None:
            return None
        lengths = self._lengths.get(first)
        if lengths is None:
            lengths = self._lengths[first] = sorted({len(form) for form in forms}, reverse=True)
        window = text[start : start + lengths[0] + 1].replace("’", "'")
        words = window.lower() if self._any_case else window
        if len(words) != len(window) or (lengths[0] > len(first) and _ODD_BLANK.search(window)):
            return self._match_slowly(forms, text, start)
        for length in lengths:
            form = words[:length]  # shorter at the end of the text
            if form in forms and not _goes_on(words, len(form)):
                return form, start + len(form)
        return None

    def _match_slowly(self, forms: set[str], text: str, start: int) -> tuple[str, int] | None:
        for form in sorted(forms, key=len, reverse=True):
            match = _pattern(form, self._any_case).match(text, start)
            if match is not None:
                return form, match.end()
        return None


def _goes_on(words: str, at: int) -> bool:
    """Whether a word goes on at a place."""
    return at < len(words) and (words[at].isalnum() or words[at] == "_")


@lru_cache(maxsize=4096)
def _pattern(form: str, any_case: bool) -> re.Pattern[str]:
    written = re.escape(form).replace("\\ ", "\\s+").replace("'", "['’]")
    return re.compile(written + r"(?!\w)", re.IGNORECASE if any_case else 0)
