"""The dossier gives as reasons only what words of cause join; what "to", "for" or "after" join may be none."""

from dataclasses import replace

import pytest

from detente.brief.material import DriverRow, Material
from detente.brief.sections import drivers


def said_of(turn: Material, text: str, cause: str, effect: str) -> bool:
    report = replace(turn.reports["r1"], text=text)
    row = DriverRow("r1", text.index(cause), text.index(cause) + len(cause), text.index(effect),
                    text.index(effect) + len(effect))  # fmt: skip
    made = replace(turn, reports={"r1": report}, drivers=(row,))
    section = drivers.section(made)
    return section is not None and cause in section.blocks[0].statements[0].text


@pytest.mark.parametrize(
    ("text", "cause", "effect"),
    [
        ("Peru closed the crossing because of a quarrel over fish.", "a quarrel over fish", "Peru closed the crossing"),
        ("A quarrel over fish led to the closing of the port.", "A quarrel over fish", "the closing of the port"),
        ("Because of the drought, Chile asked for grain.", "the drought", "Chile asked for grain"),
    ],
)
def test_words_of_cause_make_a_reason(turn: Material, text: str, cause: str, effect: str) -> None:
    assert said_of(turn, text, cause, effect)


@pytest.mark.parametrize(
    ("text", "cause", "effect"),
    [
        ("Chile lent the money for a new harbour.", "a new harbour", "Chile lent the money"),
        ("The minister left after a stop in Lima.", "a stop in Lima", "The minister left"),
        ("The talks that were due to begin in May were off.", "begin in May", "that were"),
    ],
)
def test_words_of_purpose_and_time_make_none(turn: Material, text: str, cause: str, effect: str) -> None:
    assert not said_of(turn, text, cause, effect)
