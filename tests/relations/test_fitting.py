"""The evidence by which the noise of a dyad is chosen."""

import numpy as np
import pytest

from detente.relations.methods.fitting import log_evidences
from detente.relations.methods.regimes import Chances, RegimeModel, infer


def test_the_evidence_of_a_margin_is_that_of_the_engine_without_the_other_and_without_attention():
    rng = np.random.default_rng(8)
    n, settings, kinds, levels = 30, 2, 3, 5
    within, start = rng.normal(0, 1, (2, n, settings, levels))
    passing = rng.normal(0, 1, (n, settings, kinds, levels))
    prior, weights = rng.dirichlet(np.ones(levels)), rng.dirichlet(np.ones(kinds))
    chances = Chances(0.05, 0.1, 0.3, 0.2, weights[None], kinds=(0.0, 1.0, 0.0))
    found = log_evidences(within, start, passing, prior, chances, weights=weights)
    for c in range(settings):
        tables = np.zeros((n, 1)), within[:, c], start[:, c], np.zeros((n, 0)), passing[:, c]
        model = RegimeModel(*tables, np.ones(1), prior, chances)
        assert found[c] == pytest.approx(infer(model).log_evidence, abs=1e-4)
