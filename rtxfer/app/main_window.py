"""The window: preview in the middle, gallery under it, everything to choose on the right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PyQt6.QtCore import QByteArray, QEvent, QPoint, Qt, QTimer, pyqtSignal
from PyQt6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeySequence,
    QShortcut,
)
from PyQt6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QScrollArea,
    QStackedWidget,
    QSystemTrayIcon,
    QVBoxLayout,
    QWidget,
)

from rtxfer.app.controls import TabBar
from rtxfer.app.dialog_opener import DialogOpener
from rtxfer.app.dropping import Dropping
from rtxfer.app.engine_builder import EngineBuilder
from rtxfer.app.header import Header
from rtxfer.app.hotkeys import DIRECT_TARGETS, AnywhereKeys, Hotkeys
from rtxfer.app.model.notice import Notice
from rtxfer.app.notice_stack import NoticeStack
from rtxfer.app.on_screen import fit_screen, scaled
from rtxfer.app.panels.expression import ExpressionPanel
from rtxfer.app.panels.output import OutputPanel
from rtxfer.app.panels.pose import PosePanel
from rtxfer.app.panels.source import SourcePanel
from rtxfer.app.panels.targets import TargetPanel
from rtxfer.app.preferences_store import PreferencesStore
from rtxfer.app.preview import Preview
from rtxfer.app.remote_control import RemoteControl
from rtxfer.app.session import Session
from rtxfer.app.status_line import StatusLine
from rtxfer.app.transport import Transport
from rtxfer.app.tray import Tray, app_icon

SIDE: Final = 360
"""Width of the panels, pixels, with text of the usual size."""

MOST_SIDE: Final = 0.44
"""Of the screen's width, that they take where text is large."""

COMFORTABLE: Final = (1280, 800)
"""Of the first window, where the screen is large enough."""

PATIENCE: Final = 1000
"""Milliseconds that a run is given to end while the window closes."""


