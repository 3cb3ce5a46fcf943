"""The dossier shows claims and reasons that bear on the relation, each once, and none by a speaker unknown."""

from dataclasses import replace

from detente.brief import choosing
from detente.brief.material import ClaimRow, DriverRow, Material
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


def says(claim: ClaimRow, *names: tuple[str, str]) -> bool:
    """Whether a claim says something of Pakistan and Russia, where words of the text name states."""
    named = [Naming(TEXT.index(word), TEXT.index(word) + len(word), frozenset({code}), None) for word, code in names]
    return choosing.says_something(claim, TEXT, named=named, codes=("PAK", "RUS"), deeds=())


def test_a_speaker_of_whom_only_a_pronoun_is_known_says_nothing_unless_its_state_is() -> None:
    road = ("Pakistan was long", "PAK")
    assert not says(NOBODY, road)
    assert not says(replace(NOBODY, source_state="PAK"), road)


def test_a_claim_says_something_of_the_relation_where_it_names_both_or_one_speaks_of_the_other() -> None:
    ships, buyers, reds = ("Pakistan would", "PAK"), ("Pakistan and Russia", "PAK"), ("Russia like", "RUS")
    assert says(WHOLE, ships)
    assert not says(replace(WHOLE, source_state="CHN"), ships)
    assert says(CARS, buyers, reds)
    assert not says(CARS, buyers)
    chinese = replace(CARS, source_state="CHN")
    assert not says(chinese, buyers, reds)
    assert says(replace(chinese, stance="warmer"), buyers, reds)


def test_a_side_that_speaks_of_the_other_as_a_place_says_nothing_of_the_relation() -> None:
    assert not says(replace(CARS, source_state="RUS"), ("Pakistan and Russia", "PAK"))


def test_a_side_says_something_where_its_report_tells_a_deed_of_the_two_and_names_no_third(turn: Material) -> None:
    def of_report(*third: Naming) -> bool:
        names = Naming(0, 6, frozenset({"RUS"}), None), Naming(18, 26, frozenset({"PAK"}), None), *third
        long = replace(NOBODY, content_start=TEXT.index("the road"), source_state="RUS")
        return choosing.says_something(long, TEXT, named=names, codes=("PAK", "RUS"), deeds=turn.events)

    assert of_report()
    assert not of_report(Naming(99, 105, frozenset({"CHN"}), None))


def test_what_is_only_to_be_said_or_on_nobodys_word_is_no_claim() -> None:
    ships = ("Pakistan would", "PAK")
    assert not says(replace(WHOLE, cue="to announce"), ships)
    assert not says(replace(WHOLE, source_text=None), ships)


def test_a_few_words_called_something_are_no_claim() -> None:
    short = claim("short", "Pakistan would get", "Russia", source_state="RUS")
    assert not says(short, ("Pakistan would", "PAK"))


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


def reasons(turn: Material, cause: str, effect: str) -> int:
    """How many reasons are shown, where the text gives one."""
    pieces = [((TEXT.index(words), TEXT.index(words) + len(words)),) for words in (cause, effect)]
    names = tuple(
        Naming(at, at + len(word), frozenset({code}), None)
        for word, code in (("Russia", "RUS"), ("Pakistan", "PAK"))
        for at in range(len(TEXT))
        if TEXT.startswith(word, at)
    )
    reports = {"r1": replace(turn.reports["r1"], text=TEXT)}
    made = replace(turn, reports=reports, drivers=(DriverRow("r1", *pieces),), namings={"r1": names})
    return len(choosing.drivers(made, 9))


def test_a_reason_is_shown_where_cause_and_effect_name_both_and_stand_for_themselves(turn: Material) -> None:
    assert reasons(turn, "a quarrel over ships", "Russia left the talks with Pakistan")
    assert not reasons(turn, "a quarrel over ships", "Talks with Pakistan failed")
    assert not reasons(turn, "a quarrel", "Russia left the talks with Pakistan")
    assert not reasons(turn, "a quarrel over ships", "Russia left not the port but the talks with Pakistan")
