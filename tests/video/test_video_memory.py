"""A long clip takes no more memory than a short one."""

from __future__ import annotations

import mmap
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import psutil

from rtxfer.frame import Frame
from rtxfer.generator import Generator
from rtxfer.motion.neutral import Neutral
from rtxfer.settings import MotionSettings, TransferSettings
from rtxfer.sources import open_source
from rtxfer.target import Target
from rtxfer.transfer import Transfer
from rtxfer.video import VideoProgress, process
from tests.media import grey, make_video
from tests.runs import SHORT, Mirror, Result

FRAMES = 160


def noted(memory: list[int]) -> Callable[[VideoProgress], None]:
    """Takes down how much memory this process holds after each frame, bytes."""
    here = psutil.Process()
    return lambda progress: memory.append(here.memory_info().rss)


def grows(memory: list[int]) -> bool:
    """Whether the later half never comes down to where the earlier one already was."""
    middle = len(memory) // 2
    return min(memory[middle:]) > max(memory[:middle])


@dataclass
class Hoarder(Mirror):
    """Keeps a little of each frame, as a leak does."""

    kept: list[mmap.mmap] = field(default_factory=list)

    def move(self, frame: Frame) -> Result:
        # Not from what the process has freed before and not given back.
        page = mmap.mmap(-1, 200_000)
        page.write(b"x" * 200_000)
        self.kept.append(page)
        return super().move(frame)


def test_a_leak_would_be_seen(tmp_path: Path) -> None:
    clip = make_video(tmp_path / "in.mp4", images=[grey(100)] * FRAMES, pts=range(FRAMES))
    memory: list[int] = []
    with open_source(clip) as source:
        process(source, Hoarder(), tmp_path / "out.mp4", SHORT, noted(memory))
    assert len(memory) == FRAMES
    assert grows(memory)


def test_memory_is_flat(
    tmp_path: Path,
    driver_frames: list[Frame],
    eileen: Target,
    warp: Generator,
    driver_neutral: Neutral,
) -> None:
    there = [frame.image for frame in driver_frames[:20]]
    images = (there + there[::-1]) * (FRAMES // 40)
    clip = make_video(tmp_path / "in.mp4", images=images, pts=range(FRAMES))
    settings = TransferSettings(motion=MotionSettings(calibrated=False))
    memory: list[int] = []
    with (
        open_source(clip) as source,
        Transfer(eileen, warp, settings, neutral=driver_neutral, shots=True) as transfer,
    ):
        options = replace(SHORT, segment_frames=40)
        process(source, transfer, tmp_path / "out.mp4", options, noted(memory))
    assert len(memory) == FRAMES
    assert not grows(memory)
