"""Material for a brief made by hand: one report, one deed, one turn."""

from detente.brief.material import Answer, ClaimRow, EventRow, Material, Period, PhaseRow, ReportRow
from detente.relations.model import CarryingEvent, Episode, Era, Eras, Level, TurningPoint


def level(share: float, n: int, conflict: int) -> Level:
    return Level(share, (max(share - 0.1, 0), min(share + 0.1, 1)), 4.0, (3.0, 5.0), n, conflict)


def turned(*, text: str, verdict: str = "turn", **of_report: str) -> Material:
    """Material with one report, one event in it, and a turn that it carries."""
    report = ReportRow(id="r1", text=text, date="2014-06-02", date_start="2014-06-02", **of_report)
    at = text.index("lifted")
    event = EventRow(
        "e1", "d1", "RETREAT", 2, "occurred", ("RUS",), ("PAK",), False, 0.8, "2014-06-02", "2014-06-02", "2014-06-03",
        report="r1", start=0, end=len(text), trigger_start=at, trigger_end=at + 6, coder="test", coder_version="1",
    )  # fmt: skip
    other = EventRow(
        "e2", "d2", "ACCUSE", 3, "occurred", ("PAK",), ("RUS",), False, 0.6, "1999-01-05", "1999-01-05", "1999-01-06",
        report="r1", start=0, end=len(text), coder="test", coder_version="1",
    )  # fmt: skip
    point = TurningPoint(
        "2014-06-01", ("2014-03-01", "2014-12-01"), 0.91, "warming", verdict == "turn", level(0.5, 40, 20),
        level(0.1, 30, 3), (CarryingEvent("e1", 1.2), CarryingEvent("e2", 2.4)),
    )  # fmt: skip
    eras = Eras(
        "PAK-RUS", "month", verdict, "",  # type: ignore[arg-type]
        (Era("1999-01-01", "2014-06-01", point.before, True), Era("2014-06-01", "2015-01-01", point.after, True)),
        (point,), (Episode("2002-01-01", "2002-06-01", 0.7, "cooling", level(0.9, 9, 8), (CarryingEvent("e2", 1.0),)),),
        ("1999-01-01", "2014-06-01"), (0.0, 0.91), 70, 12, 0.2, "method under test",
    )  # fmt: skip
    claim = ClaimRow("c1", "r1", at, at + 6, source_text="an envoy", source_role="envoy")
    against = ClaimRow("c2", "r1", 0, 5, source_name="Someone", source_state="RUS", certainty="doubtful")
    phase = PhaseRow("r1", at, at + 6, "lifted", "cold", "199X", "1990-01-01", "2000-01-01")
    return Material(
        dyad="PAK-RUS", codes=("PAK", "RUS"), names=("Pakistan", "Russia"), eras=eras, made="2020-01-02", version="0",
        record="abc", reports={"r1": report}, events=(other, event), claims=(claim, against),
        answers=(Answer("c2", "c1", "disputes", ("disagrees",), ()),), phases=(phase,),
        periods=(Period("1999-01-01", "1999-02-01", 0, 1, 0.0), Period("2014-06-01", "2014-07-01", 1, 0, 0.91)),
        state_names={"PAK": "Pakistan", "RUS": "Russia"},
    )  # fmt: skip
