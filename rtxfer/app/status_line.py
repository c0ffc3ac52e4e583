"""How the run fares, in one line."""

from __future__ import annotations

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QLabel

from rtxfer.app.build_progress_line import BuildProgressLine
from rtxfer.app.controls import label, restyle
from rtxfer.app.engine_builder import EngineBuilder
from rtxfer.app.session import Session
from rtxfer.live import Statistics


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
        self._state = label("", "muted")
        self._face = label("", "muted")
        self._engine = label("", "muted")
        self._engine.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 7, 18, 7)
        row.setSpacing(20)
        row.addWidget(self._state)
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
        row.addStretch(1)
        self.build = BuildProgressLine(builder)
        row.addWidget(self.build)
        row.addWidget(self._face)
        row.addWidget(self._engine)
        builder.progressed.connect(lambda build: self._engine.setVisible(build is None))
        session.monitor.statistics_changed.connect(self._show)
        session.running_changed.connect(self._turn)
        self._turn(session.running)

    def _figure(self, row: QHBoxLayout, caption: str, tip: str) -> QLabel:
        figure = label("–", "figure")
        figure.setMinimumWidth(46)
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

    def _turn(self, running: bool) -> None:
        self._state.setText(self.tr("● Starting") if running else self.tr("● Stopped"))
        restyle(self._state, "kind", "warning" if running else "muted")
        if not running:
            for figure in self._figures.values():
                figure.setText("–")
            self._face.clear()
            self._engine.clear()

    def _show(self, statistics: Statistics) -> None:
        seen = statistics.face
        self._state.setText(self.tr("● Running"))
        restyle(self._state, "kind", "good")
        fps = self.tr("%1 fps")
        for name, rate in (
            ("camera", statistics.camera_fps),
            ("generated", statistics.generated_fps),
            ("output", statistics.output_fps),
        ):
            self._figures[name].setText(fps.replace("%1", f"{rate:.0f}"))
        latency = statistics.latency_ms
        known = latency.p50 > 0
        self._figures["latency"].setText(f"{latency.p50:.0f} ms" if known else "–")
        self._figures["latency"].setToolTip(
            self.tr("Half within %1 ms, 95 % within %2 ms, 99 % within %3 ms")
            .replace("%1", f"{latency.p50:.0f}")
            .replace("%2", f"{latency.p95:.0f}")
            .replace("%3", f"{latency.p99:.0f}")
        )
        self._face.setText(self.tr("Face seen") if seen else self.tr("No face"))
        restyle(self._face, "kind", "good" if seen else "warning")
        self._engine.setText(statistics.engine)
        self._engine.setToolTip(statistics.engine_reason or self.tr("Chosen by hand"))
