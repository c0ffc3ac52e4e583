"""The person cut out of a portrait, and the background painted on behind them; once a portrait."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from rtxfer.face import landmarks as lm
from rtxfer.face.crop import Crop
from rtxfer.face.geometry import Points
from rtxfer.frame import Image
from rtxfer.head.person import person_in

SEEN: Final = (-0.5, -0.45, 1.5, 1.4)
"""Left, top, right and bottom of what is looked at, in crop units: head and shoulders."""

WORK: Final = 512
"""Longest side, in pixels, at which edges are found and the background is painted on."""

SURE: Final = 0.75
"""Share of the face, and of what lies just above it, that must be found to be of the person; else
the network saw none, or missed their hair."""

HEAD_AROUND: Final = 1.2
"""Of the face's size, within which all that is above the eyes is the person's."""

CUT_OFF: Final = 0.15
"""Share of the upper border that a person touches where it cuts their head off."""

FARTHER: Final = 0.3
"""Of the picture's sides, added at each border for a look from further away."""

RADIUS: Final = 0.02
"""Of the guided filter, crop units: how far an edge may be from where the network saw it."""

FLAT: Final = 1e-3
"""Variance of luma (0–1), below which the guided filter sees no edge."""

MARGIN: Final = 0.035
"""Crop units around the person that the background is not learned from: strands of hair, and the
light that spills over an edge."""

ROUGH: Final = 0.06
"""Standard deviation of luma from which a background is too rough to tell a strand of hair."""

GRAIN: Final = 0.06
"""Share of a colour's range that is noise."""

MIRRORED: Final = 3.5
"""Margins behind the person's edge over which the background is mirrored from outside, texture and
all. That much a turn of the head uncovers; further in, all is smooth."""

Array = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Cutout:
    """Two layers of one picture.

    Attributes:
        alpha: uint8 [H, W], how much of a pixel is the person.
        background: RGB, uint8 [H, W, 3], the picture without them.
        face: the person's landmarks [478, 3], crop units.
    """

    alpha: npt.NDArray[np.uint8]
    background: Image
    face: Points


class Outline(NamedTuple):
    """Where a person is.

    Attributes:
        box: rows and columns of the picture that were looked at: head and shoulders.
        alpha: [h, w] of these, 0–1.
        small: these, shrunk to where edges are found.
        reach: pixels of `small` across the crop.
    """

    box: tuple[slice, slice]
    alpha: Array
    small: Image
    reach: float


def cut_out(portrait: Image, face: Points, crop: Crop) -> Cutout | None:
    """Cut the person whose face it is out of their portrait.

    Args:
        portrait: RGB, uint8 [H, W, 3].
        face: its landmarks [478, 3], pixels.
        crop: around the face, in the portrait's pixels.

    Returns:
        None where no person is found around the face.
    """
    found = outlined(portrait, face, crop)
    if found is None:
        return None
    box, part = found.box, portrait[found.box]
    alpha = np.zeros(portrait.shape[:2], np.uint8)
    alpha[box] = np.round(found.alpha * 255)
    background = portrait.copy()
    painted, near = _without(part, alpha[box], found.small, round(MARGIN * found.reach))
    alpha[box] = np.maximum(
        alpha[box], near * _strands(part, painted, round(3 * MARGIN * crop.side))
    )
    background[box] = painted
    return Cutout(alpha, background, crop.to_crop(face))


def outlined(portrait: Image, face: Points, crop: Crop) -> Outline | None:
    """Tell the person from what is around them, strands of hair left out; see `cut_out`."""
    box = looked_at(portrait, crop)
    if box is None:
        return None
    rows, columns = box
    part = portrait[box]
    scale = min(1.0, WORK / max(part.shape[:2]))
    small = np.asarray(
        cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8
    )
    size = (small.shape[1], small.shape[0])
    oval = (face[lm.FACE_OVAL, :2] - [columns.start, rows.start]) * scale
    hull = np.zeros(size[::-1], np.uint8)
    cv2.fillPoly(hull, [np.round(oval).astype(np.int32)], 1)
    reach = crop.side * scale
    above = cv2.fillPoly(np.zeros_like(hull), [_above_eyes(oval)], 1) > hull
    found = np.asarray(cv2.resize(_person_of(part), size), np.float32)
    person = one_person(found, hull, above, round(MARGIN * reach))
    if person is None:
        return None
    refined = laid_along_edges(np.maximum(person, hull), part, small, round(RADIUS * reach))
    return Outline(box, refined, small, reach)


