"""The pages of the first run, each with one question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from rtxfer.app.background import Background
from rtxfer.app.controls import TextButton, label, restyle
from rtxfer.app.dialogs.device_row import DeviceRow
from rtxfer.app.dialogs.tiles import SQUARE, Tiles
from rtxfer.app.languages import spoken
from rtxfer.app.model.thumbnails import portrait_name
from rtxfer.demo import DRIVER, shipped
from rtxfer.devices import Device
from rtxfer.errors import RtxferError
from rtxfer.frame import Image
from rtxfer.sources import open_source, read_picture
from rtxfer.target import Target

SYNTHETIC: Final = "synthetic"
"""The source that everybody has: the shipped clip."""


class Page(QWidget):
    """A question, a few words, and what the page is about.

    Args:
        title: the question.
        words: what there is to know.
    """

    changed = pyqtSignal()
    """It may be complete now, or no longer."""

    def __init__(self, title: str, words: str) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)
        self.column.addWidget(label(title, "title", wrap=True))
        self.column.addWidget(label(words, "muted", wrap=True))
        self.column.addSpacing(6)

    @property
    def complete(self) -> bool:
        """Whether one can go on from here."""
        return True

    def enter(self) -> None:
        """It is shown now."""


class ConsentPage(Page):
    """Whose portraits may be used."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("Before you begin"),
            self.tr("A portrait that moves looks like a person who is there. So please:"),
        )
        for words in (
            self.tr("Use only portraits that you have the right to animate: your own, those of "
                    "people who agreed, or of whom nobody can be hurt by it."),
            self.tr("Say that the picture is made, wherever somebody could take it for real."),
            self.tr("Never pass for somebody else."),
        ):  # fmt: skip
            row = QHBoxLayout()
            row.setSpacing(10)
            row.addWidget(label("•", "figure"), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(label(words, wrap=True), 1)
            self.column.addLayout(row)
        self.column.addSpacing(8)
        note = self.tr(
            "Your camera's pictures stay on this computer. They are only looked at to see how "
            "your face moves; none of them is ever part of the output."
        )
        self.column.addWidget(label(note, "muted", wrap=True))
        self.column.addSpacing(14)
        self._accepted = QCheckBox(
            self.tr("I will only use portraits that I have the right to animate.")
        )
        self._accepted.toggled.connect(self.changed)
        self.column.addWidget(self._accepted)
        self.column.addStretch(1)

    @property
    def complete(self) -> bool:
        """Whether it was accepted."""
        return self._accepted.isChecked()


class CameraPage(Page):
    """Which camera watches the driver.

    Args:
        cameras: lists them; called in a thread.
        probe: one picture of a camera by its id; called in a thread.
    """

    def __init__(
        self, cameras: Callable[[], Sequence[Device]], probe: Callable[[str], Image]
    ) -> None:
        super().__init__(
            self.tr("Which camera sees you?"), self.tr("You can choose another at any time.")
        )
        self._cameras, self._probe = cameras, probe
        self._background = Background("rtxfer-cameras", self)
        self._tiles = Tiles(self.tr("Cameras"))
        self._note = label("", "muted", wrap=True)
        self._look = TextButton(self.tr("Look again"), "refresh", "quiet")
        self._look.clicked.connect(self.enter)
        self._tiles.currentItemChanged.connect(lambda *_: self.changed.emit())
        self.column.addWidget(self._tiles, 1)
        self.column.addWidget(self._note)
        self.column.addWidget(self._look, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def chosen(self) -> str:
        """As `rtxfer live --source` takes it."""
        return self._tiles.chosen or SYNTHETIC

    def enter(self) -> None:
        """Look which cameras there are now."""
        self._note.setText(self.tr("Looking for cameras …"))
        self._look.setEnabled(False)
        self._background.clear()
        self._background.run(self._cameras, self._list, self._failed)

    def _list(self, found: Sequence[Device]) -> None:
        chosen = self._tiles.chosen
        self._look.setEnabled(True)
        self._tiles.clear()
        for camera in found:
            self._tiles.add(f"camera:{camera.id}", camera.name, "camera")
            if camera.ready:
                show = partial(self._tiles.show_picture, f"camera:{camera.id}")
                self._background.run(partial(self._probe, camera.id), show, self._failed)
        self._tiles.add(SYNTHETIC, self.tr("Demo clip"), "film")
        show = partial(self._tiles.show_picture, SYNTHETIC)
        self._background.run(_first_frame, show)
        busy = [f"{spoken(each.problem)} {spoken(each.hint)}" for each in found if not each.ready]
        self._note.setText(" ".join(busy))
        if not found:
            self._note.setText(
                self.tr("No camera was found. Plug one in and look again, or try the clip.")
            )
        usable = [f"camera:{each.id}" for each in found if each.ready]
        self._tiles.choose(chosen or (usable or [SYNTHETIC])[0])

    def _failed(self, error: Exception) -> None:
        self._look.setEnabled(True)
        self._note.setText(_words(error))


class PortraitPage(Page):
    """Which portrait moves first.

    Args:
        portraits: those there are.
    """

    def __init__(self, portraits: Sequence[Path]) -> None:
        super().__init__(
            self.tr("Who shall move?"),
            self.tr("The whole face should be seen, from the front, with the mouth closed."),
        )
        self._background = Background("rtxfer-portraits", self)
        self._tiles = Tiles(self.tr("Portraits"), SQUARE)
        self._note = label("", "muted", wrap=True)
        browse = TextButton(self.tr("Choose a picture…"), "plus")
        browse.clicked.connect(self._browse)
        self._tiles.currentItemChanged.connect(lambda *_: self.changed.emit())
        self.column.addWidget(self._tiles, 1)
        self.column.addWidget(self._note)
        self.column.addWidget(browse, 0, Qt.AlignmentFlag.AlignLeft)
        for path in portraits:
            self._add(path)
            show = partial(self._tiles.show_picture, str(path))
            self._background.run(partial(read_picture, path), show, self._refused)
        if portraits:
            self._tiles.choose(str(portraits[0]))

    @property
    def chosen(self) -> Path | None:
        """Where it lies."""
        return None if self._tiles.chosen is None else Path(self._tiles.chosen)

    def try_picture(self, path: Path) -> None:
        """Look for a face in a picture, and offer it if there is one."""
        self._note.setText(self.tr("Looking for a face in %1 …").replace("%1", path.name))
        restyle(self._note, "kind", "muted")
        found = partial(self._found, path)
        self._background.run(partial(Target.open, path), found, self._refused)

    def _add(self, path: Path) -> None:
        self._tiles.add(str(path), portrait_name(path), "portrait")

    def _found(self, path: Path, target: Target) -> None:
        self._note.setText(" ".join(map(spoken, target.notes)))
        self._tiles.remove(str(path))
        self._add(path)
        self._tiles.show_picture(str(path), target.shrunk(640).image)
        self._tiles.choose(str(path))

    def _refused(self, error: Exception) -> None:
        self._note.setText(_words(error))
        restyle(self._note, "kind", "bad")

    def _browse(self) -> None:
        found, _ = QFileDialog.getOpenFileName(self, self.tr("Portrait"), str(Path.home()))
        if found:
            self.try_picture(Path(found))


class VirtualCameraPage(Page):
    """Whether the portrait can be shown as a camera, and what to install if not.

    Args:
        virtual_cameras: lists the ways there are; called in a thread.
    """

    def __init__(self, virtual_cameras: Callable[[], Sequence[Device]]) -> None:
        super().__init__(
            self.tr("Into the video call"),
            self.tr("There you choose “rtxfer” as the camera. One of these has to be ready:"),
        )
        self._virtual_cameras = virtual_cameras
        self._background = Background("rtxfer-virtual-cameras", self)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self._note = label("", "muted", wrap=True)
        self._check = TextButton(self.tr("Check again"), "refresh", "quiet")
        self._check.clicked.connect(self.enter)
        self.column.addLayout(self._rows)
        self.column.addWidget(self._note)
        self.column.addWidget(self._check, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def enter(self) -> None:
        """Check now."""
        self._check.setEnabled(False)
        self._note.setText(self.tr("Checking …"))
        self._background.run(self._virtual_cameras, self._list, self._failed)

    def _list(self, found: Sequence[Device]) -> None:
        self._check.setEnabled(True)
        while (row := self._rows.takeAt(0)) is not None:
            if (widget := row.widget()) is not None:
                widget.deleteLater()
        for device in found:
            self._rows.addWidget(DeviceRow(device))
        if any(device.ready for device in found):
            self._note.setText(self.tr("All is ready."))
        else:
            self._note.setText(
                self.tr("You can go on without, and record or look at the portrait here.")
            )

    def _failed(self, error: Exception) -> None:
        self._check.setEnabled(True)
        self._note.setText(_words(error))


def _first_frame() -> Image:
    with open_source(shipped(DRIVER)) as source:
        return next(iter(source)).image


def _words(error: Exception) -> str:
    if isinstance(error, RtxferError):
        return f"{spoken(error.problem)} {spoken(error.hint)}"
    return str(error)
