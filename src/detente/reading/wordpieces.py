"""Text as the numbers of its word pieces, for the encoder of `pair_types.py`.

The WordPiece rule of BERT's uncased models (Devlin et al. 2019): lower case, no accents, words cut at blanks and
punctuation, each word then cut into the longest pieces that the vocabulary has. Written out here because the usual
library for it brings a network client and nine packages along; the training checks that both give the same numbers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

LONGEST_WORD = 100
UNKNOWN, BEGIN, END = "[UNK]", "[CLS]", "[SEP]"
_IDEOGRAPHS = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F), (0x2B920, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip


class WordPieces:
    """Cuts text into the pieces of a vocabulary; `marks` are pieces that stand for themselves wherever they occur."""

    def __init__(self, vocabulary: Sequence[str], marks: Sequence[str], *, longest: int) -> None:
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self._marks = re.compile("(" + "|".join(re.escape(mark) for mark in marks) + ")")
        self._longest = longest
        self._cut_word = lru_cache(maxsize=20_000)(self._cut_afresh)

    def numbers(self, text: str) -> list[int]:
        """The numbers of a text's pieces between those of begin and end, at most `longest` of them."""
        return self.framed(self.cut(text)[: self._longest - 2])

    def framed(self, numbers: Sequence[int]) -> list[int]:
        """Numbers of pieces between those of begin and end."""
        return [self._numbers[BEGIN], *numbers, self._numbers[END]]

    def cut(self, text: str) -> list[int]:
        """The numbers of a text's pieces."""
        out: list[int] = []
        for i, part in enumerate(self._marks.split(text)):
            if i % 2:
                out.append(self._numbers[part])
            else:
                for word in _words(part):
                    out += self._cut_word(word)
        return out

    def _cut_afresh(self, word: str) -> tuple[int, ...]:
        if len(word) > LONGEST_WORD:
            return (self._numbers[UNKNOWN],)
        out: list[int] = []
        start = 0
        while start < len(word):
            for stop in range(len(word), start, -1):
                number = self._numbers.get(word[start:stop] if start == 0 else "##" + word[start:stop])
                if number is not None:
                    out.append(number)
                    start = stop
                    break
            else:
                return (self._numbers[UNKNOWN],)
        return tuple(out)


def _words(text: str) -> list[str]:
    """Words and single punctuation marks, in lower case and without accents."""
    plain = text if text.isascii() else "".join(c for c in unicodedata.normalize("NFD", text) if not _is_accent(c))
    return "".join(_spaced(c) for c in plain).lower().split()


def _is_accent(char: str) -> bool:
    return unicodedata.category(char) == "Mn"


@lru_cache(maxsize=4096)
def _spaced(char: str) -> str:
    """The character as it goes into the words: alone if it is punctuation or an ideograph, gone if it is control."""
    if char.isspace():
        return " "
    code, category = ord(char), unicodedata.category(char)
    if category in ("Cc", "Cf", "Co") or code == 0xFFFD:
        return ""
    is_sign = code < 128 and not char.isalnum()
    if is_sign or category.startswith("P") or any(first <= code <= last for first, last in _IDEOGRAPHS):
        return f" {char} "
    return char