def looked_at(portrait: Image, crop: Crop) -> tuple[slice, slice] | None:
    """Rows and columns of a portrait that are looked at; None where the face lies outside."""
    left, top, right, bottom = SEEN
    corners = np.array([[left, top, 0], [right, top, 0], [left, bottom, 0], [right, bottom, 0]])
    places = crop.to_picture(corners.astype(np.float32))[:, :2]
    limit = [portrait.shape[1], portrait.shape[0]]
    low, high = (np.clip(c, 0, limit).astype(int) for c in (places.min(0), places.max(0)))
    if ((high - low) < 2).any():
        return None
    return slice(int(low[1]), int(high[1])), slice(int(low[0]), int(high[0]))


def _person_of(part: Image) -> Array:
    """Where a person is, by the most certain of several looks, [256, 256].

    In a mirror, the network sees other hair. And where the upper border cuts a head off, it sees
    the more of it the further away the border is.
    """
    height, width = part.shape[:2]
    down, across = round(FARTHER * height), round(FARTHER * width)
    wide = cv2.copyMakeBorder(part, down, down, across, across, cv2.BORDER_REPLICATE)
    plain, mirrored, seen = person_in(
        part, np.ascontiguousarray(part[:, ::-1]), np.asarray(wide, np.uint8)
    )
    found = np.maximum(plain, mirrored[:, ::-1])
    if (found[0] > 0.5).mean() > CUT_OFF:
        inner = round(FARTHER / (1 + 2 * FARTHER) * len(seen))
        found = np.maximum(found, cv2.resize(seen[inner:-inner, inner:-inner], seen.shape))
    return np.asarray(found, np.float32)


def _above_eyes(oval: Array) -> npt.NDArray[np.int32]:
    """The upper part of the outline, enlarged, [N, 2]: whatever is there, hair or hat or bare skin,
    is the person's."""
    middle = oval.mean(0)
    outward = oval - middle
    up = oval[0] - oval[len(oval) // 2]  # from the chin to the forehead
    upper: npt.NDArray[np.int32] = np.round(
        middle + HEAD_AROUND * outward[outward @ up > 0]
    ).astype(np.int32)
    return upper


def one_person(
    found: Array, hull: npt.NDArray[np.uint8], above: npt.NDArray[np.bool_], margin: int
) -> Array | None:
    """The probability of the one person whose face is `hull`; None where they were not found.

    Args:
        found: of any person, [h, w].
        hull: of the face, 1 or 0.
        above: where else that person must be.
        margin: pixels around the person in which there may be more of them.
    """
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * margin + 1, 2 * margin + 1))
    # What hangs together by a haze only falls apart.
    solid = cv2.morphologyEx((found > 0.5).astype(np.uint8), cv2.MORPH_OPEN, disc)
    _, parts = cv2.connectedComponents(solid)
    inside = parts[hull > 0]
    if not inside.size:
        return None
    counts = np.bincount(inside, minlength=2)
    counts[0] = 0
    own = int(counts.argmax())
    theirs = parts == own
    if counts[own] < SURE * inside.size or (above.any() and theirs[above].mean() < SURE):
        return None
    near = cv2.dilate(theirs.astype(np.uint8), disc, iterations=2)
    return np.where(near > 0, found, 0).astype(np.float32)


def laid_along_edges(person: Array, part: Image, small: Image, radius: int) -> Array:
    """The mask [h, w] laid along the picture's own edges, at the picture's full size.

    Source: He, Sun, "Fast Guided Filter", arXiv 2015: a local linear model of the mask in the
    luma is fitted on the small picture and applied to the large one.
    """
    window = (2 * radius + 1, 2 * radius + 1)

    def mean(values: Array) -> Array:
        return np.asarray(cv2.blur(values, window, borderType=cv2.BORDER_REFLECT), np.float32)

    luma = _luma(small)
    middle, level = mean(luma), mean(person)
    slope = (mean(luma * person) - middle * level) / (mean(luma * luma) - middle**2 + FLAT)
    offset = level - slope * middle
    size = (part.shape[1], part.shape[0])
    slope, offset = (cv2.resize(mean(values), size) for values in (slope, offset))
    # Nearly all and nearly nothing are taken for all and nothing: a haze would move along.
    soft = np.asarray(slope * _luma(part) + offset, np.float32)
    clipped: Array = np.clip((soft - np.float32(0.1)) / np.float32(0.8), 0, 1)
    return clipped


def _luma(picture: Image) -> Array:
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.float32) / np.float32(255)


def _strands(part: Image, background: Image, window: int) -> Array:
    """How far what is seen of a picture cannot be its background, 0–255 [h, w]: thin strands of
    hair, of which the network knows nothing. Nothing where the background is not smooth."""
    luma = _luma(background)
    size = (window, window)
    variance = cv2.blur(luma * luma, size) - cv2.blur(luma, size) ** 2
    smooth = np.clip(1.5 - np.sqrt(np.maximum(variance, 0)) / (ROUGH / 2), 0, 1)
    change = part.astype(np.float32) - background
    room = np.where(change < 0, background, 255 - background)
    share = np.abs(change / np.maximum(room, 1)).max(-1)
    found: Array = 255 * smooth * np.clip(1.3 * share - GRAIN, 0, 1)
    return found


