"""What the words around a word add to its vector: the upper layers of the default pipeline, run by ONNX Runtime.

They are half of the parser's arithmetic. spaCy multiplies by a kernel for any processor, this by one made for the
processor at hand: three times as fast, by one thread, and each sentence alone, so that its numbers do not depend on
what is read beside it. The network holds the pipeline's own weights (training/word_contexts.py); its numbers differ
from spaCy's by rounding alone, which a test bounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

FILE = "word_contexts.onnx"


def run_contexts(parser: Any) -> None:
    """Puts the network in the place of the upper layers of a parser's tok2vec; the weights must be the same."""
    from thinc.api import Model

    from detente.reading.pair_types import packaged

    network = packaged(FILE, "the parser's network")

    def contexts(_: object, texts: Sequence[np.ndarray], is_train: bool) -> tuple[list[np.ndarray], Any]:
        return [network.run(None, {"words": text})[0] if len(text) else text for text in texts], None

    parser.get_pipe("tok2vec").model.layers[-1] = Model("word_contexts", contexts)
