"""Names found by their first word: what is looked for is put in order once, a pattern is made when a text needs it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

WORD = re.compile(r"[^\W\d_]+")


class FirstWords:
    """Forms by the word that they begin with. `pattern_of` makes the pattern of a form, its blanks included."""

    def __init__(self, forms: Iterable[str], *, pattern_of: Callable[[str], str], flags: int = 0) -> None:
        self._forms: dict[str, list[str]] = {}
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._pattern_of, self._flags = pattern_of, flags
        for form in forms:
            first = WORD.match(form)
            if first is not None:
                self._forms.setdefault(first.group(), []).append(form)

    def match(self, first: str, text: str, start: int) -> re.Match[str] | None:
        """The longest form with this first word that stands whole at a place of the text.

        Of many thousand first words a text has few: compiling all patterns beforehand took seconds.
        """
        pattern = self._patterns.get(first)
        if pattern is None:
            if first not in self._forms:
                return None
            forms = sorted(self._forms[first], key=len, reverse=True)
            pattern = re.compile("(?:" + "|".join(map(self._pattern_of, forms)) + r")(?!\w)", self._flags)
            self._patterns[first] = pattern
        return pattern.match(text, start)
