"""`rtxfer demo`: a shipped webcam clip moves a shipped portrait, with nothing to prepare."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Final

from rtxfer.errors import OutputError
from rtxfer.generator import open_generator
from rtxfer.highlights import Highlights
from rtxfer.resting import resting_face
from rtxfer.sources import open_source
from rtxfer.target import Target
from rtxfer.threads import for_rendering
from rtxfer.transfer import Transfer
from rtxfer.video import Summary, VideoOptions, VideoProgress, process

DRIVER: Final = "driver.mp4"
PORTRAITS: Final = {
    "hopper": "grace_hopper.jpg",
    "collins": "eileen_collins.jpg",
}
"""The first is the default: a mouth that is closed at rest shows what moves it best."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the demo has made.

    Attributes:
        video: driver and portrait side by side.
        sheet: its most telling moments in one picture.
        summary: of the run.
    """

    video: Path
    sheet: Path
    summary: Summary


def shipped(name: str) -> Path:
    """Path of a file that came with the demo."""
    return Path(str(resources.files("rtxfer.demo").joinpath(name)))


def run(
    folder: Path,
    portrait: str = "hopper",
    *,
    seconds: float | None = None,
    generator: str | None = None,
    backend: str = "auto",
    on_progress: Callable[[VideoProgress], None] | None = None,
    on_phase: Callable[[str], None] = lambda phase: None,
) -> Shown:
    """Make the demo.

    Args:
        folder: where to put what is made; created if need be.
        portrait: a key of `PORTRAITS`.
        seconds: of the clip; None for all of it.
        generator: name or folder of a bundle; None for the default one.
        backend: what runs it.
        on_progress: called after each frame.
        on_phase: called with a few words when a new phase begins.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"The folder {folder} cannot be made: {error.strerror}.", "Choose another with --out."
        ) from error
    video, sheet = folder / f"{portrait}.mp4", folder / f"{portrait}.png"
    driver = shipped(DRIVER)
    on_phase("Looking at the portrait")
    target = Target.open(shipped(PORTRAITS[portrait]))
    on_phase("Opening the generator")
    with (
        open_source(driver, end=seconds) as source,
        open_generator(
            generator, backend, beside=True, threads=for_rendering(), tell=on_phase
        ) as opened,
    ):
        on_phase("Finding the driver's resting face")
        neutral = resting_face(driver, end=seconds, read=opened.read, reader=opened.reader)
        on_phase("Seeing how the portrait answers")
        with Transfer(target, opened, neutral=neutral) as transfer:
            on_phase("Moving the portrait")
            watched = Highlights(transfer)
            options = VideoOptions(side_by_side=True, origin=transfer.origin)
            summary = process(source, watched, video, options, on_progress)
            watched.save(sheet)
    return Shown(video, sheet, summary)
