"""Event types: `detente.classify` on PLV_train, and whether a sentence holds an event at all (cameo_class_train).

`rules_*` are the best deed's type, untrained (but the lexicon was developed on this set: they flatter); `root`, `quad`
and `binary` are the linear model's, cross-validated in ten folds, a sentence never in training when it is judged.
`reliability_error` is the expected calibration error of the top probability. All of them are of the linear half alone;
`classify` as it ships (with the encoder) is measured in full by `bench/events_encoder.py`, which has to train it ten
times. Here it is asked about the tenth of our own sentences that no training sees: `own_right` is the share of answers
that are allowed, `own_none_f1` how well "none" is told, `own_reliability_error` the calibration of its top probability.
`rules_cameo_*`: macro F1 over no event and the four quads of whole sentences, from `find_deeds` on the proper nouns.
"""

from __future__ import annotations

import csv
import importlib.util
from pathlib import Path
from types import ModuleType

import numpy as np

import harness
from detente.plover import quad_of
from detente.reading.deeds import find_deeds
from detente.reading.event_types import classify
from detente.reading.gazetteer import scan
from detente.reading.pipelines import pipelines

DATA = ("bench/events/plv_train.tsv", "bench/events/cameo_class_train.tsv")


def measure(shared: Path) -> dict[str, float]:
    """The figures of the rules, of the cross-validated model, and of finding an event at all."""
    training = _training()
    rows = training.rows_of(shared)
    scored = training.figures(rows, training.cross_validate(rows, training.own_rows()))
    return {**scored, **_rules(rows, training.NONE), **_own(training), **_whole_sentences(shared)}


def _own(training: ModuleType) -> dict[str, float]:
    """`classify` as it ships, on our own sentences that are in no training set."""
    cases = [c for c in training.own_cases() if training.fold_of(c["sentence"]) == training.HELD_OWN]
    chances = [classify(c["sentence"], c["actor"], c["recipient"]) for c in cases]
    answers = [max(one, key=one.__getitem__) for one in chances]
    right = np.array([a in c["type"].split("|") for a, c in zip(answers, cases, strict=True)], dtype=float)
    said, none = (np.array([x == training.NONE for x in xs]) for xs in (answers, [c["type"] for c in cases]))
    return {
        "own_rows": len(cases),
        "own_right": round(100 * float(right.mean()), 1),
        "own_none_f1": round(200 * float((said & none).sum() / (said.sum() + none.sum())), 1),
        "own_reliability_error": round(
            training.reliability_error(np.array([list(c.values()) for c in chances]), right), 4
        ),
    }


def _training() -> ModuleType:
    path = harness.ROOT / "training" / "event_types.py"
    spec = importlib.util.spec_from_file_location("training_event_types", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _rules(rows: list[tuple[str, str, tuple[str, ...], tuple]], none: str) -> dict[str, float]:
    labelled = [row for row in rows if row[1] != none]
    answers = [row[3][0].deed.type if row[3] else None for row in labelled]
    scored = harness.scorer("score_events").score([row[1] for row in labelled], answers)
    return {f"rules_{name}": scored[name] for name in ("root", "quad", "binary")}


def _whole_sentences(shared: Path) -> dict[str, float]:
    with open(shared / "bench/events/cameo_class_train.tsv", encoding="utf-8", newline="") as file:
        cases = list(csv.DictReader(file, delimiter="\t"))
    _, parser = pipelines()
    answers = []
    for doc in parser.pipe(case["sentence"] for case in cases):
        places = {token.i: token.text for token in doc if token.pos_ == "PROPN"}
        for mention in scan(doc.text, None):
            span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
            places |= {token.i: mention.state or mention.text for token in span or ()}
        deeds = [deed for deed in find_deeds(doc, places) if deed.actors and (deed.recipients or deed.reciprocal)]
        best = max(deeds, key=lambda deed: deed.match.predicate.weight, default=None)
        answers.append(quad_of(best.type) if best is not None else 0)
    gold = np.array([int(case["class"]) for case in cases])
    scorer = harness.scorer("score_events")
    return {
        "rules_cameo_macro_f1": scorer.macro_f1(gold.tolist(), answers),
        "rules_cameo_event_or_none_f1": scorer.macro_f1((gold > 0).tolist(), [answer > 0 for answer in answers]),
    }


if __name__ == "__main__":
    raise SystemExit(harness.main(__file__, measure, DATA))
