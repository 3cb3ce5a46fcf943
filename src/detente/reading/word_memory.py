"""Part of speech and lemma of each word of a parsed sentence, looked up where the word was met before.

What the pipeline's attribute ruler and lemmatizer say of a word depends on its letters, its tag and its place in the
tree alone (but for a few patterns of two words: "gonna", "there is"), and both ask it anew at every word: a sixth of
the reader's time. Here they are asked once for each; a test holds the answers equal. Morphology is left out: nothing
in the reader asks for it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

COMPONENTS = ["attribute_ruler", "lemmatizer"]
NAME = "word_memory"
MOST = 200_000
"""Words kept; at this number all are forgotten, so that memory stays flat."""
_ASKED = {"TAG", "LOWER", "DEP", "IS_SPACE"}
"""What a pattern may ask of a word for its answer to be a matter of letters, tag and place."""
_Key = tuple[int, int, int]


class WordMemory:
    """The last component of a pipeline, in the place of its ruler and its lemmatizer."""

    def __init__(self, ruler: Any, lemmatizer: Any) -> None:
        from spacy.matcher import Matcher

        self._vocab, self._ruler, self._lemmatizer = ruler.vocab, ruler, lemmatizer
        self._known: dict[_Key, tuple[int, int]] = {}
        self._retagged: dict[_Key, tuple[int, int]] = {}
        self._openers: dict[_Key, set[int]] = {}
        longer = [pattern for row in ruler.patterns for pattern in row["patterns"] if len(pattern) > 1]
        self._first, self._second = Matcher(self._vocab), Matcher(self._vocab)
        for number, pattern in enumerate(longer):
            self._first.add(str(number), [pattern[:1]])
            self._second.add(str(number), [pattern[1:2]])

    def __call__(self, doc: Any) -> Any:
        """The sentence with the part of speech and lemma of each word."""
        keys = list(map(tuple, doc.to_array(["ORTH", "TAG", "DEP"]).tolist()))
        if not keys:
            return doc
        if len(self._known) > MOST:
            for memory in (self._known, self._retagged, self._openers):
                memory.clear()
        known = self._known
        for key in keys:
            if key not in known:
                self._learn(key)
        if self._openers and not self._openers.keys().isdisjoint(keys) and self._has_pair(keys):
            return self._lemmatizer(self._ruler(doc))
        doc.from_array(["POS", "LEMMA"], np.array([known[key] for key in keys], dtype=np.uint64))
        if self._retagged and not self._retagged.keys().isdisjoint(keys):
            for token, key in zip(doc, keys, strict=True):
                if key in self._retagged:
                    token.tag, token.dep = self._retagged[key]
        return doc

    def _word(self, key: _Key) -> Any:
        from spacy.tokens import Doc

        orth, tag, dep = key
        doc = Doc(self._vocab, words=[self._vocab.strings[orth]], spaces=[False])
        doc[0].tag, doc[0].dep = tag, dep
        return doc

    def _learn(self, key: _Key) -> None:
        doc = self._word(key)
        openers = self._numbers(self._first, doc)
        if openers:
            self._openers[key] = openers
        token = self._lemmatizer(self._ruler(doc))[0]
        self._known[key] = (token.pos, token.lemma)
        if (token.tag, token.dep) != key[1:]:
            self._retagged[key] = (token.tag, token.dep)

    def _has_pair(self, keys: list[_Key]) -> bool:
        """Whether two words may be those of a pattern of several: then the sentence is left to the components."""
        return any(
            first in self._openers and self._openers[first] & self._numbers(self._second, self._word(second))
            for first, second in pairwise(keys)
        )

    def _numbers(self, matcher: Any, doc: Any) -> set[int]:
        """The longer patterns of which the word is the first, or the second."""
        return {int(self._vocab.strings[found]) for found, _, _ in matcher(doc, allow_missing=True)}


def remember_words(pipeline: Any) -> None:
    """Puts a WordMemory in the place of the pipeline's ruler and lemmatizer, where these two end it and know no more
    than it does; leaves any other pipeline as it is."""
    from spacy.lang.en.lemmatizer import EnglishLemmatizer
    from spacy.language import Language
    from spacy.pipeline import AttributeRuler

    if pipeline.pipe_names[-2:] != COMPONENTS:
        return
    ruler, lemmatizer = (pipeline.get_pipe(name) for name in COMPONENTS)
    if type(ruler) is not AttributeRuler or type(lemmatizer) is not EnglishLemmatizer or lemmatizer.mode != "rule":
        return
    asked = {name for row in ruler.patterns for pattern in row["patterns"] for word in pattern for name in word}
    if not asked <= _ASKED:
        return
    memory = WordMemory(ruler, lemmatizer)
    for name in COMPONENTS:
        pipeline.remove_pipe(name)
    Language.component(NAME, func=memory)
    pipeline.add_pipe(NAME)
