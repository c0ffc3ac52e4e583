"""`rtxfer video --workers`: one clip by two workers is what one makes of it, or says why not."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from typer.testing import CliRunner

from rtxfer.batch import Piece, alone
from rtxfer.batch.local import LocalCrew
from rtxfer.batch.workplace import beside
from rtxfer.cli import app
from rtxfer.demo import shipped
from rtxfer.errors import InputError, OutputError
from rtxfer.frame import Frame
from rtxfer.job import Job
from rtxfer.provenance.read import read_claim
from rtxfer.settings import OutputSettings, TransferSettings
from rtxfer.sinks import locked
from rtxfer.video import Summary, VideoProgress
from tests.batch.likeness import most_unlike
from tests.media import make_video, moments

FRAMES = 120
PORTRAIT = shipped("eileen_collins.jpg")
OPTIONS = ["--generator", "warp", "--backend", "onnxruntime"]
CUT = ["--start", "0.12", "--end", "4.52"]
USED = 110

LINUX = hasattr(os, "sched_setaffinity")
LEVELS = 0.0 if LINUX else 3.0
"""How unlike the same frame of two runs may be; elsewhere workers cannot keep to one core."""


@pytest.fixture(scope="module")
def clip(driver_frames: list[Frame], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With sound, and longer than two parts; to and fro, so that no shot is seen in it."""
    path = tmp_path_factory.mktemp("long") / "me.mp4"
    frames = chain(driver_frames, reversed(driver_frames), driver_frames, reversed(driver_frames))
    images = [frame.image for frame in islice(frames, FRAMES)]
    return make_video(path, pts=range(len(images)), images=images, sound="aac", beep_at=2.5)


