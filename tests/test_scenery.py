"""A portrait's person before another background, at rest and moved."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image as Pillow

from rtxfer.errors import InputError
from rtxfer.frame import Image
from rtxfer.generator import Generator
from rtxfer.motion.pose import Pose
from rtxfer.posing import Posing
from rtxfer.provenance.badge import add_badge
from rtxfer.provenance.mark.embed import add_mark
from rtxfer.quality import LADDER
from rtxfer.settings import OutputSettings, background_file
from rtxfer.stage import Stage
from rtxfer.target import Target

GREEN = (0, 177, 64)
TURNED = Pose({"jaw_open": 0.5}, turn=14, tilt=6)


def posed(
    target: Target, warp: Generator, background: str, pose: Pose, *, whole_head: bool = True
) -> Image:
    output = OutputSettings(background=background)
    with Posing(target, warp, output=output, whole_head=whole_head, calibrated=False) as posing:
        return posing.show(pose)


def over(image: Image, colour: tuple[int, int, int]) -> Image:
    """A picture with alpha, laid over a colour."""
    share = image[..., 3:] / 255
    return np.asarray(np.round(image[..., :3] * share + (1 - share) * np.array(colour)), np.uint8)


@pytest.mark.parametrize("whole_head", [True, False])
def test_a_colour_surrounds_the_person_and_leaves_the_face_as_it_is(
    grace: Target, warp: Generator, whole_head: bool
) -> None:
    kept = posed(grace, warp, "keep", TURNED, whole_head=whole_head)
    green = posed(grace, warp, "#00b140", TURNED, whole_head=whole_head)
    assert (green[:10] == GREEN).all()
    assert (green[:200, -60:] == GREEN).all()
    x, y = grace.signal.landmarks[:, :2].mean(0).astype(int)
    face = np.s_[y - 60 : y + 60, x - 60 : x + 60]
    # Whether it is read from the photograph or from the person's layer differs by rounding.
    assert np.abs(kept[face].astype(int) - green[face]).mean() < 1


def test_at_rest_inside_the_person_is_the_photograph_bit_by_bit(
    grace: Target, warp: Generator
) -> None:
    clear = posed(grace, warp, "none", Pose())
    inside = clear[..., 3] == 255
    assert 0.3 < inside.mean() < 0.8
    assert (clear[inside][:, :3] == grace.image[inside]).all()


def test_no_colour_of_the_old_background_is_left_at_the_edge(
    grace: Target, warp: Generator
) -> None:
    """Right of her is a bright blue sky: over black its rest would shine around hat and suit."""
    clear = posed(grace, warp, "none", TURNED)
    right = np.s_[60:280, 300:]
    share = clear[right][..., 3].astype(float) / 255
    edge = (share > 0.05) & (share < 0.95)
    assert edge.sum() > 200
    sky = grace.image[60:200, 480:].reshape(-1, 3).mean(0)
    blue_of_sky = sky[2] - sky[0]
    colours = clear[right][edge][:, :3].astype(float)
    assert blue_of_sky > 60
    assert np.median(colours[:, 2] - colours[:, 0]) < blue_of_sky / 4


def test_alpha_moves_with_the_person(grace: Target, warp: Generator) -> None:
    rest, turned = (posed(grace, warp, "none", pose) for pose in (Pose(), TURNED))
    moved = np.abs(rest[..., 3].astype(int) - turned[..., 3]) > 128
    assert moved[:250].sum() > 500
    assert not moved[450:].any()  # the suit stands still


def test_what_is_laid_over_a_colour_is_what_the_colour_gives(
    grace: Target, warp: Generator
) -> None:
    laid = over(posed(grace, warp, "none", TURNED), GREEN).astype(int)
    green = posed(grace, warp, "#00b140", TURNED)
    apart = np.abs(laid - green).max(-1)
    assert np.percentile(apart, 99) <= 12
    assert apart.mean() < 0.6


def test_a_transparent_picture_hides_nothing_of_the_old_background(
    grace: Target, warp: Generator
) -> None:
    """Whoever takes the alpha away finds the person's own colours spread, and no flag or sky."""
    clear = posed(grace, warp, "none", Pose())
    out = clear[..., 3] == 0
    hidden = clear[..., :3][out].astype(float)
    room = grace.image[out].astype(float)
    likeness = np.corrcoef(hidden.mean(1), room.mean(1))[0, 1]
    assert np.abs(hidden - room).mean() > 40
    assert abs(likeness) < 0.5
    edges = cv2.Laplacian(clear[..., :3], cv2.CV_32F)[
        cv2.erode(out.astype(np.uint8), np.ones((9, 9))) > 0
    ]
    assert np.abs(edges).mean() < 2


