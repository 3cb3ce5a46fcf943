"""Errors say what, where and what next, with codes that stay."""

import pickle

import pytest

from detente import errors


def every_error() -> list[type[errors.DetenteError]]:
    found, todo = [], [errors.DetenteError]
    while todo:
        kind = todo.pop()
        found.append(kind)
        todo += kind.__subclasses__()
    return found


def test_codes_are_unique_and_drawn_in_the_tree() -> None:
    codes = [kind.code for kind in every_error()]
    assert len(codes) == len(set(codes))
    for kind in every_error():
        assert kind.__name__ in (errors.__doc__ or "")


def test_a_message_says_what_where_and_what_next() -> None:
    error = errors.Empty("no text is left", where="a.html", next_step="Look at the file.")
    assert str(error) == "D202 no text is left (a.html). Look at the file."


@pytest.mark.parametrize("kind", every_error(), ids=lambda k: k.__name__)
def test_errors_travel_between_processes(kind: type[errors.DetenteError]) -> None:
    error = pickle.loads(pickle.dumps(kind("what", where="where", next_step="next")))
    assert type(error) is kind
    assert (error.what, error.where, error.next_step) == ("what", "where", "next")
