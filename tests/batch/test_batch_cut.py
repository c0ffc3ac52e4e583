"""One long clip by two workers: the same as by one, whatever happens to its steps."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import pytest

from rtxfer.batch import Batch, Piece
from rtxfer.batch.crew import CrewNews, Lost, Spent
from rtxfer.batch.cut import CuttingCrew
from rtxfer.batch.journal import opened
from rtxfer.batch.local import LocalCrew
from rtxfer.batch.long_clip import workplace
from rtxfer.batch.steps import Look, parts_of
from rtxfer.batch.worker import Worker
from rtxfer.frame import Frame
from rtxfer.job import Kept, run
from rtxfer.job_process import Cancelled, Failure
from rtxfer.video import Summary, VideoProgress
from tests.batch.conftest import pieces_of
from tests.batch.crews import ScriptedCrew
from tests.batch.likeness import most_unlike
from tests.media import make_video

FRAMES, LENGTH = 54, 20


@pytest.fixture(autouse=True, scope="module")
def short_segments() -> Iterator[None]:
    """Of as many frames as a part, in this process; workers keep to fifty."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rtxfer.batch.steps.segment_frames", lambda size: LENGTH)
        yield


@pytest.fixture(scope="module")
def long(driver_frames: list[Frame], clips: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one clip of three parts, the last of them shorter, and a portrait."""
    folder = tmp_path_factory.mktemp("long")
    images = [frame.image for frame in driver_frames[:FRAMES]]
    make_video(folder / "clip.mp4", pts=range(len(images)), images=images)
    (folder / "grace_hopper.jpg").write_bytes((clips / "grace_hopper.jpg").read_bytes())
    return folder


@pytest.fixture(scope="module")
def undivided(long: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Summary]:
    (piece,) = pieces_of(long, tmp_path_factory.mktemp("undivided"))
    return piece.job.out, run(piece.job)


def in_this_process(pieces: list[str] | None = None) -> Callable[[Piece, int], CrewNews]:
    """Each step is done when it is asked for."""
    worker = Worker()

    def do(step: Piece, time: int) -> CrewNews:
        if pieces is not None:
            pieces.append(step.name)
        return worker.do(step.job, lambda news: None, lambda: False)

    return do


def test_every_frame_of_a_part_is_that_of_the_whole(long: Path, tmp_path: Path) -> None:
    """Bit by bit, before it is compressed."""
    (piece,) = pieces_of(long, tmp_path)
    whole = tmp_path / "whole"
    whole.mkdir()
    quiet = (lambda progress: None, lambda phase: None)
    with Kept() as kept:
        run(replace(piece.job, out=whole / "%04d.png"), kept=kept)
        work = workplace(piece)
        Look(piece.job, work, LENGTH).do(*quiet, kept)
        plan = work.plan()
        assert plan is not None
        parts = parts_of(piece.job, plan, work.folder)
        assert [(one.part.first, one.part.last) for one in parts if one.part] == [
            (0, 20), (20, 40), (40, 54),
        ]  # fmt: skip
        pictures = sorted(whole.iterdir())
        assert len(pictures) == FRAMES
        for part in parts[1:]:
            out = tmp_path / part.out.stem
            out.mkdir()
            run(replace(part, out=out / "%04d.png"), kept=kept)
            assert part.part
            same = zip(
                sorted(out.iterdir()), pictures[part.part.first : part.part.last], strict=True
            )
            assert all((cv2.imread(str(a)) == cv2.imread(str(b))).all() for a, b in same)


@pytest.mark.timeout(900)
def test_two_workers_make_of_one_clip_what_one_makes(
    long: Path, undivided: tuple[Path, Summary], tmp_path: Path
) -> None:
    (piece,) = pieces_of(long, tmp_path)
    with (
        opened(tmp_path) as journal,
        CuttingCrew(LocalCrew(2), long=FRAMES, length=LENGTH) as crew,
    ):
        report = Batch([piece], journal, crew).run()
    (outcome,) = report.outcomes
    path, summary = undivided
    assert (outcome.state, outcome.reason) == ("done", "")
    assert (outcome.frames, outcome.seconds) == (FRAMES, pytest.approx(summary.seconds))
    assert outcome.work > 0
    assert most_unlike(piece.job.out, path) < 3  # parts this short are compressed otherwise
    assert moments(piece.job.out) == moments(path)
    assert not list(tmp_path.glob(".*cut")), "what it worked with is gone"


def test_only_what_is_missing_of_a_clip_is_made_anew(
    long: Path, undivided: tuple[Path, Summary], tmp_path: Path
) -> None:
    (piece,) = pieces_of(long, tmp_path)
    first: list[str] = []
    do = in_this_process(first)

    def tiring(step: Piece, time: int) -> CrewNews:
        return do(step, time) if len(first) < 2 else Failure("Tired.")

    (outcome,) = batch(piece, ScriptedCrew(2, tiring))
    assert (outcome.state, outcome.reason) == ("failed", "Tired.")
    assert first == ["clip-grace_hopper.mp4 look", "clip-grace_hopper.mp4 00000000"]
    again: list[str] = []
    (outcome,) = batch(piece, ScriptedCrew(2, in_this_process(again)))
    assert outcome.state == "done"
    steps = ["00000020", "00000040", "join"]
    assert again == [f"clip-grace_hopper.mp4 {step}" for step in steps]
    assert most_unlike(piece.job.out, undivided[0]) < 3
    other = replace(piece, key="other")
    (folder,) = [tmp_path / ".clip-grace_hopper.mp4.rtxfer-cut"]
    folder.mkdir()
    plan = {"key": "of another job", "frames": FRAMES, "length": LENGTH, "size": [9, 9]}
    (folder / "plan.json").write_text(json.dumps(plan))
    (folder / "00000000.mp4").write_text("not ours")
    anew: list[str] = []
    (outcome,) = batch(other, ScriptedCrew(2, in_this_process(anew)))
    assert outcome.state == "done"
    assert len(anew) == 5


def test_a_worker_that_is_lost_costs_its_step(long: Path, tmp_path: Path) -> None:
    (piece,) = pieces_of(long, tmp_path)
    do, lost = in_this_process(), []

    def losing(step: Piece, time: int) -> CrewNews:
        if step.name.endswith("20") and not lost:
            lost.append(step.name)
            return Lost("The worker is gone.")
        return do(step, time)

    crew = ScriptedCrew(2, losing)
    (outcome,) = batch(piece, crew)
    assert outcome.state == "done"
    assert lost
    assert sum(name.endswith("look") for name in crew.begun) == 1


def test_a_clip_that_is_not_long_is_one_piece(long: Path, tmp_path: Path) -> None:
    (piece,) = pieces_of(long, tmp_path)
    gif = replace(piece, job=replace(piece.job, out=tmp_path / "a.gif"))
    for one, least in ((piece, FRAMES + 1), (gif, FRAMES)):
        crew = ScriptedCrew(2, lambda step, time: Cancelled())
        CuttingCrew(crew, long=least, length=LENGTH).begin(one)
        assert crew.begun == [one.name]


@pytest.mark.parametrize("begun", [True, False])
def test_cancelled_it_tells_so_once(long: Path, tmp_path: Path, begun: bool) -> None:
    (piece,) = pieces_of(long, tmp_path)

    def stopping(step: Piece, time: int) -> CrewNews:
        cutting.cancel()
        return Cancelled()

    crew = ScriptedCrew(2, stopping)
    cutting = CuttingCrew(crew, long=FRAMES, length=LENGTH)
    cutting.begin(piece)
    if not begun:
        cutting.cancel()
    news = cutting.news(0)
    told = [type(next(news)[1]) for _ in range(2)]
    assert told == [Spent, Cancelled]
    assert crew.cancelled
    assert crew.begun == (["clip-grace_hopper.mp4 look"] if begun else [])
    assert not list(tmp_path.glob(".*cut")), "there is nothing to go on from"


def test_how_fast_all_steps_are_is_told_of_the_whole(long: Path, tmp_path: Path) -> None:
    (piece,) = pieces_of(long, tmp_path)
    crew = ScriptedCrew(2, lambda step, time: VideoProgress(1, 2, 30.0, None))
    cutting = CuttingCrew(crew, long=FRAMES, length=LENGTH)
    cutting.begin(piece)
    ((one, news),) = cutting.news(0)
    assert one is piece
    assert isinstance(news, VideoProgress)
    assert news.fps == 30.0


def batch(piece: Piece, crew: ScriptedCrew) -> list:  # type: ignore[type-arg]
    with (
        opened(piece.job.out.parent) as journal,
        CuttingCrew(crew, long=FRAMES, length=LENGTH) as cutting,
    ):
        return list(Batch([piece], journal, cutting).run().outcomes)


def moments(path: Path) -> list[float]:
    import av

    with av.open(path) as container:
        return [frame.time for frame in container.decode(video=0)]
