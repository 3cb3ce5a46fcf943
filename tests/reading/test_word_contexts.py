import numpy as np
import pytest
import spacy

from detente.errors import DetenteError
from detente.reading import word_contexts
from detente.reading.pipelines import DEFAULT_PIPELINE

TEXTS = (
    "Peru and Chile signed a pact in Lima on Tuesday; Peru's envoy didn't.",
    "A pact isn't an accord, Chile said. \n  It's Lima's.",
    "Yes",
    "",
)


@pytest.fixture(scope="module")
def pipelines():
    plain, quick = (spacy.load(DEFAULT_PIPELINE, exclude=["ner", "senter"]) for _ in range(2))
    word_contexts.run_contexts(quick)
    return plain, quick


def vectors(pipeline, texts) -> list[np.ndarray]:
    return pipeline.get_pipe("tok2vec").model.predict([pipeline.make_doc(text) for text in texts])


def test_contexts_are_those_of_the_pipeline_but_for_rounding(pipelines) -> None:
    for one, other in zip(*(vectors(pipeline, TEXTS) for pipeline in pipelines), strict=True):
        assert one.shape == other.shape
        assert np.allclose(one, other, rtol=0, atol=1e-5)


def test_a_sentence_has_the_same_numbers_whatever_is_read_beside_it(pipelines) -> None:
    together = vectors(pipelines[1], TEXTS)
    for text, expected in zip(TEXTS, together, strict=True):
        assert np.array_equal(vectors(pipelines[1], [text])[0], expected)


def test_a_broken_network_is_told_of(monkeypatch) -> None:
    monkeypatch.setattr(word_contexts, "FILE", "nowhere.onnx")
    with pytest.raises(DetenteError, match=r"network cannot be read"):
        word_contexts.run_contexts(None)
