"""How the run fares, in one line."""

from __future__ import annotations

from typing import Final

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy

from rtxfer.app.build_progress_line import BuildProgressLine
from rtxfer.app.controls import ElidedLabel, label, restyle
from rtxfer.app.engine_builder import EngineBuilder
from rtxfer.app.languages import spoken
from rtxfer.app.model.on_air import OnAir, is_sent, on_air
from rtxfer.app.session import Session
from rtxfer.live import Statistics

FEW: Final = 10
"""Pictures a second; below this a face no longer seems to move."""

SETTLED_SECONDS: Final = 10.0
"""How long a run is given to find its pace."""


FIGURE: Final = 46
"""Pixels of a figure at least, so that the line does not tremble with every one of them."""


class StatusLine(QFrame):
    """Rates, latency, face and engine; dashes while nothing runs.

    Args:
        session: the live run.
        builder: builds engines meanwhile.
    """

    def __init__(self, session: Session, builder: EngineBuilder) -> None:
        super().__init__()
        self.setObjectName("status")
        self.setAccessibleName(self.tr("Status"))
        self._session = session
        self._newest: Statistics | None = None
        self._measured = ""
        self._state = label("", "muted")
        self._recorded = label("", "bad")
        self._recorded.setAccessibleName(self.tr("Recording"))
        self._recorded.hide()
        self._face = label("", "muted")
        # In a narrow window these are cut, the engine first, rather than making the window wider.
        self._quality = ElidedLabel("muted", at_end=True, own_tip=True)
        self._quality.setAccessibleName(self.tr("Quality"))
        self._quality.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._engine = ElidedLabel("muted", at_end=True, own_tip=True)
        self._engine.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._engine.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._engine.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 7, 18, 7)
        row.setSpacing(20)
        row.addWidget(self._state)
        row.addWidget(self._recorded)
        self._figures = {
            name: self._figure(row, caption, tip)
            for name, caption, tip in (
                ("camera", self.tr("Camera"), self.tr("Frames that the camera gives per second")),
                (
                    "generated",
                    self.tr("Generated"),
                    self.tr("Different portraits made per second; repeated ones do not count"),
                ),
                ("output", self.tr("Output"), self.tr("Frames sent per second")),
                (
                    "latency",
                    self.tr("Latency"),
                    self.tr("From the capture of a frame to its being sent: half are faster"),
                ),
            )
        }
        row.addWidget(self._quality)
        self.build = BuildProgressLine(builder)
        row.addWidget(self.build)
        row.addWidget(self._face)
        row.addStretch()
        row.addWidget(self._engine, 1)
        builder.progressed.connect(lambda build: self._engine.setVisible(build is None))
        session.generator.measuring.connect(self._measure)
        session.monitor.statistics_changed.connect(self._show)
        session.running_changed.connect(self._turn)
        for changed in (session.output.panic_changed, session.output.frozen_changed):
            changed.connect(self._judge_again)
        session.output.recording_changed.connect(self._count)
        self._turn(session.running)

    def _figure(self, row: QHBoxLayout, caption: str, tip: str) -> QLabel:
        figure = label("–", "figure")
        figure.setMinimumWidth(FIGURE)
        figure.setAccessibleName(caption)
        named = label(caption, "muted")
        for one in (named, figure):
            one.setToolTip(tip)
        pair = QHBoxLayout()
        pair.setSpacing(7)
        pair.addWidget(named)
        pair.addWidget(figure)
        row.addLayout(pair)
        return figure

    def _write(self, name: str, words: str) -> None:
        figure = self._figures[name]
        figure.setText(words)
        figure.setMinimumWidth(max(FIGURE, figure.minimumSizeHint().width()))

    def _turn(self, running: bool) -> None:
        self._newest = None
        self._state.setToolTip("")
        self._state.setText(self.tr("● Starting") if running else self.tr("● Stopped"))
        restyle(self._state, "kind", "warning" if running else "muted")
        if not running:
            for name in self._figures:
                self._write(name, "–")
            self._face.clear()
            self._quality.clear()
            self._engine.clear()

    def _count(self, _: bool = False) -> None:
        """For how long it has recorded."""
        seconds = self._session.output.recorded
        self._recorded.setVisible(seconds is not None)
        minutes, rest = divmod(int(seconds or 0), 60)
        self._recorded.setText(self.tr("● Recording %1").replace("%1", f"{minutes:02}:{rest:02}"))

    def _judge_again(self, _: bool) -> None:
        if self._newest is not None:
            self._judge(self._newest)

    def _judge(self, statistics: Statistics) -> OnAir:
        """Say what viewers get; green is for nothing but the portrait as it is driven."""
        output = self._session.output
        found = on_air(
            statistics,
            self._session.monitor.virtual_camera,
            panicking=output.panicking,
            frozen=output.frozen,
        )
        words, tip, kind = {
            "preview": (
                self.tr("● Preview only"),
                self.tr("Nothing is sent: this run has no virtual camera. See Output, Send to."),
                "warning",
            ),
            "opening": (self.tr("● Starting"), self.tr("Nothing is sent yet."), "warning"),
            "cut_off": (
                self.tr("● Nothing is sent"),
                self.tr("The virtual camera takes no pictures; it is tried again."),
                "bad",
            ),
            "standby": (
                self.tr("● Panic"),
                self.tr("Viewers see the standby picture."),
                "bad",
            ),
            "frozen": (self.tr("● Frozen"), self.tr("Viewers see a still picture."), "warning"),
            "no_driver": (
                self.tr("● At rest"),
                self.tr("The source gives no pictures; viewers see the portrait at rest."),
                "warning",
            ),
            "portrait": (self.tr("● Live"), self.tr("Viewers see the portrait move."), "good"),
        }[found]
        self._state.setText(words)
        self._state.setToolTip(tip)
        restyle(self._state, "kind", kind)
        return found

    def _advise(self, statistics: Statistics) -> None:
        """Where too few pictures are made, say what helps."""
        rate, settled = statistics.generated_fps, statistics.seconds > SETTLED_SECONDS
        if settled and statistics.camera_fps and rate < FEW:
            if statistics.lowered or self._session.generator.quality == "fast":
                # There is little left to leave out.
                words = self.tr("%1 pictures a second: close other programs")
                where = self._quality.toolTip()
            else:
                words = self.tr("%1 pictures a second: choose Fast")
                where = self.tr("Output, Generator, Quality")
            words = words.replace("%1", f"{rate:.0f}")
            self._quality.setText(words)
            self._quality.setToolTip(f"{words}\n{where}")
            restyle(self._quality, "kind", "warning")

    def _measure(self, done: int, total: int) -> None:
        words = self.tr("Measuring this computer, once: %1 %")
        self._measured = words.replace("%1", f"{100 * done / total:.0f}") if total else ""
        self._engine.setText(self._measured)
        self._engine.setToolTip(
            self.tr("What suits it best is found out while it is live already, and remembered.")
        )

    def _show(self, statistics: Statistics) -> None:
        self._newest = statistics
        self._count()
        seen = statistics.face
        sent = is_sent(self._judge(statistics))
        fps = self.tr("%1 fps")
        for name, rate in (
            ("camera", statistics.camera_fps),
            ("generated", statistics.generated_fps),
            ("output", statistics.output_fps),
        ):
            shown = fps.replace("%1", f"{rate:.0f}")
            self._write(name, shown if sent or name != "output" else "–")
        latency = statistics.latency_ms
        known = latency.p50 > 0
        self._write("latency", f"{latency.p50:.0f} ms" if known else "–")
        self._figures["latency"].setToolTip(
            self.tr("Half within %1 ms, 95 % within %2 ms, 99 % within %3 ms")
            .replace("%1", f"{latency.p50:.0f}")
            .replace("%2", f"{latency.p95:.0f}")
            .replace("%3", f"{latency.p99:.0f}")
        )
        self._face.setText(self.tr("Face seen") if seen else self.tr("No face"))
        restyle(self._face, "kind", "good" if seen else "warning")
        self._quality.setText(self.tr("Quality: %1").replace("%1", spoken(statistics.quality)))
        self._quality.setToolTip(
            self.tr("With less, so that this computer keeps the rate: %1").replace(
                "%1", spoken(statistics.quality)
            )
            if statistics.lowered
            else self.tr("Nothing is left out")
        )
        restyle(self._quality, "kind", "warning" if statistics.lowered else "muted")
        self._advise(statistics)
        if self._measured:
            return
        self._engine.setText(spoken(statistics.engine))
        self._engine.setToolTip(statistics.engine_reason or self.tr("Chosen by hand"))
