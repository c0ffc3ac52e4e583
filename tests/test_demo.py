"""The shipped clip shows what the demo is there to show."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from rtxfer.face.landmarks import BLENDSHAPE
from rtxfer.face.tracker import Tracker
from rtxfer.motion.neutral import Neutral
from rtxfer.motion.relative import relative_motion
from rtxfer.sources import open_source

EVERY = 3
REST = 36
"""Frames at its beginning, in which a live run takes the neutral."""


def test_the_clip_rests_first_and_then_does_everything(
    driver_path: Path, driver_neutral: Neutral
) -> None:
    with open_source(driver_path) as clip, Tracker() as tracker:
        assert clip.info.duration is not None
        assert 12 < clip.info.duration < 20, "the demo ends within two minutes on two slow cores"
        assert clip.info.frames == round(clip.info.duration * 25)
        frames = [frame for frame in clip if frame.index % EVERY == 0]
        signals = [tracker.track(frame.image, frame.time) for frame in frames]
    seen = [signal for signal in signals if signal is not None]
    assert len(seen) == len(frames)
    shapes = np.array([signal.blendshapes for signal in seen])
    head = np.array([relative_motion(signal, driver_neutral).head for signal in seen])

    def strength(*names: str) -> np.ndarray:
        return shapes[:, [BLENDSHAPE[name] for name in names]].mean(axis=1)

    expressions = {
        "brows": strength("browInnerUp", "browOuterUpLeft", "browOuterUpRight"),
        "jaw": strength("jawOpen"),
        "smile": strength("mouthSmileLeft", "mouthSmileRight"),
        "blink": strength("eyeBlinkLeft", "eyeBlinkRight"),
    }
    at_rest = slice(0, REST // EVERY)
    for name, values in expressions.items():
        assert values[at_rest].max() < 0.25, name
    strongest = {name: values.max() for name, values in expressions.items()}
    assert strongest["brows"] > 0.45
    assert strongest["jaw"] > 0.45
    assert strongest["smile"] > 0.5
    assert strongest["blink"] > 0.4
    assert np.abs(head[at_rest]).max() < 0.1
    nod, turn, _ = head.T
    assert turn.min() < -0.15, "radians, to one side"
    assert turn.max() > 0.2, "and to the other"
    assert nod.min() < -0.25, "up"
    assert nod.max() > 0.2, "and down"
