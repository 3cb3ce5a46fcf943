"""Evidence shows for whom "he", "the two" and "that country" stand: it begins where they are named."""

import detente
from detente.brief.document import Document, SentenceEvidence, statements_of
from detente.brief.references import pieces_of


def evidence(text: str, *dyad: str) -> Document:
    with detente.open(":memory:") as record:
        record.add([detente.Report(text, date="2015-03-10", title="News")], processes=1)
        return record.relation(*dyad).brief().document


def marked(document: Document, section: str) -> list[list[str]]:
    (found,) = [one for one in document if one.name == section]
    pieces = [p for block in found.blocks for said in statements_of(block) for p in said.evidence]
    return [[w for marked, w in pieces_of(p) if marked] for p in pieces if isinstance(p, SentenceEvidence)]


def test_a_party_that_the_sentence_does_not_name_is_marked_where_it_was_named() -> None:
    text = (
        "Peru's foreign minister Ana Rojas arrived in Santiago. She then signed a treaty with the president of Chile."
    )
    shown = marked(evidence(text, "PER", "CHL"), "latest-deeds")
    assert any("Ana Rojas" in words[0] and words[-1].startswith("signed") for words in shown), shown


def test_a_sentence_that_names_both_stands_alone() -> None:
    text = "Rain fell in Bolivia. Peru signed a treaty with Chile."
    assert marked(evidence(text, "PER", "CHL"), "latest-deeds") == [["signed a treaty with"]]


def test_a_speaker_is_marked_where_he_was_named() -> None:
    text = (
        "Peru signed a treaty with Chile. Peru is close to a deal with Chile, Foreign Minister Ana Rojas said. The "
        "treaty with Chile was a good one for Peru, she added."
    )
    told = marked(evidence(text, "PER", "CHL"), "claims")
    assert any("Ana Rojas" in words[0] and words[-1].startswith("The treaty with Chile") for words in told if words[1:])


def test_a_source_that_only_points_is_told_by_its_state() -> None:
    text = "Chile accused Peru of fraud. It said that Peru had broken the treaty with Chile."
    (claims,) = [one for one in evidence(text, "PER", "CHL") if one.name == "claims"]
    said = [s.text for block in claims.blocks for s in statements_of(block) if hasattr(s, "text")]
    assert any(words.startswith("Chile “said”: “Peru had broken") for words in said), said


def test_a_told_stretch_begins_where_its_sides_were_named() -> None:
    text = "Peru signed a treaty with Chile. The two countries had icy relations throughout the 1970s."
    told = marked(evidence(text, "PER", "CHL"), "history")
    assert told[0][:2] == ["Peru", "Chile"]
    assert told[0][-1].startswith("The two countries had icy")
