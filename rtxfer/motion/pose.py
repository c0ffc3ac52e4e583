"""A motion made by hand: action units, blendshapes and a turn of the head, by their names.

What `rtxfer pose` and the window's sliders set. Names are written in any of the usual ways:
`smile`, `AU12`, `mouthSmile` and `mouth_smile` are the same; `smile_left`, `L12` and
`mouthSmileLeft` mean the portrait's own left half alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from rtxfer.errors import InputError
from rtxfer.face.action_units import UNIT
from rtxfer.face.geometry import canonical_face
from rtxfer.face.landmarks import BLENDSHAPE, BLENDSHAPES
from rtxfer.motion.aperture import eye_openness
from rtxfer.motion.basis import expression, moved_by
from rtxfer.motion.regions import BLENDSHAPE_REGION, REGIONS, UNIT_REGION
from rtxfer.motion.relative import Motion

Vector = npt.NDArray[np.float32]

MOST_TURN: Final = 30.0
"""Degrees; a photograph has no other side."""

LIPS_APART: Final = 0.15
"""Gap of the lips over the height of the face at which unit 25 is 1, as it is read."""

_UNITS: Final[tuple[tuple[str, str, str], ...]] = (
    ("1", "brow_inner_up", "browInnerUp"),
    ("2", "brow_outer_up", "browOuterUp"),
    ("4", "brow_down", "browDown"),
    ("5", "lids_wide", "eyeWide"),
    ("6", "cheek_up", "cheekSquint"),
    ("7", "lids_tight", "eyeSquint"),
    ("9", "nose_wrinkle", "noseSneer"),
    ("10", "upper_lip_up", "mouthUpperUp"),
    ("12", "smile", "mouthSmile"),
    ("14", "dimple", "mouthDimple"),
    ("15", "frown", "mouthFrown"),
    ("16", "lower_lip_down", "mouthLowerDown"),
    ("17", "chin_up", "mouthShrugLower"),
    ("18", "pucker", "mouthPucker"),
    ("20", "lips_stretched", "mouthStretch"),
    ("22", "lips_funnelled", "mouthFunnel"),
    ("24", "lips_pressed", "mouthPress"),
    ("25", "lips_apart", ""),
    ("26", "jaw_open", "jawOpen"),
    ("28", "lips_rolled_in", "mouthRollLower mouthRollUpper"),
    ("L30", "jaw_left", "jawLeft"),
    ("R30", "jaw_right", "jawRight"),
    ("45", "blink", "eyeBlink"),
    ("61", "look_left", "eyeLookOutLeft eyeLookInRight"),
    ("62", "look_right", "eyeLookOutRight eyeLookInLeft"),
    ("63", "look_up", "eyeLookUpLeft eyeLookUpRight"),
    ("64", "look_down", "eyeLookDownLeft eyeLookDownRight"),
)
"""Unit of FACS, its plain name, and the blendshapes that it is read from, without their sides."""

_NAMES: Final = frozenset(name for _, name, _ in _UNITS)

_LIDS: Final = ("eyeSquint", "eyeWide", "eyeLookUp", "eyeLookDown")
"""What moves the lids besides a blink."""


@dataclass(frozen=True, slots=True)
class Channel:
    """Something that can be set by its name, from −1 to 1.

    Attributes:
        name: as it is listed.
        unit: its action units, such as "L12"; none for a blendshape.
        blendshapes: what is raised by it.
        region: of the face, one of `REGIONS`.
    """

    name: str
    unit: tuple[str, ...]
    blendshapes: tuple[str, ...]
    region: str


@dataclass(frozen=True, slots=True)
class Pose:
    """What a portrait is to show, as a change of how it rests.

    Attributes:
        values: by name of a channel, −1 to 1: 0 is as it rests, 1 is all that a face can do.
        turn: of the head, degrees: above 0 to the portrait's own left.
        nod: likewise, downwards.
        tilt: likewise, towards its own left shoulder.
    """

    values: Mapping[str, float] = field(default_factory=dict)
    turn: float = 0.0
    nod: float = 0.0
    tilt: float = 0.0

    def motion(self) -> Motion:
        """The motion that shows it.

        Raises:
            InputError: a name that there is not, or a number out of its range.
        """
        blendshapes = np.zeros(len(BLENDSHAPES), np.float32)
        units: dict[str, float] = {}
        for name, value in self.values.items():
            channel = find_channel(name)
            _demand(name, value, 1.0)
            for each in channel.blendshapes:
                blendshapes[BLENDSHAPE[each]] += np.float32(value)
            units |= dict.fromkeys(channel.unit, value)
        for name, degrees in (("turn", self.turn), ("nod", self.nod), ("tilt", self.tilt)):
            _demand(name, degrees, MOST_TURN)
        head = np.radians([self.nod, -self.turn, self.tilt]).astype(np.float32)
        motion = expression(np.clip(blendshapes, -1, 1))
        shown = motion.action_units.copy()
        for unit, value in units.items():
            shown[UNIT[unit]] = value
        lips = motion.lips + np.float32(units.get("25", 0) * LIPS_APART * _face_height())
        return replace(
            motion, head=head, lips=lips, action_units=shown, eyes=_eyes(motion.blendshapes)
        )


@cache
def channels() -> tuple[Channel, ...]:
    """All that can be set: action units, of both sides and of each, then the blendshapes."""
    named = [channel for row in _UNITS for channel in _unit_channels(*row)]
    shapes = [name for name in BLENDSHAPES if not name.startswith("_")]
    return (*named, *(Channel(name, (), (name,), _region_of(name)) for name in shapes))


def unit_channels() -> tuple[Channel, ...]:
    """Of `channels` the action units of the whole face, or of both its sides at once."""
    return tuple(one for one in channels() if one.unit and not _is_side(one))


def side_channels() -> tuple[Channel, ...]:
    """Of `channels` the action units of one side alone."""
    return tuple(one for one in channels() if _is_side(one))


def find_channel(name: str) -> Channel:
    """The channel that is called so, in any of the usual spellings.

    Raises:
        InputError: there is none; the hint names the nearest ones.
    """
    found = _spellings().get(_plain(name))
    if found is not None:
        return found
    near = get_close_matches(_plain(name), _spellings(), n=5, cutoff=0.5)
    names = list(dict.fromkeys(_spellings()[one].name for one in near))[:3]
    hint = f"Did you mean {' or '.join(names)}? " if names else ""
    raise InputError(
        f"There is nothing called {name} in a face.", f"{hint}`rtxfer pose --list` lists all names."
    )


def read_values(settings: Iterable[str]) -> dict[str, float]:
    """What `NAME=VALUE` texts set, by the channels' own names; of two of one name the last.

    Raises:
        InputError: one cannot be understood.
    """
    values: dict[str, float] = {}
    for text in settings:
        name, is_set, number = text.partition("=")
        channel = find_channel(name.strip())
        try:
            value = float(number)
        except ValueError:
            value = np.nan
        if not is_set or np.isnan(value):
            raise InputError(
                f"--set {text} is no setting.", f"Write such as --set {channel.name}=0.6"
            )
        _demand(channel.name, value, 1.0)
        values[channel.name] = value
    return values


def _demand(name: str, value: float, most: float) -> None:
    if not -most <= value <= most:
        raise InputError(
            f"{name} is {value:g}, which is beyond what a face can do.",
            f"Give it something from {-most:g} to {most:g}.",
        )


def _unit_channels(unit: str, name: str, shapes: str) -> list[Channel]:
    """A row of `_UNITS`; of a unit that has sides, both and each."""
    parts = shapes.split()
    if unit in UNIT:
        sided = [side for part in parts for side in _sides(part)]
        return [Channel(name, (unit,), tuple(sided), REGIONS[UNIT_REGION[UNIT[unit]]])]
    region = REGIONS[UNIT_REGION[UNIT[f"L{unit}"]]]
    left, right = (
        Channel(f"{name}_{side.lower()}", (f"{side[0]}{unit}",), (f"{parts[0]}{side}",), region)
        for side in ("Left", "Right")
    )
    both = Channel(name, left.unit + right.unit, left.blendshapes + right.blendshapes, region)
    return [both, left, right]


def _sides(shape: str) -> list[str]:
    return [shape] if shape in BLENDSHAPE else [f"{shape}Left", f"{shape}Right"]


def _is_side(channel: Channel) -> bool:
    """Whether it is one half of a unit that has two."""
    stem, _, side = channel.name.rpartition("_")
    return bool(channel.unit) and side in ("left", "right") and stem in _NAMES


def _region_of(shape: str) -> str:
    return REGIONS[BLENDSHAPE_REGION[BLENDSHAPE[shape]]]


def _plain(name: str) -> str:
    """Of all spellings the one: no case, no separators."""
    return re.sub(r"[\W_]+", "", name).lower()


@cache
def _spellings() -> dict[str, Channel]:
    spelt: dict[str, Channel] = {}
    for channel in channels():
        spelt.setdefault(_plain(channel.name), channel)
        for name in _unit_names(channel):
            spelt.setdefault(_plain(name), channel)
        if len(channel.blendshapes) == 2 and channel.unit:  # mouthSmile for both of its sides
            stems = {re.sub("(Left|Right)$", "", name) for name in channel.blendshapes}
            if len(stems) == 1:
                spelt.setdefault(_plain(stems.pop()), channel)
    return spelt


def _unit_names(channel: Channel) -> tuple[str, ...]:
    """Such as AU12, or L12, AUL12 and AU12L."""
    if not channel.unit:
        return ()
    number = channel.unit[0].lstrip("LR")
    if len(channel.unit) == 2:
        return f"AU{number}", number
    side = channel.unit[0].removesuffix(number)
    return f"AU{side}{number}", f"AU{number}{side}", f"{side}{number}"


def _eyes(blendshapes: Vector) -> Vector:
    """Change of the lids' openness, right and left."""
    lids = np.zeros_like(blendshapes)
    kept = [BLENDSHAPE[f"{name}{side}"] for name in _LIDS for side in ("Left", "Right")]
    lids[kept] = blendshapes[kept]
    rest = canonical_face()
    shape = rest + moved_by(lids)[0]
    blink = [blendshapes[BLENDSHAPE[f"eyeBlink{side}"]] for side in ("Right", "Left")]
    change = [eye_openness(shape, rest, eye) - 1 - blink[eye] for eye in (0, 1)]
    return np.maximum(np.array(change, np.float32), -1)


@cache
def _face_height() -> float:
    face = canonical_face()
    return float(np.linalg.norm(face[10] - face[152]))
