"""Part of speech and lemma of each word of a parsed sentence, looked up where the word was met before.

What the pipeline's attribute ruler and lemmatizer say of a word depends on its letters, its tag and its place in the
tree alone (but for a few patterns of two words: "gonna", "there is"), and both ask it anew at every word: a sixth of
the reader's time. Here they are asked once for each; a test holds the answers equal. Morphology is left out: nothing
in the reader asks for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
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
"""Numbers of a word's letters, tag and dependency."""


@dataclass(frozen=True, slots=True)
class _Ruled:
    """What the ruler makes of a word: the annotations it sets, and the longer patterns of which it may be a part."""

    tag: int
    dep: int
    pos: int
    morph: Any
    lemma: int
    first: frozenset[str]
    second: frozenset[str]


class WordMemory:
    """The last component of a pipeline, in the place of its ruler and its lemmatizer."""

    def __init__(self, ruler: Any, lemmatizer: Any) -> None:
        from spacy.matcher import Matcher

        self._vocab, self._ruler, self._lemmatizer = ruler.vocab, ruler, lemmatizer
        patterns = [pattern for row in ruler.patterns for pattern in row["patterns"]]
        self._words, self._forms = _named(patterns)
        self._first, self._second = Matcher(self._vocab), Matcher(self._vocab)
        for number, pattern in enumerate(patterns):
            if len(pattern) > 1:
                self._first.add(str(number), [pattern[:1]])
                self._second.add(str(number), [pattern[1:2]])
        self._known: dict[_Key, tuple[int, int]] = {}
        self._rules: dict[tuple[str, int, int], _Ruled] = {}
        self._openers: dict[_Key, _Ruled] = {}
        self._retagged: dict[_Key, _Ruled] = {}

    def __call__(self, doc: Any) -> Any:
        """The sentence with the part of speech and lemma of each word."""
        keys = list(map(tuple, doc.to_array(["ORTH", "TAG", "DEP"]).tolist()))
        if not keys:
            return doc
        if len(self._known) > MOST:
            for memory in (self._known, self._rules, self._openers, self._retagged):
                memory.clear()
        known = self._known
        for key in keys:
            if key not in known:
                self._learn(key)
        if not self._openers.keys().isdisjoint(keys) and self._has_pair(keys):
            return self._lemmatizer(self._ruler(doc))
        doc.from_array(["POS", "LEMMA"], np.array([known[key] for key in keys], dtype=np.uint64))
        if not self._retagged.keys().isdisjoint(keys):
            for token, key in zip(doc, keys, strict=True):
                if key in self._retagged:
                    token.tag, token.dep = self._retagged[key].tag, self._retagged[key].dep
        return doc

    def _learn(self, key: _Key) -> None:
        ruled = self._rule(key)
        if ruled.first:
            self._openers[key] = ruled
        if (ruled.tag, ruled.dep) != key[1:]:
            self._retagged[key] = ruled
        token = self._word(key)[0]
        token.pos, token.lemma = ruled.pos, ruled.lemma
        token.set_morph(ruled.morph)
        self._lemmatizer(token.doc)
        self._known[key] = (token.pos, token.lemma)

    def _rule(self, key: _Key) -> _Ruled:
        """What the ruler makes of the word; asked once for all words that no pattern names."""
        lower = self._vocab.strings[key[0]].lower()
        is_named = lower.isspace() or lower in self._words or any(form.search(lower) for form in self._forms)
        name = (lower if is_named else "", *key[1:])
        if name not in self._rules:
            doc = self._word(key)
            first, second = (self._numbers(matcher, doc) for matcher in (self._first, self._second))
            token = self._ruler(doc)[0]
            self._rules[name] = _Ruled(token.tag, token.dep, token.pos, token.morph, token.lemma, first, second)
        return self._rules[name]

    def _word(self, key: _Key) -> Any:
        """A sentence of the word alone."""
        from spacy.tokens import Doc

        doc = Doc(self._vocab, words=[self._vocab.strings[key[0]]], spaces=[False])
        doc[0].tag, doc[0].dep = key[1:]
        return doc

    def _has_pair(self, keys: list[_Key]) -> bool:
        """Whether two words may be those of a pattern of several: then the sentence is left to the components."""
        return any(a in self._openers and self._openers[a].first & self._rule(b).second for a, b in pairwise(keys))

    def _numbers(self, matcher: Any, doc: Any) -> frozenset[str]:
        return frozenset(self._vocab.strings[found] for found, _, _ in matcher(doc, allow_missing=True))


def _named(patterns: list[list[dict[str, Any]]]) -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """The words, and the forms of words, that patterns name."""
    words, forms = set(), []
    for asked in (word["LOWER"] for pattern in patterns for word in pattern if "LOWER" in word):
        if isinstance(asked, str):
            words.add(asked)
        else:
            words.update(asked.get("IN", ()))
            forms += [re.compile(asked["REGEX"])] if "REGEX" in asked else []
    return frozenset(words), tuple(forms)


def _is_simple(pattern: list[dict[str, Any]]) -> bool:
    """Whether all that a pattern asks of its words is told by a word's letters, tag and place."""
    for word in pattern:
        lower = word.get("LOWER", "")
        if not word.keys() <= _ASKED or not (isinstance(lower, str) or lower.keys() <= {"IN", "REGEX"}):
            return False
    return True


def remember_words(pipeline: Any) -> None:
    """Puts a WordMemory in the place of the pipeline's ruler and lemmatizer, where these two end it and know no more
    than it does; leaves any other pipeline as it is."""
    from spacy.lang.en.lemmatizer import EnglishLemmatizer
    from spacy.language import Language
    from spacy.pipeline import AttributeRuler

    if pipeline.pipe_names[-2:] != COMPONENTS:
        return
    ruler: Any = pipeline.get_pipe(COMPONENTS[0])
    lemmatizer: Any = pipeline.get_pipe(COMPONENTS[1])
    if type(ruler) is not AttributeRuler or type(lemmatizer) is not EnglishLemmatizer or lemmatizer.mode != "rule":
        return
    if not all(_is_simple(pattern) for row in ruler.patterns for pattern in row["patterns"]):
        return
    index = lemmatizer.lookups.get_table("lemma_index")
    for part in list(index):
        index[part] = frozenset(index[part])  # a list of thousands, searched for every word
    memory = WordMemory(ruler, lemmatizer)
    for name in COMPONENTS:
        pipeline.remove_pipe(name)
    Language.component(NAME, func=memory)
    pipeline.add_pipe(NAME)
