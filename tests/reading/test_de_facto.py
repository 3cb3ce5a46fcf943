"""Governments that few recognise: parties of their own where they act, regions of a state elsewhere."""

import pytest

from detente.reading.gazetteer import scan


def parties(text: str, date: str = "2014-12-02") -> list[tuple[str, str | None]]:
    return [(m.name or "", m.state) for m in scan(text, date) if not m.place]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ethiopia signed a lease with Somaliland.", "Somaliland"),
        ("Ethiopia was told by Hargeisa to wait.", "Somaliland"),
        ("Ethiopia met the Turkish Cypriot leader.", "Northern Cyprus"),
        ("Ethiopia recognised Abkhazia.", "Abkhazia"),
    ],
)
def test_who_acts_is_a_party_of_its_own(text: str, name: str) -> None:
    assert parties(text) == [("", "ETH"), (name, None)]


@pytest.mark.parametrize(
    "text",
    [
        "Ethiopia met the leader of Georgia's breakaway region of Abkhazia.",
        "Ethiopia met the leader of the breakaway Georgian region of Abkhazia.",
    ],
)
def test_a_state_does_not_act_for_a_land_that_has_broken_away(text: str) -> None:
    assert parties(text) == [("", "ETH"), ("Abkhazia", None)]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Kenya opened a clinic in Somaliland.", "2014-12-02"),
        ("Kenya opened a clinic and shops line the streets of Hargeisa.", "2014-12-02"),
        ("Kenya spoke of the war over South Ossetia.", "2014-12-02"),
        ("Kenya offered to host talks on the Nagorno-Karabakh conflict.", "2014-12-02"),
        ("Kenya helped Nagorno-Karabakh.", "2025-02-01"),
        ("Kenya helped Biafra.", "1985-02-01"),
    ],
)
def test_land_and_other_years_name_the_state(text: str, date: str) -> None:
    assert parties(text, date) == [("", "KEN")]
