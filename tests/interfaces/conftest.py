import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

sys.path.insert(0, str(Path(__file__).parent))
from served import make_record

from detente.interfaces.serving.app import make_app


@pytest.fixture(scope="session")
def kept_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_record(tmp_path_factory.mktemp("served") / "served.duckdb")


@pytest.fixture
def own_record(kept_record: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    return Path(shutil.copy(kept_record, tmp_path / "own.duckdb"))


@pytest.fixture(scope="session")
def client(kept_record: Path) -> Iterator[TestClient]:
    with TestClient(make_app(kept_record), base_url="http://127.0.0.1:8000") as client:
        yield client


@pytest.fixture
def own_client(own_record: Path) -> Iterator[TestClient]:
    with TestClient(make_app(own_record), base_url="http://127.0.0.1:8000") as client:
        yield client
