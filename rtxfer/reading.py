"""The driver's code, frame by frame; or less often, and held in between."""

from __future__ import annotations

from dataclasses import replace

from rtxfer.face.code import NOTHING, Code
from rtxfer.face.signal import Signal
from rtxfer.frame import Image
from rtxfer.generator import Generator


class CodeReading:
    """Reads codes with whatever generator is at hand.

    Args:
        mirrored: the pictures come from a mirrored camera.
    """

    def __init__(self, mirrored: bool) -> None:
        self._mirrored = mirrored
        self._held: Code = NOTHING
        self._reader: Generator | None = None
        self._age = 0

    def __call__(self, generator: Generator, picture: Image, signal: Signal, every: int) -> Signal:
        """The signal with its code, or with that of a frame before.

        Args:
            generator: one that reads; what another one read is never held.
            picture: what `signal` was tracked in, RGB uint8 [H, W, 3].
            signal: of a face.
            every: 1 reads in each frame, 2 in every other.
        """
        self._age += 1
        if generator is self._reader and self._age < every:
            return replace(signal, code=self._held)
        read = generator.read(picture, signal, mirrored=self._mirrored)
        self._held, self._reader, self._age = read.code, generator, 0
        return read

    def forget(self) -> None:
        """Hold nothing: the face was lost, or there was a cut."""
        self._held, self._reader = NOTHING, None
