"""Who says what: claims with source, role, state, certainty and stance; contradictions side by side."""

from __future__ import annotations

from collections import Counter

from detente.brief import choosing, wording
from detente.brief.document import Block, Computation, Grid, Listing, Row, Section, Statement
from detente.brief.material import Answer, ClaimRow, Material
from detente.brief.proof import of_claim

MOST = 32
MOST_ANSWERS = 12
MOST_ROWS = 25
LONGEST = 320
EMPTY = ("the", "a", "an", "public figure", "senior official")
"""Read for a role now and then, and none."""


def section(material: Material) -> Section | None:
    """Contradictions, a table of sources by stance and certainty, and the claims in order of date; None where no report
    tells of the relation, but rows of data sets only."""
    if not material.reports:
        return None
    if not material.claims:
        n = len(material.reports)
        text = f"No attributed statement on this relation was found in {wording.counted(n, 'report')}."
        proof = Computation("claims", n, "reports", (("claims", "0"),))
        return Section("claims", (Statement(text, (proof,), knowing="counted"),))
    shown = choosing.claims(material, MOST)
    blocks: list[Block] = [_counted(material, len(shown))]
    for kind, join in (("disputes", "Against this, "), ("supports", "In support, ")):
        answers = _answers(material, kind, join)
        if answers:
            blocks.append(Listing(answers, kind))
    blocks.append(_sources(material))
    blocks.append(Listing(tuple(_statement(material, claim) for claim in shown), "claims"))
    return Section("claims", tuple(blocks))


def who(material: Material, claim: ClaimRow) -> str:
    """On whose word, with role and state; a source that the text does not name is called so."""
    if claim.source_text is None and claim.source_name is None:
        return "A source the report does not give"
    name = choosing.speaker(material, claim)
    role = None if choosing.is_former(material, claim) else claim.source_role
    told = (role, material.name(claim.source_state or ""))
    about = [part for part in told if part and not _says_nothing(part.casefold(), name.casefold())]
    if claim.anonymous:
        about.append("not named")
    if claim.via:
        about.append(f"passed on by {claim.via}")
    words = f"{name} ({', '.join(about)})" if about else name
    return words[:1].upper() + words[1:]


def _says_nothing(part: str, name: str) -> bool:
    return part in EMPTY or part in name


def told(material: Material, claim: ClaimRow) -> str:
    """On whose word, by which word, what: "Peru “denies”: “closing the border”"."""
    by = f" “{' '.join(claim.cue.split())}”" if claim.cue else ""
    return f"{who(material, claim)}{by}: “{said(material, claim)}”"


def said(material: Material, claim: ClaimRow) -> str:
    """The words of the claim, cut where they are very long."""
    words = _unquoted(choosing.words_of(material, claim.report, claim.marks))
    return words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0] + " …"


def _unquoted(words: str) -> str:
    """Words without the quotation marks that stand around the whole, or that lost their other half."""
    words = words.strip(" ,")
    if len(words) > 2 and words[0] in "\"“‘'" and words[-1] in "\"”’'":
        return words[1:-1].strip(" ,")
    if sum(words.count(mark) for mark in '"“”') % 2:
        return words.strip('"“” ,')
    return words


def _statement(material: Material, claim: ClaimRow) -> Statement:
    how = ["verbatim" if claim.direct else "reported speech", claim.certainty]
    if claim.stance:
        how.append(claim.stance)
    when = wording.edtf(material.reports[claim.report].date)
    return Statement(
        told(material, claim), (of_claim(material, claim),), knowing="attributed", note=f"{when}; {', '.join(how)}"
    )


def _answers(material: Material, kind: str, join: str) -> tuple[Statement, ...]:
    """Claims that dispute or support each other, the earlier one first, with the words that show it."""
    by_id = {claim.id: claim for claim in material.claims}
    found: dict[frozenset[str], Statement] = {}
    # What shares most comes first; of two voices one pair is shown.
    for answer in sorted(material.answers, key=lambda a: -len(a.matter)):
        earlier, later = by_id.get(answer.other), by_id.get(answer.claim)
        if answer.kind != kind or earlier is None or later is None or not choosing.answers(later, earlier, kind):
            continue
        pair = frozenset((who(material, earlier), who(material, later)))
        if pair in found:
            continue
        text = f"{told(material, earlier)} {join}{told(material, later)}"
        proof = (of_claim(material, earlier), of_claim(material, later))
        found[pair] = Statement(text, proof, knowing="attributed", note=_shown(answer))
    return tuple(found.values())[:MOST_ANSWERS]


def _shown(answer: Answer) -> str:
    """What shows that one claim answers the other: "paired by the report: “disagrees”"."""
    words = ", ".join(f"“{word}”" for word in dict.fromkeys(answer.words))
    return f"paired by the report: {words}" if words else "paired by the report"


def _sources(material: Material) -> Grid:
    grouped: dict[tuple[str, str], list[ClaimRow]] = {}
    for claim in filter(choosing.is_known, material.claims):
        grouped.setdefault((choosing.speaker(material, claim), claim.source_state or ""), []).append(claim)
    rows = []
    for (name, state), claims in sorted(grouped.items(), key=lambda item: (-len(item[1]), item[0]))[:MOST_ROWS]:
        stances = Counter(claim.stance or "none read" for claim in claims)
        certainties = Counter(claim.certainty for claim in claims)
        cells = (
            name,
            material.name(state),
            str(len(claims)),
            _tally(stances),
            _tally(certainties),
            "no" if all(claim.anonymous for claim in claims) else "yes",
        )
        rows.append(Row(cells, tuple(of_claim(material, claim) for claim in claims[:6])))
    return Grid("sources", tuple(rows))


def _counted(material: Material, n_shown: int) -> Statement:
    n = len(material.claims)
    n_sources = len({(c.source_name or c.source_text, c.source_state) for c in material.claims})
    text = f"{wording.counted(n, 'claim').capitalize()} by {wording.counted(n_sources, 'source')}"
    others = material.n_claims - n
    if others > 0:
        text += f"; {wording.counted(others, 'other')} in the record only {'touches' if others == 1 else 'touch'} on it"
    if n_shown < n:
        text += f"; the latest {n_shown} are shown"
    text += "."
    counts = ("claims", n), ("sources", n_sources), ("only touch on it", max(others, 0))
    proof = Computation("claims", n, "claims", tuple((name, str(value)) for name, value in counts))
    return Statement(text, (proof,), knowing="counted")


def _tally(counts: Counter[str]) -> str:
    return ", ".join(f"{word} {n}" if len(counts) > 1 else word for word, n in counts.most_common())
