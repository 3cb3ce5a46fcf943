"""Fails when a measured figure falls below its floor in `floors.toml`; prints every figure beside its floor.

    python bench/gate.py            the measurements that the gate runs (those with `gate = true`)
    python bench/gate.py --all      all of them, the long ones too
    python bench/gate.py events     only these

Exit status: 0 all figures hold (or ../shared is not here: then it says so), 1 one does not, or its data changed.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import harness

FLOORS = Path(__file__).with_name("floors.toml")
SKIPPED = 3
"""Exit status of a measurement that lacks what it needs."""


def run(name: str) -> dict[str, Any] | None:
    """What `bench/NAME.py` printed, as data; None, after printing why, where it was skipped."""
    script = Path(__file__).with_name(f"{name}.py")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False)
    if done.returncode == SKIPPED:
        print(f"-- {name}: {done.stderr.strip().splitlines()[-1]}", flush=True)
        return None
    if done.returncode:
        raise SystemExit(f"{script.name} failed with status {done.returncode}:\n{done.stderr[-3000:]}")
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def judge(name: str, pinned: dict[str, Any], result: dict[str, Any]) -> list[str]:
    """The faults of one measurement, after printing its figures."""
    faults = []
    if pinned["data"] != result["data"]:
        faults.append(f"{name}: the data changed ({pinned['data']} -> {result['data']}): measure and pin anew")
    figures = result["figures"]
    for sense, limits in (("floor", pinned.get("floors", {})), ("ceiling", pinned.get("ceilings", {}))):
        for figure, limit in limits.items():
            value = figures.get(figure)
            holds = value is not None and (value >= limit if sense == "floor" else value <= limit)
            print(f"{'ok  ' if holds else 'FAIL'} {name:16} {figure:32} {value!s:>10}   {sense} {limit}")
            if not holds:
                faults.append(f"{name}: {figure} is {value}, its {sense} is {limit}")
    for figure in figures.keys() - pinned.get("floors", {}).keys() - pinned.get("ceilings", {}).keys():
        print(f"     {name:16} {figure:32} {figures[figure]!s:>10}")
    return faults


def main(arguments: list[str]) -> int:
    """Run and judge the measurements; the number of faults decides the exit status."""
    if harness.shared() is None:
        print("gate skipped: the labelled data (../shared) are not here, so no figure can be measured")
        return 0
    pinned = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    names = [a for a in arguments if not a.startswith("-")]
    unknown = set(names) - set(pinned)
    if unknown:
        raise SystemExit(
            f"no such measurement in floors.toml: {', '.join(sorted(unknown))}; there are {', '.join(pinned)}"
        )
    chosen = names or [n for n, row in pinned.items() if "--all" in arguments or row.get("gate")]
    faults = []
    for name in chosen:
        result = run(name)
        if result is None:
            continue
        print(f"-- {name}: {result['seconds']} s, data {result['data']}", flush=True)
        faults += judge(name, pinned[name], result)
    left = [n for n in pinned if n not in chosen]
    if left:
        print(f"not run here: {', '.join(left)} (python bench/gate.py --all)")
    print(f"{len(faults)} faults" if faults else "all figures hold")
    for fault in faults:
        print(f"  {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
