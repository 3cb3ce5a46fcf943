"""What all measurements share: where the labelled data lie, their fingerprint, the scorers, and how results are told.

A measurement is a script `bench/NAME.py` with

    DATA = ("bench/events/plv_train.tsv",)            # files below ../shared that the figures rest on
    def measure(shared: Path) -> dict[str, float]     # the figures, by name

and `raise SystemExit(harness.main(__file__, measure, DATA))` at its end. `python bench/NAME.py` prints the figures as
JSON; `python bench/gate.py` runs what `floors.toml` pins and fails where a figure is below its floor.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "bench" / "out"


def shared() -> Path | None:
    """The folder of labelled data (DETENTE_SHARED, or ../shared beside the clone), or None where it is absent."""
    path = Path(os.environ.get("DETENTE_SHARED", ROOT.parent / "shared"))
    return path if (path / "bench").is_dir() else None


def scorer(name: str) -> ModuleType:
    """The scorer `../shared/bench/NAME.py` as a module."""
    folder = shared()
    if folder is None:
        raise SystemExit("the labelled data (../shared) are not here: nothing can be measured")
    spec = importlib.util.spec_from_file_location(name, folder / "bench" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fingerprint(folder: Path, files: Sequence[str]) -> str:
    """The first 12 hex digits of the SHA-256 over the named files (a folder stands for all files in it)."""
    digest = hashlib.sha256()
    for name in files:
        path = folder / name
        for part in sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]:
            digest.update(part.read_bytes())
    return digest.hexdigest()[:12]


def main(
    script: str, measure: Callable[[Path], dict[str, float]], data: Sequence[str], *, needs: str | None = None
) -> int:
    """Measure, print the figures with the data's fingerprint and the time taken, as JSON.

    0, or 3 where the data lack or the package of the extra [train] that it `needs`.
    """
    folder = shared()
    lacks = "../shared is not here" if folder is None else None
    if needs and importlib.util.find_spec(needs) is None:
        lacks = f'{needs} is not here: pip install ".[train]"'
    if folder is None or lacks:
        print(f"skipped {Path(script).name}: {lacks}", file=sys.stderr)
        return 3
    start = time.perf_counter()
    figures = measure(folder)
    print(
        json.dumps(
            {
                "measurement": Path(script).stem,
                "data": fingerprint(folder, data),
                "seconds": round(time.perf_counter() - start, 1),
                "figures": figures,
            },
            indent=1,
        )
    )
    return 0
