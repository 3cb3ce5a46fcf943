"""The dossier shows claims and reasons that bear on the relation, each once, and none by a speaker unknown."""

from collections.abc import Collection
from dataclasses import replace

from detente.brief import choosing
from detente.brief.material import ClaimRow, DriverRow, EventRow, Material, PhaseRow
from detente.brief.namings import Naming

TEXT = (
    "Russia said that Pakistan would get the ships soon. It said that the road to Pakistan was long. "
    "A maker of cars said that buyers in Pakistan and Russia like red. "
    "Talks with Pakistan failed. Russia left the talks with Pakistan because of a quarrel over ships. "
    "Russia left not the port but the talks with Pakistan."
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


def says(claim: ClaimRow, *names: tuple[str, str], deeds: Collection[EventRow] = ()) -> bool:
    """Whether a claim says something of Pakistan and Russia, where words of the text name states."""
    named = [Naming(TEXT.index(word), TEXT.index(word) + len(word), frozenset({code}), None) for word, code in names]
    return choosing.says_something(claim, TEXT, named=named, codes=("PAK", "RUS"), deeds=deeds)


SHIPS, ROAD = ("Pakistan would", "PAK"), ("Pakistan was long", "PAK")
SIDES = ("Russia", "RUS"), ("Pakistan", "PAK")
BOTH = ("Pakistan and Russia", "PAK"), ("Russia like", "RUS")


def test_a_speaker_of_whom_only_a_pronoun_is_known_says_nothing_unless_its_state_is(turn: Material) -> None:
    assert not says(NOBODY, ROAD, deeds=turn.events)


def test_one_side_says_something_where_it_speaks_of_the_other(turn: Material) -> None:
    assert says(WHOLE, SHIPS, deeds=turn.events)
    assert not says(WHOLE)
    assert not says(replace(WHOLE, source_state="CHN"), SHIPS, deeds=turn.events)


def test_a_side_must_take_a_stance_or_the_report_tell_a_deed_of_the_two(turn: Material) -> None:
    assert not says(WHOLE, SHIPS)
    assert says(replace(WHOLE, stance="warmer"), SHIPS)
    assert says(WHOLE, SHIPS, deeds=turn.events)


def test_a_stretch_is_told_of_the_relation_where_its_words_name_both() -> None:
    at = TEXT.index("Russia left")
    phase = PhaseRow("r1", at, at + 40, TEXT[at : at + 40], "cold")
    russia, pakistan = (Naming(TEXT.index(w, at), TEXT.index(w, at) + 6, frozenset({c}), None) for w, c in SIDES)
    assert choosing.tells_of_both(phase, (russia, pakistan), ("PAK", "RUS"))
    assert not choosing.tells_of_both(phase, (russia,), ("PAK", "RUS"))


def test_others_say_something_where_they_name_both_and_the_report_tells_a_deed(turn: Material) -> None:
    assert says(CARS, *BOTH, deeds=turn.events)
    assert not says(CARS, *BOTH[:1], deeds=turn.events)
    assert not says(replace(CARS, stance="warmer"), *BOTH)


def test_a_side_that_speaks_of_the_other_as_a_place_says_nothing_of_the_relation() -> None:
    assert not says(replace(CARS, source_state="RUS"), BOTH[0])


def test_a_side_says_something_where_its_report_tells_a_deed_of_the_two_and_names_no_third(turn: Material) -> None:
    def of_report(*third: Naming) -> bool:
        names = Naming(0, 6, frozenset({"RUS"}), None), Naming(18, 26, frozenset({"PAK"}), None), *third
        long = replace(NOBODY, content_start=TEXT.index("the road"), source_state="RUS")
        return choosing.says_something(long, TEXT, named=names, codes=("PAK", "RUS"), deeds=turn.events)

    assert of_report()
    assert not of_report(Naming(99, 105, frozenset({"CHN"}), None))


def test_what_is_only_to_be_said_or_on_nobodys_word_is_no_claim() -> None:
    assert not says(replace(WHOLE, cue="to announce"), SHIPS)
    assert not says(replace(WHOLE, source_text=None), SHIPS)


def test_a_few_words_called_something_are_no_claim() -> None:
    short = claim("short", "Pakistan would get", "Russia", source_state="RUS")
    assert not says(short, SHIPS)


def test_a_claim_is_set_against_another_only_where_another_side_denies_it() -> None:
    denial = replace(CARS, source_state="PAK", certainty="doubtful", cue="denied")
    assert choosing.answers(denial, WHOLE, "disputes")
    assert not choosing.answers(replace(denial, certainty="certain", cue="said"), WHOLE, "disputes")
    assert not choosing.answers(replace(denial, source_state="RUS"), WHOLE, "disputes")
    assert not choosing.answers(denial, replace(WHOLE, certainty="doubtful"), "disputes")
    assert choosing.answers(replace(CARS, cue="echoed"), WHOLE, "supports")
    assert not choosing.answers(replace(CARS, cue="said"), WHOLE, "supports")


def test_the_latest_claims_are_shown(turn: Material) -> None:
    assert of(turn, CARS, WHOLE, most=1) == ["cars"]
    assert of(turn, CARS, WHOLE) == ["cars", "whole"]


def test_a_relative_pronoun_is_no_part_of_a_source(turn: Material) -> None:
    assert choosing.speaker(turn, replace(CARS, source_text="neighbours which")) == "neighbours"


def test_an_office_once_held_is_none(turn: Material) -> None:
    text = "Former Foreign Minister Ana Rojas said that Russia would sell the ships. Juan Soto agreed."
    names = tuple(
        Naming(text.index(name), text.index(name) + len(name), frozenset({"RUS"}), name, person=True)
        for name in ("Ana Rojas", "Juan Soto")
    )
    made = replace(turn, reports={"r1": replace(turn.reports["r1"], text=text)}, namings={"r1": names})
    rojas, soto = (
        replace(WHOLE, source_name=name, source_role="foreign minister") for name in ("Ana Rojas", "Juan Soto")
    )
    assert choosing.is_former(made, rojas)
    assert not choosing.is_former(made, soto)


def reasons(turn: Material, cause: str, effect: str) -> int:
    """How many reasons are shown, where the text gives one."""
    because, therefore = (((TEXT.index(words), TEXT.index(words) + len(words)),) for words in (cause, effect))
    names = tuple(
        Naming(at, at + len(word), frozenset({code}), None)
        for word, code in (("Russia", "RUS"), ("Pakistan", "PAK"))
        for at in range(len(TEXT))
        if TEXT.startswith(word, at)
    )
    reports = {"r1": replace(turn.reports["r1"], text=TEXT)}
    made = replace(turn, reports=reports, drivers=(DriverRow("r1", because, therefore),), namings={"r1": names})
    return len(choosing.drivers(made, 9))


def test_a_reason_is_shown_where_cause_and_effect_name_both_and_stand_for_themselves(turn: Material) -> None:
    assert reasons(turn, "a quarrel over ships", "Russia left the talks with Pakistan")
    assert not reasons(turn, "a quarrel over ships", "Talks with Pakistan failed")
    assert not reasons(turn, "a quarrel", "Russia left the talks with Pakistan")
    assert not reasons(turn, "a quarrel over ships", "Russia left not the port but the talks with Pakistan")