def _without(
    part: Image, alpha: npt.NDArray[np.uint8], small: Image, margin: int
) -> tuple[Image, Array]:
    """The picture with the background painted on where the person is, and where that is [h, w]."""
    size, whole = (small.shape[1], small.shape[0]), (part.shape[1], part.shape[0])
    person = (cv2.resize(alpha, size, interpolation=cv2.INTER_AREA) > 8).astype(np.uint8)
    grown = cv2.dilate(person, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, [2 * margin + 1] * 2))
    known = np.asarray(1 - grown, np.float32)
    if not known.any():
        return part, np.zeros(part.shape[:2], np.float32)
    smooth = cv2.resize(painted_on(small.astype(np.float32), known), whole)
    mirrored, sure = _mirrored(part, known, MIRRORED * margin)
    painted = smooth + sure[..., None] * (mirrored - smooth)
    # Behind the person all is painted; what lies beyond the margin stays the photograph's.
    share = cv2.resize(cv2.blur(grown.astype(np.float32), (margin | 1, margin | 1)), whole)
    near: Array = np.clip(2 * share, 0, 1)
    mixed = part + near[..., None] * (painted - part)
    return np.asarray(np.clip(np.round(mixed), 0, 255), np.uint8), near


def _mirrored(part: Image, known: Array, reach: float) -> tuple[Array, Array]:
    """What is not known of a picture as the mirror image of what lies across its edge.

    Args:
        part: RGB, uint8 [H, W, 3].
        known: 1 or 0, smaller [h, w].
        reach: pixels of `known`, from the edge inward, over which it is trusted.

    Returns:
        The picture, and how far it is to be trusted, 0–1 [H, W].
    """
    height, width = known.shape
    apart, labels = cv2.distanceTransformWithLabels(
        (known == 0).astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    nearest = np.zeros((labels.max() + 1, 2), np.float32)
    rows, columns = np.nonzero(known)
    nearest[labels[rows, columns]] = np.stack([columns, rows], 1)
    here = np.stack(np.meshgrid(np.arange(width), np.arange(height)), -1)
    across = np.asarray(2 * (nearest[labels] - here), np.float32)
    # Edges are jagged, and mirrors of each of their pixels would tear the picture to pieces.
    hidden = np.asarray(1 - known, np.float32)
    most = np.maximum(cv2.GaussianBlur(hidden, (0, 0), reach / 4), 1e-6)[..., None]
    smooth = np.asarray(cv2.GaussianBlur(across * hidden[..., None], (0, 0), reach / 4), np.float32)
    across = np.asarray(smooth / most * hidden[..., None], np.float32)
    x, y = np.moveaxis(here + across, -1, 0).astype(np.float32)
    found = cv2.remap(known, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
    sure = np.clip(found * 2 - 1, 0, 1) * np.clip(1.5 - apart / reach, 0, 1)
    size = (part.shape[1], part.shape[0])
    ratio = np.array(size) / [width, height]
    x, y = (
        cv2.resize(axis, size) for axis in (across * ratio).astype(np.float32).transpose(2, 0, 1)
    )
    x += np.arange(size[0], dtype=np.float32)
    y += np.arange(size[1], dtype=np.float32)[:, None]
    mirrored = cv2.remap(part, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    soft = cv2.GaussianBlur(np.asarray(sure, np.float32), (0, 0), reach / 12)
    return np.asarray(mirrored, np.float32), np.asarray(
        cv2.resize(np.minimum(soft, sure), size), np.float32
    )


def painted_on(picture: Array, known: Array) -> Array:
    """The picture [h, w, 3] with what is not known filled from around it, smoothly.

    Push and pull (Gortler et al., "The Lumigraph", SIGGRAPH 1996): averages of what is known are
    taken coarser and coarser, and where nothing is known the next coarser one shows through.

    Args:
        picture: any values.
        known: [h, w], 0–1.
    """
    height, width = known.shape
    weight = known[..., None]
    filled: Array
    if min(height, width) <= 2:
        mean = (picture * weight).sum((0, 1)) / max(float(weight.sum()), 1e-6)
        filled = picture * weight + mean * (1 - weight)
        return filled
    half = ((width + 1) // 2, (height + 1) // 2)
    share = cv2.resize(known, half, interpolation=cv2.INTER_AREA)
    summed = cv2.resize(picture * weight, half, interpolation=cv2.INTER_AREA)
    means = summed / np.maximum(share, 1e-6)[..., None]
    coarse = painted_on(
        np.asarray(means, np.float32), np.asarray(np.minimum(2 * share, 1), np.float32)
    )
    below = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_LINEAR)
    filled = picture * weight + below * (1 - weight)
    return filled
