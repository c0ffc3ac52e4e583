"""The form that makes offline jobs: which videos, which portrait, where to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, count
from pathlib import Path
from typing import Final

from platformdirs import user_videos_path
from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QWidget,
)

from engines.bundle import DEFAULT
from rtxfer.app.controls import ComboBox, IconButton, TextButton, label
from rtxfer.job import Job
from rtxfer.settings import TransferSettings
from rtxfer.sinks.parts import free_name

SUFFIXES: Final = (".mp4", ".mov", ".mkv", ".webm", ".gif", ".webp", "")
"""What can be written; "" for a folder of pictures."""


class NewJob(QWidget):
    """Asks for what a job needs and is not in the live panel.

    Args:
        settings: gives those of the live panel, at the moment a job is added.
        generators: names of the installed ones.
        target: the portrait shown now.

    Attributes:
        face_of: which face of a portrait moves, as `Job` takes it.
    """

    added = pyqtSignal(object)
    """A list of `Job`."""

    def __init__(
        self,
        settings: Callable[[], TransferSettings],
        generators: Sequence[str],
        target: Path | None = None,
    ) -> None:
        super().__init__()
        self._settings = settings
        self.face_of: Callable[[Path], int | None] = lambda path: None
        self._drivers: tuple[Path, ...] = ()
        self._taken: set[Path] = set()
        self._driver = _Chosen(self.tr("Choose one or more videos, or drop them here"))
        self._target = _Chosen(self.tr("Choose a picture"))
        self._folder = _Chosen(self.tr("Choose a folder"))
        self._format = ComboBox()
        self._generator = ComboBox()
        self._neutral = ComboBox()
        self._beside = QCheckBox(self.tr("Driver beside the portrait"))
        self._sound = QCheckBox(self.tr("Keep the sound"))
        self._add = TextButton(self.tr("Add to the queue"), "plus", "primary")
        self._fill(generators)
        self._arrange()
        self._target.browsed.connect(self._choose_target)
        self._driver.browsed.connect(self._choose_drivers)
        self._folder.browsed.connect(self._choose_folder)
        self._add.clicked.connect(self._make)
        self.set_target(target)
        if DEFAULT in generators:
            self.set_generator(DEFAULT)
        self._folder.set(user_videos_path())
        self.set_drivers(())

    def _fill(self, generators: Sequence[str]) -> None:
        for suffix in SUFFIXES:
            self._format.addItem(suffix[1:].upper() or self.tr("PNG pictures"), suffix)
        for name in generators:
            self._generator.addItem(name, name)
        self._neutral.addItem(self.tr("Calmest moment"), "auto")
        self._neutral.addItem(self.tr("First frame"), "first")
        self._sound.setChecked(True)

    def _arrange(self) -> None:
        form = QGridLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.setColumnStretch(1, 1)
        form.setColumnStretch(3, 1)
        self._row(form, 0, 0, self.tr("Driver"), self._driver, span=3)
        self._row(form, 1, 0, self.tr("Portrait"), self._target, span=3)
        self._row(form, 2, 0, self.tr("Save in"), self._folder)
        self._row(form, 2, 2, self.tr("As"), self._format)
        self._row(form, 3, 0, self.tr("Resting face"), self._neutral)
        self._row(form, 3, 2, self.tr("Generator"), self._generator)
        last = QHBoxLayout()
        last.setSpacing(18)
        last.addWidget(self._beside)
        last.addWidget(self._sound)
        last.addStretch(1)
        last.addWidget(self._add)
        form.addLayout(last, 4, 1, 1, 3)
        note = self.tr(
            "Expression and steadiness are those of the window at this moment; the size is the "
            "portrait's own."
        )
        form.addWidget(label(note, "hint"), 5, 1, 1, 3)

    @staticmethod
    def _row(
        form: QGridLayout, row: int, column: int, title: str, field: QWidget, *, span: int = 1
    ) -> None:
        caption = label(title, "muted")
        caption.setBuddy(field)
        field.setAccessibleName(title)
        form.addWidget(caption, row, column)
        form.addWidget(field, row, column + 1, 1, span)

    def set_drivers(self, paths: Iterable[Path]) -> None:
        """Choose the videos; each becomes a job of its own."""
        self._drivers = tuple(paths)
        names = ", ".join(path.name for path in self._drivers)
        self._driver.show_text(names, "\n".join(str(path) for path in self._drivers))
        self._refresh()

    def set_target(self, path: Path | None) -> None:
        """Choose the portrait."""
        self._target.set(path)
        self._refresh()

    def set_generator(self, name: str) -> None:
        """Choose what moves the portrait: a name, or the folder of one that is not installed."""
        if self._generator.findData(name) < 0:
            self._generator.addItem(Path(name).name, name)
        self._generator.setCurrentIndex(self._generator.findData(name))

    def set_folder(self, path: Path) -> None:
        """Choose where results go."""
        self._folder.set(path)
        self._refresh()

    def jobs(self) -> list[Job]:
        """One for each video."""
        target, folder = self._target.path, self._folder.path
        if target is None or folder is None:
            return []
        return [
            Job(
                driver=driver,
                target=target,
                out=self._free(folder, f"{driver.stem} - {target.stem}"),
                generator=self._generator.currentData(),
                settings=self._settings(),
                neutral=self._neutral.currentData(),
                audio=self._sound.isChecked(),
                side_by_side=self._beside.isChecked(),
                face=self.face_of(target),
            )
            for driver in self._drivers
        ]

    def _free(self, folder: Path, stem: str) -> Path:
        """A name that no file, no unfinished work and no job has taken."""
        suffix = self._format.currentData()
        if not suffix:
            stem = stem.replace(".", "_")  # or what follows would be taken for the kind of file
        names = (folder / f"{stem}{tail}{suffix}" for tail in self._tails())
        path = next(path for path in names if path not in self._taken and free_name(path) == path)
        self._taken.add(path)
        return path

    @staticmethod
    def _tails() -> Iterator[str]:
        return chain([""], (f"-{number}" for number in count(2)))

    def _make(self) -> None:
        self.added.emit(self.jobs())
        self.set_drivers(())

    def _refresh(self) -> None:
        ready = self._drivers and self._target.path and self._folder.path
        self._add.setEnabled(bool(ready))

    def _choose_drivers(self) -> None:
        start = str(self._drivers[0].parent if self._drivers else user_videos_path())
        found, _ = QFileDialog.getOpenFileNames(self, self.tr("Drivers"), start)
        if found:
            self.set_drivers(Path(path) for path in found)

    def _choose_target(self) -> None:
        start = str(self._target.path.parent if self._target.path else Path.home())
        found, _ = QFileDialog.getOpenFileName(self, self.tr("Portrait"), start)
        if found:
            self.set_target(Path(found))

    def _choose_folder(self) -> None:
        start = str(self._folder.path or Path.home())
        found = QFileDialog.getExistingDirectory(self, self.tr("Save in"), start)
        if found:
            self.set_folder(Path(found))


class _Chosen(QWidget):
    """A path that was chosen, and the button that chooses another."""

    browsed = pyqtSignal()

    def __init__(self, hint: str) -> None:
        super().__init__()
        self.path: Path | None = None
        self._text = QLineEdit()
        self._text.setReadOnly(True)
        self._text.setPlaceholderText(hint)
        self._button = IconButton("folder", hint)
        self._button.clicked.connect(self.browsed)
        self.setFocusProxy(self._text)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(4)
        across.addWidget(self._text, 1)
        across.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)

    def setAccessibleName(self, name: str | None) -> None:  # noqa: N802 - Qt's name
        """Name the field itself, which is what can have the focus."""
        self._text.setAccessibleName(name)

    def set(self, path: Path | None) -> None:
        """Show a path by its name."""
        self.path = path
        self.show_text("" if path is None else path.name, "" if path is None else str(path))

    def show_text(self, text: str, details: str) -> None:
        """Show some words, and more of them under the pointer."""
        self._text.setText(text)
        self._text.setCursorPosition(0)
        self._text.setToolTip(details)
