import pytest

from detente.brief.document import Computation, NoEvidence, Row, RowEvidence, SentenceEvidence, Statement

COUNTED = Computation("coverage", 3, "reports")


@pytest.mark.parametrize("evidence", [(), None, [COUNTED], ("a sentence",)])
def test_a_statement_without_evidence_cannot_be_built(evidence: object) -> None:
    with pytest.raises(NoEvidence):
        Statement("Relations turned warmer.", evidence)  # type: ignore[arg-type]
    with pytest.raises(NoEvidence):
        Row(("a", "b"), evidence)  # type: ignore[arg-type]


def test_a_statement_says_something() -> None:
    with pytest.raises(NoEvidence):
        Statement("  ", (COUNTED,))


@pytest.mark.parametrize("marks", [(), ((0, 4),), ((12, 30),), ((12, 12),), ((14, 16), (12, 13)), ((12, 15), (14, 17))])
def test_marks_lie_apart_and_inside_their_sentence(marks: tuple[tuple[int, int], ...]) -> None:
    with pytest.raises(NoEvidence):
        SentenceEvidence("r", 10, 20, "ten letter", marks)


def test_one_row_is_not_called_rows() -> None:
    assert Computation("coverage", 1, "reports").applied_to == "1 report"
    assert Computation("coverage", 1200, "reports").applied_to == "1,200 reports"


@pytest.mark.parametrize("place", ["/home/me/icews/a.tab", "C:\\data\\a.tab", "a.tab"])
def test_a_row_names_its_file_and_no_folder(place: str) -> None:
    assert RowEvidence("icews", place, 7, ()).file == "a.tab"
