"""Simulated dyads of one year: what a record of a single year can show of an onset, and what it must not take for one.

52 weeks of a record with steady coverage (unless it grows), with storms, a season of 40 % and a wandering rate. Memory
is pooled from eight other unchanged dyads, as a record of one year learns it. The cells were stated before the engine
was changed to meet them; run by stress.py (DETENTE_STRESS_CELLS="short_onset ..."). Figures: docs/methods/eras.md.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.relations.methods.dyad import Setting
from detente.relations.methods.fitting import pooled_memory
from detente.relations.methods.judgement import PER_YEAR
from detente.relations.methods.simulate import Shift, SimulatedDyad, simulate_dyad

WEEKS = 52
CALM = ("storms", "season", "autocorrelation")
PLAIN = 1.25
"""A flare has passed where the rate is under so many times the era's."""


def _between(rng: np.random.Generator, low: float, high: float) -> float:
    return float(np.exp(rng.uniform(np.log(low), np.log(high))))


@dataclass(frozen=True, slots=True)
class ShortCell:
    """One kind of dyad of a year.

    `what`: "flat" (nothing happens), "onset" (from a week of 6 to 20 on, three to eight times as much, for good),
    "flare" (three to eight times as much, fading within weeks, and back) or "crisis" (six weeks at a share of .8 and
    2.5 times the rate). `rates`: deeds a week before. An onset comes with a burst (1.5 to 4 times what follows,
    fading in 3 to 8 weeks) and with a share of conflict moved by .3, unless told otherwise.
    """

    name: str
    what: str = "flat"
    rates: tuple[float, float] = (0.3, 8.0)
    noise: tuple[str, ...] = CALM
    storms_a_decade: float = 5.0
    share_moves: bool = True
    burst: bool = True

    def dyad(self, seed: int) -> SimulatedDyad:
        """A dyad of this kind."""
        rng = np.random.default_rng(seed)
        rate, share = _between(rng, *self.rates), 0.3
        shifts: tuple[Shift, ...] = ()
        if self.what == "onset":
            before, after = (0.3, 0.6) if rng.random() < 0.5 else (0.6, 0.3)
            share = before
            shifts = (
                Shift(
                    int(rng.integers(6, 21)),
                    share=after if self.share_moves else None,
                    rate=_between(rng, 3, 8),
                    burst=_between(rng, 1.5, 4) if self.burst else 1.0,
                    burst_weeks=float(rng.uniform(3, 8)),
                ),
            )
        elif self.what == "flare":
            at, burst, fading = int(rng.integers(6, 40)), _between(rng, 3, 8), float(rng.uniform(3, 6))
            end = min(WEEKS, at + int(np.ceil(fading * np.log((burst - 1) / (PLAIN - 1)))))
            moved = 0.6 if rng.random() < 0.5 else None
            shifts = (Shift(at, share=moved, burst=burst, burst_weeks=fading, end=end),)
        elif self.what == "crisis":
            at = int(rng.integers(6, 40))
            shifts = (Shift(at, share=0.8, rate=2.5, end=at + 6),)
        return simulate_dyad(
            seed + 1, weeks=WEEKS, rate=rate, share=share, shifts=shifts, noise=self.noise,
            storms_a_decade=self.storms_a_decade,
        )  # fmt: skip

    def memory(self, seed: int) -> float | None:
        """How sluggish volumes are, as a record of one year learns it from its other dyads."""
        kind = ShortCell("other", rates=(0.5, 8.0))
        others = [kind.dyad(seed + 500_000 + 2 * k) for k in range(8)]
        exposures = np.stack([dyad.exposure / dyad.exposure.mean() for dyad in others])
        return pooled_memory(np.stack([dyad.total for dyad in others]), exposures, Setting().chances(PER_YEAR["week"]))


SHORT_CELLS = (
    ShortCell("short_flat"),
    ShortCell("short_flat_growth", noise=(*CALM, "growth")),
    ShortCell("short_flat_storms", storms_a_decade=40.0),
    ShortCell("short_flare", "flare"),
    ShortCell("short_flare_told", "flare", rates=(3.0, 12.0)),
    ShortCell("short_crisis", "crisis", rates=(2.0, 8.0)),
    ShortCell("short_onset", "onset", rates=(0.3, 2.0)),
    ShortCell("short_onset_volume", "onset", rates=(0.3, 2.0), share_moves=False),
    ShortCell("short_onset_plain", "onset", rates=(0.3, 2.0), burst=False),
    ShortCell("short_onset_growth", "onset", rates=(0.3, 2.0), noise=(*CALM, "growth")),
)
