"""The first layers of spaCy's models, computed once a word: what they say of a word depends on the word alone.

The hashed embeddings and the mixing layer over them are a third of a model's arithmetic, and most words of a text are
words met before. Each row is computed as if it stood alone, so that the numbers are the same to the last bit; a test
holds them equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

MOST = 40_000
"""Words kept (of 96 numbers each); at this number all are forgotten, so that memory stays flat."""


class WordVectors:
    """Gives the embedded words of texts; `embed` is the layer that is asked for those not met before."""

    def __init__(self, embed: Any) -> None:
        self._features, self._rest = embed.layers[0], embed.layers[1:]
        self._rows: dict[bytes, int] = {}
        self._vectors = np.empty((0, embed.get_dim("nO")), dtype=np.float32)

    def __call__(self, texts: Sequence[Any]) -> list[np.ndarray]:
        """One array for each text, shape (words, width)."""
        features = self._features.predict(texts)
        words = np.ascontiguousarray(np.concatenate(features))
        size = words.shape[1] * words.itemsize
        packed = words.tobytes()
        keys = [packed[i : i + size] for i in range(0, len(packed), size)]
        if len(self._rows) > MOST:
            self._rows.clear()
            self._vectors = self._vectors[:0]
        new = {key: i for i, key in enumerate(keys) if key not in self._rows}
        if new:
            self._learn(list(new), words[list(new.values())])
        vectors = self._vectors[[self._rows[key] for key in keys]]
        return np.split(vectors, np.cumsum([len(each) for each in features])[:-1])

    def _learn(self, keys: list[bytes], words: np.ndarray) -> None:
        found: Any = [words]
        for layer in self._rest:
            found = layer.predict(found)
        known = len(self._rows)
        self._rows.update((key, known + i) for i, key in enumerate(keys))
        if len(self._rows) > len(self._vectors):
            room = np.empty((2 * len(self._rows), self._vectors.shape[1]), dtype=np.float32)
            room[:known] = self._vectors[:known]
            self._vectors = room
        self._vectors[known : known + len(keys)] = found[0]


def remember_vectors(model: Any) -> None:
    """Puts a WordVectors in the place of each layer of a model that embeds the words of texts, each word by itself."""
    from thinc.api import Model

    for node in list(model.walk()):
        for i, layer in enumerate(node.layers):
            names = [part.name for part in layer.layers]
            if names[:2] == ["extract_features", "list2ragged"] and names[-1:] == ["ragged2list"]:
                memory = WordVectors(layer)
                node.layers[i] = Model("word_vectors", lambda _, texts, is_train, m=memory: (m(texts), _untrained))


def _untrained(_: object) -> object:
    raise NotImplementedError("remembered words cannot be trained")
