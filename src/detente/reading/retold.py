"""What stands for a deed or a person told before: "the charge", "this step", "their release", "the ambassador".

Such a noun in a deed's slot names nobody new: whose deed it was, the text before tells.
"""

from __future__ import annotations

from typing import Any

from detente.reading.lexicon import lexicon

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "such"})
_ACTS = frozenset(
    {"decision", "step", "move", "measure", "curb", "act", "action", "gesture", "remark", "statement", "comment"}
    | {"word", "message", "note", "claim", "reproach", "reply", "plan", "policy", "proposal", "idea", "suggestion"}
    | {"call", "announcement", "release", "return", "removal", "behaviour", "behavior", "counter-measure"}
    | {"countermeasure", "retaliation", "consequence", "reprisal", "incident", "arrangement", "initiative"}
)
_PERSONS = frozenset(
    {"minister", "president", "premier", "chancellor", "emperor", "king", "queen", "leader", "ambassador", "envoy"}
    | {"ally", "neighbour", "neighbor", "guest", "host", "visitor", "government", "counterpart", "instructor", "donor"}
    | {"benefactor", "colleague", "delegation"}
)


def is_retold(token: Any) -> bool:
    """Whether a noun is a deed or a person of the report again: definite, and with no name of its own."""
    word = token.lemma_.lower()
    if word not in _ACTS and word not in _PERSONS and word not in lexicon().nouns:
        return False
    children = list(token.children)
    if any(part.pos_ == "PROPN" for part in token.subtree) or any(c.dep_ in ("relcl", "acl") for c in children):
        return False
    if word in ("counter-measure", "countermeasure", "consequence", "reprisal", "retaliation"):
        return True
    return any(c.lower_ in _DEFINITE or (c.dep_ == "poss" and c.pos_ == "PRON") for c in children)
