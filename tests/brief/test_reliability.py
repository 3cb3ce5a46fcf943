"""The reliability of past forecasts is drawn with a table beside it, and every number in it has its proof."""

from dataclasses import replace

from detente.brief.document import Chart, Grid
from detente.brief.material import Forecast
from detente.brief.sections import outlook

LINE = Forecast(
    "volume", 3, "in 20 past tests not worse than taking the last 3 month(s) as the forecast", 12.0, 4.0, 22.0, 20,
    3.0, 4.0, 0.8, -2.1, -2.2, 0.05, 0.2, 0.55, 0.7, 0.95,
)  # fmt: skip


def test_reliability_is_a_chart_with_its_table_and_says_its_largest_gap(turn):
    section = outlook.section(replace(turn, outlook=(LINE, replace(LINE, measure="share", below_10=0.3))))
    (chart,) = (block for block in section.blocks if isinstance(block, Chart))
    assert "off by up to 20 %" in chart.description.text
    assert chart.wide.count("<circle") == 5
    assert chart.wide.count("<polyline") == 2
    assert [row.cells[2:] for row in chart.grid.rows] == [
        ("5 %", "20 %", "55 %", "70 %", "95 %"),
        ("30 %", "20 %", "55 %", "70 %", "95 %"),
    ]


def test_both_log_scores_stand_beside_the_forecast(turn):
    section = outlook.section(replace(turn, outlook=(LINE,)))
    (grid,) = (block for block in section.blocks if isinstance(block, Grid))
    assert grid.rows[0].cells[-2:] == ("-2.10", "-2.20")
