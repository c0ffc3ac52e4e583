"""The whole head moved: at rest the photograph to the byte, and what moves leaves no trace."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtxfer.compositor import Compositor
from rtxfer.face.crop import crop_around
from rtxfer.generator import Generator, Rendered
from rtxfer.head.cutout import cut_out
from rtxfer.head.field import HeadPose
from rtxfer.motion.neutral import Neutral
from rtxfer.motion.relative import still
from rtxfer.quality import LADDER
from rtxfer.settings import MotionSettings, OutputSettings
from rtxfer.stage import Stage
from rtxfer.target import Target
from rtxfer.whole_head import SQUARE, _strips
from tests.faces import moved
from tests.test_compositor import drawn

WHOLE = MotionSettings(calibrated=False, head=1)
FACE = WHOLE.model_copy(update={"whole_head": False})
ALONE = np.eye(3, dtype=np.float32)


@pytest.fixture(scope="module")
def stage(eileen: Target, warp: Generator, driver_neutral: Neutral) -> Iterator[Stage]:
    with Stage(eileen, warp) as made:
        yield made.fit(driver_neutral, calibrated=False)


def shown(stage: Stage, head: tuple[float, float, float], settings: MotionSettings) -> np.ndarray:
    return stage.show(moved(head=np.array(head, np.float32)), settings)[0].astype(int)


@pytest.mark.parametrize(
    "output",
    [
        OutputSettings(),
        OutputSettings(width=320, height=180, fit="crop"),
        OutputSettings(width=300, height=400),
        OutputSettings(width=1200),
    ],
    ids=lambda output: f"{output.width}x{output.height}",
)
def test_at_rest_it_is_the_photograph_to_the_byte(
    eileen: Target, warp: Generator, output: OutputSettings, driver_neutral: Neutral
) -> None:
    with Stage(eileen, warp, output).fit(driver_neutral, calibrated=False) as stage:
        rest = stage.show(still(), WHOLE)[0]
        assert (rest == stage._compositor.still()).all()


def test_hair_moves_with_the_head_and_leaves_no_second_one(eileen: Target, stage: Stage) -> None:
    rest = shown(stage, (0, 0, 0), WHOLE)
    x, y = eileen.signal.landmarks[10, :2].astype(int)
    crown = np.s_[y - 60 : y - 10, x - 40 : x + 40]  # hair above the forehead
    for head in ((0, 0.2, 0), (0, 0, 0.2), (0.2, 0, 0)):
        whole, face = shown(stage, head, WHOLE), shown(stage, head, FACE)
        assert np.abs(whole - rest)[crown].mean() > 2 * np.abs(face - rest)[crown].mean()
    # The sky is light, her hair is dark: where it was, sky is seen as the head rolls.
    tilted = shown(stage, (0, 0, 0.3), WHOLE)
    cutout = stage._compositor.cutout
    assert cutout is not None
    dark = rest.sum(-1) < 330
    uncovered = dark & (tilted.sum(-1) > 450) & (cutout.alpha > 200)
    assert uncovered.sum() > 300


@pytest.mark.parametrize("head", [(0, 0.4, 0), (0.4, 0, 0), (0, 0, -0.4)])
def test_what_is_not_the_head_stands_still(
    stage: Stage, head: tuple[float, float, float], eileen: Target
) -> None:
    image = shown(stage, head, WHOLE)
    assert (image[380:] == eileen.image[380:]).all()  # the suit, and what she holds
    assert (image[:, :40] == eileen.image[:, :40]).all()
    assert (image[:, -40:] == eileen.image[:, -40:]).all()


def test_where_no_person_is_cut_out_the_face_moves_alone(
    eileen: Target, warp: Generator, driver_neutral: Neutral, stage: Stage,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("rtxfer.stage.cut_out", lambda *_: None)
    with Stage(eileen, warp).fit(driver_neutral, calibrated=False) as without:
        for settings in (WHOLE, FACE):
            found = shown(without, (0, 0.2, 0), settings)
            assert (found == shown(stage, (0, 0.2, 0), FACE)).all()


@pytest.mark.parametrize("level", [level for level in LADDER if level.canvas < 1])
def test_at_a_lower_level_it_lies_where_it_did(stage: Stage, level: object) -> None:
    full = shown(stage, (0, 0.2, 0.1), WHOLE)
    rest = shown(stage, (0, 0, 0), WHOLE)
    stage.lower(level)  # type: ignore[arg-type]
    try:
        soft = shown(stage, (0, 0.2, 0.1), WHOLE)
    finally:
        stage.lower(LADDER[0])
    # It is softer by what enlarging does to anything; so all are looked at from afar.
    full, rest, soft = (
        cv2.blur(image.astype(np.float32), (15, 15)) for image in (full, rest, soft)
    )
    assert np.abs(soft - full).mean() < np.abs(rest - full).mean() / 4


def test_inside_the_face_the_generator_decides(eileen: Target) -> None:
    """Its flow is followed there although the head stands still, and its drawing is laid on top."""
    face = eileen.signal.landmarks
    crop = crop_around(face, 1.9)
    cutout = cut_out(eileen.image, face, crop)
    compose = Compositor(eileen.image, eileen.signal, crop, OutputSettings(), cutout)
    pose = HeadPose(ALONE, np.zeros(3, np.float32), crop.to_crop(face))
    shift = round(0.05 * crop.side)
    flow = np.zeros((2, 64, 64), np.float32)
    flow[0] = shift / crop.side
    image = compose(Rendered(flow, None, None), pose)
    x, y = face[1, :2].astype(int)  # the nose
    there = np.s_[y - 15 : y + 15, x - 15 : x + 15]
    wanted = np.roll(eileen.image, -shift, axis=1)[there].astype(int)
    rest = eileen.image[there].astype(int)
    assert np.abs(image[there] - wanted).mean() < np.abs(rest - wanted).mean() / 4
    far: npt.NDArray[np.bool_] = np.ones(image.shape[:2], bool)
    low, high = face[:, :2].min(0).astype(int) - 8, face[:, :2].max(0).astype(int) + 8
    far[low[1] : high[1], low[0] : high[0]] = False
    assert (image[far] == eileen.image[far]).all()
    painted = compose(drawn(1.0), pose)
    assert (painted[y, x] == (255, 0, 255)).all()


def test_a_head_that_the_border_cuts_off_is_continued(
    eileen: Target, warp: Generator, driver_neutral: Neutral
) -> None:
    """A nod brings down what the upper border cuts off: hair, and no stripe of the background."""
    top = int(eileen.signal.landmarks[10, 1]) - 25
    cut = Target.from_image(np.ascontiguousarray(eileen.image[top:]))
    with Stage(cut, warp).fit(driver_neutral, calibrated=False) as stage:
        if stage._compositor.cutout is None:
            pytest.skip("the network does not see a person who is cut off so")
        image = shown(stage, (0.15, 0, 0), WHOLE)
        x = int(cut.signal.landmarks[10, 0])
        rest = cut.image[:8, x - 20 : x + 20].astype(int)
        assert np.abs(image[:8, x - 20 : x + 20].mean((0, 1)) - rest.mean((0, 1))).max() < 40


@given(seed=st.integers(0, 999), width=st.integers(20, 150), height=st.integers(20, 150))
def test_strips_hold_all_that_moves_once(seed: int, width: int, height: int) -> None:
    rng = np.random.default_rng(seed)
    shape = (-(-height // SQUARE), -(-width // SQUARE))
    moves = (rng.random(shape) < rng.choice([0, 0.1, 0.5, 1])).astype(np.uint8)
    covered = np.zeros((height, width), int)
    for strip in _strips(moves, (width, height)):
        assert covered[strip].size == np.prod([side.stop - side.start for side in strip])
        covered[strip] += 1
    assert covered.max() <= 1
    moving = moves.repeat(SQUARE, 0).repeat(SQUARE, 1)[:height, :width]
    assert (covered[moving > 0] == 1).all()


@pytest.mark.parametrize("head", [(0, 0.2, 0.1), (0.15, -0.1, 0), (0, 0, 0.01)])
def test_what_is_left_out_would_not_be_seen(
    stage: Stage, head: tuple[float, float, float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only strips of the canvas are gone over; the others would have shown the same."""
    found = shown(stage, head, WHOLE)
    everything = (slice(0, found.shape[0]), slice(0, found.shape[1]))
    monkeypatch.setattr("rtxfer.whole_head._strips", lambda *_: [everything])
    wanted = shown(stage, head, WHOLE)
    assert np.abs(found - wanted).max() <= 16
    assert 10 * np.log10(255**2 / max(1e-9, ((found - wanted) ** 2).mean())) > 55
