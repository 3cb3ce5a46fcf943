"""The formulas of a brief: what each gives, the formula in plain signs, and where it is documented."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Formula:
    """One formula: its title, the formula itself, the page that documents it (its anchor is the formula's name)."""

    title: str
    formula: str
    doc: str


FORMULAS: dict[str, Formula] = {
    "verdict": Formula(
        "Turning points, their dates and probabilities",
        "P(turn at t | all events): forward-backward pass of a hidden Markov model; share of conflict "
        "beta-binomial, volume negative binomial, outlier part",
        "docs/methods/eras.md",
    ),
    "shift": Formula(
        "Smallest shift that could have been seen",
        "smallest |share after - share before| found with 90 % power, given the number and dates of the events",
        "docs/methods/eras.md",
    ),
    "without": Formula(
        "Probability without an event",
        "P' = 1 / (1 + exp(-(logit P - sum of the events' contributions)))",
        "docs/methods/brief.md",
    ),
    "reversal": Formula(
        "Events that would bring the old level back",
        "smallest k with (conflict after + k) / (events after + k) >= share before; for a cooling turn with "
        "cooperation in place of conflict",
        "docs/methods/brief.md",
    ),
    "kinds": Formula(
        "What changed in kind",
        "P(the share of a type differs before and after | its deeds), Dirichlet-multinomial, even odds beforehand; "
        "P(the mix turns there) from the exact engine of the mix alone",
        "docs/methods/eras.md",
    ),
    "sources": Formula(
        "What each source says by itself",
        "the same engine on the deeds of that source alone, where two sources have 15 each",
        "docs/methods/eras.md",
    ),
    "contribution": Formula(
        "Contribution of an event",
        "natural logarithm of the factor by which the event changes the odds of the turn",
        "docs/methods/eras.md",
    ),
    "deed": Formula(
        "Reports of one deed",
        "reports whose events share the deed: same type, actors, recipients and overlapping days",
        "docs/methods/deeds.md",
    ),
    "periods": Formula(
        "Events by period",
        "number of deeds per period; share of conflict = conflict / (conflict + cooperation); turns expected "
        "= sum of P(turn at t) over the period",
        "docs/methods/brief.md",
    ),
    "told": Formula(
        "Story against record",
        "each measure, and the share of conflict, inside the told years against other years; chance: how often another "
        "stretch of the series differs as much; borne out where more speak for than against",
        "docs/methods/history.md",
    ),
    "levels": Formula(
        "Yearly numbers",
        "exact posterior of levels with autoregression on a grid, a turn in fifty years beforehand; means of stretches",
        "docs/methods/eras.md",
    ),
    "coverage": Formula(
        "Coverage",
        "counts over the reports that carry an event or a claim on this relation",
        "docs/methods/brief.md",
    ),
    "third-parties": Formula(
        "Third parties named",
        "deeds of the third state with one side, those told in reports on this relation among them; chance: two-sided "
        "Fisher test that the shares of conflict within two years before and after the turn are one",
        "docs/methods/brief.md",
    ),
    "claims": Formula(
        "Claims counted",
        "claims whose content or source concerns this relation, by source, stance and certainty",
        "docs/methods/brief.md",
    ),
    "outlook": Formula(
        "Outlook",
        "see the method's page; shown only with its back-test",
        "docs/methods/outlook.md",
    ),
}
