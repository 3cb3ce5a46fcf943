import numpy as np
import pytest
import spacy

from detente.reading.word_vectors import remember_vectors
from detente.settings import get_settings

TEXTS = (
    "Peru and Chile signed a pact in Lima on Tuesday; Peru's envoy didn't.",
    "A pact isn't an accord, Chile said. \n It's Lima's.",
    "Peru and Chile signed a pact.",
)


@pytest.mark.parametrize("component", ["tok2vec", "senter"])
def test_remembered_vectors_are_those_of_the_model_to_the_last_bit(component, monkeypatch) -> None:
    plain, quick = (spacy.load(get_settings().pipeline) for _ in range(2))
    model, remembering = plain.get_pipe(component).model, quick.get_pipe(component).model
    remember_vectors(remembering)
    for texts in (TEXTS, TEXTS[::-1], ("", TEXTS[1])):
        expected = model.predict([plain.make_doc(text) for text in texts])
        found = remembering.predict([quick.make_doc(text) for text in texts])
        assert all(np.array_equal(one, other) for one, other in zip(expected, found, strict=True))
        monkeypatch.setattr("detente.reading.word_vectors.MOST", 3)  # from now on all is forgotten each time
