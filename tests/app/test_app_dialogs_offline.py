"""The queue of offline jobs, with real jobs in real processes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PyQt6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PyQt6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from rtxfer.app.dialogs.offline import OfflineDialog
from rtxfer.demo import shipped
from rtxfer.frame import Frame
from rtxfer.job import Job
from rtxfer.settings import MotionSettings, TransferSettings
from rtxfer.sinks import Parts, check_output
from tests.media import make_video, moments

PORTRAIT = shipped("eileen_collins.jpg")
WAIT = 120_000
"""Milliseconds; a process has to start, and machines are busy."""


@pytest.fixture(scope="module")
def clip(driver_frames: list[Frame], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("driver") / "clip.mp4"
    make_video(path, images=[frame.image for frame in driver_frames[-12:]])
    return path


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> Iterator[OfflineDialog]:
    settings = TransferSettings(motion=MotionSettings(strength=1.25))
    made = OfflineDialog(lambda: settings, ["warp", "flow"], PORTRAIT)
    qtbot.addWidget(made)
    made.form.set_folder(tmp_path)
    made.form.set_generator("warp")
    made.show()
    yield made
    made.queue.close()
    qtbot.waitUntil(lambda: not made.queue.unfinished, timeout=WAIT)


def states(dialog: OfflineDialog) -> list[str]:
    return [entry.state for entry in dialog.queue.entries]


def test_it_begins_empty(dialog: OfflineDialog) -> None:
    assert dialog._empty.isVisible()
    assert not dialog.form._add.isEnabled()
    assert dialog.form.jobs() == []


def test_what_is_chosen_becomes_jobs(dialog: OfflineDialog, clip: Path, tmp_path: Path) -> None:
    dialog.form.set_drivers([clip, clip])
    dialog.form._sound.setChecked(False)
    dialog.form._beside.setChecked(True)
    dialog.form._format.setCurrentIndex(dialog.form._format.findData(".webm"))
    dialog.form._neutral.setCurrentIndex(1)
    assert dialog.form._add.isEnabled()
    one, other = dialog.form.jobs()
    assert (one.driver, one.target, one.out.parent) == (clip, PORTRAIT, tmp_path)
    assert one.out != other.out
    assert one.out.suffix == ".webm"
    assert one.settings.motion.strength == 1.25
    assert (one.audio, one.side_by_side, one.neutral, one.generator) == (
        False,
        True,
        "first",
        "warp",
    )


def test_no_file_is_replaced(dialog: OfflineDialog, clip: Path, tmp_path: Path) -> None:
    (tmp_path / f"{clip.stem} - {PORTRAIT.stem}.mp4").write_bytes(b"precious")
    dialog.form.set_drivers([clip])
    (job,) = dialog.form.jobs()
    assert not job.out.exists()


def test_a_queue_is_worked_through(
    qtbot: QtBot, dialog: OfflineDialog, clip: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(b"no video")
    dialog.form.set_drivers([broken, clip])
    dialog.form._add.click()
    assert dialog.form.jobs() == [], "the form is free for the next"
    qtbot.waitUntil(lambda: states(dialog) == ["failed", "done"], timeout=WAIT)
    failed, done = dialog.queue.entries
    assert len(moments(done.job.out)) == 12
    assert failed.failure is not None
    assert "broken.mp4" in dialog._rows[failed.number]._state.text()
    assert dialog._rows[failed.number]._again.isVisible()
    assert dialog._rows[done.number]._folder.isVisible()
    assert "12" in dialog._rows[done.number]._state.text()
    for entry in (failed, done):
        dialog._rows[entry.number]._forget.click()
    assert not dialog._rows
    assert dialog._empty.isVisible()


def test_cancelling(qtbot: QtBot, dialog: OfflineDialog, driver_path: Path) -> None:
    dialog.form.set_drivers([driver_path, driver_path])
    dialog.form._add.click()
    first, second = dialog.queue.entries
    dialog._rows[second.number]._cancel.click()
    assert states(dialog)[1] == "cancelled"
    qtbot.waitUntil(lambda: dialog.queue.entries[0].progress is not None, timeout=WAIT)
    dialog._rows[first.number]._cancel.click()
    qtbot.waitUntil(lambda: states(dialog) == ["cancelled", "cancelled"], timeout=WAIT)
    assert not first.job.out.exists()
    assert not second.job.out.exists()
    dialog.queue.again(first.number)
    assert dialog.queue.entries[0].job.resume, "a video is gone on with"


def test_closing_asks_while_there_is_work(
    qtbot: QtBot, dialog: OfflineDialog, driver_path: Path
) -> None:
    dialog.form.set_drivers([driver_path])
    dialog.form._add.click()
    dialog.close()
    assert dialog.isVisible()
    assert dialog._asking.isVisible()
    dialog._asking.background.emit()
    assert not dialog.isVisible()
    assert dialog.queue.unfinished == 1, "it works on"
    dialog.show()
    dialog.close()
    dialog._asking.stop.emit()
    assert not dialog.isVisible()
    qtbot.waitUntil(lambda: states(dialog) == ["cancelled"], timeout=WAIT)


def test_closing_does_not_ask_without_need(dialog: OfflineDialog) -> None:
    dialog.close()
    assert not dialog.isVisible()


def test_what_is_dropped_becomes_the_driver(dialog: OfflineDialog, clip: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(clip)), QUrl("https://example.org/clip.mp4")])
    drop = QDropEvent(
        QPointF(QPoint(5, 5)),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    dialog.dropEvent(drop)
    assert [job.driver for job in dialog.form.jobs()] == [clip]


def test_what_a_cancelled_job_left_goes_with_it(
    qtbot: QtBot, dialog: OfflineDialog, tmp_path: Path
) -> None:
    out = tmp_path / "moved.mp4"
    parts = Parts.fresh(out, {"driver": "a"})
    parts.commit()
    entry = dialog.queue.add(Job(tmp_path / "clip.mp4", PORTRAIT, out))
    dialog.queue.cancel(entry.number)
    qtbot.waitUntil(lambda: dialog.queue.entries[0].over, timeout=WAIT)
    dialog.queue.forget(entry.number)
    qtbot.waitUntil(lambda: not parts.folder.exists(), timeout=WAIT)
    assert dialog.queue.entries == ()


def test_unfinished_work_keeps_its_name(dialog: OfflineDialog, clip: Path, tmp_path: Path) -> None:
    name = f"{clip.stem} - {PORTRAIT.stem}.mp4"
    Parts.fresh(tmp_path / name, {"driver": "a"})
    dialog.form.set_drivers([clip])
    (job,) = dialog.form.jobs()
    assert job.out.name != name


def test_a_folder_of_pictures(dialog: OfflineDialog, tmp_path: Path) -> None:
    dialog.form.set_drivers([tmp_path / "take.2.mp4"])
    dialog.form._format.setCurrentIndex(dialog.form._format.findData(""))
    (job,) = dialog.form.jobs()
    assert job.out.suffix == ""
    check_output(job.out)