@pytest.fixture(scope="module")
def by_one(clip: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """By a worker with one core, as each of two has it: a codec of more threads differs."""
    work = replace(job(clip, tmp_path_factory.mktemp("one") / "moved.mp4"), start=0.12, end=4.52)
    return work.out, undivided(work).to_json()


def undivided(work: Job) -> Summary:
    with LocalCrew(1, cores=1) as crew:
        crew.begin(Piece(work.out.name, work, ""))
        while crew.free == 0:
            for _, news in crew.news(0.1):
                end = news
    assert isinstance(end, Summary), end
    return end


def made(clip: Path, out: Path, *options: str) -> dict[str, Any]:
    command = ["video", str(clip), "-t", str(PORTRAIT), "-o", str(out), *OPTIONS, *options]
    result = CliRunner().invoke(app, [*command, "--json"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return dict(json.loads(result.stdout))


def job(clip: Path, out: Path) -> Job:
    return Job(clip, PORTRAIT, out, generator="warp", backend="onnxruntime")


@pytest.mark.timeout(900)
def test_it_equals_the_undivided_run(
    clip: Path, by_one: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    out = tmp_path / "moved.mp4"
    summary = made(clip, out, *CUT, "--workers", "2")
    one, told = by_one
    assert summary["frames"] == told["frames"] == USED
    for name in ("seconds", "audio", "warnings", "frames_without_face", "shots"):
        assert summary[name] == json.loads(json.dumps(told[name])), name
    assert summary["wall_seconds"] > 0
    assert summary["fps"] > 0
    assert most_unlike(out, one) <= LEVELS
    assert moments(out) == moments(one)
    assert sounds(out) == sounds(one) != []
    claim, other = read_claim(out), read_claim(one)
    assert claim is not None
    assert other is not None
    assert claim.state == "ours"
    assert claim == other
    assert [path.name for path in tmp_path.iterdir()] == ["moved.mp4"]


def sounds(path: Path) -> list[tuple[int | None, bytes]]:
    with av.open(path) as container:
        return [(packet.pts, bytes(packet)) for packet in container.demux(audio=0) if packet.size]


@pytest.mark.timeout(900)
def test_stopped_it_is_gone_on_with(
    clip: Path, by_one: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    out = tmp_path / "moved.mp4"
    work = replace(job(clip, out), start=0.12, end=4.52)
    pressed: list[int] = []

    def press(progress: VideoProgress) -> None:
        if drawing and progress.done > 55 and not pressed:
            pressed.append(progress.done)
            raise KeyboardInterrupt

    drawing: list[str] = []

    def tell(phase: str) -> None:
        if phase.startswith("Moving"):
            drawing.append(phase)

    with pytest.raises(KeyboardInterrupt):
        alone.run(work, 2, press, tell)
    assert pressed, "else this proves nothing"
    assert alone.finished(work) in (0, 50, 100)
    assert not out.exists()
    with pytest.raises(InputError, match="begun by several workers"):
        alone.run(replace(work, resume=True), 1)
    phases: list[str] = []
    notes: list[str] = []
    summary = alone.run(replace(work, resume=True), 2, on_phase=phases.append, on_note=notes.append)
    assert notes == []
    assert "Tracking" not in phases, "the driver is not looked at twice"
    assert summary.frames == USED
    assert most_unlike(out, by_one[0]) < 3  # it was compressed up to where it stopped
    assert [path.name for path in tmp_path.iterdir()] == ["moved.mp4"]


@pytest.mark.timeout(900)
def test_who_drives_and_the_mirror_are_as_in_the_undivided_run(
    driver_frames: list[Frame], tmp_path: Path
) -> None:
    images = [
        np.hstack([driver_frames[n].image, driver_frames[n + 50].image[:, ::-1]])
        for n in range(102)
    ]
    clip = make_video(tmp_path / "two.mp4", pts=range(len(images)), images=images)
    work = replace(job(clip, tmp_path / "one.mkv"), driver_face=2, mirrored=True)
    told = undivided(work)
    many = replace(work, out=tmp_path / "many.mkv")
    assert alone.run(many, 2).warnings == told.warnings == ()
    assert most_unlike(many.out, work.out) <= LEVELS
    assert moments(many.out) == moments(work.out)


def whole(asked: list[Job]) -> Callable[..., None]:
    def run(work: Job, *_: object, **__: object) -> None:
        asked.append(work)

    return run


@pytest.mark.parametrize(
    ("name", "changes", "why"),
    [
        ("moved.gif", {}, "only .mp4, .mov and .mkv"),
        ("moved.webp", {}, "only .mp4, .mov and .mkv"),
        ("moved.webm", {}, "only .mp4, .mov and .mkv"),
        ("frames", {}, "only .mp4, .mov and .mkv"),
        ("moved.mp4", {"side_by_side": True}, "--side-by-side"),
        ("moved.mp4", {"end": 1.0}, "it has 25 frames"),
    ],
)
def test_what_cannot_be_cut_is_made_by_one_and_why_is_told(
    clip: Path,
    tmp_path: Path,
    name: str,
    changes: dict[str, Any],
    why: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[Job] = []
    monkeypatch.setattr("rtxfer.job.run", whole(asked))
    work = replace(job(clip, tmp_path / name), **changes)
    notes: list[str] = []
    alone.run(work, 2, on_note=notes.append)
    assert asked == [work]
    assert len(notes) == 1
    assert notes[0].startswith(f"One worker makes {name}: ")
    assert why in notes[0]


@pytest.mark.timeout(900)
def test_what_is_transparent_stays_so(clip: Path, tmp_path: Path) -> None:
    settings = TransferSettings(output=OutputSettings(background="none", width=320, height=400))
    alphas = []
    for workers in (1, 2):
        work = replace(job(clip, tmp_path / f"by{workers}.mov"), settings=settings, end=4.08)
        alone.run(work, workers)
        with av.open(work.out) as container:
            frames = [frame.to_ndarray(format="rgba") for frame in container.decode(video=0)]
        assert len(frames) == 102
        alphas.append(np.stack(frames)[..., 3].astype(float))
    assert alphas[0].min() == 0
    assert alphas[0].max() == 255
    assert np.abs(alphas[0] - alphas[1]).mean() < 1


def test_unfinished_work_of_another_kind_is_begun_anew_and_told(clip: Path, tmp_path: Path) -> None:
    work = job(clip, tmp_path / "moved.mp4")
    note = "Unfinished work on moved.mp4 cannot be resumed: {}. Starting anew."
    assert alone._prepare(replace(work, resume=True)) == note.format("there is none")
    beside(work.out).mkdir()
    plan = {"key": "of another", "frames": 100, "length": 50, "size": [9, 9]}
    (beside(work.out) / "plan.json").write_text(json.dumps(plan))
    other = "it was made with another driver or other settings"
    assert alone._prepare(replace(work, resume=True)) == note.format(other)
    assert alone._prepare(work) == ""
    assert not beside(work.out).exists()


def test_two_runs_into_one_file_are_refused(clip: Path, tmp_path: Path) -> None:
    work = job(clip, tmp_path / "moved.mp4")
    with (
        locked(beside(work.out), work.out),
        pytest.raises(OutputError, match=r"moved\.mp4 is being made by another run"),
    ):
        alone.run(work, 2)
    with locked(work.out), pytest.raises(OutputError, match="is being made by another run"):
        alone.run(work, 2)
