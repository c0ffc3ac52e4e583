"""What all sinks that end in a file or folder have in common: all of it appears, or nothing."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path
from types import TracebackType
from typing import Self

from rtxfer.errors import OutputError
from rtxfer.frame import Frame
from rtxfer.provenance import Origin, publish
from rtxfer.sinks.destination import explained
from rtxfer.sinks.parts import Parts


class FileSink(ABC):
    """Works in a hidden folder, publishes in one step; see `Sink` for the promise.

    Args:
        path: the destination.
        parts: the hidden folder to work in; a temporary one if None.

    Attributes:
        origin: what the frames are made with, which the result then says.
    """

    audio = "none"

    def __init__(self, path: Path, parts: Parts | None = None) -> None:
        self.path = path
        self.origin = Origin()
        self._parts = parts or Parts.temporary(path)

    def write(self, frame: Frame) -> None:
        """Take the next frame."""
        with explained(self.path):
            self._write(frame)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            self._abandon()
            return
        try:
            with explained(self.path):
                self._publish()
        except BaseException:
            self._abandon()
            raise
        self._parts.remove()

    @abstractmethod
    def _write(self, frame: Frame) -> None:
        """Add one frame to the work."""

    @abstractmethod
    def _publish(self) -> None:
        """Finish the work and move it to the destination."""

    def _put(self, draft: Path) -> None:
        """The finished file to the destination, signed."""
        publish(draft, self.path, self.origin)

    def _abandon(self) -> None:
        """Leave the destination alone; must not raise, an error is already on its way."""
        if not (self._parts.kept and self._parts.committed):
            self._parts.remove()

    def _nothing_written(self) -> OutputError:
        return OutputError(
            f"{self.path} was not written: no frame came.", "Check the driver and its cut."
        )
