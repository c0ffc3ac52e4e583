"""Which moment of a clip is the driver's resting face."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow

from rtxfer.errors import InputError, NoFaceError
from rtxfer.face.code import Code
from rtxfer.face.landmarks import BLENDSHAPE
from rtxfer.face.signal import Signal
from rtxfer.frame import Frame, Image
from rtxfer.resting import resting_face
from tests.media import grey, make_video

JAW, SMILE = BLENDSHAPE["jawOpen"], BLENDSHAPE["mouthSmileLeft"]


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory, driver_frames: list[Frame]) -> Path:
    """A smile (0–0.8 s), rest (0.8–1.6), an open jaw (1.6–2.4); frames repeat, 25 per second."""
    order = [*range(190, 210), *range(18, 38), *range(105, 125)]
    images = [driver_frames[index].image for index in order]
    path = tmp_path_factory.mktemp("clips") / "driver.mp4"
    return make_video(path, pts=range(len(images)), images=images)


def test_auto_takes_the_calmest(clip: Path) -> None:
    neutral = resting_face(clip)
    assert neutral.blendshapes[JAW] < 0.05
    assert neutral.blendshapes[SMILE] < 0.1


def test_first_takes_the_first(clip: Path) -> None:
    assert resting_face(clip, "first").blendshapes[SMILE] > 0.4


@pytest.mark.parametrize("choice", ["auto", "first", 1.2])
def test_a_generator_reads_what_the_neutral_is_made_of(clip: Path, choice: str | float) -> None:
    def read(picture: Image, signal: Signal) -> Signal:
        return replace(signal, code=Code("a", signal.blendshapes[[JAW]]))

    neutral = resting_face(clip, choice, read=read)
    assert neutral.code.reader == "a"
    assert neutral.code.values[0] == pytest.approx(neutral.blendshapes[JAW])
    assert resting_face(clip, choice).code.reader == ""


def test_first_skips_frames_without_a_face(tmp_path: Path, driver_frames: list[Frame]) -> None:
    images = [grey(90, (400, 300))] * 5 + [frame.image for frame in driver_frames[105:115]]
    clip = make_video(tmp_path / "late.mp4", pts=range(15), images=images)
    assert resting_face(clip, "first").blendshapes[JAW] > 0.15


@pytest.mark.parametrize(
    ("moment", "smiles", "open_jaw"), [(0.4, True, False), (1.2, False, False), (2.2, False, True)]
)
def test_a_moment(clip: Path, moment: float, smiles: bool, open_jaw: bool) -> None:
    neutral = resting_face(clip, moment)
    assert (neutral.blendshapes[SMILE] > 0.3) == smiles
    assert (neutral.blendshapes[JAW] > 0.2) == open_jaw


def test_a_moment_may_be_a_whole_number(clip: Path) -> None:
    assert resting_face(clip, 1).blendshapes[SMILE] < 0.1
    assert resting_face(clip, 0).blendshapes[SMILE] > 0.3


def test_start_and_end_narrow_the_search(clip: Path) -> None:
    assert resting_face(clip, start=0, end=0.7).blendshapes[SMILE] > 0.3
    assert resting_face(clip, start=1.7, end=2.4).blendshapes[JAW] > 0.1
    assert resting_face(clip, "first", start=1.0).blendshapes[SMILE] < 0.1


def test_a_mirrored_clip(clip: Path, tmp_path: Path, driver_frames: list[Frame]) -> None:
    images = [np.ascontiguousarray(frame.image[:, ::-1]) for frame in driver_frames[18:24]]
    flipped = make_video(tmp_path / "selfie.mp4", pts=range(6), images=images)
    plain = make_video(
        tmp_path / "plain.mp4", pts=range(6), images=[f.image for f in driver_frames[18:24]]
    )
    wanted = resting_face(plain).shape
    assert np.abs(resting_face(flipped, mirrored=True).shape - wanted).mean() < 0.1
    # The shape's own asymmetry tells left from right.
    raw = np.abs(resting_face(flipped).shape - wanted).mean()
    assert raw > np.abs(resting_face(flipped, mirrored=True).shape - wanted).mean()


def test_a_still_picture(tmp_path: Path, driver_frames: list[Frame]) -> None:
    Pillow.fromarray(driver_frames[200].image).save(tmp_path / "smile.png")
    assert resting_face(tmp_path / "smile.png").blendshapes[SMILE] > 0.3


@pytest.mark.parametrize("choice", ["auto", "first", 0.2])
def test_a_clip_without_a_face(tmp_path: Path, choice: str | float) -> None:
    clip = make_video(tmp_path / "wall.mp4")
    with pytest.raises(NoFaceError, match=r"wall\.mp4") as caught:
        resting_face(clip, choice)
    assert "--neutral" in caught.value.hint


def test_a_moment_beyond_the_end(clip: Path) -> None:
    with pytest.raises(InputError):
        resting_face(clip, 99.0)


@pytest.mark.parametrize("choice", ["calmest", "", "2.5"])
def test_an_unknown_choice(clip: Path, choice: str) -> None:
    with pytest.raises(InputError, match="no way to choose") as caught:
        resting_face(clip, choice)
    assert "first" in caught.value.hint


def test_a_missing_clip(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere"):
        resting_face(tmp_path / "nowhere.mp4")
