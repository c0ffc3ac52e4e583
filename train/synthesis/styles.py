"""Draw styles, render and track them; what is done is kept, and an interrupted run goes on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from rich.progress import track
from torch import Tensor

from engines.drafts import OPEN, drafted
from engines.folder import user_cache
from rtxfer.errors import InputError
from rtxfer.face.tracker import Tracker
from rtxfer.frame import Image
from train.synthesis.attributes import NUMBERS, attributes, numbers
from train.synthesis.network import STYLE, FaceGenerator, Styles, Vectors

SIZE: Final = 320
"""Pixels; the tracker looks at less."""

CHUNK: Final = 50
"""Styles in one file, and lost at most when a run is interrupted."""

TRUNCATION: Final = (0.7, 1.0)
FEWEST: Final = 100


@dataclass(frozen=True, slots=True, eq=False)
class Tracked:
    """Styles in whose pictures a face was found.

    Attributes:
        styles: [N, 512].
        attributes: [N, A], see `attributes.ATTRIBUTES`.
    """

    styles: Vectors
    attributes: npt.NDArray[np.float32]


def cache_folder() -> Path:
    """Where tracked styles are kept: they are the same for every set."""
    return user_cache() / "styles"


def tracked_styles(generator: FaceGenerator, count: int, folder: Path | None = None) -> Tracked:
    """Draw and track styles, or only read them where that was done before.

    Args:
        generator: renders them.
        count: how many to draw; rounded up to whole files.
        folder: of the files; None for the user's cache.

    Raises:
        InputError: faces were found in too few pictures to learn from.
    """
    folder = folder or cache_folder()
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{chunk:04}.npz" for chunk in range(-(-count // CHUNK))]
    missing = [chunk for chunk, path in enumerate(paths) if not path.exists()]
    if missing:
        with Tracker("picture", faces=1) as tracker:
            for chunk in track(missing, "Tracking styles"):
                _keep(_drawn(generator, chunk, tracker), paths[chunk])
    both = [_read(path) for path in paths]
    styles, kept = (np.concatenate(part) for part in zip(*both, strict=True))
    found = np.isfinite(kept).all(1)
    if found.sum() < FEWEST:
        raise InputError(
            f"Faces were found in {found.sum()} of {len(found)} pictures, which is too few.",
            "Ask for more: --styles 2000.",
        )
    return Tracked(styles[found], attributes(kept[found]))


def as_images(pictures: Tensor) -> list[Image]:
    """RGB, uint8 [S, S, 3], of pictures [N, 3, S, S] in [-1, 1]."""
    eight_bit = ((pictures + 1) * 127.5).round().byte().permute(0, 2, 3, 1)
    return list(eight_bit.cpu().numpy())


def _drawn(
    generator: FaceGenerator, chunk: int, tracker: Tracker
) -> tuple[Vectors, npt.NDArray[np.float32]]:
    """Styles [50, 512] and what was seen in their pictures [50, 54], NaN where no face was."""
    # Each file has random numbers of its own, so that more can be drawn later.
    rng = np.random.default_rng((chunk, CHUNK))
    noise = rng.standard_normal((CHUNK, STYLE), np.float32)
    truncation = rng.uniform(*TRUNCATION, (CHUNK, 1)).astype(np.float32)
    styles = generator.styles(noise, truncation)
    kept = np.full((CHUNK, NUMBERS), np.nan, np.float32)
    for row, image in enumerate(as_images(generator.pictures(Styles.whole(styles), SIZE))):
        for signal in tracker.faces(image):
            kept[row] = numbers(signal)
    return styles, kept


def _keep(drawn: tuple[Vectors, npt.NDArray[np.float32]], path: Path) -> None:
    with drafted(path, OPEN) as part, part.open("wb") as file:
        np.savez(file, styles=drawn[0], numbers=drawn[1])


def _read(path: Path) -> tuple[Vectors, npt.NDArray[np.float32]]:
    with np.load(path, allow_pickle=False) as file:
        return file["styles"], file["numbers"]
