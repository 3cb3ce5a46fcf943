import pytest
import spacy

from detente.reading.word_memory import remember_words
from detente.settings import get_settings

TEXTS = (
    "The ministers said there is no plan, and that they're gonna meet in Lima.",
    "Peru's envoys have been meeting those of Chile; it was the second of the talks that weren't announced.",
    "Let's see what he'd done \n  before the leaves fell, she said: y'all ain't got ta go.",
    "They had leaves left. He leaves; she left the better ships.",
    "You and I do what has to be done. Nothin' doin'.",
)


@pytest.fixture(scope="module")
def pipelines():
    plain = spacy.load(get_settings().pipeline, exclude=["ner", "senter"])
    quick = spacy.load(get_settings().pipeline, exclude=["ner", "senter"])
    remember_words(quick)
    return plain, quick


def test_remembered_words_are_those_of_the_pipeline_at_first_and_at_later_sight(pipelines) -> None:
    plain, quick = pipelines
    assert "lemmatizer" not in quick.pipe_names
    for text in (*TEXTS, *reversed(TEXTS)):
        for one, other in zip(plain(text), quick(text), strict=True):
            assert (one.text, one.tag_, one.pos_, one.lemma_, one.dep_) == (
                other.text, other.tag_, other.pos_, other.lemma_, other.dep_,
            )  # fmt: skip


def test_forgetting_changes_nothing(pipelines, monkeypatch) -> None:
    _, quick = pipelines
    before = [(token.pos_, token.lemma_) for token in quick(TEXTS[1])]
    monkeypatch.setattr("detente.reading.word_memory.MOST", 3)
    assert [(token.pos_, token.lemma_) for token in quick(TEXTS[1])] == before


def test_a_pipeline_of_other_components_stays_as_it_is() -> None:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    remember_words(pipeline)
    assert pipeline.pipe_names == ["sentencizer"]
