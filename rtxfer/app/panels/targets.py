"""The gallery: portraits to choose from, dropped, pasted or picked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from platformdirs import user_data_path
from PyQt6.QtCore import QMimeData, Qt, pyqtSignal
from PyQt6.QtGui import QImage, QKeySequence
from PyQt6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QMenu, QVBoxLayout

from rtxfer.app.background import Background
from rtxfer.app.controls import IconButton, label
from rtxfer.app.images import from_qimage
from rtxfer.app.languages import spoken
from rtxfer.app.model.notice import Notice
from rtxfer.app.model.opening import shipped_portraits
from rtxfer.app.model.thumbnails import Thumbnail, pictures_in, thumbnail
from rtxfer.app.panels.portrait_list import PortraitList
from rtxfer.app.preferences_store import PreferencesStore
from rtxfer.app.session import Session
from rtxfer.errors import RtxferError
from rtxfer.sinks.live.snapshot import keep_picture

FILTER: Final = "*.png *.jpg *.jpeg *.webp *.bmp *.tif *.tiff *.avif *.gif"


class TargetPanel(QFrame):
    """Shows the gallery of the preferences, and changes it.

    Every portrait is looked at before it is taken in; one without a usable face is refused, and
    the reason told.

    Args:
        session: shows the one that is chosen.
        preferences: keep the gallery.
    """

    paste_wanted = pyqtSignal()

    def __init__(self, session: Session, preferences: PreferencesStore) -> None:
        super().__init__()
        self.setObjectName("gallery")
        self._session, self._preferences = session, preferences
        self._background = Background("rtxfer-gallery", self)
        self._refused: list[tuple[Path, Exception]] = []
        self._pending = 0
        self.list = PortraitList()
        self.list.chosen.connect(self._choose)
        self.list.removal.connect(self.remove)
        self.list.customContextMenuRequested.connect(self._offer)
        self._lay_out()
        session.portrait.changed.connect(self._mark)
        session.portrait.face_chosen.connect(self._look_again)
        self._restore()

    def _lay_out(self) -> None:
        add = IconButton("plus", self.tr("Add portraits…"))
        add.clicked.connect(self._ask_files)
        folder = IconButton("folder", self.tr("Add all portraits of a folder…"))
        folder.clicked.connect(self._ask_folder)
        paste = IconButton("paste", self.tr("Paste a portrait"))
        paste.entitle(
            self.tr("Paste a portrait"),
            QKeySequence(QKeySequence.StandardKey.Paste).toString(
                QKeySequence.SequenceFormat.NativeText
            ),
        )
        paste.clicked.connect(self.paste_wanted)
        self._bin = IconButton("trash", self.tr("Remove from the gallery"))
        self._bin.clicked.connect(lambda: self.remove(self.list.current()))
        tools = QHBoxLayout()
        tools.setSpacing(2)
        tools.addWidget(label(self.tr("Portraits"), "heading"))
        tools.addSpacing(10)
        tools.addWidget(label(self.tr("drop pictures or folders here"), "hint"))
        tools.addStretch(1)
        for button in (add, folder, paste, self._bin):
            tools.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 8, 12, 10)
        column.setSpacing(4)
        column.addLayout(tools)
        column.addWidget(self.list)

    # --- what is in it

    def paths(self) -> tuple[Path, ...]:
        """The portraits, in order."""
        return self._preferences.value.targets or ()

    def add(self, paths: Sequence[Path], *, choose: bool = True) -> None:
        """Look at pictures, and take in those that can be used.

        Args:
            paths: files, and folders of them.
            choose: show the first good one.
        """
        fresh = [path for path in pictures_in(list(paths)) if path not in self.paths()]
        known = [path for path in paths if path in self.paths()]
        if choose and known:
            self._choose(known[0])
        self._pending += len(fresh)
        for index, path in enumerate(fresh):
            done = partial(self._taken_in, choose=choose and index == 0 and not known)
            self._background.run(self._look(path), done, partial(self._refuse, path))

    def remove(self, path: Path | None) -> None:
        """Take one out, which can be taken back; the file itself stays."""
        if path is None or path not in self.paths():
            return
        place, shown = self.paths().index(path), path == self._preferences.value.target
        self._take_out(path)
        problem = self.tr("%1 was removed from the gallery.").replace("%1", path.name)
        undo = partial(self._put_back, path, place, shown=shown)
        self._session.noticed.emit(Notice("info", problem, undo=undo))

    def _take_out(self, path: Path) -> None:
        """If it was shown, its neighbour is shown instead."""
        place = self.paths().index(path)
        self.list.remove(path)
        self._keep([one for one in self.paths() if one != path])
        if path == self._preferences.value.target and self.paths():
            self._choose(self.paths()[min(place, len(self.paths()) - 1)])

    def _put_back(self, path: Path, place: int, *, shown: bool) -> None:
        if path in self.paths():
            return
        self.list.add(path, place)
        self._keep([*self.paths()[:place], path, *self.paths()[place:]])
        self._pending += 1
        self._background.run(self._look(path), self._show_again, partial(self._lose, path))
        if shown:
            self._choose(path)
        self._mark()

    def step(self, by: int) -> None:
        """Show the next portrait, or the one before."""
        paths = self.paths()
        if paths:
            shown = self._preferences.value.target
            index = paths.index(shown) if shown in paths else -by
            self._choose(paths[(index + by) % len(paths)])

    def choose_number(self, number: int) -> None:
        """Show one by its place, from 1."""
        if 0 < number <= len(self.paths()):
            self._choose(self.paths()[number - 1])

    def take(self, mime: QMimeData) -> bool:
        """Take in a picture that is no file: out of a browser, or from the clipboard.

        Returns:
            Whether there was one.
        """
        picture = mime.imageData()
        if isinstance(picture, QImage) and not picture.isNull():
            self._keep_picture(picture)
            return True
        return False

    def _keep_picture(self, picture: QImage) -> None:
        """A picture without a file gets one."""
        folder = user_data_path("rtxfer") / "pasted"

        def saved(path: Path) -> None:
            self.add([path])

        self._background.run(
            lambda: keep_picture(from_qimage(picture), folder),
            saved,
            lambda error: self._tell([(folder, error)]),
        )

    # --- looking at portraits

    def _look(self, path: Path) -> Callable[[], Thumbnail]:
        return partial(thumbnail, path, self._preferences.value.faces)

    def _look_again(self, path: Path) -> None:
        if path in self.paths():
            self._pending += 1
            lose = partial(self._lose, path)
            self._background.run(self._look(path), self._show_again, lose)

    def _restore(self) -> None:
        kept = self._preferences.value.targets
        if kept is None:
            kept = shipped_portraits()
            self._preferences.change(targets=kept, target=kept[0])
        self._pending += len(kept)
        for path in kept:
            self.list.add(path)
            self._background.run(self._look(path), self._show_again, partial(self._lose, path))
        self._mark()

    def _show_again(self, found: Thumbnail) -> None:
        self.list.show_thumbnail(found)
        self._one_less()

    def _taken_in(self, found: Thumbnail, *, choose: bool) -> None:
        if found.path not in self.paths():
            self.list.add(found.path)
            self._keep([*self.paths(), found.path])
        self.list.show_thumbnail(found)
        if choose or len(self.paths()) == 1:
            self._choose(found.path)
        self._one_less()

    def _refuse(self, path: Path, error: Exception) -> None:
        self._refused.append((path, error))
        self._one_less()

    def _lose(self, path: Path, error: Exception) -> None:
        """A portrait of the last time cannot be used any more."""
        if path in self.paths():
            self._take_out(path)
        self._refuse(path, error)

    def _one_less(self) -> None:
        self._pending -= 1
        if self._pending == 0 and self._refused:
            refused, self._refused = self._refused, []
            self._tell(refused)

    def _tell(self, refused: list[tuple[Path, Exception]]) -> None:
        """One notice for all that were refused."""
        reasons = [
            (error.problem, error.hint) if isinstance(error, RtxferError) else (str(error), "")
            for _, error in refused
        ]
        if len(refused) == 1:
            notice = Notice("warning", *reasons[0], str(refused[0][0]))
        else:
            problem = self.tr("%n pictures cannot be used.", "", len(refused))
            details = "\n".join(spoken(problem) for problem, _ in reasons)
            notice = Notice("warning", problem, self.tr("The details say why."), details)
        self._session.noticed.emit(notice)

    # --- choosing

    def _choose(self, path: Path) -> None:
        self.list.mark(path)
        if path != self._preferences.value.target or self._session.portrait.target is None:
            self._session.portrait.show(path)

    def _mark(self) -> None:
        chosen = self._preferences.value.target
        if chosen is not None:
            self.list.mark(chosen)
        self.list.tell(self._session.portrait.seen, self._session.portrait.preparing)

    def _keep(self, paths: Sequence[Path]) -> None:
        self._preferences.change(targets=tuple(paths))
        self._bin.setEnabled(bool(paths))

    def _ask_files(self) -> None:
        dialog = QFileDialog(self, self.tr("Add portraits"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(self.tr("Pictures") + f" ({FILTER})")
        dialog.filesSelected.connect(lambda names: self.add([Path(name) for name in names]))
        dialog.open()

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Add all portraits of a folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.filesSelected.connect(lambda names: self.add([Path(name) for name in names]))
        dialog.open()

    def _offer(self) -> None:
        menu = QMenu(self)
        path = self.list.current()
        if path is not None and self.list.shows_several(path):
            choose = partial(self._session.portrait.ask_face, path)
            menu.addAction(self.tr("Choose the face that moves…"), choose)
        menu.addAction(self.tr("Remove from the gallery"), lambda: self.remove(self.list.current()))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.cursor().pos())
