"""`detente.classify` cross-validated in full: the encoder trained ten times, joined with the linear model.

Needs the extra [train], ../shared and an hour of two cores; less where `DETENTE_FOLDS` names a folder with scores that
training/pair_stages.py wrote. `encoder_*` is the encoder alone, `linear_*` the linear model alone (on the same folds);
`root`, `quad`, `binary` are both together: what the linear model weighs and the temperature are chosen for every fold
on the other nine. `reliability_error`: expected calibration error of the top probability. `cameo_*`: no event and the
four quads of whole sentences (cameo_class_train), by the encoder. `fit_*` are the settings that fit all ten folds best,
with which the model ships; `early_*` is the reader's early exit on PLV's rows and on those it makes for "none".
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import numpy as np

import harness
from detente.reading.event_types import join
from detente.reading.pair_types import QUADS

DATA = ("bench/events/plv_train.tsv", "bench/events/cameo_class_train.tsv")
SHARES = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0)
"""What the linear model's log-probabilities may weigh beside the encoder's."""
TEMPERATURES = tuple(round(0.6 + 0.1 * i, 1) for i in range(15))
TRAINING = harness.ROOT / "training"


def measure(shared: Path) -> dict[str, float]:
    """The figures of the encoder, the linear model, and both."""
    folder = Path(os.environ.get("DETENTE_FOLDS", harness.OUT / "folds"))
    if not all((folder / f"fold-{fold}.npz").exists() for fold in range(10)):
        _train(folder)
    sys.path.insert(0, str(TRAINING))
    import event_types as training

    rows = training.rows_of(shared)
    kept = [i for i, row in enumerate(rows) if row[1] != training.NONE]
    linear = training.cross_validate(rows, training.own_rows())[kept]
    gold, fold = [rows[i][1] for i in kept], np.array([training.fold_of(rows[i][0]) for i in kept])
    told = _scores(folder, fold)
    encoder = told["last"]
    both = np.zeros_like(linear)
    for one in range(training.FOLDS):
        rest, held = fold != one, fold == one
        both[held] = join(encoder[held], linear[held], _fit(encoder[rest], linear[rest], _some(gold, rest), training))
    out = {f"encoder_{k}": v for k, v in training.score(gold, _cooled(encoder)[:, :-1]).items()}
    out |= {f"linear_{k}": v for k, v in training.score(gold, linear[:, :-1]).items()}
    out |= training.score(gold, both[:, :-1])
    out |= {f"early_{k}": v for k, v in training.score(gold, _cooled(told["early"])[:, :-1]).items()}
    share, temperature = _fit(encoder, linear, gold, training)
    return {
        **out, **_nones(told), **_cameo(told["cameo"], told["cameo_labels"]), **_temperatures(told, gold, training),
        "fit_share": share, "fit_temperature": temperature,
    }  # fmt: skip


def _train(folder: Path) -> None:
    ground, script = folder / "ground.pt", str(TRAINING / "pair_stages.py")
    folder.mkdir(parents=True, exist_ok=True)
    if not ground.exists():
        subprocess.run([sys.executable, script, "ground", "--out", str(ground)], check=True)
    half = [sys.executable, script, "folds", "--ground", str(ground), "--out", str(folder), "--folds"]
    runs = [subprocess.Popen([*half, folds]) for folds in ("0,1,2,3,4", "5,6,7,8,9")]
    codes = [run.wait() for run in runs]
    if any(codes):
        raise SystemExit("a training run failed: see its words above")


def _scores(folder: Path, fold: np.ndarray) -> dict[str, np.ndarray]:
    """Out-of-fold scores of PLV's rows in their order, of its "none" rows, of CAMEO's sentences with their labels."""
    pairs = {exit_: np.zeros((len(fold), 17)) for exit_ in ("early", "last")}
    rest: dict[str, list[np.ndarray]] = {"early_none": [], "last_none": [], "cameo": [], "cameo_labels": []}
    for one in range(10):
        stored = np.load(folder / f"fold-{one}.npz", allow_pickle=False)
        source = stored["rows"][:, 1]
        for exit_ in pairs:
            pairs[exit_][fold == one] = stored[exit_][source == "plv"][:, :17]
            rest[f"{exit_}_none"].append(stored[exit_][source == "plv-none"][:, :17])
        rest["cameo"].append(stored["last"][source == "cameo"][:, 17:])
        rest["cameo_labels"].append(stored["rows"][source == "cameo", 2])
    return {**pairs, **{name: np.concatenate(parts) for name, parts in rest.items()}}


def _cooled(scores: np.ndarray, temperature: float = 1.0) -> np.ndarray:
    raised = np.exp((scores - scores.max(1, keepdims=True)) / temperature)
    return np.asarray(raised / raised.sum(1, keepdims=True))


def _nones(told: dict[str, np.ndarray]) -> dict[str, float]:
    """Share of the deeds that are not taken for "none", and of the swapped and bystanding pairs that are."""
    return {
        f"{exit_}_{name}": round(100 * float(((told[key].argmax(1) == 16) == none).mean()), 1)
        for exit_ in ("early", "last")
        for name, key, none in (("deeds_kept", exit_, False), ("nones_told", f"{exit_}_none", True))
    }


def _temperatures(told: dict[str, np.ndarray], gold: Sequence[str], training: ModuleType) -> dict[str, float]:
    """What the scores of either exit and of whole sentences are best divided by."""
    allowed = np.array([[*_allowed(g, training), False] for g in gold])
    out = {}
    for exit_ in ("early", "last"):
        scores = np.concatenate([told[exit_], told[f"{exit_}_none"]])
        none = np.zeros((len(scores) - len(gold), 17), dtype=bool)
        none[:, -1] = True
        hits = np.concatenate([allowed, none])
        out[f"fit_{exit_}"] = _best(scores, hits)
    return {**out, "fit_sentence": _best(told["cameo"], told["cameo_labels"][:, None] == np.array(QUADS))}


def _best(scores: np.ndarray, hits: np.ndarray) -> float:
    return min(TEMPERATURES, key=lambda t: float(-np.log((_cooled(scores, t) * hits).sum(1) + 1e-9).mean()))


def _allowed(label: str, training: ModuleType) -> list[bool]:
    merged = training.YIELDED
    return [t == label or (t in merged and label in merged) for t in training.LABELS[:-1]]


def _some(gold: Sequence[str], kept: np.ndarray) -> list[str]:
    return [label for label, keep in zip(gold, kept, strict=True) if keep]


def _fit(encoder: np.ndarray, linear: np.ndarray, gold: Sequence[str], training: ModuleType) -> tuple[float, float]:
    """Weight of the linear model and temperature under which the labels are likeliest (YIELD is either of its two)."""
    allowed = np.array([_allowed(g, training) for g in gold])

    def loss(weights: tuple[float, float]) -> float:
        shares = join(encoder, linear, weights)[:, :-1]
        return float(-np.log((shares * allowed).sum(1) / shares.sum(1) + 1e-9).mean())

    return min(((share, t) for share in SHARES for t in TEMPERATURES), key=loss)


def _cameo(scores: np.ndarray, labels: np.ndarray) -> dict[str, float]:
    gold, answers = [QUADS.index(label) for label in labels.tolist()], [int(k) for k in scores.argmax(1)]
    macro = harness.scorer("score_events").macro_f1
    return {
        "cameo_macro_f1": macro(gold, answers),
        "cameo_event_or_none_f1": macro([g > 0 for g in gold], [a > 0 for a in answers]),
    }


if __name__ == "__main__":
    raise SystemExit(harness.main(__file__, measure, DATA, needs="torch"))
