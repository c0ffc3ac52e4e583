"""MediaPipe's FaceLandmarker as a source of signals, locked to one driver."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np

from engines.closing import Closing
from rtxfer.errors import MissingDependencyError
from rtxfer.face.deferred import deferred
from rtxfer.face.driver_lock import Box, DriverLock
from rtxfer.face.geometry import Points
from rtxfer.face.landmarks import LANDMARKS
from rtxfer.face.model_file import landmark_model
from rtxfer.face.signal import Signal
from rtxfer.frame import Image

MOST_FACES: Final = 3
MOST_NUMBERED: Final = 10
"""Where one is chosen by number, that of all people who sit there counts."""

UNUSED: Final = ("matplotlib", "matplotlib.pyplot", "sounddevice")
"""What MediaPipe loads for drawings and recordings of its own; most of its time to import."""


class Tracker(Closing):
    """Finds the driver's face, frame by frame; a context manager.

    Which of several faces that is, and for how long, `DriverLock` says.

    Args:
        mode: "video" follows faces from frame to frame, "picture" looks afresh each time.
        mirrored: the frames come from a mirrored (selfie) camera; signals are un-mirrored.
        model: a landmark model to use instead of the shipped one.
        faces: how many faces to look for at most.
        lock: who drives; None: the largest face, see `DriverLock`.

    Attributes:
        crowded: frames in which more than one face was seen.
        lock: who drives.
        places: of the faces in the last frame, the driver's first; see `Signal.place`.
    """

    def __init__(
        self,
        mode: Literal["video", "picture"] = "video",
        *,
        mirrored: bool = False,
        model: Path | None = None,
        faces: int = MOST_FACES,
        lock: DriverLock | None = None,
    ) -> None:
        self._mirrored = mirrored
        self._mode = mode
        self._wrap, self._landmarker = _open(mode, landmark_model(model), faces)
        self._clock = 0
        self.crowded = 0
        self.lock = lock or DriverLock()
        self.places: tuple[Box, ...] = ()

    def close(self) -> None:
        """Free the landmarker; safe to call twice."""
        if self._landmarker is not None:
            self._landmarker.close()
            self._landmarker = None

    def faces(self, image: Image, time: float = 0.0) -> list[Signal]:
        """All faces of a frame, in no particular order.

        Args:
            image: RGB, uint8 [H, W, 3].
            time: seconds; steps back are tolerated.
        """
        if self._landmarker is None:
            raise RuntimeError("This tracker is closed.")
        picture = self._wrap(np.ascontiguousarray(image))
        if self._mode == "video":
            # MediaPipe insists on a clock of whole milliseconds that only goes forward.
            self._clock = max(self._clock + 1, round(time * 1000))
            found = self._landmarker.detect_for_video(picture, self._clock)
        else:
            found = self._landmarker.detect(picture)
        height, width = image.shape[:2]
        return _signals(found, width, height)

    def track(self, image: Image, time: float = 0.0) -> Signal | None:
        """The driver's signal, or None when no face was found."""
        faces = self.faces(image, time)
        self.crowded += len(faces) > 1
        chosen = self.lock(faces, time, image)
        self.places = tuple(face.place for face in sorted(faces, key=lambda one: one is not chosen))
        if chosen is not None and self._mirrored:
            return chosen.unmirrored()
        return chosen


def _open(mode: str, model: Path, faces: int) -> tuple[Callable[[Image], Any], Any]:
    try:
        with deferred(*UNUSED):
            import mediapipe as mp
            from mediapipe.tasks.python import BaseOptions, vision
    except ImportError as error:
        raise MissingDependencyError(
            f"MediaPipe, which tracks faces, cannot be loaded: {error}",
            "Run: pip install mediapipe==0.10.33 (on Debian or Ubuntu also: "
            "apt-get install libegl1 libgles2 libgl1 libglib2.0-0 libxcb1).",
        ) from error
    running = vision.RunningMode.VIDEO if mode == "video" else vision.RunningMode.IMAGE
    options = vision.FaceLandmarkerOptions(
        # The file is handed over as bytes: MediaPipe cannot open every non-ASCII path.
        base_options=BaseOptions(model_asset_buffer=model.read_bytes()),
        running_mode=running,
        num_faces=faces,
        output_face_blendshapes=True,
        output_facial_transformation_matrixes=True,
    )

    def wrap(image: Image) -> Any:
        return mp.Image(image_format=mp.ImageFormat.SRGB, data=image)

    with _hushed():
        return wrap, vision.FaceLandmarker.create_from_options(options)


_hush: Final = threading.Lock()
"""Of two threads that overlap, the later one would put the earlier one's chatter file in the
place of the error stream, for good."""


@contextmanager
def _hushed() -> Iterator[None]:
    """Keep MediaPipe's start-up chatter off the error stream, unless it fails.

    It is written by C++ straight to file descriptor 2 and is for the makers of MediaPipe, not
    for people. All threads share that descriptor: two that exchanged it at once would lose it.
    """
    with _hush:
        yield from _exchanged()


def _exchanged() -> Iterator[None]:
    try:
        kept = os.dup(2)
    except OSError:  # a windowed program may have no error stream at all
        yield
        return
    with tempfile.TemporaryFile() as chatter:
        os.dup2(chatter.fileno(), 2)
        try:
            yield
        except BaseException:
            chatter.seek(0)
            os.write(kept, chatter.read())
            raise
        finally:
            os.dup2(kept, 2)
            os.close(kept)


def _signals(found: Any, width: int, height: int) -> list[Signal]:
    scale = np.array([width, height, width], np.float32)
    signals = []
    for index, points in enumerate(found.face_landmarks):
        if len(points) != LANDMARKS:
            continue
        landmarks: Points = np.array([(p.x, p.y, p.z) for p in points], np.float32) * scale
        signals.append(
            Signal(
                landmarks=landmarks,
                blendshapes=np.array(
                    [shape.score for shape in found.face_blendshapes[index]], np.float32
                ),
                pose=np.array(found.facial_transformation_matrixes[index], np.float32),
                size=(width, height),
            )
        )
    return signals
