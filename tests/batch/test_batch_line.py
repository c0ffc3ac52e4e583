from __future__ import annotations

from pathlib import Path

import pytest

from rtxfer.batch.line import JobByWorker
from rtxfer.demo import shipped
from rtxfer.frame import Frame
from rtxfer.job import Job
from rtxfer.job_process import Cancelled, Failure, News, Phase
from rtxfer.video import Summary, VideoProgress
from tests.media import make_video, moments

PORTRAIT = shipped("eileen_collins.jpg")


@pytest.fixture(scope="module")
def clip(driver_frames: list[Frame], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("driver") / "clip.mp4"
    make_video(path, images=[frame.image for frame in driver_frames[-12:]])
    return path


def all_news(process: JobByWorker) -> list[News]:
    return list(process.news())


def test_from_the_first_phase_to_the_summary(clip: Path, tmp_path: Path) -> None:
    out = tmp_path / "moved.mp4"
    news = all_news(JobByWorker(Job(clip, PORTRAIT, out, generator="warp")))
    assert isinstance(news[0], Phase)
    assert any(isinstance(each, VideoProgress) and each.done == 12 for each in news)
    last = news[-1]
    assert isinstance(last, Summary)
    assert last.frames == len(moments(out)) == 12
    assert sum(isinstance(each, Summary | Failure | Cancelled) for each in news) == 1


def test_what_the_user_can_mend_is_told_in_words(tmp_path: Path) -> None:
    news = all_news(JobByWorker(Job(tmp_path / "none.mp4", PORTRAIT, tmp_path / "moved.mp4")))
    last = news[-1]
    assert isinstance(last, Failure)
    assert "none.mp4" in last.problem
    assert last.hint
    assert not (tmp_path / "moved.mp4").exists()


def test_cancelled_it_leaves_no_result(driver_path: Path, tmp_path: Path) -> None:
    process = JobByWorker(Job(driver_path, PORTRAIT, tmp_path / "moved.mp4", generator="warp"))
    last = None
    for last in process.news():
        if isinstance(last, VideoProgress):
            process.cancel()
    assert isinstance(last, Cancelled)
    assert not (tmp_path / "moved.mp4").exists()


def test_a_process_that_is_gone_is_a_failure(driver_path: Path, tmp_path: Path) -> None:
    process = JobByWorker(Job(driver_path, PORTRAIT, tmp_path / "moved.mp4"))
    last = None
    for last in process.news():
        if isinstance(last, Phase):
            process.kill()
    assert isinstance(last, Failure)
    assert "exit" in last.problem


def test_a_worker_that_dies_is_replaced(driver_frames: list[Frame], tmp_path: Path) -> None:
    """And the next one goes on, in place of beginning again."""
    path = tmp_path / "clip.mp4"
    make_video(path, pts=range(70), images=[frame.image for frame in driver_frames[:70]])
    process = JobByWorker(Job(path, PORTRAIT, tmp_path / "moved.mp4", generator="warp"))
    killed, last = False, None
    for last in process.news():
        if isinstance(last, VideoProgress) and last.done > 60 and not killed:
            killed = True
            process._hands.kill()
    assert killed, "else this proves nothing"
    assert isinstance(last, Summary)
    assert last.frames == 70
    assert last.resumed_from, "a finished segment is not made again"
