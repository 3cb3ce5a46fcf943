import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import DetenteError, ForeignLanguage, TooLarge, Unreadable
from detente.reading import parse, pipelines
from detente.settings import get_settings
from detente.sources.report import Report
from detente.tables import csv_rows


@settings(deadline=None)  # The first text loads the pipeline.
@given(st.text(max_size=300))
def test_sentences_lie_in_the_text_in_order_and_leave_out_only_blanks(text: str) -> None:
    spans, _ = parse.cut_sentences(text)
    kept = "".join(text[start:end] for start, end in spans)
    assert all(start < end for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())


def test_a_dateline_is_a_sentence_of_its_own() -> None:
    text = "QUITO, Ecuador (AP) — Peru sent aid."
    assert [text[a:b] for a, b in parse.cut_sentences(text)[0]] == ["QUITO, Ecuador (AP) —", "Peru sent aid."]


def test_only_sentences_with_two_actors_or_an_attribution_are_parsed() -> None:
    text = "Peru and Chile signed a pact. The weather was mild all day. Farmers said they were pleased."
    (parsed,) = parse.parse_reports([Report(text)])
    assert [sentence.doc is not None for sentence in parsed.sentences] == [True, False, True]
    (parsed,) = parse.parse_reports([Report(text)], choose=False)
    assert all(sentence.doc is not None for sentence in parsed.sentences)


def test_where_only_two_states_are_named_a_sentence_with_one_of_them_is_parsed() -> None:
    chosen = []
    for first in ("Peru and Chile signed a pact.", "Peru, Chile and Ghana signed a pact."):
        (parsed,) = parse.parse_reports([Report(f"{first} Lima accepted within a week.")])
        chosen.append(parsed.sentences[1].doc is not None)
    assert chosen == [True, False]


def test_the_parse_of_a_sentence_keeps_its_offsets() -> None:
    text = "It rained.  Peru and Chile signed a pact."
    (parsed,) = parse.parse_reports([Report(text)])
    sentence = parsed.sentences[-1]
    for token in sentence.doc:
        assert text[sentence.start + token.idx :].startswith(token.text)


def test_an_endless_sentence_is_cut_with_a_warning() -> None:
    (parsed,) = parse.parse_reports([Report("Peru said; " * 400)])
    assert parsed.warnings
    assert max(s.end - s.start for s in parsed.sentences) <= parse.MAX_SENTENCE


GERMAN = "Die Regierung hat am Montag mit dem Nachbarn ein Abkommen unterzeichnet, das den Handel und die Sicherheit an der Grenze für die nächsten Jahre regeln soll, und der Minister ist nach dem Treffen nicht vor die Presse getreten."  # noqa: E501
RUSSIAN = "Правительство подписало соглашение о торговле с соседней страной."


@pytest.mark.parametrize("text", [GERMAN, RUSSIAN])
def test_another_language_is_refused_by_name(text: str) -> None:
    with pytest.raises(ForeignLanguage):
        parse.check_report(Report(text))


@pytest.mark.parametrize("text", ["Peru", "Chile 2, Peru 1", "", "Ghana, Mali, Togo: Accra, Bamako, Lomé"])
def test_short_texts_get_the_benefit_of_the_doubt(text: str) -> None:
    parse.check_report(Report(text))


def test_binary_and_over_long_texts_are_refused() -> None:
    with pytest.raises(Unreadable):
        parse.check_report(Report("Peru\x00Chile"))
    with pytest.raises(TooLarge):
        parse.check_report(Report("a " * (get_settings().max_chars // 2 + 1)))


def test_a_changed_file_of_the_pipeline_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    pipelines.verify_files()
    rows = [dict(row) for row in csv_rows("pipeline_files")]
    rows[3]["sha256"] = "0" * 64
    monkeypatch.setattr(pipelines, "csv_rows", lambda _: tuple(rows))
    with pytest.raises(DetenteError, match="not the published one"):
        pipelines.verify_files()


def test_reports_are_parsed_in_order() -> None:
    reports = [Report(f"Peru and Chile signed pact {i}.") for i in range(150)]
    assert [parsed.report for parsed in parse.parse_reports(reports)] == reports
