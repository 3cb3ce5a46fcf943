"""The fixed words of a brief: titles of sections and tables, heads of columns, words for codes.

They say what is shown, never what was found; whatever was found is a Statement or a Row with its evidence.
"""

from __future__ import annotations

SECTIONS: dict[str, tuple[str, str]] = {
    "verdict": ("Verdict", ""),
    "timeline": (
        "Timeline",
        "Deeds done, as coded from the reports; the eras found in them; and the chance of a turn at each date.",
    ),
    "deeds": (
        "The deeds that carry the turn",
        "Events that speak most for the turn. They are coded by a program from the sentence shown with each and may be "
        "wrong: read the sentence.",
    ),
    "latest-deeds": (
        "The latest deeds",
        "The record shows no turn, so no deed carries one. These are the latest, coded by a program from the sentence "
        "shown with each, and may be wrong: read the sentence.",
    ),
    "claims": (
        "Who says what",
        "Statements that the reports attribute to someone. They are that source's word, not a finding.",
    ),
    "third-parties": (
        "Third parties",
        "States that deal with either of the two in the same reports. Before and after: within two years of the latest "
        "turn, conflict in brackets. Chance: how often a difference so large comes about by chance alone. Order in "
        "time and company, never a cause.",
    ),
    "history": (
        "History as told, beside the record",
        "How reports describe the past of this relation, and whether the record's measures and events of those years "
        "bear it out; and what its yearly numbers show by themselves.",
    ),
    "drivers": ("Reasons given", "Causes that the reports or their sources assert. Détente takes no side."),
    "outlook": ("Outlook", "A forecast stands beside its back-test, or it is not shown."),
    "coverage": ("Coverage and limits", "What the record holds on this relation, and what it lacks."),
    "method": ("Method", "Every formula used on this page, with the number of rows it was applied to."),
    "citation": ("How to cite", ""),
}

GROUPS: dict[str, str] = {
    "change": "What would change it",
    "turns": "All turning points",
    "episodes": "Episodes that passed",
    "eras": "Eras",
    "differences": "Where the answer differs",
    "disputes": "Where sources contradict each other",
    "supports": "Where sources agree",
    "claims": "Claims, the latest first",
    "for": "Speaking for the turn",
    "against": "Speaking against it",
    "told": "As told",
    "done": "Done",
    "open": "Planned, possible or denied",
}

TABLES: dict[str, tuple[str, tuple[str, ...]]] = {
    "periods": (
        "Deeds and the chance of a turn, by period",
        ("Period", "Cooperation", "Conflict", "Share of conflict", "Turns expected"),
    ),
    "eras": (
        "Eras",
        ("Era", "From", "To", "Deeds", "Share of conflict (90 % interval)", "State"),
    ),
    "by-source": (
        "What each source says by itself",
        ("Source", "Verdict", "Turn", "Probability", "Deeds"),
    ),
    "sources": (
        "Sources by stance and certainty",
        ("Source", "State", "Claims", "Stance", "Certainty", "Named"),
    ),
    "third-parties": (
        "Third parties",
        ("State", "With", "Deeds", "In these reports", "Before the turn", "After the turn", "Chance", "Years"),
    ),
    "levels": (
        "Yearly numbers, by the stretches between their turns",
        ("Number", "From", "To", "Mean", "In", "Chance of the turn", "Its year (90 % interval)", "Rows"),
    ),
    "reports": ("Reports on this relation", ("Date", "Title", "Outlet", "Events", "Claims")),
    "formulas": ("Formulas", ("Name", "Formula", "Applied to", "Documented in")),
    "outlook": (
        "Outlook beside its back-test",
        (
            "Measure",
            "Next",
            "Forecast",
            "80 % interval",
            "Past tests",
            "Interval held",
            "Error",
            "Error of the last value",
            "Log score",
            "Log score of the plain mean",
        ),
    ),
    "reliability": (
        "How often what came lay below a mark of the forecast",
        ("Measure", "Next", "10 % mark", "25 %", "50 %", "75 %", "90 %"),
    ),
}

EVENT_WORDS: dict[str, str] = {
    "AGREE": "agreement or promise",
    "CONSULT": "talks or visit",
    "SUPPORT": "diplomatic support",
    "CONCEDE": "concession",
    "COOPERATE": "cooperation in deeds",
    "AID": "aid",
    "RETREAT": "easing or withdrawal",
    "REQUEST": "demand",
    "ACCUSE": "accusation or criticism",
    "REJECT": "refusal or cancellation",
    "THREATEN": "threat",
    "PROTEST": "protest",
    "SANCTION": "sanction",
    "MOBILIZE": "show of force",
    "COERCE": "coercion",
    "ASSAULT": "attack",
}

KNOWING_WORDS: dict[str, str] = {
    "computed": "computed",
    "coded": "coded by machine",
    "attributed": "attributed",
    "told": "as told",
    "counted": "counted",
}
