"""A scripted person who uses the real program for minutes on end, with all that once went wrong.

    scripts/on-a-screen python -m tests.app.person --minutes 10 --shots shots/

Every act is done by real events (mouse, keys, wheel, drops), and what a person must then see is
waited for. Acts come over and over until the time is up; then the window is closed by its cross
while a recording goes on. Prints what was done as JSON; ends with 1 where anything was not as it
should be.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Iterator
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import av

from rtxfer.demo import DRIVER, PORTRAITS, shipped
from tests.app.events import drag, drop, mime_of, turn

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

PATIENCE: Final = 90.0
"""Seconds until what a person waits for is there, or it never will be."""

LOOK: Final = 40
"""Milliseconds between two looks."""

ENDING: Final = 60.0
"""Seconds after which a program that does not end is given up; how long it took is told."""

Condition: TypeAlias = Callable[[], object]
Act: TypeAlias = Callable[[], Generator[Condition, None, None]]


class Person:
    """Sits before one window.

    Args:
        window: the program's.
        seconds: how long they stay.
        shots: folder of a picture after each act; None for none.
    """

    def __init__(self, window: Any, seconds: float, shots: Path | None) -> None:
        from PyQt6.QtCore import QTimer

        self.window, self.session = window, window._session
        self.done: list[str] = []
        self.faults: list[str] = []
        self._until, self._shots = time.monotonic() + seconds, shots
        self._life = self._lived()
        self._condition: Condition = lambda: True
        self._since = time.monotonic()
        self._timer = QTimer(window)
        self._timer.timeout.connect(self._look)
        self._timer.start(LOOK)

    def _look(self) -> None:
        late = time.monotonic() - self._since > PATIENCE
        try:
            if not self._condition() and not late:
                return
            self._condition = self._life.throw(TimeoutError()) if late else next(self._life)
        except StopIteration:
            self._timer.stop()
        self._since = time.monotonic()

    def _lived(self) -> Generator[Condition, None, None]:
        """All that is done, one after the other."""
        yield from self._act(self.start)
        acts = (
            *(self.wheel, self.swap, self.remove_and_undo, self.record_and_resize, self.panic),
            *(self.freeze, self.background, self.mirror, self.drop_a_portrait, self.drop_nonsense),
            *(self.drop_a_clip, self.pose, self.read, self.work_offline, self.wear),
        )
        for act in cycle(acts):
            if time.monotonic() > self._until:
                break
            yield from self._act(act)
        yield from self._act(self.record)
        print(json.dumps({"done": self.done, "faults": self.faults}), flush=True)
        self.window.windowHandle().close()  # its cross

    def _act(self, act: Act) -> Generator[Condition, None, None]:
        name = act.__name__
        try:
            yield from act()
        except (TimeoutError, AssertionError) as error:
            self.faults.append(f"{name}: {error or 'it did not come'}")
        self.done.append(name)
        if self._shots is not None:
            self.window.grab().save(str(self._shots / f"{len(self.done):03}-{name}.png"))

    # --- what is done

    def start(self) -> Iterator[Condition]:
        """Begin, and wait until the portrait moves."""
        self.click(self.window.transport.start)
        yield lambda: self.session.monitor.neutral is not None
        yield self.frames(20)

    def wheel(self) -> Iterator[Condition]:
        """Scroll over everything that could be changed."""
        kept, runner = self.window._preferences.value, self.session._life.runner
        for page in range(self.window.tabs.count()):
            self.window.tabs.setCurrentIndex(page)
            yield self.frames(1)
            for widget in (self.window.output.picture_size, self.window.output.rate):
                turn(widget, -1)
                turn(widget, 1)
        assert self.window._preferences.value == kept, "the wheel changed something"
        assert self.session._life.runner is runner, "the wheel began another run"
        self.window.tabs.setCurrentIndex(0)

    def swap(self) -> Iterator[Condition]:
        """Show the next portrait: it is told to be seen when it is."""
        yield self.frames(1)
        before = self.session.portrait.seen
        self.window.targets.step(1)
        yield lambda: self.session.portrait.seen not in (None, before)
        assert self.session.portrait.preparing is None
        shown = self.session._life.runner.shown
        assert shown.path == self.session.portrait.seen, "viewers see another one"

    def remove_and_undo(self) -> Iterator[Condition]:
        """Take a portrait away in mid-call, and bring it back."""
        from PyQt6.QtCore import Qt
        from PyQt6.QtTest import QTest
        from PyQt6.QtWidgets import QPushButton

        paths = self.window.targets.paths()
        QTest.keyClick(self.window.targets.list, Qt.Key.Key_Delete)
        assert len(self.window.targets.paths()) == len(paths) - 1
        yield self.frames(10)
        undo = self.window.notices.findChildren(QPushButton)[-1]
        self.click(undo)
        yield lambda: self.window.targets.paths() == paths
        yield self.frames(10)

    def record(self) -> Iterator[Condition]:
        """Begin to record."""
        self.click(self.window.transport.record)
        yield lambda: self.session.output.recording
        yield self.frames(40)

    def record_and_resize(self) -> Iterator[Condition]:
        """Ask for another size while a recording goes on: it waits, and then the film is whole."""
        from PyQt6.QtCore import Qt
        from PyQt6.QtTest import QTest

        yield from self.record()
        before = set(self.films())
        runner = self.session._life.runner
        self.window.tabs.setCurrentIndex(2)
        key = (
            Qt.Key.Key_Down if not self.window.output.picture_size.currentIndex() else Qt.Key.Key_Up
        )
        QTest.keyClick(self.window.output.picture_size, key)
        assert self.session._life.runner is runner, "the run was begun anew"
        assert self.session.output.recording, "the recording was ended"
        assert self.window.transport.apply.isVisible(), "nothing asks"
        self.click(self.window.transport.apply)
        yield lambda: self.session._life.runner not in (None, runner)
        yield lambda: set(self.films()) > before
        yield lambda: self.session.monitor.neutral is not None
        yield self.frames(20)
        (film,) = set(self.films()) - before
        with av.open(str(film)) as container:
            assert sum(1 for _ in container.decode(video=0)) > 10, "the film is not whole"
        self.window.tabs.setCurrentIndex(0)

    def panic(self) -> Iterator[Condition]:
        """Press it, and go back on air."""
        self.click(self.window.transport.panic)
        yield lambda: self.session._life.runner.panic
        standby = self.session.monitor.output()
        yield self.frames(5)
        assert (self.session.monitor.output() == standby).all(), "something else was sent"
        self.click(self.window.transport.panic)
        yield lambda: not self.session._life.runner.panic

    def freeze(self) -> Iterator[Condition]:
        """Hold the picture, and let it go."""
        self.click(self.window.transport.freeze)
        yield lambda: self.session._life.runner.freeze
        yield self.frames(3)  # the next tick heeds it
        held = self.session.monitor.output()
        yield self.frames(10)
        assert self.session.monitor.output() is held or (
            (self.session.monitor.output() == held).all()
        ), "it moved"
        self.click(self.window.transport.freeze)
        yield lambda: not self.session._life.runner.freeze

    def background(self) -> Iterator[Condition]:
        """Another background, and the old one."""
        for wanted in ("blur", "keep"):
            self.window.output.background.wanted.emit(wanted)
            yield lambda wanted=wanted: self.window._preferences.value.output.background == wanted
            yield self.frames(30)

    def mirror(self) -> Iterator[Condition]:
        """Mirror what viewers get, and not."""
        for wanted in (True, False):
            self.window.output.mirror.click()
            assert self.window._preferences.value.output.mirror is wanted
            yield self.frames(20)

    def drop_a_portrait(self) -> Iterator[Condition]:
        """A picture becomes a portrait."""
        paths = self.window.targets.paths()
        self.drop(shipped(PORTRAITS["collins"]))
        yield lambda: not self.window.targets._background.busy
        yield self.frames(10)
        assert set(self.window.targets.paths()) >= set(paths)

    def drop_nonsense(self) -> Iterator[Condition]:
        """What gives no pictures is refused, and what was watched goes on."""
        source = self.window._preferences.value.source
        broken = Path(os.environ["HOME"]) / f"broken-{len(self.done)}.mp4"
        broken.write_bytes(b"no film")
        self.drop(broken)
        yield lambda: any(broken.name in one.notice.problem for one in self.window.notices.cards)
        assert self.window._preferences.value.source == source, "it became the source"
        yield self.frames(10)

    def drop_a_clip(self) -> Iterator[Condition]:
        """A clip becomes the source."""
        clip = shipped(DRIVER)
        self.drop(clip)
        yield lambda: self.window._preferences.value.source == str(clip)
        yield self.frames(30)

    def pose(self) -> Iterator[Condition]:
        """End the run, raise a smile by hand, and begin again."""
        from PyQt6.QtCore import Qt
        from PyQt6.QtTest import QTest

        self.click(self.window.transport.start)
        yield lambda: not self.session.busy
        self.window.tabs.setCurrentIndex(3)
        slider = self.window.pose.both["smile"]._slider
        yield slider.isVisible
        for _ in range(12):
            QTest.keyClick(slider, Qt.Key.Key_Right)
        yield lambda: self.session.pose.picture is not None
        self.click(self.window.pose.reset)
        self.window.tabs.setCurrentIndex(0)
        yield from self.start()

    def read(self) -> Iterator[Condition]:
        """Help, and what the program is."""
        for opened in (self.window.dialogs.help, self.window.dialogs.tell_about):
            opened()
            yield self.frames(5)
            self.window.dialogs.close()
            yield self.frames(2)

    def work_offline(self) -> Iterator[Condition]:
        """Open the offline window while live, and close it."""
        self.window.dialogs.work_offline()
        yield self.frames(10)
        self.window.dialogs.close()
        yield self.frames(2)

    def wear(self) -> Iterator[Condition]:
        """Light colours, and dark ones."""
        for theme in ("light", "dark", "system"):
            self.window.dialogs._wear(theme)
            yield self.frames(4)

    # --- how

    def click(self, widget: QWidget) -> None:
        """With the left button, in the middle."""
        from PyQt6.QtCore import Qt
        from PyQt6.QtTest import QTest

        assert widget.isEnabled(), f"{widget.accessibleName() or widget} cannot be pressed"
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def drop(self, path: Path) -> None:
        """A file, dragged over the preview and let go."""
        mime = mime_of(path)
        drag(self.window, mime)
        drop(self.window, mime)

    def frames(self, count: int) -> Condition:
        """So many more portraits were made."""
        latest = self.session.monitor.latest
        first = latest().index if latest() is not None else 0

        def come() -> bool:
            now = latest()
            return now is not None and (now.index >= first + count or now.index < first)

        return come

    def films(self) -> list[Path]:
        """Recordings that are there by their final names."""
        folder = self.window._preferences.value.output.recordings
        return sorted(path for path in folder.glob("*.mp4")) if folder.is_dir() else []


def inside(seconds: float, shots: Path | None) -> None:
    """The program itself, with somebody before its window; prints what they did at their end."""
    from rtxfer.app import application

    class Window(application.MainWindow):
        def __init__(self, *parts: Any) -> None:
            super().__init__(*parts)
            self._person = Person(self, seconds, shots)

    application.MainWindow = Window  # type: ignore[misc]
    application.run()


def run(seconds: float, shots: Path | None, generator: str) -> dict[str, Any]:
    """Start the program with somebody before it, and see how it ends.

    Args:
        seconds: how long they stay.
        shots: see `Person`.
        generator: name of a bundle.
    """
    with tempfile.TemporaryDirectory(prefix="rtxfer-person-") as name:
        home = Path(name)
        films = home / "films"
        kept = {
            "consented": True,
            "build_engines": False,
            "generator": generator,
            "source": "synthetic",
            "output": {"virtual_camera": "null", "recordings": str(films)},
        }
        (home / "config/rtxfer").mkdir(parents=True)
        (home / "config/rtxfer/preferences.json").write_text(json.dumps(kept))
        kinds = ("CONFIG", "DATA", "CACHE", "STATE")
        own = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in kinds}
        command = [sys.executable, "-m", "tests.app.person", "--inside", str(seconds)]
        command += ["--shots", str(shots.absolute())] if shots else []
        with subprocess.Popen(
            command, env=os.environ | own | {"HOME": name}, stdout=subprocess.PIPE, text=True
        ) as program:
            assert program.stdout is not None
            told = json.loads(program.stdout.readline() or '{"done": [], "faults": ["it crashed"]}')
            closed = time.monotonic()
            try:
                code = program.wait(ENDING)
            except subprocess.TimeoutExpired:
                program.kill()
                code = -9
        told |= {"ended_s": round(time.monotonic() - closed, 1), "code": code}
        if code:
            told["faults"].append(f"it ended with {code}")
        told["films"] = [_length(film) for film in sorted(films.glob("*.mp4"))]
        if left := [path.name for path in films.iterdir() if path.name.startswith(".")]:
            told["faults"].append(f"left over: {left}")
        return dict(told)


def _length(film: Path) -> int:
    """Frames of a film, all of which can be read."""
    with av.open(str(film)) as container:
        return sum(1 for _ in container.decode(video=0))


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tests.app.person", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--generator", default="flow")
    parser.add_argument("--shots", type=Path, help="folder for a picture after each act")
    parser.add_argument("--inside", type=float, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.inside is not None:
        inside(given.inside, given.shots)
        return 0
    if given.shots is not None:
        given.shots.mkdir(parents=True, exist_ok=True)
    told = run(60 * given.minutes, given.shots, given.generator)
    print(json.dumps(told, indent=2))
    return bool(told["faults"])


if __name__ == "__main__":
    sys.exit(main())
