"""The shape of the package: imports go one way through the stages, files and functions stay small."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "detente"
STAGES = ["sources", "reading", "record", "relations", "brief", "interfaces"]
MODULES = sorted(PACKAGE.rglob("*.py"))


def imports_of(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return {name for name in found if name.split(".")[0] == "detente"}


def stage_of(dotted: str) -> int | None:
    parts = dotted.split(".")
    return STAGES.index(parts[1]) if len(parts) > 1 and parts[1] in STAGES else None


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_stage_imports_only_stages_before_it(path: Path) -> None:
    own = stage_of(".".join(["detente", *path.relative_to(PACKAGE).parts]))
    if path.name == "__init__.py" and path.parent == PACKAGE:
        pytest.skip("the package itself names the public face and loads it when used")
    for name in imports_of(path):
        stage = stage_of(name)
        if stage is not None:
            assert own is not None, f"{path.name} stands beside the stages but imports {name}"
            assert stage <= own, f"{path.name} imports {name}, a later stage"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 330, "more than about 300 lines: is it one thing?"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            length = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
            assert length <= 45, f"{node.name} has {length} lines"


def test_knowledge_holds_tables_and_no_code() -> None:
    assert [p.name for p in (PACKAGE / "knowledge").rglob("*.py")] == ["__init__.py"]
