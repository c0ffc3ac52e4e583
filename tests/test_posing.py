"""A portrait in a pose, looked at as the tracker looks at any face."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow

from rtxfer.demo import PORTRAITS, shipped
from rtxfer.errors import InputError, OutputError
from rtxfer.face.geometry import rotation_vector, to_canonical
from rtxfer.face.landmarks import BLENDSHAPE
from rtxfer.face.signal import Signal
from rtxfer.face.tracker import Tracker
from rtxfer.frame import Image
from rtxfer.generator import Generator
from rtxfer.motion.pose import Pose
from rtxfer.posing import PoseJob, Posing, make_picture
from rtxfer.target import Target

PORTRAIT = shipped(PORTRAITS["hopper"])


def seen(image: Image) -> Signal:
    with Tracker("picture", faces=1) as tracker:
        (face,) = tracker.faces(image)
    return face


def turn(face: Signal) -> np.ndarray:
    """Degrees about the axes of the picture."""
    lay = to_canonical(face.landmarks)
    return np.degrees(rotation_vector(lay.rotation.T))


def test_no_pose_is_the_portrait_bit_by_bit(grace: Target, warp: Generator) -> None:
    with Posing(grace, warp, calibrated=False) as posing:
        np.testing.assert_array_equal(posing.show(Pose()), grace.image)


def test_it_shows_what_is_set(grace: Target, warp: Generator) -> None:
    with Posing(grace, warp) as posing:
        rest = grace.signal
        smiling = seen(posing.show(Pose({"smile": 0.6})))
        wide = seen(posing.show(Pose({"jaw_open": 0.4})))
        turned = seen(posing.show(Pose(turn=10)))
        nodding = seen(posing.show(Pose(nod=8)))

    def more(face: Signal, name: str) -> float:
        return float(face.blendshapes[BLENDSHAPE[name]] - rest.blendshapes[BLENDSHAPE[name]])

    assert 0.35 < more(smiling, "mouthSmileLeft") < 0.85
    assert 0.35 < more(smiling, "mouthSmileRight") < 0.85
    assert more(smiling, "jawOpen") < 0.1
    assert 0.2 < more(wide, "jawOpen") < 0.6
    assert -13 < turn(turned)[1] - turn(rest)[1] < -6
    assert 4 < turn(nodding)[0] - turn(rest)[0] < 12


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".tif"])
def test_a_picture_of_the_portraits_own_size_is_written_whole(
    suffix: str, tmp_path: Path, grace: Target
) -> None:
    out = tmp_path / f"posed{suffix}"
    job = PoseJob(PORTRAIT, out, Pose({"smile": 0.6}), generator="warp", backend="onnxruntime")
    assert make_picture(job) == ()
    with Pillow.open(out) as picture:
        assert picture.size == (grace.image.shape[1], grace.image.shape[0])
        moved = np.abs(np.asarray(picture.convert("RGB"), int) - grace.image)
    assert moved.max() > 40
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize("out", ["posed.mp4", "posed", "nowhere/posed.png"])
def test_what_cannot_be_written_is_refused_at_once(out: str, tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        make_picture(PoseJob(PORTRAIT, tmp_path / out, Pose()))
    assert list(tmp_path.iterdir()) == []


def test_the_portrait_itself_is_never_replaced(tmp_path: Path) -> None:
    own = tmp_path / "own.jpg"
    own.write_bytes(PORTRAIT.read_bytes())
    with pytest.raises(OutputError, match="also an input"):
        make_picture(PoseJob(own, own, Pose({"smile": 0.6})))
    assert own.read_bytes() == PORTRAIT.read_bytes()


def test_a_wrong_name_costs_no_waiting(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing called grin"):
        make_picture(PoseJob(tmp_path / "none.jpg", tmp_path / "a.png", Pose({"grin": 1})))
