from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow
from PyQt6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from rtxfer.app.dialogs.assistant import Answers, Assistant, AssistantChoices
from rtxfer.app.dialogs.device_row import DeviceRow, command_in
from rtxfer.demo import shipped
from rtxfer.devices import Device
from rtxfer.errors import DeviceError
from rtxfer.frame import Image
from tests.media import grey

GRACE, EILEEN = shipped("grace_hopper.jpg"), shipped("eileen_collins.jpg")
WEBCAM = Device("usb-1", "HD Webcam")
BUSY = Device("usb-2", "Other camera", "", "Other camera is in use by zoom.", "Close zoom.")
LOOPBACK = Device("v4l2loopback", "v4l2loopback", "", "There is no device.", "Run: sudo modprobe x")
WAIT = 60_000

Open = Callable[..., Assistant]


@pytest.fixture
def opened(qtbot: QtBot) -> Open:
    kept: list[Assistant] = []

    def open_one(
        cameras: list[Device] | Exception | None = None,
        virtual: list[Device] | None = None,
        probe: Callable[[str], Image] = lambda camera: grey(90),
    ) -> Assistant:
        def list_cameras() -> list[Device]:
            if isinstance(cameras, Exception):
                raise cameras
            return cameras or []

        choices = AssistantChoices([GRACE, EILEEN], list_cameras, probe, lambda: virtual or [])
        made = Assistant(choices)
        qtbot.addWidget(made)
        made.show()
        kept.append(made)  # or it would be gone with the last name for it
        return made

    return open_one


def consent(assistant: Assistant) -> None:
    assistant._pages["Consent"]._accepted.setChecked(True)  # type: ignore[attr-defined]


def turned_to_cameras(qtbot: QtBot, assistant: Assistant, tiles: int) -> None:
    consent(assistant)
    assistant._next.click()
    qtbot.waitUntil(lambda: assistant._camera._tiles.count() == tiles, timeout=WAIT)


def test_nothing_goes_without_consent(opened: Open) -> None:
    assistant = opened()
    assert not assistant._next.isEnabled()
    consent(assistant)
    assert assistant._next.isEnabled()
    assistant._pages["Consent"]._accepted.setChecked(False)  # type: ignore[attr-defined]
    assert not assistant._next.isEnabled()


def test_to_the_end(qtbot: QtBot, opened: Open) -> None:
    assistant = opened([WEBCAM, BUSY])
    turned_to_cameras(qtbot, assistant, 3)
    assert assistant._camera.chosen == "camera:usb-1"
    assistant._next.click()
    assistant._portrait._tiles.choose(str(EILEEN))
    assistant._next.click()
    assert assistant._next.text() == "Done"
    with qtbot.waitSignal(assistant.accepted, timeout=WAIT):
        assistant._next.click()
    assert assistant.answers() == Answers("camera:usb-1", EILEEN)


def test_one_can_go_back(qtbot: QtBot, opened: Open) -> None:
    assistant = opened()
    assert not assistant._back.isVisible()
    turned_to_cameras(qtbot, assistant, 1)
    assistant._back.click()
    assert assistant._stack.currentIndex() == 0
    assert assistant._next.isEnabled()


