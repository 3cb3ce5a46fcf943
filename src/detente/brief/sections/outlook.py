"""Outlook: every forecast beside its back-test; where none could be tested, that is said."""

from __future__ import annotations

from detente.brief import wording
from detente.brief.document import Block, Chart, Computation, Grid, Row, Section, Statement
from detente.brief.material import Forecast, Material
from detente.brief.reliability import reliability_chart


def section(material: Material) -> Section | None:
    """The forecasts as a table, and what they say for the next year in a sentence."""
    if not material.outlook:
        return None
    told = [line for line in material.outlook if line.forecast is not None]
    blocks: list[Block] = []
    longest = max((line for line in told if line.measure == "share"), key=lambda line: line.months, default=None)
    if longest is not None:
        blocks += [_sentence(material, longest), _new_era(material, longest)]
    for reason in dict.fromkeys(line.reason for line in material.outlook if line.forecast is None):
        proof = Computation("outlook", material.eras.n_events, "deeds", (("verdict", "cannot tell"),), about=reason)
        blocks.append(Statement(f"No outlook is given where {reason}.", (proof,)))
    if told:
        blocks += [Grid("outlook", tuple(_row(material, line) for line in told)), _reliability(material, told)]
    return Section("outlook", tuple(blocks))


def _proof(material: Material, line: Forecast) -> Computation:
    values = (("forecast", f"{line.forecast:.3f}"), ("past tests", str(line.n_origins)))
    return Computation("outlook", material.eras.n_events, "deeds", values, about=f"{line.measure}-{line.months}")


def _sentence(material: Material, line: Forecast) -> Statement:
    low, high = line.low or 0.0, line.high or 0.0
    text = (
        f"Over the next {wording.counted(line.months, 'month')} the share of conflict is expected near "
        f"{wording.percent(line.forecast or 0.0)} (80 % interval {wording.percent_range((low, high))}); "
        f"{line.reason}. No date of a next turn is ever forecast."
    )
    return Statement(text, (_proof(material, line),))


def _new_era(material: Material, line: Forecast) -> Statement:
    """How often a new era begins at all: a base rate, not a forecast of this relation."""
    chance = line.new_era or 0.0
    months = wording.counted(line.months, "month")
    text = (
        f"That a new era begins within {months} has a chance of {wording.percent(chance)} by the base rate "
        f"({line.hazard}); it is not known of this relation in particular."
    )
    proof = Computation("outlook", material.eras.n_events, "deeds", (("new era", f"{chance:.4f}"),), about="new-era")
    return Statement(text, (proof,))


def _row(material: Material, line: Forecast) -> Row:
    low, high = line.low or 0.0, line.high or 0.0
    share = line.measure == "share"
    cells = (
        "share of conflict" if share else "deeds",
        wording.counted(line.months, "month"),
        wording.percent(line.forecast or 0.0) if share else f"{line.forecast:.1f}",
        wording.percent_range((low, high)) if share else f"{low:.0f} to {high:.0f}",
        f"{line.n_origins:,}",
        wording.percent(line.cover or 0.0),
        f"{line.error:.2f}",
        f"{line.error_of_persistence:.2f}",
        f"{line.log_score:.2f}",
        f"{line.log_score_of_mean:.2f}",
    )
    return Row(cells, (_proof(material, line),))


def _reliability(material: Material, told: list[Forecast]) -> Chart:
    """How often what came lay below the marks of the forecasts, as a chart and its table."""
    title = "Reliability of past forecasts"
    pairs = [pair for line in told for pair in line.reliability()]
    gap = max(abs(mark - below) for mark, below in pairs)
    n = sum(line.n_origins or 0 for line in told)
    text = (
        f"In {n:,} past tests, how often what came lay below a mark of the forecast was off by up to "
        f"{wording.percent(gap)}; were the forecasts wholly reliable, the dots would lie on the dashed line."
    )
    proof = Computation(
        "outlook", material.eras.n_events, "deeds", (("largest gap", f"{gap:.3f}"),), about="reliability"
    )
    rows = []
    for line in told:
        below = tuple(wording.percent(share) for _, share in line.reliability())
        measure = "share of conflict" if line.measure == "share" else "deeds"
        rows.append(Row((measure, wording.counted(line.months, "month"), *below), (_proof(material, line),)))
    svg = reliability_chart(told, title=title, about=text)
    return Chart(title, Statement(text, (proof,), knowing="counted"), svg, "", Grid("reliability", tuple(rows)))
