"""The map of the two states and those that deal with them."""

import re

import pytest

from detente.brief import atlas
from detente.tables import csv_rows


def drawn(two: tuple[str, ...], third: tuple[str, ...] = (), deeds: dict[tuple[str, str], int] | None = None) -> str:
    names = {code: f"name of {code}" for code in (*two, *third)}
    return str(atlas.map_of(two, third, names, deeds or {}, title="t", about="a"))


def test_every_outline_is_a_path_of_closed_lines_on_the_grid() -> None:
    for row in csv_rows("outlines"):
        assert re.fullmatch(r"(M\d+ \d+l(-?\d+[ -]\d+ ?|-\d+-?\d+ ?|[-\d ]+)z)+", row["path"]), row["code"]


@pytest.mark.parametrize("code", ["FRA", "RUS", "PAK", "XKX", "SSD", "MDV", "VAT", "TWN", "PSE"])
def test_states_large_and_small_have_an_outline(code: str) -> None:
    assert atlas.known(code)


def test_no_state_is_torn_across_the_map() -> None:
    for code in ("RUS", "USA", "NZL", "FJI", "CAN"):
        left, _, right, _ = atlas._outlines()[code][0].box
        assert right - left < atlas.WIDTH / 2


def test_states_are_named_and_a_small_one_gets_a_dot() -> None:
    shown = drawn(("FRA", "MDV"), ("IND",))
    for code in ("FRA", "MDV", "IND"):
        assert f"<title>name of {code}</title>" in shown
    assert shown.count("<circle") == 1
    assert "<circle" not in drawn(("FRA", "DEU"))


def test_a_line_tells_the_deeds_of_a_pair_and_is_wider_for_more() -> None:
    shown = drawn(("FRA", "DEU"), ("IND",), {("FRA", "IND"): 1, ("DEU", "IND"): 100})
    assert "<title>name of FRA and name of IND: 1 deed</title>" in shown
    one, hundred = sorted(float(width) for width in re.findall(r'stroke-width="([\d.]+)"', shown))
    assert hundred == pytest.approx(4 * one, rel=0.1)


def test_only_the_part_around_the_states_is_drawn() -> None:
    near, far = drawn(("FRA", "DEU")), drawn(("FRA", "AUS"))
    assert len(near) < len(far) / 2
    left, top, wide, high = map(int, re.findall(r'viewBox="([^"]+)"', near)[0].split())
    assert 0 <= left <= left + wide <= atlas.WIDTH
    assert 0 <= top <= top + high <= atlas.HEIGHT


def test_codes_do_not_cover_each_other() -> None:
    shown = drawn(("BEL", "NLD"), ("LUX", "DEU", "USA"))
    codes = re.findall(r"<text[^>]*>(\w{3})</text>", shown)
    assert codes[0] == "BEL"
    assert "USA" in codes
    assert "LUX" not in codes
