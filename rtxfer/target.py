"""The portrait that is made to move, prepared once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from rtxfer.errors import InputError, NoFaceError
from rtxfer.face.landmarks import CHIN
from rtxfer.face.signal import Signal
from rtxfer.face.tracker import Tracker
from rtxfer.frame import Image
from rtxfer.sources.picture import read_noted

LOOK_SIZE: Final = 1280
"""Longest side at which a face is looked for; landmarks are scaled back up."""

SEARCH_SIZE: Final = 5120
"""Longest side of what is searched part by part: larger ones are searched shrunk."""

FOREHEAD: Final = 10
"""The landmark in the middle of the hairline."""

SMALLEST_FACE: Final = 48
"""Pixels. Below this there are not enough of them to move."""

LONG: Final = 1.25
"""Longer side over the shorter one from which there is room for people side by side."""

MOST_FACES: Final = 10
"""Of a group; of more the detector names the surest."""


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """A portrait with its face found.

    Attributes:
        image: RGB, uint8 [H, W, 3], full resolution.
        signal: its face: the one that moves.
        name: for people.
        notes: what the user should know, such as that it shows several faces.
        faces: all that are large enough to be moved, from left to right; nothing where only one
            was ever known.
        path: its file, if it came from one.
        alpha: the picture's own, uint8 [H, W]; None where all of it is opaque.
    """

    image: Image
    signal: Signal
    name: str = "portrait"
    notes: tuple[str, ...] = field(default=())
    faces: tuple[Signal, ...] = field(default=())
    path: Path | None = None
    alpha: npt.NDArray[np.uint8] | None = None

    @classmethod
    def open(
        cls, path: str | Path, *, face: int | None = None, model: Path | None = None
    ) -> Target:
        """Read a portrait from a picture file.

        Args:
            path: of the picture.
            face: which one moves where there are several, from 1, counted from left to right;
                None takes the largest.
            model: a landmark model to use instead of the shipped one.

        Raises:
            InputError: missing, broken or not a picture; or it shows fewer faces.
            NoFaceError: no face, or too small a one.
        """
        path = Path(path)
        read = read_noted(path)
        target = cls.from_image(
            read.image, face=face, name=path.name, model=model, alpha=read.alpha
        )
        return replace(target, notes=(*read.notes, *target.notes), path=path)

    @classmethod
    def from_image(
        cls,
        image: Image,
        *,
        face: int | None = None,
        name: str = "portrait",
        model: Path | None = None,
        alpha: npt.NDArray[np.uint8] | None = None,
    ) -> Target:
        """Find the face in an RGB picture, uint8 [H, W, 3], and its alpha, if any; see `open`."""
        with Tracker("picture", model=model, faces=MOST_FACES) as tracker:
            image, faces, quarters = _upright(tracker, image)
        if not faces:
            raise NoFaceError(
                f"No face was found in {name}.",
                "Use a portrait in which the whole face is seen, from the front or slightly "
                "from the side, and large enough.",
            )
        largest = max(faces, key=_size)
        if _size(largest) < SMALLEST_FACE:
            raise NoFaceError(
                f"The face in {name} is only {_size(largest):.0f} pixels tall.",
                f"Use a larger picture, or cut it closer: at least {SMALLEST_FACE} pixels, "
                "better 300.",
            )
        usable = sorted((one for one in faces if _size(one) >= SMALLEST_FACE), key=_middle)
        notes: tuple[str, ...] = ()
        if quarters:
            alpha = None if alpha is None else np.ascontiguousarray(np.rot90(alpha, quarters))
            notes = (f"{name} lay on its side or head; it was turned.",)
        chosen = usable.index(largest) + 1 if face is None else _demanded(face, usable, name)
        if len(usable) > 1:
            taken = f"the largest one moves: number {chosen}" if face is None else f"{chosen} moves"
            notes += (f"{name} shows {len(usable)} faces; {taken}, counted from the left.",)
        return cls(image, usable[chosen - 1], name, notes, tuple(usable), alpha=alpha)

    @property
    def face(self) -> int:
        """Which of its faces moves, from 1, counted from left to right."""
        return 1 + next((i for i, one in enumerate(self.faces) if one is self.signal), 0)

    def shrunk(self, side: int) -> Target:
        """The same portrait with its longest side at most `side` pixels."""
        image, scale = _shrink(self.image, side)
        if scale == 1:
            return self
        # Of the other faces nothing is asked any more.
        alpha = None if self.alpha is None else _shrink(self.alpha, side)[0]
        signal = _scaled(self.signal, scale)
        return replace(self, image=image, alpha=alpha, signal=signal, faces=())


def _size(face: Signal) -> float:
    return face.box[3] - face.box[1]


def _middle(face: Signal) -> float:
    return face.box[0] + face.box[2]


def _demanded(face: int, faces: list[Signal], name: str) -> int:
    """The number itself, where there are that many faces."""
    if 1 <= face <= len(faces):
        return face
    found = "one face" if len(faces) == 1 else f"{len(faces)} faces"
    raise InputError(
        f"{name} has no face number {face}: {found} large enough to be moved "
        f"{'was' if len(faces) == 1 else 'were'} found.",
        "Leave --face out." if len(faces) == 1 else f"Write 1 to {len(faces)}, from the left.",
    )


def _shrink(image: Image, side: int) -> tuple[Image, float]:
    scale = min(1.0, side / max(image.shape[:2]))
    if scale == 1:
        return image, 1.0
    size = (max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale)))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA)), scale


def _scaled(face: Signal, scale: float, left: float = 0.0, top: float = 0.0) -> Signal:
    """A face found in a scaled cut-out, in the pixels of the whole picture (or back)."""
    landmarks = face.landmarks * np.float32(scale) + np.array([left, top, 0], np.float32)
    size = (round(face.size[0] * scale), round(face.size[1] * scale))
    return replace(face, landmarks=landmarks, size=size)


def _upright(tracker: Tracker, image: Image) -> tuple[Image, list[Signal], int]:
    """The picture with its largest face upright, all faces in it, and by how many quarter turns to
    the left it was turned.

    The tracker may find a face that lies, though it is made for upright ones; one that it misses
    is looked for with the picture turned, before small ones are looked for part by part.
    """
    faces = _whole_faces(tracker, image)
    if _stands(faces):
        return image, _beside(tracker, image, faces), 0
    for turn in (1, 3, 2):
        turned = np.ascontiguousarray(np.rot90(image, turn))
        found = _whole_faces(tracker, turned)
        if _stands(found):
            return turned, _beside(tracker, turned, found), turn
    return image, faces or _find_faces(tracker, image), 0


def _beside(tracker: Tracker, image: Image, found: list[Signal]) -> list[Signal]:
    """`found`, and of a long picture what is seen besides in squares along its longer side.

    At a look at the whole picture the detector may miss one of two people who sit side by side.
    """
    height, width = image.shape[:2]
    if max(height, width) < LONG * min(height, width):
        return found
    faces = list(found)
    for face in _in_parts(tracker, image, min(height, width)):
        size = (width, height)
        if all(_apart(face, other) > max(_size(face), _size(other)) / 2 for other in faces):
            faces.append(replace(face, size=size))
    return faces


def _stands(faces: list[Signal]) -> bool:
    """Whether the largest is upright, and large enough to be moved."""
    if not faces:
        return False
    largest = max(faces, key=_size)
    return _size(largest) >= SMALLEST_FACE and not _quarters(largest)


def _quarters(face: Signal) -> int:
    """How many quarter turns to the left set a face upright: 0 to 3."""
    points = face.landmarks[:, :2]
    down = points[list(CHIN)].mean(0) - points[FOREHEAD]
    return round(float(np.degrees(np.arctan2(down[0], down[1]))) / -90) % 4


def _whole_faces(tracker: Tracker, image: Image) -> list[Signal]:
    """Those that are found at a look at the whole picture."""
    whole, scale = _shrink(image, LOOK_SIZE)
    size = (image.shape[1], image.shape[0])
    return [replace(_scaled(face, 1 / scale), size=size) for face in tracker.faces(whole)]


def _find_faces(tracker: Tracker, image: Image) -> list[Signal]:
    """All faces; a small one in a large picture is looked for part by part.

    The detector sees a picture at 128², where the face of a full-length portrait is lost.
    """
    full = (image.shape[1], image.shape[0])
    image, shrunk = _shrink(image, SEARCH_SIZE)
    height, width = image.shape[:2]
    faces = _whole_faces(tracker, image)
    for parts in (2, 4, 8):
        if faces:
            break
        side = min(max(width, height) // parts * 3 // 2, width, height)
        if side < 2 * SMALLEST_FACE:
            break
        faces += _in_parts(tracker, image, side)
    return [replace(_scaled(face, 1 / shrunk), size=full) for face in _distinct(faces)]


def _in_parts(tracker: Tracker, image: Image, side: int) -> list[Signal]:
    """Those that are found in squares of `side` which overlap by half; some of them twice."""
    faces: list[Signal] = []
    for top in _starts(image.shape[0], side):
        for left in _starts(image.shape[1], side):
            part, zoom = _shrink(image[top : top + side, left : left + side], LOOK_SIZE)
            faces += [_scaled(face, 1 / zoom, left, top) for face in tracker.faces(part)]
    return faces


def _starts(length: int, side: int) -> list[int]:
    """Where parts of `side` begin so that they cover `length` and overlap by half."""
    count = max(1, -(-2 * (length - side) // side) + 1)
    return sorted({int(start) for start in np.linspace(0, length - side, count)})


def _distinct(faces: list[Signal]) -> list[Signal]:
    """Drop faces found twice in overlapping parts."""
    kept: list[Signal] = []
    for face in sorted(faces, key=_size, reverse=True):
        if all(_apart(face, other) > _size(face) / 2 for other in kept):
            kept.append(face)
    return kept


def _apart(face: Signal, other: Signal) -> float:
    """How far the middles of two faces are apart, pixels."""
    middles = [one.landmarks[:, :2].mean(0) for one in (face, other)]
    return float(np.linalg.norm(middles[0] - middles[1]))
