"""A neutral without a code gets one as soon as the driver rests."""

from dataclasses import replace

import numpy as np

from rtxfer.face.code import NOTHING, Code
from rtxfer.face.signal import Signal
from rtxfer.motion.neutral import Neutral, measure_neutral
from rtxfer.motion.relative import relative_motion
from rtxfer.motion.resting_code import RestingCode
from tests.faces import signal_of

NEUTRAL = measure_neutral([signal_of()])


def seen(value: float, jaw: float = 0.0, reader: str = "a") -> Signal:
    shapes = np.zeros(52, np.float32)
    shapes[25] = jaw
    return replace(signal_of(blendshapes=shapes), code=Code(reader, np.full(4, value, np.float32)))


def test_the_neutrals_own_comes_first() -> None:
    own = Code("a", np.full(4, 7, np.float32))
    neutral = replace(NEUTRAL, code=own)
    assert RestingCode()(seen(1), neutral) is own


def test_a_moving_face_gives_none() -> None:
    find = RestingCode()
    assert find(seen(1, jaw=0.5), NEUTRAL) is NOTHING
    assert find(seen(2, jaw=0.4), NEUTRAL) is NOTHING


def test_the_calmest_face_so_far_gives_it() -> None:
    find = RestingCode()
    values = [
        float(find(seen(value, jaw), NEUTRAL).values[0])
        for value, jaw in ((1, 0.2), (2, 0.3), (3, 0.1), (4, 0.5), (5, 0.15))
    ]
    assert values == [1, 1, 3, 3, 3]


def test_another_reader_or_neutral_starts_anew() -> None:
    find = RestingCode()
    assert find(seen(1), NEUTRAL).reader == "a"
    assert find(seen(2, jaw=0.2, reader="b"), NEUTRAL).reader == "b"
    other = measure_neutral([signal_of(), signal_of()])
    assert find(seen(3, jaw=0.5, reader="b"), other) is NOTHING


def test_without_a_reader_there_is_nothing() -> None:
    assert RestingCode()(signal_of(), NEUTRAL).reader == ""


def test_the_motion_tells_the_change() -> None:
    rest = measure_neutral([seen(1), seen(3)])
    assert rest.code.values.tolist() == [2, 2, 2, 2]
    assert relative_motion(seen(5), rest).code.values.tolist() == [3, 3, 3, 3]
    assert relative_motion(seen(5, reader="b"), rest).code is NOTHING


def test_a_neutral_of_before_there_were_codes() -> None:
    values = NEUTRAL.to_json()
    del values["code"]
    assert Neutral.from_json(values).code is NOTHING
    kept = Neutral.from_json(measure_neutral([seen(1)]).to_json())
    assert kept.code.reader == "a"
    assert kept.code.values.tolist() == [1, 1, 1, 1]
