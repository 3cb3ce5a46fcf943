"""The account of an answer in words: why this verdict, by which method, and what the record lacks."""

from __future__ import annotations

from collections.abc import Sequence

from detente.relations.cross_checks import in_words
from detente.relations.methods.dyad import Setting
from detente.relations.methods.judgement import CLEAR_SHIFT, LASTING, PER_YEAR, Judgement
from detente.relations.methods.reporting import Beginning
from detente.relations.methods.verdicts import SHARE_MATTERS
from detente.relations.model import Direction, Episode, Eras, TurningPoint, Verdict
from detente.relations.table import Table

MOST_EPISODES = 3
"""So many are told in the reason; the answer lists all."""


def nothing_known(dyad: str, by: str, counted: Table, *, whole: bool) -> Eras:
    """The answer where no dated deed of the dyad is in the record, or in the stretch asked for (not the `whole`)."""
    undated = int(counted.notes.get("n_undated", 0)) + int(counted.notes.get("n_vague", 0))
    aside = f" ({undated} have no date, or one too vague)" if undated else ""
    return Eras(
        dyad=dyad,
        by=by,
        verdict="cannot tell",
        reason=f"The record holds no dated deed between the two{'' if whole else ' in that stretch'}{aside}.",
        eras=(),
        turning_points=(),
        episodes=(),
        periods=tuple(counted.arrow["period"].to_pylist()) if len(counted) else (),
        probabilities=(0.0,) * len(counted),
        n_events=0,
        n_reports=int(counted.notes.get("n_reports", 0)),
        smallest_shift=None,
        method="none: there is nothing to infer from",
    )


def chance(probability: float) -> str:
    """A probability of two places: what is not quite sure or impossible is never rounded to it."""
    return "over 0.99" if probability > 0.995 else "under 0.01" if probability < 0.005 else f"{probability:.2f}"


def reason(
    verdict: Verdict,
    points: Sequence[TurningPoint],
    episodes: Sequence[Episode],
    judged: Judgement,
    counted: Table,
    by: str,
    begun: Direction | None = None,
) -> str:
    """Why this verdict, in a few sentences that only say what the numbers say; `begun`: which way something began."""
    n = int(sum(counted.arrow["n_events"].to_pylist()))
    parts = []
    if points:
        last = points[-1]
        before, after = last.before, last.after
        shares = (
            f"{before.share:.2f} before, {after.share:.2f} after" if before.n_events else f"{after.share:.2f} after"
        )
        parts.append(
            f"{last.direction.capitalize()} from {last.date} (90 % interval {last.interval[0]} to {last.interval[1]}), "
            f"probability {chance(last.probability)}: share of conflict {shares}, {before.volume:.1f} deeds a year "
            f"before, {after.volume:.1f} after."
        )
        if last.types:
            parts.append(f"What changed in kind: {in_words(last.types)}.")
        if last.mix is not None and last.mix < 0.5 and abs(after.share - before.share) >= SHARE_MATTERS:
            parts.append(f"The mix of types, asked by itself, shows no turn there (probability {last.mix:.2f}).")
    if verdict == "young":
        parts.append(
            f"It has lasted less than {LASTING[by]} {by}s in the data: not yet established as an era, it may pass."
        )
    if verdict == "none":
        parts.append(f"No turn has a probability of one half among {n} deeds. {_visible(judged)}")
    if verdict == "cannot tell":
        parts.append(_untold(n, judged))
    if judged.beginning is not None and begun is not None:
        parts.append(_begun(judged.beginning, begun, counted, by))
    if len(points) > 1:
        parts.append(f"{len(points)} turning points in all.")
    if episodes:
        parts.append(_set_apart(episodes))
    if not judged.posterior.comparable:
        parts.append("The record covers nothing beside this dyad to compare its volume with: only the share is judged.")
    aside = int(counted.notes["n_vague"]) + int(counted.notes["n_undated"])
    if aside:
        parts.append(f"{aside} deed{'s' if aside > 1 else ''} without a date fine enough for a {by} left out.")
    return " ".join(parts)


def _set_apart(episodes: Sequence[Episode]) -> str:
    """What passed, the surest first, and how likely it is that it did not."""
    ordered = sorted(episodes, key=lambda one: -one.probability)
    told = [
        f"{one.direction} from {one.start} to {one.end} (probability {chance(one.probability)}; that a new era began "
        f"there instead: {chance(one.turned)})"
        for one in ordered[:MOST_EPISODES]
    ]
    more = f", and {len(ordered) - len(told)} more" if len(ordered) > len(told) else ""
    return f"Set apart as passing: {'; '.join(told)}{more}."


def _begun(beginning: Beginning, way: Direction, counted: Table, by: str) -> str:
    """That something began, where it cannot be told whether it lasts."""
    first, low = (counted.arrow["period"][i].as_py() for i in (beginning.at, beginning.low))
    end = counted.arrow["end"][beginning.high].as_py()
    period = f"{by} of {first}" if by in ("day", "week") else f"{by} that begins on {first}"
    return (
        f"Something began in the {period} ({way}; 90 % interval {low} to {end}; probability "
        f"{chance(beginning.probability)}): whether it passed or was a new era ({chance(beginning.turned)}) cannot be "
        "told."
    )


def _untold(n: int, judged: Judgement) -> str:
    """Why nothing can be told: of the share, and of the volume where it can be compared."""
    deeds = f"{n} deed{'s' if n != 1 else ''}"
    share = f"The share of conflict cannot be told from {deeds}: {_visible(judged)}"
    if not judged.posterior.comparable:
        return share
    return f"{share} Their number a year, beside the record's coverage, shows no turn."


def _visible(judged: Judgement) -> str:
    if judged.smallest_shift is None:
        return "no change of the conflict share, however large, could have been seen with 90 % power."
    seen = f"a change of the conflict share under {judged.smallest_shift:.2f} could not have been seen with 90 % power"
    return f"{seen} (more than {CLEAR_SHIFT:.2f} counts as too coarse)." if judged.sparse else f"{seen}."


def method(judged: Judgement, by: str) -> str:
    """The name of the formula with its settings, as docs/methods/eras.md explains them."""
    posterior = judged.posterior
    volume = (
        f"negative-binomial volume (dispersion {posterior.dispersion:g}, memory {posterior.memory:g}, offset: coverage "
        "and season)"
        if posterior.comparable
        else "no volume"
    )
    return (
        f"exact grid posterior by {by}, beta-binomial share (concentration {posterior.concentration:g}), {volume}, "
        f"2 % outliers, prior: an era of {1 / (judged.hazard * PER_YEAR[by]):.0f} years, an episode of "
        f"{Setting().episode_weeks:.0f} weeks in {Setting().episode_years:.0f} years; "
        f"{len(posterior.share)} draws"
    )
