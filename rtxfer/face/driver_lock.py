"""Who of several people drives: one is chosen, and kept to."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

from rtxfer.face.likeness import (
    CERTAINLY_SAME,
    STRANGER,
    Likeness,
    Looks,
    likeness,
    likeness_arrays,
    likenesses_of,
)
from rtxfer.face.signal import Signal
from rtxfer.frame import Image

LOCK_SECONDS: Final = 1.0
"""How long a lost driver's place is kept before the largest face may take over."""

SETTLING: Final = 0.5
"""Seconds from the first face on in which it is seen how many there are."""

CONFIRMED: Final = 3
"""Frames in which so many faces must be seen; in one there may be a pattern on a wall."""

COMPANY_SECONDS: Final = 2.0
"""For so long after another face was near, a face at the driver's place may be the other's."""

COMPANY_SIZES: Final = 2.0
"""So near, in sizes of the driver's face, from middle to middle."""

OCCLUDED_SECONDS: Final = 0.8
"""How long a face may look like a stranger's once it was not seen: longer than a hand is before
it."""

KNOWN_AGAIN: Final = -0.5
"""`strangeness` below which somebody who was lost is known anywhere; within a second of that it
takes `CERTAINLY_SAME`."""

MARGIN: Final = 0.1
"""By how much somebody must be more alike than anybody else to be known again elsewhere."""

REFERENCE_FACES: Final = 8
"""Frames that say who the driver is, and as many as there are poses to know them in."""

