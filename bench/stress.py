"""The stress test: simulated dyads with every noise that event data have, and what the engine says of them.

40 dyads a cell, 520 weeks, 6 deeds a week (geometric mean) unless said otherwise. `python bench/stress.py` prints the
figures; DETENTE_STRESS sets the dyads a cell, DETENTE_STRESS_SEED the first seed,
DETENTE_STRESS_CELLS the cells. Figures: docs/methods/eras.md.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
import harness
from detente.relations.methods.dyad import Setting
from detente.relations.methods.fitting import pooled_memory
from detente.relations.methods.judgement import PER_YEAR, Judgement, judge_counts
from detente.relations.methods.likelihoods import share_table
from detente.relations.methods.reporting import window_sums
from detente.relations.methods.simulate import NOISE, Shift, SimulatedDyad, simulate_dyad
from short_histories import SHORT_CELLS, ShortCell

DATA: tuple[str, ...] = ()
NEAR = 8
CRISIS = 6
CLUMPING = 20.0
"""The concentration of a week's mix that simulate_dyad has."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One kind of dyad: what happens to it and under which noise."""

    name: str
    shares: tuple[float, float] = (0.3, 0.3)
    rate_change: float = 1.0
    rate: float = 6.0
    noise: tuple[str, ...] = NOISE
    crisis: bool = False
    weeks: int = 520
    at: int | None = None

    @property
    def changes(self) -> bool:
        """Whether anything happens at all."""
        return self.shares[0] != self.shares[1] or self.rate_change != 1.0

    def dyad(self, seed: int) -> SimulatedDyad:
        """A dyad of this kind; a shift of the share goes either way."""
        rng = np.random.default_rng(seed)
        at, (before, after) = self.at or int(rng.integers(130, 390)), self.shares
        if not self.crisis and rng.random() < 0.5:
            before, after = after, before
        shifts = (Shift(at, share=after, rate=self.rate_change, end=at + CRISIS if self.crisis else None),)
        return simulate_dyad(
            seed + 1,
            weeks=self.weeks,
            rate=self.rate,
            share=before,
            shifts=shifts if self.changes else (),
            noise=self.noise,
        )

    def memory(self, seed: int) -> float | None:
        """How sluggish volumes are, as a record of one year learns it from its other dyads; None: from the dyad."""
        if self.weeks >= 100:
            return None
        others = [simulate_dyad(seed + 500 + k, weeks=self.weeks, rate=self.rate, noise=self.noise) for k in range(8)]
        exposures = np.stack([dyad.exposure / dyad.exposure.mean() for dyad in others])
        return pooled_memory(np.stack([dyad.total for dyad in others]), exposures, Setting().chances(PER_YEAR["week"]))


CELLS = (
    Cell("unchanged_clean", noise=()),
    *(Cell(f"unchanged_{noise}", noise=(noise,)) for noise in NOISE),
    Cell("unchanged_all"),
    Cell("share_3_5", shares=(0.3, 0.5)),
    Cell("share_3_4", shares=(0.3, 0.4)),
    Cell("volume_2.5", rate_change=2.5),
    Cell("volume_0.4", rate_change=0.4),
    Cell("share_3_5_at_60", shares=(0.3, 0.5), rate=60.0),
    Cell("sparse_share_3_5", shares=(0.3, 0.5), rate=0.3),
    Cell("sparse_unchanged", rate=0.3),
    Cell("crisis", shares=(0.3, 0.8), rate_change=2.5, crisis=True),
    Cell("crisis_of_share_alone", shares=(0.3, 0.8), crisis=True),
    Cell("year_unchanged", weeks=52, rate=3.0),
    Cell("year_from_week_8", shares=(0.3, 0.6), rate_change=4.0, rate=2.0, weeks=52, at=8),
    Cell("year_young", shares=(0.3, 0.6), rate_change=5.0, rate=2.0, weeks=52, at=44),
)


