"""Fits the taggers of actors for their measurement, a fold at a time; no weights ship.

    python training/actor_stages.py own --out FOLDER                       the encoder on our own sentences only
    python training/actor_stages.py encoder --out FOLDER [--folds 0,1]     it goes on over the coded sentences
    python training/actor_stages.py chain --out FOLDER [--folds 0,1]       the CRF over features and vectors

`own` first: both others build on it. Needs the extra [train] and ../shared. On an idle core `own` takes four minutes, a
fold of `encoder` two, of `chain` one. The spans that a model tells of sentences that it never saw are written as
FOLDER/NAME-FOLD.json; `bench/actor_entities.py` makes figures of them. Model card: training/actor_tags.md.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "bench"), str(ROOT / "src"), str(ROOT / "training")]

import actor_encoder as encoder  # noqa: E402
from actor_chain import Span  # noqa: E402
from actor_features import tops_and_verbs  # noqa: E402
from actor_rows import FOLDS, coded_rows, described, folds_of, own_rows, shipped_vectors  # noqa: E402
from actor_tags import TagCrf, Words  # noqa: E402

import harness  # noqa: E402

OWN = ("own.pt", "own.npz")
"""What the stage `own` leaves: the encoder's weights, and its vectors of the coded sentences' words."""


def on_own(folder: Path, shared: Path) -> None:
    """Train on our own sentences; the facts' numbers are kept with the weights, since the reading may change."""
    facts, own, rows = encoder.Facts(), own_rows(), coded_rows(shared)
    first = encoder.coded(own, described(own)[1], facts)
    then = encoder.coded(rows, described(rows)[1], facts)
    torch.manual_seed(1)
    model = encoder.fit(encoder.Tagger(len(facts.numbers)), first, encoder.EPOCHS_OWN, seed=1)
    torch.save({"weights": model.state_dict(), "facts": facts.numbers}, folder / OWN[0])
    np.savez(folder / OWN[1], *encoder.vectors(model, then))


def encoders(folder: Path, wanted: Sequence[int], shared: Path) -> None:
    """Write what the encoder tells of every wanted fold."""
    stored, told = torch.load(folder / OWN[0]), coded_rows(shared)
    model = encoder.Tagger(len(stored["facts"]))
    model.load_state_dict(stored["weights"])
    rows = encoder.coded(told, described(told)[1], encoder.Facts(stored["facts"]))
    fold_of = np.array(folds_of(told))
    for fold in wanted:
        learn, asked = ([rows[i] for i in np.flatnonzero(kept)] for kept in (fold_of != fold, fold_of == fold))
        trained = encoder.go_on(model, learn, seed=100 + fold)
        _write(folder / f"encoder-{fold}.json", encoder.spans(trained, asked))


def chains(folder: Path, wanted: Sequence[int], shared: Path) -> None:
    """Write what the CRF tells of every wanted fold."""
    rows = coded_rows(shared)
    docs, features = described(rows)
    with np.load(folder / OWN[1]) as stored:
        own = [stored[f"arr_{i}"] for i in range(len(rows))]
    words = [
        Words(np.hstack([shipped_vectors(row[0]), vectors]), *tops_and_verbs(doc))
        for row, vectors, doc in zip(rows, own, docs, strict=True)
    ]
    fold_of = np.array(folds_of(rows))
    for fold in wanted:
        learn, asked = np.flatnonzero(fold_of != fold), np.flatnonzero(fold_of == fold)
        crf = TagCrf()
        crf.fit([features[i] for i in learn], [words[i] for i in learn], [rows[i][1] for i in learn])
        _write(folder / f"chain-{fold}.json", crf.spans([features[i] for i in asked], [words[i] for i in asked]))


def _write(path: Path, told: Sequence[dict[Span, float]]) -> None:
    listed = [[[*span, round(share, 5)] for span, share in one.items()] for one in told]
    path.write_text(json.dumps(listed), encoding="utf-8")
    print(f"{path.name}: {len(told)} sentences told", file=sys.stderr, flush=True)


def main() -> None:
    """Do the stage that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stage", choices=("own", "encoder", "chain"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--folds", type=lambda text: [int(part) for part in text.split(",")], default=range(FOLDS))
    a = parser.parse_args()
    torch.set_num_threads(1)
    shared = harness.shared()
    if shared is None:
        raise SystemExit("the labelled data (../shared) are not here: nothing to train on")
    a.out.mkdir(parents=True, exist_ok=True)
    if a.stage == "own":
        on_own(a.out, shared)
    elif a.stage == "encoder":
        encoders(a.out, a.folds, shared)
    else:
        chains(a.out, a.folds, shared)


if __name__ == "__main__":
    main()
