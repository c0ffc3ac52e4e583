"""The first run: consent, a camera, a portrait, and a way into the video call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QDialog, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from rtxfer.app.controls import TextButton, label, restyle
from rtxfer.app.dialogs.assistant_pages import (
    CameraPage,
    ConsentPage,
    Page,
    PortraitPage,
    VirtualCameraPage,
)
from rtxfer.app.icons import pixmap
from rtxfer.app.on_screen import fit_screen, scaled
from rtxfer.app.theme import colours
from rtxfer.devices import Device, probe_camera
from rtxfer.devices.cameras import cameras
from rtxfer.devices.virtual_cameras import virtual_cameras
from rtxfer.frame import Image


@dataclass(frozen=True, slots=True)
class AssistantChoices:
    """What there is to choose from. The functions take long and are called in threads.

    Attributes:
        portraits: pictures to offer.
        cameras: lists the cameras.
        probe: one picture of a camera, by its id.
        virtual_cameras: lists the ways to show the portrait as a camera.
    """

    portraits: Sequence[Path]
    cameras: Callable[[], Sequence[Device]] = cameras
    probe: Callable[[str], Image] = probe_camera
    virtual_cameras: Callable[[], Sequence[Device]] = virtual_cameras


@dataclass(frozen=True, slots=True)
class Answers:
    """What was chosen.

    Attributes:
        camera: as `rtxfer live --source` takes it.
        portrait: where it lies; None if there was none to choose.
    """

    camera: str
    portrait: Path | None


class Assistant(QDialog):
    """Accepted only after the note on whose portraits may be used was.

    Args:
        choices: what there is to choose from.
        parent: Qt's.
    """

    def __init__(self, choices: AssistantChoices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Welcome"))
        self._camera = CameraPage(choices.cameras, choices.probe)
        self._portrait = PortraitPage(choices.portraits)
        self._pages: dict[str, Page] = {
            self.tr("Consent"): ConsentPage(),
            self.tr("Camera"): self._camera,
            self.tr("Portrait"): self._portrait,
            self.tr("Virtual camera"): VirtualCameraPage(choices.virtual_cameras),
        }
        self._stack = QStackedWidget()
        self._captions = [label(title) for title in self._pages]
        self._back = TextButton(self.tr("Back"))
        self._next = TextButton(self.tr("Next"), kind="primary")
        self._arrange()
        for page in self._pages.values():
            self._stack.addWidget(page)
            page.changed.connect(self._refresh)
        self._back.clicked.connect(lambda: self._turn(-1))
        self._next.clicked.connect(lambda: self._turn(+1))
        self._turn(0)

    def answers(self) -> Answers:
        """What was chosen."""
        return Answers(self._camera.chosen, self._portrait.chosen)

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._back)
        buttons.addWidget(self._next)
        self._back.setAutoDefault(False)
        self._next.setDefault(True)
        content = QVBoxLayout()
        content.setContentsMargins(32, 30, 32, 24)
        content.setSpacing(18)
        content.addWidget(self._stack, 1)
        content.addLayout(buttons)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._side())
        across.addLayout(content, 1)
        fit_screen(self, 820, 560)

    def _side(self) -> QFrame:
        """The way from the first page to the last."""
        side = QFrame()
        side.setObjectName("steps")
        side.setFixedWidth(scaled(196))
        logo = label("")
        logo.setPixmap(pixmap("logo", 52, colours()["accent"], self.devicePixelRatioF()))
        column = QVBoxLayout(side)
        column.setContentsMargins(26, 30, 20, 24)
        column.setSpacing(14)
        column.addWidget(logo, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(label("rtxfer", "title"))
        column.addSpacing(10)
        for caption in self._captions:
            column.addWidget(caption)
        column.addStretch(1)
        return side

    def _turn(self, step: int) -> None:
        page = self._stack.currentIndex() + step
        if page == self._stack.count():
            self.accept()
            return
        self._stack.setCurrentIndex(page)
        list(self._pages.values())[page].enter()
        self._refresh()

    def _refresh(self) -> None:
        shown = self._stack.currentIndex()
        last = shown == self._stack.count() - 1
        self._back.setVisible(shown > 0)
        self._next.setText(self.tr("Done") if last else self.tr("Next"))
        self._next.setAccessibleName(self._next.text())
        self._next.setEnabled(list(self._pages.values())[shown].complete)
        for index, caption in enumerate(self._captions):
            restyle(caption, "kind", "figure" if index == shown else "muted")
