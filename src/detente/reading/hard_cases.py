"""PLOVER's rules for hard cases: what type a deed has once its standing is known.

A cooperative act to come is AGREE, a withdrawal to come CONCEDE, material conflict to come THREATEN; what is refused is
REJECT; what stops is SANCTION, REJECT or RETREAT. Source: PLOVER manual, section 3, and the mode table of ZSP (Hu et
al., ACL 2024).
"""

from __future__ import annotations

from detente.reading.model import Status
from detente.reading.status import Standing

COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
GIVING_WAY = frozenset({"RETREAT", "CONCEDE"})
MATERIAL_CONFLICT = frozenset({"PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT"})
STOPPED = {"COOPERATE": "SANCTION", "AID": "SANCTION", "CONSULT": "REJECT", "SUPPORT": "REJECT", "AGREE": "REJECT"}
SKIPPED = ("request", "accuse")
"""Turns whose own predicate carries the event ("urged Turkey to withdraw", "accused Iran of sending")."""


def settle(type_name: str, standing: Standing) -> tuple[str, Status] | None:
    """The type and status of a deed as it stands; None where the embedding predicate carries the event."""
    turn = standing.turn
    if turn in SKIPPED:
        return None
    if turn == "deny":
        return type_name, "denied"
    if turn == "refuse":
        return _refused(type_name, standing)
    if turn == "promise":
        return _promised(type_name, standing)
    if turn == "threaten" and type_name in COOPERATIVE | GIVING_WAY | {"AGREE"}:
        return _promised(type_name, standing)
    if turn == "threaten":
        return "THREATEN", standing.status
    if turn == "cease":
        return _ceased(type_name, standing)
    if standing.negated:
        return _negated(type_name, standing)
    if standing.status in ("planned", "possible"):
        return to_come(type_name), standing.status
    return type_name, standing.status


def to_come(type_name: str) -> str:
    """The type of a deed that lies ahead."""
    if type_name in COOPERATIVE:
        return "AGREE"
    if type_name == "RETREAT":
        return "CONCEDE"
    return "THREATEN" if type_name in MATERIAL_CONFLICT else type_name


def _refused(type_name: str, standing: Standing) -> tuple[str, Status]:
    if type_name in MATERIAL_CONFLICT:
        return type_name, "denied"
    return "REJECT", standing.status


def _promised(type_name: str, standing: Standing) -> tuple[str, Status]:
    if standing.negated:
        return ("AGREE" if type_name in MATERIAL_CONFLICT else "REJECT"), standing.status
    status: Status = standing.status if standing.status in ("denied", "possible") else "occurred"
    if type_name in GIVING_WAY:
        return "CONCEDE", "planned" if status == "occurred" else status
    return to_come(type_name), status


def _ceased(type_name: str, standing: Standing) -> tuple[str, Status] | None:
    changed = "RETREAT" if type_name in MATERIAL_CONFLICT else STOPPED.get(type_name)
    if changed is None:
        return type_name, "ended"
    if standing.status in ("planned", "possible"):
        return to_come(changed), standing.status
    return changed, standing.status


def _negated(type_name: str, standing: Standing) -> tuple[str, Status]:
    """A negated deed: announced as not to come it is a refusal (or, of a conflict, a promise); else it is denied."""
    if standing.status == "planned":
        if type_name in MATERIAL_CONFLICT:
            return "AGREE", "occurred"
        return ("REJECT", "occurred") if type_name != "REJECT" else ("AGREE", "occurred")
    if standing.status == "possible" and type_name in COOPERATIVE | GIVING_WAY:
        return "REJECT", "occurred"
    return type_name, "denied"