def test_blurred_it_is_the_same_room_without_detail_and_without_the_person(
    grace: Target, warp: Generator
) -> None:
    blurred = posed(grace, warp, "blur", Pose())
    sky = np.s_[20:120, 440:]
    assert np.abs(blurred[sky].mean((0, 1)) - grace.image[sky].mean((0, 1))).max() < 12
    flag = np.s_[20:200, :80]
    detail = [
        np.abs(cv2.Laplacian(picture[flag], cv2.CV_32F)).mean()
        for picture in (blurred, grace.image)
    ]
    assert detail[0] < detail[1] / 10
    beside = blurred[180:260, 425:440].mean((0, 1))  # near the face; hers is red
    assert beside[2] > beside[0]


def test_a_picture_covers_all_of_the_canvas(grace: Target, warp: Generator, tmp_path: Path) -> None:
    path = tmp_path / "stripes.png"
    stripes = np.zeros((50, 400, 3), np.uint8)
    stripes[:, :200], stripes[:, 200:] = (200, 0, 0), (0, 0, 200)
    Pillow.fromarray(stripes).save(path)
    output = OutputSettings(width=640, height=360, fit="fit", background=str(path))
    with Posing(grace, warp, output=output, calibrated=False) as posing:
        image = posing.show(Pose())
    assert (image[:, 5] == (200, 0, 0)).all()  # bars, too
    assert (image[:, -5] == (0, 0, 200)).all()


def test_each_level_shows_the_same_softer(grace: Target, warp: Generator) -> None:
    with Stage(grace, warp, OutputSettings(background="none")) as stage:
        full = stage._shown.still()
        for level in LADDER:
            stage.lower(level)
            soft = stage._shown.still()
            assert soft.shape == full.shape
            assert np.abs(soft[..., 3].astype(int) - full[..., 3]).mean() < 4


def test_of_a_portrait_without_a_person_it_is_said(
    grace: Target, warp: Generator, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody = [np.zeros((256, 256), np.float32)] * 3
    monkeypatch.setattr("rtxfer.head.cutout.person_in", lambda *pictures: nobody[: len(pictures)])
    with pytest.raises(InputError, match="cannot be exchanged") as refused:
        Stage(grace, warp, OutputSettings(background="blur"))
    assert "Keep the background" in refused.value.hint
    with Stage(grace, warp) as stage:
        assert (stage._shown.still() == grace.image).all()


@pytest.mark.parametrize("background", ["", "#12", "#12345g"])
def test_what_is_no_background_is_refused(background: str) -> None:
    with pytest.raises(ValueError, match="keep, blur, none"):
        OutputSettings(background=background)


def test_a_missing_picture_is_named(grace: Target, warp: Generator) -> None:
    with pytest.raises(InputError, match=r"nowhere\.png"):
        Stage(grace, warp, OutputSettings(background="nowhere.png"))


def test_which_backgrounds_are_files() -> None:
    assert [background_file(one) for one in ("keep", "blur", "none", "#00b140")] == [None] * 4
    assert background_file("room.jpg") == Path("room.jpg")


def test_the_mark_leaves_alpha_alone_and_the_badge_is_seen_where_nothing_is() -> None:
    image = np.full((480, 640, 4), 90, np.uint8)
    image[..., 3] = 0
    add_mark(image, "warp")
    assert (image[..., 3] == 0).all()
    assert image[..., :3].std() > 0
    add_badge(image)
    corner = image[-60:-10, -200:-10]
    assert corner[..., 3].max() == 255
    assert corner[..., :3].max() > 230
    assert (image[:300, :300, 3] == 0).all()
