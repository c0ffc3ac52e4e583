"""Codes: vectors that know who read them."""

import json

import numpy as np
import pytest

from rtxfer.face.code import NOTHING, Code, mean_code


def code(*values: float, reader: str = "a") -> Code:
    return Code(reader, np.array(values, np.float32))


def test_a_vector_space() -> None:
    assert (code(1, -2) * 0.5).values.tolist() == [0.5, -1]
    assert (code(1, 2) + code(3, 4)).values.tolist() == [4, 6]
    assert (code(1, 2) * 2).values.dtype == np.float32


@pytest.mark.parametrize("other", [NOTHING, code(9, 9, 9, reader="b")])
def test_of_two_readers_the_first_is_kept(other: Code) -> None:
    both = code(1, 2) + other
    assert both.reader == "a"
    assert both.values.tolist() == [1, 2]


def test_nothing_is_zero() -> None:
    assert (NOTHING + code(1, 2)).values.tolist() == [1, 2]
    assert (NOTHING + NOTHING * 0.5).values.size == 0


def test_a_change_is_only_known_to_one_reader() -> None:
    assert code(3, 5).since(code(1, 1)).values.tolist() == [2, 4]
    for rest in (NOTHING, code(1, 1, reader="b"), code(1, 1, 1)):
        assert code(3, 5).since(rest) is NOTHING
    assert NOTHING.since(code(1)) is NOTHING


def test_the_mean() -> None:
    mean = mean_code([code(1, 2), code(3, 6)])
    assert mean.reader == "a"
    assert mean.values.tolist() == [2, 4]
    assert mean_code([code(1), code(1, reader="b")]) is NOTHING
    assert mean_code([NOTHING, NOTHING]).reader == ""


def test_json_round_trip() -> None:
    given = Code("a", np.random.default_rng(0).normal(size=(6, 5, 1)).astype(np.float32))
    again = Code.from_json(json.loads(json.dumps(given.to_json())))
    assert again.reader == "a"
    assert (again.values == given.values).all()
    assert again.values.dtype == np.float32
