"""Two people before the camera: a click on one of them in the driver's picture lets them drive."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("PyQt6.QtWidgets", reason="PyQt6 is not installed")
pytest.importorskip("pytestqt", reason="pytest-qt is not installed")

from PyQt6.QtCore import QPoint, Qt

from rtxfer.app.model.driver_faces import DriverView
from rtxfer.app.model.viewport import Rect, Viewport
from rtxfer.frame import Frame
from tests.media import make_video

DEADLINE = 60_000
LEFT, RIGHT = (-0.9, -0.2, -0.5, 0.2), (0.4, -0.1, 0.8, 0.3)


@pytest.mark.parametrize("mirror", [False, True])
@pytest.mark.parametrize("viewport", [Viewport(), Viewport().zoomed(1.2)])
def test_a_face_is_found_where_it_is_painted(mirror: bool, viewport: Viewport) -> None:
    view = DriverView((800, 400), Rect(10, 20, 400, 200), viewport, mirror, (LEFT, RIGHT))
    left, top, width, height = view.frame(RIGHT)
    assert (left < 210) is mirror
    middle = view.other_at(left + width / 2, top + height / 2)
    assert middle == pytest.approx((0.6, 0.1))
    left, top, width, height = view.frame(LEFT)
    assert view.other_at(left + width / 2, top + height / 2) is None, "who drives already"
    assert view.other_at(210, 120) is None


def test_where_nobody_drives_both_can_be_chosen() -> None:
    view = DriverView((800, 400), Rect(0, 0, 400, 200), Viewport(), False, (LEFT, RIGHT), led=False)
    assert view.frame(LEFT) == pytest.approx((20, 60, 80, 80))
    assert view.other_at(60, 100) == pytest.approx((-0.7, 0.0))


@pytest.fixture
def two(tmp_path: Path, driver_frames: list[Frame]) -> Path:
    """The shipped clip's person twice, the right one half a second later."""
    images = [
        np.concatenate([driver_frames[i].image, driver_frames[i + 12].image], axis=1)
        for i in range(60)
    ]
    return make_video(tmp_path / "two.mp4", pts=range(60), images=images)


def test_a_click_on_the_other_face(
    window: Any, session: Any, store: Any, two: Path, qtbot: Any
) -> None:
    store.change(source=str(two))
    window.header.split.setChecked(True)
    session.start()

    def drives() -> float | None:
        """Where the driver's face is, across; None where nobody's is seen."""
        latest = session.monitor.latest()
        return None if latest is None or latest.signal is None else latest.faces[0][0]

    def both() -> bool:
        driver = window.preview._driver
        return driver is not None and len(driver.others) == 1 and drives() is not None

    qtbot.waitUntil(both, timeout=DEADLINE)
    before = drives()
    left, top, width, height = window.preview._driver.frame(window.preview._driver.others[0])
    at = QPoint(round(left + width / 2), round(top + height / 2))
    qtbot.mouseClick(window.preview, Qt.MouseButton.LeftButton, pos=at)

    def changed() -> bool:
        now = drives()
        return now is not None and before is not None and (now > 0) is not (before > 0)

    qtbot.waitUntil(changed, timeout=DEADLINE)
    events = session._life.runner.events
    assert any("resting face" in event.problem for event in events), "it is taken anew, and said"
