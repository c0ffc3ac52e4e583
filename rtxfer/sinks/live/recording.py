"""The live portrait as a video file, with the sound of a microphone."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Final

from rtxfer.errors import OutputError
from rtxfer.frame import Frame, Image
from rtxfer.provenance import Origin
from rtxfer.provenance.certificate import identity
from rtxfer.sinks.codecs import codec_for
from rtxfer.sinks.destination import check_destination, explained
from rtxfer.sinks.live import unfinished
from rtxfer.sinks.live.microphone import Microphone, Sound, SoundSource
from rtxfer.sinks.live.sound_file import SoundFile
from rtxfer.sinks.parts import free_name

RECORDINGS: Final = frozenset({".mp4", ".mov", ".mkv"})
"""What a recording can be: what is compressed fast enough."""

_SEGMENT_SECONDS = 5
_CLOSING_SECONDS = 0.3

_log = logging.getLogger(__name__)


class RecordingSink:
    """Records at a constant rate, in segments that survive a crash.

    A recording replaces nothing: where its name is taken it becomes `name-2`, and so does every
    further one of the same sink. It appears whole, when it is closed. What a crash or a full
    disk broke off is finished when the next recording into the same folder begins.

    Args:
        path: where to; `.mp4`, `.mov` or `.mkv`.
        microphone: its number, a part of its name, or "default"; or what switches another source
            of sound on. None records no sound.
        encoder: see `rtxfer.sinks.codecs.codec_for`.

    Attributes:
        path: where the recording at hand, or the last one, appears.
        asks: tells what a frame is made with, as it is written; whoever feeds the sink knows.

    Raises:
        OutputError: another extension, or an encoder that does not work here.
        InputError: the certificate that was named cannot be signed with.
    """

    def __init__(
        self,
        path: Path,
        microphone: str | Callable[[], SoundSource] | None = None,
        encoder: str = "x264",
    ) -> None:
        if path.suffix.lower() not in RECORDINGS:
            raise OutputError(
                f"A recording cannot be a {path.suffix or 'file without an extension'}.",
                f"Name it something that ends in one of: {' '.join(sorted(RECORDINGS))}",
            )
        codec_for(path.suffix, encoder)  # told before anybody is on air
        identity()
        self.path = path
        self.asks: Callable[[], Origin] = Origin
        self._wanted = path
        self._encoder = encoder
        self._source = microphone
        self._recording: _Recording | None = None
        self._publishing: _Publishing | None = None

    @property
    def name(self) -> str:
        """The kind of sink, and the file's name."""
        return f"recording {self._wanted.name}"

    def open(self, size: tuple[int, int], rate: int) -> None:
        """Begin a recording.

        Raises:
            OutputError: the folder is missing or cannot be written to.
            DeviceError: the microphone is missing, busy or forbidden.
            MissingDependencyError: sounddevice or PortAudio is not installed.
        """
        self.close()
        check_destination(self._wanted, ())
        unfinished.finish_all(self._wanted.parent)
        with explained(self._wanted):
            self.path = free_name(self._wanted)
        self._recording = _Recording(self.path, size, rate, self._source, self._encoder)

    def write(self, image: Image, time: float) -> None:
        """Record the next frame, at its time: where ticks were missed, the frame before stays.

        Raises:
            OutputError: the disk is full; what was recorded is kept.
            DeviceError: the microphone is gone.
        """
        if self._recording is None:
            raise OutputError("The recording has not begun.", "Open it first.")
        self._recording.write(image, time, self.asks())

    def close(self) -> None:
        """Publish the recording, or, where that takes longer than a moment, begin to.

        It then goes on beside everything else; the program does not end before it is done.

        Raises:
            OutputError: it cannot be published; what was recorded is kept.
        """
        recording, self._recording = self._recording, None
        if recording is None:
            return
        self._publishing = _Publishing(recording)
        self._publishing.start()
        self._publishing.join(_CLOSING_SECONDS)
        if self._publishing.error is not None:
            raise self._publishing.error

    def wait(self) -> None:
        """Wait until the last recording has been published.

        Raises:
            OutputError: as for `close`.
        """
        if self._publishing is not None:
            self._publishing.join()
            if self._publishing.error is not None:
                raise self._publishing.error


class _Recording:
    """One file in the making."""

    def __init__(
        self,
        path: Path,
        size: tuple[int, int],
        rate: int,
        source: str | Callable[[], SoundSource] | None,
        encoder: str,
    ) -> None:
        self.path = path
        self._rate = rate
        self._began: float | None = None
        self._last = -1
        self._sound: SoundFile | None = None
        self._microphone: SoundSource | None = None
        if source is not None:
            self._microphone = Microphone(source) if isinstance(source, str) else source()
        try:
            self._parts = unfinished.begin(path, rate)
        except BaseException:
            if self._microphone is not None:
                self._microphone.close()
            raise
        frames = _SEGMENT_SECONDS * rate
        self._sink = unfinished.sink(path, self._parts, size, rate, frames, encoder)

    def write(self, image: Image, time: float, origin: Origin) -> None:
        known = self._sink.origin.joined(origin)
        if known is not self._sink.origin:
            self._sink.origin = known
            unfinished.note(self._parts, self._rate, known)
        if self._began is None:
            self._began = time
            if self._microphone is not None:
                with explained(self.path):
                    self._sound = SoundFile(
                        unfinished.sound_of(self._parts),
                        self._microphone.rate,
                        self._microphone.channels,
                        time,
                    )
        ticks = (time - self._began) * self._rate
        tick = max(round(ticks), self._last + 1)
        if tick - ticks <= 1:  # otherwise two frames came in one tick
            self._sink.write(Frame(image, tick, tick, Fraction(1, self._rate)))
            self._last = tick
        if self._microphone is not None:
            self._lay(self._microphone.take())

    def finish(self) -> None:
        """Publish it; without a frame nothing appears."""
        if self._began is None:
            self._end_sound()
            self._parts.remove()
            return
        with self._sink:
            self._end_sound()

    def give_up(self) -> None:
        """Leave what there is to a later `finish_all`."""
        unfinished.release(self._parts)

    def _end_sound(self) -> None:
        if self._microphone is not None:
            self._lay(self._microphone.close())
        if self._sound is not None:
            with explained(self.path):
                self._sound.close()

    def _lay(self, sounds: list[Sound]) -> None:
        if self._sound is None:
            return  # from before the first frame
        with explained(self.path):
            for sound in sounds:
                self._sound.write(sound.samples, sound.time)


class _Publishing(threading.Thread):
    """Not a daemon, so that the program waits for it."""

    def __init__(self, recording: _Recording) -> None:
        super().__init__(name=f"publish {recording.path.name}")
        self._recording = recording
        self.error: OutputError | None = None

    def run(self) -> None:
        try:
            self._recording.finish()
        except OutputError as error:
            self._recording.give_up()
            _log.warning("%s What was recorded is kept beside it.", error.problem)
            self.error = error
