"""The opinion of a small encoder on whether a sentence tells of a cause.

Layers of its own over the typing encoder's lower half (`pair_types.vectors`), made by training/cause_encoder.py; data
and limits: training/causes.md, figures: docs/methods/drivers.md.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from detente.reading.pair_types import packaged, vectors

FILE = "cause_encoder.onnx"


def score_of_cause(sentence: str) -> float:
    """The log-odds that a sentence tells of a cause; about 2 ms beside the lower half."""
    hidden, mask = vectors(sentence)
    return float(_network().run(None, {"hidden": hidden, "attention_mask": mask})[0][0])


@cache
def _network() -> Any:
    return packaged(FILE, "the model of causal sentences")
