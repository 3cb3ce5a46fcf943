from detente.reading.first_words import FirstWords

NAMES = FirstWords(["Korea", "Korea Strait", "Cote d'Ivoire", "U.S.", "U.S. Virgin Islands"])
ROLES = FirstWords(["foreign minister", "foreign minister of state"], any_case=True)


def test_the_longest_name_that_stands_whole_is_found() -> None:
    assert NAMES.match("Korea", "in Korea Strait today", 3) == ("Korea Strait", 15)
    assert NAMES.match("Korea", "in Korea Straits", 3) == ("Korea", 8)
    assert NAMES.match("Korea", "Koreas", 0) is None
    assert NAMES.match("Peru", "Peru", 0) is None


def test_a_name_at_the_end_of_a_text_ends_there() -> None:
    assert NAMES.match("U", "the U.S.", 4) == ("U.S.", 8)


def test_apostrophes_may_be_curled_and_words_apart() -> None:
    assert NAMES.match("Cote", "Cote d’Ivoire won", 0) == ("Cote d'Ivoire", 13)
    assert NAMES.match("Korea", "Korea \n Strait", 0) == ("Korea Strait", 14)


def test_roles_are_found_in_any_case() -> None:
    assert ROLES.match("foreign", "FOREIGN Minister of Peru", 0) == ("foreign minister", 16)
    assert ROLES.match("foreign", "İ Foreign  Minister", 2) == ("foreign minister", 19)