class MainWindow(QMainWindow):
    """Puts the parts together, and takes care of opening and closing.

    Args:
        session: the live run.
        preferences: what is kept.
    """

    left = pyqtSignal()
    """The window has closed for good. Qt itself does not notice that of a window hidden before."""

    def __init__(self, session: Session, preferences: PreferencesStore) -> None:
        super().__init__()
        self.setWindowTitle("rtxfer")
        self.setWindowIcon(app_icon())
        self.setAcceptDrops(True)
        self._session, self._preferences = session, preferences
        self._leaving = self._given_up = False
        self.engines = EngineBuilder(preferences, self)
        self.preview = Preview(session)
        self.notices = NoticeStack(self.preview)
        self.targets = TargetPanel(session, preferences)
        self.sources = SourcePanel(session, preferences)
        self.expression = ExpressionPanel(session, preferences)
        self.output = OutputPanel(session, preferences)
        self.pose = PosePanel(session)
        self.dropping = Dropping(self.preview, self.targets, self.sources, session)
        self.transport = Transport(session)
        self.status = StatusLine(session, self.engines)
        self.tray = Tray(session, self)
        self.hotkeys = self._make_hotkeys()
        self.remote = RemoteControl(session, self.targets, preferences, self)
        self.dialogs = DialogOpener(session, preferences, self.hotkeys, self)
        self.header = Header(self.preview, self.dialogs, session)
        self._lay_out()
        self._connect()
        self._restore()

    # --- putting it together

    def _lay_out(self) -> None:
        stage = QVBoxLayout()
        stage.setContentsMargins(0, 0, 0, 0)
        stage.setSpacing(0)
        stage.addWidget(self.header)
        stage.addWidget(self.preview, 1)
        stage.addWidget(self.targets)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addLayout(stage, 1)
        across.addWidget(self._make_side())
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(across, 1)
        column.addWidget(self.status)
        self.setCentralWidget(middle)

    def _make_side(self) -> QWidget:
        self.tabs = TabBar()
        self.tabs.setExpanding(True)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName(self.tr("Panels"))
        pages = QStackedWidget()
        for title, panel in (
            (self.tr("Camera"), self.sources),
            (self.tr("Expression"), self.expression),
            (self.tr("Output"), self.output),
            (self.tr("Pose"), self.pose),
        ):
            self.tabs.addTab(title)
            scroll = QScrollArea()
            scroll.setWidgetResizable(True)
            scroll.setFrameShape(QFrame.Shape.NoFrame)
            scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            scroll.setWidget(panel)
            pages.addWidget(scroll)
        self.tabs.currentChanged.connect(pages.setCurrentIndex)
        side = QFrame()
        side.setObjectName("side")
        side.setFixedWidth(self._side_width())
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(pages, 1)
        column.addWidget(self.transport)
        return side

    def _side_width(self) -> int:
        """Larger text wants wider panels, but the preview has its place, too."""
        screen = self.screen()
        most = SIDE if screen is None else round(MOST_SIDE * screen.availableGeometry().width())
        return max(SIDE, min(scaled(SIDE), most))

    def _make_hotkeys(self) -> Hotkeys:
        session, targets = self._session, self.targets
        deeds: dict[str, Callable[[], None]] = {
            "start": session.toggle,
            "freeze": lambda: session.output.freeze(not session.output.frozen),
            "neutral": session.driver.recalibrate,
            "snapshot": session.output.snapshot,
            "record": lambda: session.output.record(not session.output.recording),
            "panic": lambda: session.output.panic(not session.output.panicking),
            "previous_target": lambda: targets.step(-1),
            "next_target": lambda: targets.step(1),
        }
        for number in range(1, DIRECT_TARGETS + 1):
            deeds[f"target_{number}"] = partial(targets.choose_number, number)
        self.anywhere = AnywhereKeys(deeds, self)
        return Hotkeys(self, deeds)

    def _connect(self) -> None:
        session = self._session
        session.noticed.connect(self.notices.show_notice)
        self.anywhere.noticed.connect(self.notices.show_notice)
        session.running_changed.connect(self._entitle)
        self.engines.noticed.connect(self.notices.show_notice)
        self.engines.built.connect(session.generator.renew)
        self.engines.built.connect(self.output.refresh_engines)
        session.ended.connect(self._ended)
        session.consent_wanted.connect(self.dialogs.assist)
        self.sources.calibration_wanted.connect(self.dialogs.calibrate)
        self.dialogs.portrait_chosen.connect(lambda path: self.targets.add([path]))
        self._preferences.changed.connect(self._bind)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.activated.connect(self.dropping.paste)
        self._bind()

    def _bind(self) -> None:
        self.hotkeys.bind(self._preferences.value.hotkeys)
        self.anywhere.bind(self._preferences.value.hotkeys)
        self.transport.show_keys(self.hotkeys)

    def _entitle(self, running: bool) -> None:
        self.setWindowTitle(self.tr("rtxfer: started") if running else "rtxfer")

    # --- opening

    def _restore(self) -> None:
        kept = self._preferences.value
        self.restoreGeometry(QByteArray.fromBase64(kept.window.geometry.encode()))
        if not kept.window.geometry:
            self._fit_screen()
        self.tabs.setCurrentIndex(min(kept.window.tab, self.tabs.count() - 1))
        self.header.set_view(kept.window.side_by_side, kept.window.mirror)
        if self._preferences.notice:
            hint = self.tr("The defaults are used.")
            self.notices.show_notice(Notice("warning", self._preferences.notice, hint))
        if kept.target is not None and self._session.portrait.target is None:
            self._session.portrait.show(kept.target)
        self.engines.look()
        self.transport.start.setFocus()
        if self.tray.isSystemTrayAvailable():
            self.tray.show()

    def _fit_screen(self) -> None:
        """The first time: as large as is comfortable, and on the screen with its frame."""
        screen = self.screen()
        if screen is not None:
            room = screen.availableGeometry()
            fit_screen(self, *COMFORTABLE)
            self.move(room.topLeft() + QPoint((room.width() - self.width()) // 2, 0))

    # --- closing

    def closeEvent(self, event: QCloseEvent | None) -> None:  # noqa: N802 - Qt's name
        """Keep how the window was left; while it runs, stop first and close then."""
        if event is None:
            return
        if not self._leaving:
            self._keep()
            self.engines.close()
        if not self._session.busy or self._given_up:
            self._say_goodbye()
            event.accept()
            return
        event.ignore()
        if not self._leaving:
            self._leave()

    def _leave(self) -> None:
        recording = self._session.output.recording
        self._leaving = True
        self._session.stop()
        if recording:
            words = self.tr("The recording is being finished; rtxfer closes by itself then.")
            self.notices.show_notice(Notice("info", words))
            if self.tray.isVisible():
                icon = QSystemTrayIcon.MessageIcon.Information
                self.tray.showMessage("rtxfer", words, icon)
            return
        self.hide()
        QTimer.singleShot(PATIENCE, self._give_up)

    def _give_up(self) -> None:
        """A device that hangs does not keep the program from ending."""
        self._given_up = True
        self.close()

    def _ended(self) -> None:
        if self._leaving:
            QTimer.singleShot(0, self.close)

    def _say_goodbye(self) -> None:
        self.tray.hide()
        self.remote.close()
        self.anywhere.close()
        self.dialogs.close()
        self._preferences.flush()
        self.left.emit()

    def _keep(self) -> None:
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        side_by_side, mirror = self.header.view()
        window = self._preferences.value.window.model_copy(
            update={
                "geometry": geometry,
                "tab": self.tabs.currentIndex(),
                "side_by_side": side_by_side,
                "mirror": mirror,
            }
        )
        self._preferences.change(window=window)

    # --- dropping

    def dragEnterEvent(self, event: QDragEnterEvent | None) -> None:  # noqa: N802 - Qt's name
        """A portrait or a video may be dropped anywhere."""
        self.dropping.enter(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent | None) -> None:  # noqa: N802 - Qt's name
        """Or not."""
        self.dropping.leave(event)

    def dropEvent(self, event: QDropEvent | None) -> None:  # noqa: N802 - Qt's name
        """Take it in."""
        self.dropping.drop(event)

    def changeEvent(self, event: QEvent | None) -> None:  # noqa: N802 - Qt's name
        """Redraw what is painted by hand when the scheme changes."""
        super().changeEvent(event)
        if event is not None and event.type() == QEvent.Type.PaletteChange:
            for widget in self.findChildren(QWidget):
                widget.update()