class TestCameras:
    def test_none_leaves_the_shipped_clip(self, qtbot: QtBot, opened: Open) -> None:
        assistant = opened([])
        turned_to_cameras(qtbot, assistant, 1)
        assert assistant.answers().camera == "synthetic"
        assert "No camera was found" in assistant._camera._note.text()

    def test_a_busy_one_says_why_and_is_not_switched_on(self, qtbot: QtBot, opened: Open) -> None:
        looked_at: list[str] = []

        def probe(camera: str) -> Image:
            looked_at.append(camera)
            assert threading.current_thread() is not threading.main_thread()
            return grey(90)

        assistant = opened([WEBCAM, BUSY], probe=probe)
        turned_to_cameras(qtbot, assistant, 3)
        assert "in use by zoom" in assistant._camera._note.text()
        qtbot.waitUntil(lambda: not assistant._camera._background.busy, timeout=WAIT)
        assert looked_at == ["usb-1"]

    def test_a_picture_takes_the_place_of_the_symbol(self, qtbot: QtBot, opened: Open) -> None:
        image = np.full((48, 64, 3), (200, 40, 40), np.uint8)
        assistant = opened([WEBCAM], probe=lambda camera: image)
        turned_to_cameras(qtbot, assistant, 2)
        tiles = assistant._camera._tiles
        tile = tiles._find("camera:usb-1")
        assert tile is not None

        def middle() -> tuple[int, int, int]:
            shown = tile.icon().pixmap(tiles.iconSize()).toImage()
            colour = shown.pixelColor(shown.width() // 2, shown.height() // 2)
            return colour.red(), colour.green(), colour.blue()

        qtbot.waitUntil(lambda: middle() == (200, 40, 40), timeout=WAIT)

    def test_a_list_that_fails_says_why(self, qtbot: QtBot, opened: Open) -> None:
        assistant = opened(DeviceError("The cameras cannot be listed.", "Restart."))
        consent(assistant)
        assistant._next.click()
        note = assistant._camera._note
        qtbot.waitUntil(lambda: "cannot be listed" in note.text(), timeout=WAIT)
        assert assistant._next.isEnabled(), "there is always the shipped clip"

    def test_looking_again_keeps_the_choice(self, qtbot: QtBot, opened: Open) -> None:
        assistant = opened([WEBCAM])
        turned_to_cameras(qtbot, assistant, 2)
        assistant._camera._tiles.choose("synthetic")
        assistant._camera._look.click()
        qtbot.waitUntil(lambda: not assistant._camera._background.busy, timeout=WAIT)
        assert assistant.answers().camera == "synthetic"


class TestPortraits:
    def test_the_first_is_chosen(self, opened: Open) -> None:
        assert opened().answers().portrait == GRACE

    def test_a_picture_without_a_face_is_refused(
        self, qtbot: QtBot, opened: Open, tmp_path: Path
    ) -> None:
        wall = tmp_path / "wall.png"
        Pillow.fromarray(grey(128, (320, 320))).save(wall)
        page = opened()._portrait
        page.try_picture(wall)
        qtbot.waitUntil(lambda: "No face" in page._note.text(), timeout=WAIT)
        assert page._note.property("kind") == "bad"
        assert page._tiles.count() == 2
        assert page.chosen == GRACE

    def test_one_with_a_face_is_taken(self, qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
        mine = tmp_path / "me.jpg"
        mine.write_bytes(EILEEN.read_bytes())
        page = opened()._portrait
        for _ in range(2):
            page.try_picture(mine)
        qtbot.waitUntil(lambda: not page._background.busy, timeout=WAIT)
        qtbot.waitUntil(lambda: page.chosen == mine, timeout=WAIT)
        assert page._tiles.count() == 3, "the same picture twice is one picture"


class TestVirtualCameras:
    def shown(self, qtbot: QtBot, assistant: Assistant) -> str:
        page = assistant._pages["Virtual camera"]
        page.enter()
        note = page._note  # type: ignore[attr-defined]
        qtbot.waitUntil(lambda: note.text() not in ("", "Checking …"), timeout=WAIT)
        return str(note.text())

    def test_one_that_is_ready(self, qtbot: QtBot, opened: Open) -> None:
        ready = Device("pipewire", "PipeWire", "a camera in user space")
        assert self.shown(qtbot, opened(virtual=[LOOPBACK, ready])) == "All is ready."

    def test_none_is_no_obstacle(self, qtbot: QtBot, opened: Open) -> None:
        assistant = opened(virtual=[LOOPBACK])
        assert "go on without" in self.shown(qtbot, assistant)
        rows = assistant._pages["Virtual camera"].findChildren(DeviceRow)
        words = {text.text() for row in rows for text in row.findChildren(QLabel)}
        assert {"There is no device.", "Run: sudo modprobe x"} <= words


@pytest.mark.parametrize(
    ("hint", "command"),
    [
        ("Run: pip install 'rtxfer[vcam]'", "pip install 'rtxfer[vcam]'"),
        (
            "On Debian or Ubuntu run: sudo apt-get install a, then: sudo modprobe b c=1",
            "sudo apt-get install a && sudo modprobe b c=1",
        ),
        (
            "Run: sudo usermod -aG video $USER, then log out and in again.",
            "sudo usermod -aG video $USER",
        ),
        ("Install OBS Studio.", "Install OBS Studio."),
    ],
)
def test_the_command_in_a_hint(hint: str, command: str) -> None:
    assert command_in(hint) == command
