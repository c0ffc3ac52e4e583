"""A run to look at: grids of samples, curves, and a line of numbers for each interval."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from engines.drafts import OPEN, drafted
from rtxfer.atomic import replace_bytes, replace_text
from rtxfer.frame import Image
from train.data.dataset import Faces
from train.data.pack import Pack, counts

LOG: Final = "log.jsonl"
RECORD: Final = "run.json"
CURVES: Final = "curves.png"
TITLE_HEIGHT: Final = 18


def grid(pictures: Mapping[str, Tensor], side: int = 160) -> Image:
    """Pictures by title side by side, one row for each sample.

    Args:
        pictures: [B, 1 or 3, h, w]; colours in [-1, 1], masks in 0–1.
        side: of one picture in the grid, pixels.
    """
    columns = []
    for title, batch in pictures.items():
        seen = batch.detach().float().cpu()
        seen = seen.expand(-1, 3, -1, -1) if seen.shape[1] == 1 else (seen + 1) / 2
        seen = functional.interpolate(seen, (side, side), mode="bilinear", antialias=True)
        stacked = seen.permute(0, 2, 3, 1).reshape(-1, side, 3)
        column = (stacked.clamp(0, 1) * 255).round().to(torch.uint8).numpy()
        head = np.full((TITLE_HEIGHT, side, 3), 255, np.uint8)
        cv2.putText(head, title, (4, 13), cv2.FONT_HERSHEY_SIMPLEX, 0.42, (0, 0, 0), 1, cv2.LINE_AA)
        columns.append(np.vstack([head, column]))
    return np.hstack(columns)


def save_picture(image: Image, path: Path) -> None:
    """Write an RGB picture."""
    done, content = cv2.imencode(path.suffix, cv2.cvtColor(image, cv2.COLOR_RGB2BGR))
    if not done:
        raise OSError(f"{path} cannot be made of {image.shape}")
    replace_bytes(path, content.tobytes(), OPEN)


class Recorder:
    """Writes a run's numbers and pictures into its folder.

    JSON lines and PNG always; TensorBoard too, where it is installed.

    Args:
        folder: of the run.
        step: at which the run goes on; what was logged after it is dropped.
    """

    def __init__(self, folder: Path, step: int) -> None:
        self._folder = folder
        self._path = folder / LOG
        kept = [line for line in read_log(folder) if line["step"] <= step]
        replace_text(self._path, "".join(json.dumps(line) + "\n" for line in kept), OPEN)
        self._sums: dict[str, Tensor] = {}
        self._counts: dict[str, Tensor] = {}
        self._board = _tensorboard(folder, step)

    def add(self, terms: Mapping[str, Tensor]) -> None:
        """Numbers of one step, averaged until the next line; those that are no numbers are not.

        They stay on their device until then, so that nothing waits for them.
        """
        for name, term in terms.items():
            value = term.detach().double()
            finite = value.isfinite()
            zero = torch.zeros_like(value)
            self._sums[name] = self._sums.get(name, zero) + torch.where(finite, value, zero)
            self._counts[name] = self._counts.get(name, zero) + finite

    def line(self, step: int, **facts: float) -> dict[str, float]:
        """Write the averages since the last line, and `facts`."""
        means = {
            name: float(total / self._counts[name])
            for name, total in self._sums.items()
            if self._counts[name] > 0
        }
        self._sums.clear()
        self._counts.clear()
        line = {"step": step, **{k: round(v, 6) for k, v in (facts | means).items()}}
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
        if self._board is not None:
            for name, value in line.items():
                self._board.add_scalar(name, value, step)
        return line

    def picture(self, name: str, step: int, image: Image) -> Path:
        """Write a picture as `samples/<name>-<step>.png`."""
        path = self._folder / "samples" / f"{name}-{step:07d}.png"
        path.parent.mkdir(exist_ok=True)
        save_picture(image, path)
        if self._board is not None:
            self._board.add_image(name, image, step, dataformats="HWC")
        return path

    def close(self) -> None:
        """Draw the curves and finish."""
        draw_curves(read_log(self._folder), self._folder / CURVES)
        if self._board is not None:
            self._board.close()


def shares_of(data: Path, faces: Faces) -> dict[str, dict[str, Any]]:
    """Set → its licence, size and share of the samples, for a bundle's manifest."""
    table, shares = counts(Pack(data, "train").rows), faces.shares()
    return {name: table[name] | {"share": round(shares[name], 4)} for name in shares}


def write_record(folder: Path, record: Mapping[str, Any]) -> None:
    """What a run was made of."""
    replace_text(folder / RECORD, json.dumps(record, indent=2) + "\n", OPEN)


def read_record(folder: Path) -> dict[str, Any]:
    """What a run was made of; empty where there is no run."""
    path = folder / RECORD
    record: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return record


def read_log(folder: Path) -> list[dict[str, float]]:
    """The lines of a run's log, oldest first; a torn last one is left out."""
    path = folder / LOG
    if not path.exists():
        return []
    lines = path.read_text("utf-8").splitlines(keepends=True)
    return [json.loads(line) for line in lines if line.endswith("\n")]


def draw_curves(log: list[dict[str, float]], path: Path) -> None:
    """One small plot for each number that was logged."""
    from matplotlib.figure import Figure

    names = sorted({name for line in log for name in line} - {"step"})
    if not names:
        return
    across = 4
    down = -(-len(names) // across)
    figure = Figure((4 * across, 2.4 * down), layout="constrained")
    for place, name in enumerate(names, 1):
        axes = figure.add_subplot(down, across, place, title=name)
        points = [(line["step"], line[name]) for line in log if name in line]
        axes.plot(*zip(*points, strict=True), linewidth=1)
        axes.grid(alpha=0.3)
    with drafted(path, OPEN) as part:
        figure.savefig(part, dpi=80, format=path.suffix[1:])


def _tensorboard(folder: Path, step: int) -> Any:
    try:
        from torch.utils.tensorboard import SummaryWriter
    except ImportError:
        return None
    return SummaryWriter(folder / "tensorboard", purge_step=step + 1)
