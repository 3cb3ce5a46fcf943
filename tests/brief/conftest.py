from collections.abc import Iterator
from pathlib import Path

import pytest
from by_hand import turned

from detente.brief.gather import gather
from detente.brief.make import Brief, brief_of
from detente.brief.material import Material
from detente.record.store import Store

REPORTS = Path(__file__).parent / "reports.jsonl"


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A record made by reading nine short reports on Turkey and Israel."""
    with Store.open(tmp_path_factory.mktemp("brief") / "small.duckdb") as opened:
        opened.add([REPORTS], processes=1)
        yield opened


@pytest.fixture(scope="session")
def material(store: Store) -> Material:
    return gather(store, "ISR-TUR", made="2020-01-02")


@pytest.fixture(scope="session")
def brief(material: Material) -> Brief:
    return brief_of(material)


@pytest.fixture(scope="session")
def turn() -> Material:
    text = "Both sides had waited for years. Russia lifted an embargo on Pakistan on Monday. Nobody was surprised."
    return turned(text=text, outlet="Harbour Post", url="https://example.org/a", title="Embargo lifted")
