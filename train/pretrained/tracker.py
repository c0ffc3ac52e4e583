"""The tracker's own networks, differentiable: what would the tracker see in this picture?"""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Final

import torch
from torch import Tensor, nn

from rtxfer.face.model_file import landmark_model
from train.pretrained.placing import look_through, place, window_around
from train.pretrained.tflite import TfliteNet

SIZE: Final = 256
MARGIN: Final = 1.5
"""Side of the tracker's window over the longer side of the landmarks' box."""

_LANDMARK_NET: Final = "face_landmarks_detector.tflite"
_BLENDSHAPE_NET: Final = "face_blendshapes.tflite"

BLENDSHAPE_POINTS: Final = tuple(
    int(word)
    for word in """
    0 1 4 5 6 7 8 10 13 14 17 21 33 37 39 40 46 52 53 54 55 58 61 63 65 66 67 70 78 80 81 82 84 87
    88 91 93 95 103 105 107 109 127 132 133 136 144 145 146 148 149 150 152 153 154 155 157 158
    159 160 161 162 163 168 172 173 176 178 181 185 191 195 197 234 246 249 251 263 267 269 270
    276 282 283 284 285 288 291 293 295 296 297 300 308 310 311 312 314 317 318 321 323 324 332
    334 336 338 356 361 362 365 373 374 375 377 378 379 380 381 382 384 385 386 387 388 389 390
    397 398 400 402 405 409 415 454 466 468 469 470 471 472 473 474 475 476 477
    """.split()
)
"""The 146 landmarks that the blendshape network reads.

Source: MediaPipe, tasks/cc/vision/face_landmarker/face_blendshapes_graph.cc.
"""


class TrackerNetwork(nn.Module):
    """Crops → landmarks and blendshapes, with gradients to the picture.

    Args:
        model: the landmark model; None takes the one shipped with rtxfer.
    """

    def __init__(self, model: Path | None = None) -> None:
        super().__init__()
        with zipfile.ZipFile(landmark_model(model)) as archive:
            self.landmark_net = TfliteNet(archive.read(_LANDMARK_NET))
            self.blendshape_net = TfliteNet(archive.read(_BLENDSHAPE_NET))

    def forward(self, images: Tensor, around: Tensor) -> tuple[Tensor, Tensor]:
        """What the tracker sees.

        Args:
            images: [B, 3, S, S] in [-1, 1].
            around: about where the faces are, [B, 478, 3] in crop units; the tracker's window
                is laid around these points, as it is around the last frame's.

        Returns:
            Landmarks [B, 478, 3] in crop units, blendshapes [B, 52], 0–1.
        """
        landmarks = self.landmarks(images, around)
        # Blendshapes' squared sums need full precision.
        with torch.autocast(images.device.type, enabled=False):
            return landmarks, self.blendshapes(landmarks)

    def landmarks(self, images: Tensor, around: Tensor) -> Tensor:
        """The landmarks alone; see `forward`."""
        # Coordinates need full precision.
        with torch.autocast(images.device.type, enabled=False):
            window = window_around(around, MARGIN)
            seen = look_through((images.float() + 1) / 2, _opencv(window, images.shape[-1]), SIZE)
            points = self.landmark_net(seen.permute(0, 2, 3, 1))[0].view(-1, 478, 3) / SIZE
            return self._in_crop(points, window)

    def blendshapes(self, landmarks: Tensor) -> Tensor:
        """[B, 52], 0–1, of landmarks [B, 478, 2 or 3] in any unit (x and y alike)."""
        points = landmarks[:, BLENDSHAPE_POINTS, :2].float()
        # The network divides by the points' spread, but expects pixels where it guards that.
        values: Tensor = self.blendshape_net(points * SIZE)[0].view(-1, 52)
        return values

    @staticmethod
    def _in_crop(points: Tensor, window: Tensor) -> Tensor:
        side = window[:, :, 0].norm(dim=1)[:, None, None]
        return torch.cat([place(points[..., :2], window), points[..., 2:] * side], 2)


def _opencv(window: Tensor, size: int) -> Tensor:
    """The window as MediaPipe samples it: pixels sit on whole numbers, not between them."""
    shift = 0.5 / size - window[:, :, :2].sum(2) * (0.5 / SIZE)
    return torch.cat([window[:, :, :2], (window[:, :, 2] + shift)[..., None]], 2)
