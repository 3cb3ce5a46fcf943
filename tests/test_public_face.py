"""The public names are a contract: sorted, present, documented, and quick to import."""

import subprocess
import sys
from pathlib import Path

import pytest

import detente

ROOT = Path(__file__).parent.parent
REFERENCE = ROOT / "docs" / "reference" / "python.md"


def test_public_names_are_sorted_and_there() -> None:
    names = detente.__all__[1:]
    assert names == sorted(names)
    for name in names:
        assert getattr(detente, name).__module__.startswith("detente.")


@pytest.mark.parametrize("name", [n for n in detente.__all__ if n != "__version__"])
def test_public_names_are_documented(name: str) -> None:
    thing = getattr(detente, name)
    assert (thing.__doc__ or "").strip(), f"detente.{name} has no docstring"
    assert f"`detente.{name}" in REFERENCE.read_text(encoding="utf-8"), f"docs/reference/python.md lacks detente.{name}"


def test_the_package_and_the_version_load_no_heavy_library() -> None:
    code = "import sys, detente, detente.interfaces.cli; print(sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    for heavy in ("spacy", "ibis", "duckdb", "pyarrow", "numpy", "scipy", "trafilatura", "pandas"):
        assert f"'{heavy}'" not in loaded, f"{heavy} is loaded before it is needed"


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'rapprochement'"):
        detente.rapprochement  # noqa: B018
