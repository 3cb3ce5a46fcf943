"""Words cut into pieces as BERT's uncased models cut them."""

from __future__ import annotations

from detente.reading.wordpieces import WordPieces

VOCABULARY = ("[UNK]", "[CLS]", "[SEP]", "<a>", "the", "em", "##bass", "##y", "of", "peru", ",", "'", "s")


def pieces_of(text: str, longest: int = 50) -> list[str]:
    return [VOCABULARY[n] for n in WordPieces(VOCABULARY, ["<a>"], longest=longest).numbers(text)]


def test_a_word_is_cut_into_the_longest_known_pieces() -> None:
    assert pieces_of("The embassy of Peru") == ["[CLS]", "the", "em", "##bass", "##y", "of", "peru", "[SEP]"]


def test_accents_case_and_control_characters_do_not_count() -> None:
    assert pieces_of("Thé\u200b EMBASSY\tof Perú") == pieces_of("the embassy of peru")


def test_punctuation_stands_alone_and_an_unknown_word_is_one_piece() -> None:
    assert pieces_of("Peru's, zebra") == ["[CLS]", "peru", "'", "s", ",", "[UNK]", "[SEP]"]


def test_a_mark_is_kept_whole_wherever_it_stands() -> None:
    assert pieces_of("of<a>Peru") == ["[CLS]", "of", "<a>", "peru", "[SEP]"]


def test_a_long_text_ends_with_the_end_all_the_same() -> None:
    assert pieces_of("the the the the the", longest=4) == ["[CLS]", "the", "the", "[SEP]"]
