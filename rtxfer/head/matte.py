"""The whole person cut out of a portrait, to be laid over another background; once a portrait.

`rtxfer.head.cutout` cuts head and shoulders out for turning them, and may lean on the photograph's
own background at their edges. Before another background nothing of it may be left: so the mask goes
on over the rest of the picture, and edges get the person's own colours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from rtxfer.face import landmarks as lm
from rtxfer.face.crop import Crop
from rtxfer.face.geometry import Points
from rtxfer.frame import Image
from rtxfer.head.cutout import (
    WORK,
    laid_along_edges,
    one_person,
    outlined,
    painted_on,
)
from rtxfer.head.person import person_in

EDGE: Final = 0.012
"""Of the longest side of the picture: how far an edge may be from where the network saw it."""

SEAM: Final = 0.12
"""Of the height of what was cut out as head and shoulders: its lower part, over which the mask goes
over into that of the whole picture."""

WIDE: Final = 0.05
"""Of the longer side of the picture: from how far away the colours of an edge are guessed first."""

NARROW: Final = 0.006
"""Likewise, from how far the guess is made better."""

HAZE: Final = (0.4, 0.85)
"""Shares of a pixel below and above which it is none of the person, and all theirs."""

SOLID: Final = 200
"""Of 255, from which on two pixels side by side hang together."""

CLOUD: Final = 0.015
"""Of the longest side: how wide an edge may be. What is half seen further from what is seen is a
guess: a second shoulder in the dark."""

EDGE_RISE: Final = (60, 180)
"""Of 255: by how much alpha differs within that reach, for none and all of it to be an edge."""

OPEN: Final = 0.005
"""Share of the picture that must be wholly clear for what is half seen beside it to lie outside the
person, and not between their arms."""

Array = npt.NDArray[np.float32]
Part = tuple[slice, slice]
"""Rows and columns of the picture."""


@dataclass(frozen=True, slots=True, eq=False)
class Matte:
    """A person without what is behind them.

    Attributes:
        alpha: uint8 [H, W], how much of a pixel is the person.
        person: RGB times alpha, uint8 [H, W, 3].
    """

    alpha: npt.NDArray[np.uint8]
    person: Image


def whole_person(portrait: Image, face: Points, crop: Crop) -> Matte | None:
    """The person of a portrait, down to its borders.

    Strands of hair that the network does not see are left to the background: what tells them,
    tells grain of the old background as well, and before another one that is dirt.

    Args:
        portrait: RGB, uint8 [H, W, 3].
        face: its landmarks [478, 3], pixels.
        crop: around the face, in the portrait's pixels.

    Returns:
        None where no person is found around the face.
    """
    near = outlined(portrait, face, crop)
    if near is None:
        return None
    alpha = np.zeros(portrait.shape[:2], np.uint8)
    alpha[near.box] = _without_haze(near.alpha)
    if alpha[near.box].shape != alpha.shape:
        alpha = _whole(portrait, face, near.box, alpha)
    alpha = _in_one_piece(without_clouds(alpha), face)
    return Matte(alpha, _own_colours(portrait, alpha))


def _whole(
    portrait: Image, face: Points, box: Part, alpha: npt.NDArray[np.uint8]
) -> npt.NDArray[np.uint8]:
    """The alpha of what was looked at in `box`, gone on with by a look at the whole picture."""
    height, width = portrait.shape[:2]
    scale = min(1.0, WORK / max(height, width))
    small = np.asarray(
        cv2.resize(portrait, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8
    )
    size = (small.shape[1], small.shape[0])
    plain, mirrored = person_in(portrait, np.ascontiguousarray(portrait[:, ::-1]))
    found = np.asarray(cv2.resize(np.maximum(plain, mirrored[:, ::-1]), size), np.float32)
    hull = np.zeros(size[::-1], np.uint8)
    corners = np.round(face[lm.FACE_OVAL, :2] * scale).astype(np.int32)
    cv2.fillPoly(hull, [corners], 1)
    # What was cut out already is them for certain, and holds together what else is.
    known = cv2.resize(alpha, size, interpolation=cv2.INTER_AREA) > 128
    person = one_person(np.maximum(found, known), hull, hull > 1, 1)
    if person is None:
        return alpha
    radius = max(1, round(EDGE * max(size)))
    wide = _without_haze(laid_along_edges(person, portrait, small, radius))
    share = _counts(portrait.shape[:2], box)
    mixed = share * alpha + (1 - share) * wide
    return np.asarray(np.round(mixed), np.uint8)


def without_clouds(alpha: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """Alpha [H, W] without wide stretches outside the person that are half seen."""
    reach = round(CLOUD * max(alpha.shape))
    around = np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)
    seen = (alpha >= 250).astype(np.uint8)
    _, parts = cv2.connectedComponents(1 - seen)
    clear = np.bincount(parts[alpha < 8], minlength=int(parts.max()) + 1)
    outside = (clear[parts] >= OPEN * alpha.size) & (seen == 0)
    rise = cv2.dilate(alpha, around).astype(np.float32) - cv2.erode(alpha, around)
    least, most = EDGE_RISE
    edge = np.clip((rise - least) / (most - least), 0, 1) * cv2.dilate(seen, around)
    edge = np.clip(1.3 * cv2.blur(edge.astype(np.float32), (reach | 1, reach | 1)), 0, 1)
    return np.asarray(np.where(outside, np.round(alpha * edge), alpha), np.uint8)


def _in_one_piece(alpha: npt.NDArray[np.uint8], face: Points) -> npt.NDArray[np.uint8]:
    """Alpha without what does not hang together with the face."""
    _, parts = cv2.connectedComponents((alpha > SOLID).astype(np.uint8))
    height, width = alpha.shape
    x, y = np.clip(np.round(face[lm.FACE_OVAL, :2].mean(0)).astype(int), 0, [width - 1, height - 1])
    own = (parts == parts[y, x]).astype(np.uint8)
    margin = 2 * round(NARROW * max(height, width)) + 3
    near = cv2.dilate(own, np.ones((margin, margin), np.uint8))
    return np.asarray(alpha * near, np.uint8)


def _without_haze(share: Array) -> npt.NDArray[np.uint8]:
    """Alpha without what is neither seen nor not seen to be of the person: before another
    background that is a cloud around them."""
    least, most = HAZE
    sure = np.clip((share - least) / (most - least), 0, 1)
    return np.asarray(np.round(255 * sure), np.uint8)


def _counts(shape: tuple[int, int], box: Part) -> Array:
    """How far the look at `box` counts at each pixel, 0–1 [H, W]: fully within, and less and less
    towards those of its borders beyond which the picture goes on."""
    rows, columns = box
    tall = rows.stop - rows.start
    seam = max(1.0, SEAM * tall)
    height, width = shape

    def ramp(side: slice, length: int) -> Array:
        here = np.arange(length, dtype=np.float32)
        begins = (here - side.start) / seam if side.start > 0 else np.ones(length, np.float32)
        ends = (side.stop - here) / seam if side.stop < length else np.ones(length, np.float32)
        return np.asarray(np.clip(np.minimum(begins, ends), 0, 1), np.float32)

    return np.minimum(ramp(rows, height)[:, None], ramp(columns, width)[None])


def _own_colours(portrait: Image, alpha: npt.NDArray[np.uint8]) -> Image:
    """The person's colours, without what shines through their edges, times alpha.

    Source: Forte, "Approximate Fast Foreground Colour Estimation", ICIP 2021: local means of
    foreground and background, corrected by what they leave unexplained; twice, from far and near.
    """
    longest = max(portrait.shape[:2])
    edge = (alpha > 0) & (alpha < 255)
    share = alpha.astype(np.float32)[..., None] / np.float32(255)
    if not edge.any():
        return np.asarray(portrait * (alpha > 0)[..., None], np.uint8)
    picture = portrait.astype(np.float32)
    person = behind = picture
    for reach in (WIDE, NARROW):
        person, behind = _guess(picture, share, person, behind, round(reach * longest) | 1)
    own = np.where(alpha[..., None] == 255, picture, np.clip(person, 0, 255))
    return np.asarray(np.round(own * share), np.uint8)


def _guess(
    picture: Array, share: Array, person: Array, behind: Array, window: int
) -> tuple[Array, Array]:
    size = (window, window)

    def mean(values: Array, weight: Array) -> Array:
        most = np.maximum(cv2.blur(weight, size), 1e-4)[..., None]
        return np.asarray(cv2.blur(values * weight[..., None], size) / most, np.float32)

    near = mean(person, share[..., 0])
    far = mean(behind, 1 - share[..., 0])
    left = picture - share * near - (1 - share) * far
    return np.clip(near + share * left, 0, 255), far


def spread(person: Image, alpha: npt.NDArray[np.uint8]) -> Image:
    """The person's own colours carried on smoothly beyond their edge, RGB, uint8 [H, W, 3].

    Laid behind them where nothing shall be seen: what is mixed at the edge, by an encoder that
    halves colour or by whoever scales the picture, is then theirs and not black.
    """
    height, width = alpha.shape
    scale = min(1.0, WORK / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(person, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    share = cv2.resize(alpha, size, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    colours = small / np.maximum(share, 1 / 255)[..., None]
    filled = painted_on(np.clip(colours, 0, 255), np.where(share > 0.5, 1, 0).astype(np.float32))
    large = cv2.resize(filled, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(np.clip(np.round(large), 0, 255), np.uint8)
