"""The dossier shows claims and reasons that bear on the relation, each once, and none by a speaker unknown."""

from dataclasses import replace

from detente.brief import choosing
from detente.brief.material import ClaimRow, DriverRow, Material
from detente.brief.namings import Naming

TEXT = (
    "Russia said that Pakistan would get the ships soon. It said that the road to Pakistan was long. "
    "A maker of cars said that buyers in Pakistan and Russia like red. "
    "Talks with Pakistan failed because of a quarrel. Russia left the talks with Pakistan because of a quarrel."
)


def of(turn: Material, *claims: ClaimRow, most: int = 9) -> list[str]:
    made = replace(turn, reports={"r1": replace(turn.reports["r1"], text=TEXT)}, claims=claims, events=())
    return [claim.id for claim in choosing.claims(made, most)]


def claim(name: str, words: str, source: str, **more: str | None) -> ClaimRow:
    at = TEXT.index(words)
    return ClaimRow(name, "r1", at, at + len(words), source_text=source, **more)  # type: ignore[arg-type]


WHOLE = claim("whole", "Pakistan would get the ships soon", "Russia", source_state="RUS")
PART = claim("part", "would get the ships soon", "Russia", source_state="RUS")
NOBODY = claim("nobody", "the road to Pakistan was long", "It")
CARS = claim("cars", "buyers in Pakistan and Russia like red", "A maker of cars")


def test_part_of_a_claim_on_the_same_word_is_not_shown_again(turn: Material) -> None:
    assert of(turn, WHOLE, PART) == ["whole"]
    assert of(turn, WHOLE, replace(PART, source_text="An envoy")) == ["whole", "part"]


def test_a_speaker_of_whom_only_a_pronoun_is_known_is_not_shown_unless_its_state_is(turn: Material) -> None:
    assert of(turn, WHOLE, NOBODY) == ["whole"]
    assert of(turn, WHOLE, replace(NOBODY, source_state="RUS")) == ["whole", "nobody"]


def test_what_a_side_says_goes_before_what_only_names_both(turn: Material) -> None:
    assert of(turn, CARS, WHOLE, most=1) == ["whole"]
    assert of(turn, CARS, WHOLE) == ["cars", "whole"]


def test_a_relative_pronoun_is_no_part_of_a_source(turn: Material) -> None:
    assert choosing.speaker(turn, replace(CARS, source_text="neighbours which")) == "neighbours"


def test_a_reason_is_shown_where_its_sentence_names_both(turn: Material) -> None:
    first, second = TEXT.index("a quarrel"), TEXT.rindex("a quarrel")
    told = tuple(DriverRow("r1", ((at, at + 9),), ((at - 11, at - 1),)) for at in (first, second))
    names = tuple(
        Naming(at, at + len(word), frozenset({code}), None)
        for word, code in (("Russia", "RUS"), ("Pakistan", "PAK"))
        for at in range(len(TEXT))
        if TEXT.startswith(word, at)
    )
    reports = {"r1": replace(turn.reports["r1"], text=TEXT)}
    made = replace(turn, reports=reports, drivers=told, namings={"r1": names})
    assert choosing.drivers(made, 9) == told[1:]
