"""The documentation as a site: `make docs` builds it into build/docs, and fails on a link that leads nowhere."""

from __future__ import annotations

import re
from pathlib import Path

project = "Détente"
copyright = "the Détente developers, Apache-2.0"  # noqa: A001 the name that Sphinx wants
version = release = re.search(  # type: ignore[union-attr]
    r'__version__ = "([^"]+)"', (Path(__file__).parents[1] / "src/detente/__init__.py").read_text(encoding="utf-8")
)[1]
extensions = ["myst_parser"]
root_doc = "index"
source_suffix = {".md": "markdown"}
exclude_patterns = ["README.md"]
myst_heading_anchors = 3
myst_enable_extensions = ["dollarmath"]
html_theme = "furo"
html_title = f"Détente {release}"
html_copy_source = False
html_show_sphinx = False
templates_path: list[str] = []