def outcome(dyad: SimulatedDyad, judged: Judgement) -> dict[str, float]:
    """What was right and wrong about one dyad. A turn is false where no true one lies near it or in its interval."""
    true = dyad.turns[0] if dyad.turns else None
    hits = [t for t in judged.turns if true is not None and abs(t.at - true) <= NEAR]
    far = [t for t in judged.turns if true is None or not (abs(t.at - true) <= NEAR or t.low <= true <= t.high)]
    row = {
        "false_alarm": float(bool(far)),
        "told": float(bool(judged.turns)),
        "found": float(bool(hits)),
        "cannot_tell": float(not judged.turns and judged.sparse),
        "young": float(bool(judged.turns) and judged.turns[-1].established < 0.5),
        "episodes": float(len(judged.episodes)),
    }
    if judged.turns and true is not None:
        turn = min(judged.turns, key=lambda t: abs(t.at - true))
        row |= {"cover": float(turn.low <= true <= turn.high), "width": float(turn.high - turn.low + 1)}
        row["error"] = float(abs(turn.at - true))
    if dyad.episode:
        start, end = dyad.episode
        named = any(spell.start < end and spell.end > start for spell in judged.episodes)
        row |= {"episode": float(named and not judged.turns), "era": float(bool(judged.turns))}
    return row


def best_date(dyad: SimulatedDyad, shares: tuple[float, float]) -> int:
    """The best that can be told of the week in which the share turned: with both levels, the clumping and that there is
    one turn all known, the week with most of the posterior near it."""
    table = share_table(dyad.conflict, dyad.total, np.array(shares), concentration=CLUMPING)
    before = np.vstack([np.zeros(2), np.cumsum(table, axis=0)])
    either = np.logaddexp(*(before[:, i] + before[-1, 1 - i] - before[:, 1 - i] for i in (0, 1)))
    return int(window_sums(np.exp(either - either.max()), NEAR).argmax())


def run(cell: Cell | ShortCell, *, n_dyads: int, seed: int) -> dict[str, float]:
    """The cell's averages (median for error and width)."""
    rows = []
    for k in range(n_dyads):
        dyad = cell.dyad(seed + 10 * k)
        memory = cell.memory(seed + 10 * k)
        rows.append(outcome(dyad, judge_counts(dyad.conflict, dyad.total, dyad.exposure, by="week", memory=memory)))
        if isinstance(cell, Cell) and cell.shares[0] != cell.shares[1] and dyad.turns:
            rows[-1]["knowable"] = float(abs(best_date(dyad, cell.shares) - dyad.turns[0]) <= NEAR)
    figures = {}
    for name in sorted({key for row in rows for key in row}):
        values = [row[name] for row in rows if name in row]
        average = np.median if name in ("error", "width") else np.mean
        figures[f"{cell.name}_{name}"] = round(float(average(values)), 3)
    return figures


def measure(shared: Path) -> dict[str, float]:
    """By cell: false alarms, turns told, found within 8 weeks, what could have been, the interval's cover, episodes."""
    n_dyads, seed = int(os.environ.get("DETENTE_STRESS", "40")), int(os.environ.get("DETENTE_STRESS_SEED", "20000"))
    figures: dict[str, float] = {}
    cells: tuple[Cell | ShortCell, ...] = (*CELLS, *SHORT_CELLS)
    chosen = os.environ.get("DETENTE_STRESS_CELLS", "").split()
    for cell in cells:
        if chosen and cell.name not in chosen:
            continue
        figures |= run(cell, n_dyads=n_dyads, seed=seed)
        print(cell.name, {k: v for k, v in figures.items() if k.startswith(f"{cell.name}_")}, file=sys.stderr)
    return figures | sums(figures)


def sums(figures: dict[str, float]) -> dict[str, float]:
    """The worst false alarm of the unchanged cells, by length, where they were run: what floors.toml pins."""
    found = {}
    for name, start in (("unchanged_worst", "unchanged_"), ("short_unchanged_worst", "short_flat")):
        alarms = [v for key, v in figures.items() if key.startswith(start) and key.endswith("_false_alarm")]
        if alarms:
            found[name] = max(alarms)
    return found


if __name__ == "__main__":
    raise SystemExit(harness.main(__file__, measure, DATA))
