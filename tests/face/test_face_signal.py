import numpy as np

from rtxfer.face.geometry import to_canonical
from rtxfer.face.landmarks import BLENDSHAPE
from rtxfer.face.tracker import Tracker
from rtxfer.target import Target
from tests.faces import laid, signal_of


def test_box() -> None:
    points = laid(at=(100, 50))
    left, top, right, bottom = signal_of(points).box
    assert left == points[:, 0].min()
    assert bottom == points[:, 1].max()
    assert right - left > 0
    assert bottom - top > right - left


def test_mirroring_twice_changes_nothing() -> None:
    values = np.linspace(0, 1, 52, dtype=np.float32)
    signal = signal_of(laid(turn=(0.1, 0.3, -0.2), at=(200, 300)), values)
    again = signal.unmirrored().unmirrored()
    assert np.abs(again.landmarks - signal.landmarks).max() < 1e-3
    assert (again.blendshapes == values).all()
    assert (again.pose == signal.pose).all()


def test_the_picture_is_turned_over_about_its_middle() -> None:
    signal = signal_of(laid(at=(100, 50)), size=(640, 480))
    nose, corner = signal.landmarks[1], signal.landmarks[61]
    mirrored = signal.unmirrored().landmarks
    assert mirrored[1, 0] == 640 - nose[0]  # pixel edges, not middles: 0 becomes 640
    assert mirrored[291].tolist() == [640 - corner[0], corner[1], corner[2]]


def test_a_wink_changes_its_eye() -> None:
    values = np.zeros(52, np.float32)
    values[BLENDSHAPE["eyeBlinkLeft"]] = 1
    mirrored = signal_of(blendshapes=values).unmirrored().blendshapes
    assert mirrored[BLENDSHAPE["eyeBlinkRight"]] == 1
    assert mirrored[BLENDSHAPE["eyeBlinkLeft"]] == 0


def test_a_flipped_picture_unmirrored_is_the_picture_itself(eileen: Target) -> None:
    """With the real tracker, whose network is not exactly symmetric."""
    with Tracker("picture") as tracker:
        (seen,) = tracker.faces(eileen.image)
        (flipped,) = tracker.faces(eileen.image[:, ::-1])
    back = flipped.unmirrored()
    face = seen.box[3] - seen.box[1]
    apart = np.linalg.norm((back.landmarks - seen.landmarks)[:, :2], axis=1)
    assert apart.mean() < 0.02 * face
    assert np.abs(back.blendshapes - seen.blendshapes).max() < 0.25
    assert np.abs(back.pose[:3, :3] - seen.pose[:3, :3]).max() < 0.1
    turned = to_canonical(back.landmarks).rotation
    assert np.abs(turned - to_canonical(seen.landmarks).rotation).max() < 0.08
    # and without un-mirroring it is not
    raw = np.linalg.norm((flipped.landmarks - seen.landmarks)[:, :2], axis=1)
    assert raw.mean() > 3 * apart.mean()
