"""Other libraries' turning points of one standardised series (n), each by its usual setting, where they are installed.

ruptures is among the development packages. Rbeast and bayesian-changepoint (which brings torch) are not; where they are
installed (`pip install Rbeast bayesian-changepoint`) they join the same run.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from typing import Any

import numpy as np

Method = Callable[[Any], list[int]]


def rivals() -> dict[str, Method]:
    """What is installed, by name; doing nothing is always there."""
    found: dict[str, Method] = {"nothing": lambda z: []}
    for package, make in (("ruptures", _ruptures), ("Rbeast", _beast), ("bayesian_changepoint_detection", _offline)):
        if importlib.util.find_spec(package):
            found |= make()
        else:
            print(f"{package} is not installed: left out", file=sys.stderr)
    return found


def _ruptures() -> dict[str, Method]:
    """The penalty that imitates the usual one: 3 log n on standardised data."""
    import ruptures

    def by(method: Any) -> Method:
        return lambda z: list(method(model="l2").fit(z).predict(pen=3 * np.log(len(z)))[:-1])

    return {"ruptures_pelt": by(ruptures.Pelt), "ruptures_binseg": by(ruptures.Binseg)}


def _beast() -> dict[str, Method]:
    """The median number of changes, at the likeliest places; counted from one there."""
    import Rbeast

    def beast(z: Any) -> list[int]:
        trend = Rbeast.beast(z, season="none", quiet=True).trend
        n_turns = int(np.nan_to_num(np.ravel(trend.ncp_median)[0]))
        return sorted(int(place) - 1 for place in np.ravel(trend.cp)[:n_turns] if np.isfinite(place))

    return {"rbeast": beast}


def _offline() -> dict[str, Method]:
    """Fearnhead's exact posterior under a constant prior of 1 / (n + 1); places with P > 0.5."""
    import torch
    from bayesian_changepoint_detection import const_prior, offline_changepoint_detection
    from bayesian_changepoint_detection.offline_likelihoods import StudentT

    def offline(z: Any) -> list[int]:
        prior = 1 / (len(z) + 1)
        found = offline_changepoint_detection(
            torch.tensor(z, dtype=torch.float64), lambda t: const_prior(t, p=prior), StudentT()
        )
        chance = torch.exp(found[2]).sum(dim=0).numpy()
        return [int(place) + 1 for place in np.flatnonzero(chance > 0.5)]

    return {"bayesian_changepoint": offline}
