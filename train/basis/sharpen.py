"""Sharpen the expression basis: the tracker shall read each field as its own blendshape alone.

The means that `train.basis.mean` finds are mixtures. A blendshape that few people of a pack show,
or that comes with others, has a field that the tracker reads as something else: five funnelled
mouths gave one that reads as a pucker. The tracker's blendshape network reads 146 landmarks and
nothing else, so a field can be asked of it directly: from the mean on, by gradients, over many
faces at rest and in the middle of other expressions, so that what is added there reads as that one
rise.

Fields stay combinations of how faces were seen to move, and cost by how rare these are. Those of
the left are learned, those of the right are their mirror images.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import torch
from rich.progress import track
from torch import Tensor

from rtxfer.face.geometry import canonical_face, to_canonical
from rtxfer.face.landmarks import BLENDSHAPE, LANDMARKS
from train.basis.mean import pairs_of
from train.data.pack import Pack
from train.data.people import people_of, resting_shape
from train.pretrained.tracker import TrackerNetwork

Array = npt.NDArray[np.float32]

CENTRAL: Final = (
    *("jawOpen", "mouthFunnel", "mouthPucker", "mouthRollLower", "mouthRollUpper"),
    "mouthShrugUpper",
)
SIDED: Final = (
    *("jaw", "mouth", "mouthDimple", "mouthFrown", "mouthPress", "mouthStretch"),
    "mouthUpperUp",
)
"""Each with Left and Right. Lids and gaze follow openness and irises, never the basis. Smiles,
brows, the lower lip and the chin stay as the mean has them: sharpened, they came over more weakly
on rendered portraits (docs/adr/0031). A smile is read by a threshold: gradients lead nowhere."""

SHARPENED: Final = (*CENTRAL, *(f"{name}Left" for name in SIDED))

DIRECTIONS: Final = 80
"""Principal components of what faces were seen to do."""

STRENGTHS: Final = (0.3, 0.6)
FACES: Final = 8
"""Faces a step, half of them at rest."""

RARITY: Final = 0.002
"""Price of a squared standard deviation."""

RATE: Final = 0.08


def mirror() -> npt.NDArray[np.intp]:
    """For each landmark the one opposite, [478]."""
    face = canonical_face()
    apart = np.linalg.norm(face[:, None] - face * np.array([-1, 1, 1], np.float32), axis=-1)
    return np.asarray(apart.argmin(1))


def mirrored(fields: Array) -> Array:
    """Fields [..., 478, 3] of the other side."""
    flip = np.array([-1, 1, 1], np.float32)
    return np.asarray(fields[..., mirror(), :] * flip)


def sharpen(basis: Array, pack: Pack, steps: int = 150, seed: int = 0) -> Array:
    """The basis with the fields of `SHARPENED`, and of the other side, made anew.

    Args:
        basis: [52, 478, 3], see `train.basis.mean.fit_basis`.
        pack: whose faces it is tried on.
        steps: of the search; 150 take five minutes of one core.
        seed: of the faces.
    """
    torch.manual_seed(seed)
    network = TrackerNetwork().eval().requires_grad_(False)
    resting = torch.from_numpy(np.array([resting_shape(pack, rows) for rows in people_of(pack)]))
    expressive = torch.from_numpy(_expressive(pack, seed))
    directions = torch.from_numpy(_directions(pack))
    own = torch.tensor([BLENDSHAPE[name] for name in SHARPENED])
    start = torch.from_numpy(basis[own.numpy()].reshape(len(own), -1).astype(np.float32))
    shares = torch.linalg.lstsq(directions.T, start.T).solution.T.clone().requires_grad_(True)
    adam = torch.optim.Adam([shares], RATE)
    falling = torch.optim.lr_scheduler.LinearLR(adam, 1.0, 0.02, steps)
    for _ in track(range(steps), "Sharpening the basis"):
        faces = torch.cat([_drawn(resting, FACES // 2), _drawn(expressive, FACES - FACES // 2)])
        strength = torch.tensor(STRENGTHS)[torch.randint(len(STRENGTHS), (len(own), FACES))]
        fields = _symmetric((shares @ directions).view(-1, LANDMARKS, 3))
        misread = _misread(network, faces, fields, strength, own)
        price = RARITY * (strength[..., None] * shares[:, None]).square().sum(2).mean()
        adam.zero_grad()
        (misread + price).backward()
        adam.step()
        falling.step()
    with torch.no_grad():
        fields = _symmetric((shares @ directions).view(-1, LANDMARKS, 3))
    return _put(basis, fields.numpy())


def _misread(
    network: TrackerNetwork, faces: Tensor, fields: Tensor, strength: Tensor, own: Tensor
) -> Tensor:
    """Mean squared error of what is read where fields [N, 478, 3] are added to faces [F, 478, 3].

    What would rise above 1 is not asked for.
    """
    before = network.blendshapes(_framed(faces))
    moved = faces + fields[:, None] * strength[..., None, None]
    after = network.blendshapes(_framed(moved.flatten(0, 1))).view(*strength.shape, -1)
    rise = strength[..., None] * torch.eye(before.shape[1])[own][:, None]
    possible = before[:, own].T + strength < 1
    errors = (after - before - rise).square().sum(2) * possible
    return errors.mean()


def _framed(faces: Tensor) -> Tensor:
    """Canonical faces [B, 478, 3] as shares of their own box, as the network is used to."""
    low = faces[..., :2].amin(1, keepdim=True)
    side = (faces[..., :2].amax(1, keepdim=True) - low).amax(2, keepdim=True)
    return (faces[..., :2] - low) / side


def _symmetric(fields: Tensor) -> Tensor:
    """Those of `CENTRAL` made alike on both sides."""
    central = fields[: len(CENTRAL)]
    flipped = central[:, mirror()] * torch.tensor([-1.0, 1.0, 1.0])
    return torch.cat([(central + flipped) / 2, fields[len(CENTRAL) :]])


def _put(basis: Array, fields: Array) -> Array:
    """The basis with these in place of its own, and their mirror images on the right."""
    result = basis.copy()
    for name, field in zip(SHARPENED, fields, strict=True):
        result[BLENDSHAPE[name]] = field
        if name not in CENTRAL:
            result[BLENDSHAPE[name.removesuffix("Left") + "Right"]] = mirrored(field)
    return result


def _drawn(faces: Tensor, count: int) -> Tensor:
    return faces[torch.randint(len(faces), (count,))]


def _expressive(pack: Pack, seed: int, most: int = 1500) -> Array:
    """Faces in canonical space as they come, [N, 478, 3]."""
    chosen = np.random.default_rng(seed).permutation(len(pack))[:most]
    seen = (pack.landmarks(int(index)) for index in chosen)
    return np.array([to_canonical(points)(points) for points in seen], np.float32)


def _directions(pack: Pack) -> Array:
    """How faces were seen to move, each as far as its standard deviation, [DIRECTIONS, 478 · 3]."""
    moves = np.array([move.ravel() for _, move, _ in pairs_of(pack)], np.float64)
    sizes, columns = np.linalg.eigh(moves.T @ moves / len(moves))
    most = slice(None, -DIRECTIONS - 1, -1)
    found: Array = (columns[:, most] * np.sqrt(np.maximum(sizes[most], 0))).T.astype(np.float32)
    return found
