"""The opinion of a small encoder on whether a sentence tells of a cause.

Layers of its own over the typing encoder's lower half (`pair_types.vectors`), made by training/cause_encoder.py; data
and limits: training/causes.md, figures: docs/methods/drivers.md.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files
from typing import Any

from detente.errors import DetenteError
from detente.reading.pair_types import session, vectors

FILE = "cause_encoder.onnx"


def score_of_cause(sentence: str) -> float:
    """The log-odds that a sentence tells of a cause; about 2 ms beside the lower half."""
    hidden, mask = vectors(sentence)
    return float(_network().run(None, {"hidden": hidden, "attention_mask": mask})[0][0])


@cache
def _network() -> Any:
    try:
        with as_file(files("detente.knowledge")) as folder:
            return session(folder / FILE)
    except Exception as error:  # onnxruntime raises many classes of its own
        raise DetenteError(
            f"the model of causal sentences cannot be read: {error}",
            where=f"detente/knowledge/{FILE}",
            next_step="Install the package anew.",
        ) from error
