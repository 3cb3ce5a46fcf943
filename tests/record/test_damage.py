"""Damaged files of every data set: a load never crashes, accounts for each row, and keeps none that is not sound."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente import states
from detente.plover import event_types
from detente.record.loading import load
from detente.record.store import Store
from detente.sources.datasets.catalogue import MODULES, find_dataset

sys.path.insert(0, str(Path(__file__).parents[1] / "sources"))
from rows_of_sets import SAMPLES

OWN = {
    "events": 'name = "own-events"\nstates = "iso3"\n[columns]\ndate = "day"\nactor = "a"\nrecipient = "b"\n'
    'type = "kind"\n',
    "measures": 'name = "own-measures"\nstates = "cow"\n[columns]\ndate = "day"\na = "a"\nb = "b"\nvalue = "x"\n'
    '[constants]\nname = "trade"\n',
}
OWN_ROWS = {
    "events": "day,a,b,kind\n2014-03-01,CHL,PER,AID\n2014,PER,CHL,CONSULT\n",
    "measures": "day,a,b,x\n2014,155,135,1.5\n2014-02,135,155,2\n",
}
FILES = {**SAMPLES, **OWN_ROWS}
UNSOUND = {
    "events": """date_start IS NULL OR date_end <= date_start OR len(actors) + len(recipients) = 0 OR n_reports < 1
        OR quad NOT BETWEEN 1 AND 4 OR NOT isfinite(score) OR strlen(id) <> 16""",
    "ties": "actor = recipient OR dyad <> least(actor, recipient) || '-' || greatest(actor, recipient)",
    "measures": "NOT isfinite(value) OR date_start IS NULL OR date_end <= date_start",
    "facts": "date_end <= date_start OR name = ''",
    "tellings": "confidence NOT BETWEEN 0 AND 1",
}


def damaged(data: st.DataObject, whole: bytes) -> bytes:
    """The file cut, with flipped bytes, swapped columns, or another header."""
    how = data.draw(st.sampled_from(["cut", "flip", "swap", "header", "double"]))
    if how == "cut":
        return whole[: data.draw(st.integers(0, len(whole)))]
    if how == "flip":
        out = bytearray(whole)
        for _ in range(data.draw(st.integers(1, 8))):
            out[data.draw(st.integers(0, len(out) - 1))] = data.draw(st.integers(0, 255))
        return bytes(out)
    lines = whole.split(b"\n")
    if how == "header":
        return b"\n".join([data.draw(st.binary(max_size=60)).replace(b"\n", b""), *lines[1:]])
    if how == "double":
        return whole + whole[data.draw(st.integers(0, len(whole))) :]
    sep = b"\t" if lines[-2].count(b"\t") > lines[-2].count(b",") else b","
    fields = lines[-2].split(sep)
    order = data.draw(st.permutations(range(len(fields))))
    return b"\n".join([*lines[:-2], sep.join(fields[k] for k in order), b""])


def test_every_data_set_has_a_file_here() -> None:
    assert set(FILES) == {*MODULES, "events", "measures"}


@pytest.mark.parametrize("name", FILES)
@settings(
    max_examples=int(os.environ.get("DETENTE_TEST_EXAMPLES", "4")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_a_damaged_file_never_crashes_and_leaves_sound_rows(tmp_path: Path, name: str, data: st.DataObject) -> None:
    path, mapping = tmp_path / "a.csv", tmp_path / "own.toml"
    path.write_bytes(damaged(data, FILES[name].encode("utf-8")))
    mapping.write_text(OWN.get(name, ""), encoding="utf-8")
    with Store.open() as store:
        loaded = load(store, find_dataset(name, str(mapping)), path)
        ask = store.connection.execute
        assert loaded.n_read == loaded.n_kept + loaded.n_same + loaded.n_refused
        told = ask("SELECT count(*) FROM refused_rows").fetchall()[0][0] + len(store.quarantined())
        assert told == loaded.n_refused + len(loaded.broken)
        for table, fault in UNSOUND.items():
            assert ask(f"SELECT * FROM {table} WHERE {fault}").fetchall() == []
        kinds = {kind for (kind,) in ask("SELECT DISTINCT type FROM events").fetchall()}
        assert kinds <= set(event_types())
        codes = ask("SELECT actor FROM ties UNION SELECT recipient FROM ties UNION SELECT state FROM facts").fetchall()
        assert {code for (code,) in codes} <= set(states.states_by_code())
