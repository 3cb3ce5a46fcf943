"""What stands under a number, and the latest deeds, are what the coder is surest of."""

from dataclasses import replace

from detente.brief.material import EventRow, Material
from detente.brief.proof import FAIRLY_SURE, SURE, surest
from detente.brief.sections import coverage, deeds


def of(turn: Material, *confidences: float) -> tuple[EventRow, ...]:
    """Events of one day each, in order of date, as sure as told."""
    event = turn.events[1]
    return tuple(
        replace(event, id=f"e{n}", deed=f"e{n}-", confidence=sure, date=f"2014-03-{n:02}", date_start=f"2014-03-{n:02}")
        for n, sure in enumerate(confidences, 1)
    )


def listed(turn: Material, *confidences: float) -> list[str]:
    """The days of the latest deeds that are listed."""
    section = deeds.section(replace(turn, events=of(turn, *confidences), eras=replace(turn.eras, turning_points=())))
    assert section is not None
    return [said.text.split(":")[0] for said in section.blocks[0].statements]  # type: ignore[union-attr]


def test_the_surest_events_stand_for_a_number_in_order_of_time(turn: Material) -> None:
    events = of(turn, 0.7, 0.9, 0.6, 0.8)
    assert [event.id for event in surest(events, 2)] == ["e2", "e4"]
    assert [event.id for event in surest(events, 9)] == ["e1", "e2", "e4"]
    assert [event.id for event in surest(events[2:3], 9)] == ["e3"]
    assert surest((), 9) == []


def test_the_latest_deeds_are_those_that_the_coder_is_sure_of(turn: Material) -> None:
    sure, unsure = SURE + 0.1, SURE - 0.1
    assert listed(turn, *[sure] * 6, unsure, sure) == [f"{day} March 2014" for day in (8, 6, 5, 4, 3, 2, 1)]


def test_where_few_deeds_are_sure_half_of_the_list_is_filled_with_the_surest_others(turn: Material) -> None:
    assert listed(turn, 0.9, 0.61, 0.62, 0.63, 0.64, 0.65, 0.66) == [f"{day} March 2014" for day in (7, 6, 5, 4, 3, 1)]


def test_a_report_is_listed_on_a_claim_or_on_a_deed_that_is_fairly_sure(turn: Material) -> None:
    def rows(confidence: float, material: Material) -> int:
        blocks = coverage.section(replace(material, events=of(turn, confidence))).blocks
        return len(blocks[1].rows) if len(blocks) > 1 else 0  # type: ignore[union-attr]

    silent = replace(turn, claims=())
    assert rows(FAIRLY_SURE, silent) == 1
    assert rows(FAIRLY_SURE - 0.1, silent) == 0
    assert rows(FAIRLY_SURE - 0.1, turn) == 1
