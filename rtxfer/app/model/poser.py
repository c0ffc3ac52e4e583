"""Shows a portrait in a pose, and saves it; used by one thread at a time."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from engines.backends.registry import REFERENCE
from engines.building.background import stand_in
from engines.bundle import DEFAULT, open_bundle
from engines.selection.graphs import is_measured
from rtxfer.frame import Image
from rtxfer.motion.pose import Pose
from rtxfer.posing import Posing
from rtxfer.sinks.picture_file import write_picture
from rtxfer.target import Target

SEEN_SIZE: Final = 1280
"""Longest side of what is shown while it is edited; what is saved has the portrait's own size."""


@dataclass(frozen=True, slots=True)
class Editing:
    """What is edited, and by what.

    Attributes:
        target: the portrait.
        generator: name or folder of a bundle; None for the default one.
        backend: what runs it.
        whole_head: hair and ears turn with the face.
    """

    target: Target
    generator: str | None
    backend: str
    whole_head: bool

    def open(self, target: Target) -> Posing:
        """Its portrait, or a smaller one, ready for poses; takes a second or two."""
        backend = stand_in(self.generator, self.backend)
        measured = is_measured(open_bundle(self.generator or DEFAULT), backend)
        return Posing(
            target,
            self.generator,
            backend if measured else REFERENCE,
            whole_head=self.whole_head,
        )


class Poser:
    """Keeps what was opened last, so that a slider is answered at once."""

    def __init__(self) -> None:
        self._editing: Editing | None = None
        self._posing: Posing | None = None

    def show(self, editing: Editing, pose: Pose) -> Image:
        """The portrait in that pose, RGB uint8 [H, W, 3], at most `SEEN_SIZE` a side.

        Raises:
            RtxferError, EngineError: the generator cannot be opened.
        """
        if self._posing is None or self._editing != editing:
            self.close()
            self._posing = editing.open(editing.target.shrunk(SEEN_SIZE))
            self._editing = editing
        return self._posing.show(pose)

    def save(self, editing: Editing, pose: Pose, path: Path) -> Path:
        """Write it at the portrait's own size.

        Returns:
            The path.

        Raises:
            RtxferError, EngineError: the generator cannot be opened, the picture not be written.
        """
        with editing.open(editing.target) as posing:
            write_picture(posing.show(pose), path, posing.origin)
        return path

    def close(self) -> None:
        """Free the engines."""
        if self._posing is not None:
            self._posing.close()
            self._posing = None
