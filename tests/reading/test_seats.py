"""Brussels: the Union that sits there, Belgium, or a town."""

import pytest

from detente.reading.gazetteer import scan


def brussels(text: str, date: str = "2014-12-02") -> tuple[str | None, str | None]:
    found = next(m for m in scan(text, date) if m.text == "Brussels")
    return found.state, found.name


@pytest.mark.parametrize(
    "text",
    [
        "Brussels lifted sanctions on Vietnam, and the EU opened talks.",
        "The demand was rejected by Brussels.",
        "Neither Washington nor Brussels has a plan.",
        "Tunis told Brussels that it would not take them back.",
    ],
)
def test_what_acts_is_the_union(text: str) -> None:
    assert brussels(text) == (None, "European Union")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Brussels told Katanga to wait.", "1960-07-20"),
        ("Brussels recalled its envoy; the Belgian minister said why.", "2014-12-02"),
        ("Brussels apologised to the Rwandans.", "2010-04-07"),
        ("Brussels will house the new base, said NATO.", "2014-12-02"),
        ("They met in Brussels on Monday, the EU said.", "2014-12-02"),
        ("The Brussels attack shook the European Union.", "2014-12-02"),
        ("Flights from Vienna and Brussels were cancelled.", "2014-12-02"),
    ],
)
def test_else_it_is_the_town_or_belgium(text: str, date: str) -> None:
    assert brussels(text, date) == ("BEL", None)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Warsaw, Sofia and Bucharest agreed.", ["POL", "BGR", "ROU"]),
        ("Suva asked Wellington for help.", ["FJI", "NZL"]),
        ("Sofia and her mother left Warsaw.", ["POL"]),
        ("Wellington boots were sold in Warsaw.", ["POL"]),
        ("The San Jose Sharks flew from California to Ottawa.", ["CAN"]),
    ],
)
def test_a_name_that_is_more_than_a_capital_is_one_among_capitals_or_neighbours(text: str, found: list[str]) -> None:
    assert [m.state for m in scan(text, "2014-12-02") if m.role is None] == found