MOST_KNOWN: Final = 24

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom; see `Signal.place`."""


class DriverLock:
    """Keeps to one face among several, also where the stream changes its size meanwhile.

    Of the faces near the last place, that one goes on which is nearest and most alike. Without a
    number the largest face becomes the driver, and may again once nobody was near for a second.
    With a number, or once somebody is asked for by `choose`, it keeps to that person: however
    long they are not seen, nobody else is taken, until the picture jumps.

    Args:
        number: which face, counted from 1 and from the left when they are first seen.
        settling: seconds from the first face on before that is decided.

    Attributes:
        switched: whether the last call took somebody else because of `choose`.
    """

    def __init__(self, number: int | None = None, settling: float = SETTLING) -> None:
        self._number, self._settling = number, settling
        self._held = number is not None
        self._box: Box | None = None
        self._seen = 0.0
        self._loose = False
        self._company = self._strange_since = -np.inf
        self._doubtful = False
        self._known: list[Likeness] = []
        self._counts: deque[tuple[float, int]] = deque()
        self._since: float | None = None
        self._wish: tuple[float, float] | None = None
        self.switched = False

    @classmethod
    def of(cls, face: Signal, time: float, image: Image) -> DriverLock:
        """One that keeps to the person who was tracked so in a picture."""
        lock = cls()
        lock._held = True
        lock._box, lock._seen = face.place, time
        lock._known.append(likeness(image, face))
        return lock

    @property
    def chosen(self) -> bool:
        """Whether there is a driver, seen at the moment or not."""
        return self._box is not None

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """What it remembers of a driver that was chosen."""
        box = np.array([] if self._box is None else self._box, np.float64)
        flags = [self._loose, self._held, self._doubtful]
        counts = [self._seen, self._company, self._strange_since, *flags]
        kept: dict[str, npt.NDArray[Any]] = {"box": box, "counts": np.array(counts, np.float64)}
        return kept | likeness_arrays(self._known)

    def restore(self, arrays: Mapping[str, npt.NDArray[Any]]) -> None:
        """Remember what `arrays` gave."""
        box = [float(side) for side in arrays["box"]]
        self._box = (box[0], box[1], box[2], box[3]) if box else None
        counts = [float(one) for one in arrays["counts"]]
        self._seen, self._company, self._strange_since = counts[:3]
        self._loose, self._held, self._doubtful = (bool(flag) for flag in counts[3:])
        self._known = likenesses_of(arrays)

    def loosen(self) -> None:
        """Until a face is seen again, it may be anywhere."""
        self._loose = True

    def choose(self, across: float, down: float) -> None:
        """Keep to whoever is at this point from the next frame on; from any thread.

        Args:
            across, down: in the units of `Signal.place`.
        """
        self._wish = (across, down)

    def __call__(
        self, faces: list[Signal], time: float, image: Image | None = None
    ) -> Signal | None:
        """The driver among `faces`, or None.

        Args:
            faces: as they lie in the picture.
            time: seconds.
            image: the picture, RGB uint8 [H, W, 3]; without one people are told by place alone.
        """
        looks = Looks(image, self._known)
        if time < self._company:
            self._company = -np.inf  # the clock started over
        if self._crowded(faces):
            self._company, self._doubtful = time, True
        chosen = self._kept(faces, time, looks) if self._held else self._free(faces, time, looks)
        wished = self._wished(faces)
        self.switched = wished is not None and wished is not chosen
        if wished is not None:
            self._held, chosen = True, wished
            if self.switched:
                self._known.clear()
        if chosen is None:
            self._doubtful = True
        else:
            self._box, self._seen, self._loose = chosen.place, time, False
            self._learn(chosen, faces, looks)
        return chosen

    def _crowded(self, faces: list[Signal]) -> bool:
        """Whether there is another face than the driver's near their place."""
        box = self._box
        if box is None or len(faces) < 2:
            return False
        near = sum(_apart(face.place, box) < COMPANY_SIZES * _size(box) for face in faces)
        return near > 1

    def _wished(self, faces: list[Signal]) -> Signal | None:
        """Whoever was asked for; a wish is over with the next frame that shows anybody."""
        wish = self._wish
        if wish is None or not faces:
            return None
        self._wish = None
        point = (*wish, *wish)
        nearest = min(faces, key=lambda face: _apart(face.place, point))
        return nearest if _apart(nearest.place, point) < _size(nearest.place) else None

    def _free(self, faces: list[Signal], time: float, looks: Looks) -> Signal | None:
        # A clock that starts over, as in a clip played again, releases the driver too.
        if self._box is not None and abs(time - self._seen) > LOCK_SECONDS:
            self._forget()
        near = self._near(faces)
        if not near and self._loose:
            self._forget()
            near = faces
        if self._box is None:
            return max(near, key=lambda face: _size(face.place), default=None)
        best = self._best(near, looks, among=len(faces))
        return None if best is None or self._taken_over(best, time, looks) else best

    def _kept(self, faces: list[Signal], time: float, looks: Looks) -> Signal | None:
        if self._box is None:
            return self._numbered(faces, time)
        lost = abs(time - self._seen) > LOCK_SECONDS
        best = self._best(self._near(faces), looks, among=len(faces))
        if self._loose:
            return self._known_again(faces, looks, CERTAINLY_SAME) or best or self._anew(faces)
        if best is not None and self._still(best, time, looks, lost=lost):
            return best
        return self._known_again(faces, looks, KNOWN_AGAIN if lost else CERTAINLY_SAME)

    def _numbered(self, faces: list[Signal], time: float) -> Signal | None:
        """The face with the number, once it is seen how many there are."""
        if self._counts and time < self._counts[-1][0]:
            self._counts.clear()
            self._since = None
        if self._since is None and not faces:
            return None
        self._since = time if self._since is None else self._since
        self._counts.append((time, len(faces)))
        while time - self._counts[0][0] > max(self._settling, LOCK_SECONDS):
            self._counts.popleft()
        counts = sorted((count for _, count in self._counts), reverse=True)
        most = counts[min(CONFIRMED, len(counts)) - 1]
        if time - self._since < self._settling or len(faces) != most:
            return None
        return self._from_left(faces)

    def _from_left(self, faces: list[Signal]) -> Signal | None:
        number = self._number or 1
        if len(faces) < number:
            return None
        return sorted(faces, key=lambda face: face.place[0] + face.place[2])[number - 1]

    def _anew(self, faces: list[Signal]) -> Signal | None:
        """In another shot: the same number, or the largest for somebody who was pointed at."""
        if self._number is not None:
            chosen = self._from_left(faces)
        else:
            chosen = max(faces, key=lambda face: _size(face.place), default=None)
        if chosen is not None:
            self._known.clear()
        return chosen

    def _near(self, faces: list[Signal]) -> list[Signal]:
        box = self._box
        return [face for face in faces if box is None or _near(face.place, box)]

    def _best(self, near: list[Signal], looks: Looks, *, among: int) -> Signal | None:
        """The nearest and most alike: a face's size apart weighs as much as a stranger's look."""
        box = self._box
        if box is None or not near:
            return None

        def cost(face: Signal) -> float:
            strange = looks.strangeness(face) if among > 1 else None
            apart = _apart(face.place, box) / max(_size(box), 1e-6)
            return apart + (STRANGER if strange is None else strange)

        return min(near, key=cost)

    def _taken_over(self, face: Signal, time: float, looks: Looks) -> bool:
        """Whether somebody else, who was seen lately, is at the driver's place."""
        if time - self._company > COMPANY_SECONDS:
            return False
        strange = looks.strangeness(face)
        return strange is not None and strange > STRANGER

    def _still(self, face: Signal, time: float, looks: Looks, *, lost: bool) -> bool:
        """Whether the face at the driver's place is theirs."""
        strange = looks.strangeness(face)
        if strange is None:  # turned away, or no picture: by place alone, and so not for long
            return not lost
        if strange <= STRANGER:
            self._strange_since, self._doubtful = -np.inf, False
            return True
        if not self._doubtful:  # never out of sight, and nobody else near: a hand, a grimace
            return True
        if lost or self._taken_over(face, time, looks):
            return False
        if not 0 <= time - self._strange_since < np.inf:
            self._strange_since = time
        return time - self._strange_since < OCCLUDED_SECONDS

    def _known_again(self, faces: list[Signal], looks: Looks, bound: float) -> Signal | None:
        """The driver elsewhere in the picture: alike, and more so than anybody else."""
        told = [(looks.strangeness(face), face) for face in faces]
        ranked = sorted(
            ((strange, face) for strange, face in told if strange is not None),
            key=lambda one: one[0],
        )
        if not ranked or ranked[0][0] >= bound:
            return None
        sure = len(ranked) == 1 or ranked[1][0] - ranked[0][0] > MARGIN
        return ranked[0][1] if sure else None

    def _forget(self) -> None:
        self._box = None
        self._known.clear()

    def _learn(self, chosen: Signal, faces: list[Signal], looks: Looks) -> None:
        """Keep what the driver looks like, in each pose in which nobody else is near."""
        if looks.image is None or len(self._known) >= (
            MOST_KNOWN if self._held else REFERENCE_FACES
        ):
            return
        strange = looks.strangeness(chosen)
        if self._known and strange is None:
            room = 2 * _size(chosen.place)
            learns = all(
                _apart(other.place, chosen.place) > room for other in faces if other is not chosen
            )
        else:
            learns = len(self._known) < REFERENCE_FACES and (strange or -1) <= STRANGER
        if learns:
            self._known.append(looks.likeness(chosen, looks.image))


def _size(box: Box) -> float:
    return max(box[2] - box[0], box[3] - box[1])


def _apart(a: Box, b: Box) -> float:
    return float(np.hypot(a[0] + a[2] - b[0] - b[2], a[1] + a[3] - b[1] - b[3]) / 2)


def _near(a: Box, b: Box) -> bool:
    """Whether a face can be the one that was at `b` a moment ago."""
    return _apart(a, b) < 1.2 * _size(b) and 0.5 < _size(a) / max(_size(b), 1e-6) < 2
