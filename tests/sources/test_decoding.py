"""Bytes become text only where they are text; what is not is refused with the place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import BadEncoding, Empty, SourceError, TooLarge, Unreadable
from detente.sources.decoding import decode, fault_of
from detente.sources.report import Report

# Text as people write it: no control characters, no lone surrogates.
PROSE = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1).filter(lambda t: "\ufeff" not in t)


@given(PROSE, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_marked_text_comes_back_as_it_was_written(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused_with_a_code(data: bytes) -> None:
    outcome: str | SourceError
    try:
        outcome = decode(data)
    except SourceError as error:
        outcome = error
    if isinstance(outcome, str):
        assert "\x00" not in outcome or data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00"))
        outcome.encode("utf-8")
    else:
        assert outcome.code in ("D201", "D204")
        assert outcome.next_step


def test_windows_letters_are_read_where_the_text_is_plainly_western() -> None:
    text = "Le président a reçu l’ambassadeur – «\xa0une étape\xa0», dit-on à Genève."
    assert decode(text.encode("cp1252")) == text


def test_damaged_utf8_is_not_taken_for_windows_letters() -> None:
    data = "Шойгу прибыл в Исламабад".encode()
    with pytest.raises(BadEncoding, match="offset 10"):
        decode(data[:10] + b"\xff" + data[10:])


def test_cyrillic_of_another_encoding_is_refused_and_not_read_as_western_letters() -> None:
    with pytest.raises(BadEncoding):
        decode("Министр обороны прибыл в Исламабад".encode("cp1251"))


def test_binary_content_is_unreadable() -> None:
    with pytest.raises(Unreadable, match="zero byte at offset 3"):
        decode(b"abc\x00def")
    with pytest.raises(Unreadable):
        decode(bytes(range(1, 32)) * 10)


def test_half_a_utf16_letter_is_a_wrong_encoding() -> None:
    with pytest.raises(BadEncoding):
        decode("Moscow".encode("utf-16")[:-1])


@pytest.mark.parametrize(
    ("report", "error"),
    [
        (Report(" \n\t "), Empty),
        (Report("x" * 101), TooLarge),
        (Report("one\x00two"), Unreadable),
        (Report("half a pair \ud83d here"), BadEncoding),
        (Report("fine", title="half \udc00"), BadEncoding),
    ],
)
def test_a_report_that_cannot_be_kept_says_why(report: Report, error: type[SourceError]) -> None:
    assert type(fault_of(report, max_chars=100)) is error


def test_a_sound_report_has_no_fault() -> None:
    assert fault_of(Report("Kabul and Delhi signed."), max_chars=100) is None
