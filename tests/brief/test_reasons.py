"""The dossier gives as reasons only what words of cause join; what "to", "for" or "after" join may be none."""

import detente
from detente.brief.document import SentenceEvidence, statements_of

TEXT = (
    "Peru, because of a quarrel over fish, closed its embassy in Chile. Peru and Chile signed a treaty in Lima. "
    "Peru sent troops to Chile to deter raiders."
)


def test_a_reason_is_shown_with_its_pieces_marked_and_a_purpose_is_left_out() -> None:
    with detente.open(":memory:") as record:
        record.add([detente.Report(TEXT, date="2015-03-10")], processes=1)
        assert {row["cue"]: row["explicit"] for row in record.relation("PER", "CHL").drivers().rows()} == {
            "because of": True, "to": False
        }  # fmt: skip
        document = record.relation("PER", "CHL").brief().document
    (section,) = [section for section in document if section.name == "drivers"]
    (said,) = statements_of(section.blocks[0])
    assert "“a quarrel over fish” is a reason for “Peru … closed its embassy in Chile”" in said.text
    (proof,) = said.evidence
    assert isinstance(proof, SentenceEvidence)
    assert [TEXT[start:end] for start, end in proof.marks] == [
        "Peru", "a quarrel over fish", "closed its embassy in Chile"
    ]  # fmt: skip
