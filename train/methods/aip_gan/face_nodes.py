"""The 68 landmarks that supervise the expression encoder's attention, in 24 groups: one token each.

That the paper's attention is supervised by landmarks is from its abstract. Which landmarks, and
that what is seen there becomes tokens that can be laid down in another face, is our own.
"""

from __future__ import annotations

from typing import Final

import torch
from torch import Tensor, nn

from train.networks.nodes import laid_around
from train.networks.windows import as_picture, window_points

GROUPS: Final = (
    (152, 148, 377),  # chin
    (162, 234, 93, 58, 172, 136, 149, 389, 454, 323, 288, 397, 365, 378),  # jaw
    (71, 63, 105), (66, 107), (301, 293, 334), (296, 336),  # brows: outside, inside
    (168, 197, 5, 4), (75, 97, 2, 326, 305),  # nose: bridge, wings
    (33, 133), (160, 158), (153, 144), (362, 263), (385, 387), (373, 380),  # eyes
    (61, 78), (291, 308),  # corners of the mouth
    (39, 37), (0,), (267, 269), (181, 84), (17,), (314, 405),  # lips, outside
    (82, 13, 312), (87, 14, 317),  # lips, inside
)  # fmt: skip
"""Landmarks of each token: the 68 that the field marks faces by, in MediaPipe's numbers. Right and
left are apart where they move apart."""

MARKS: Final = tuple(mark for group in GROUPS for mark in group)
TOKENS: Final = len(GROUPS)

CELLS: Final = 32
"""Of heat maps and of laid tokens along a window's side: a quarter of its pixels."""

SPREAD: Final = 1.5
"""Standard deviation of a true heat map, cells."""

REACH: Final = 8 / 256
"""Distance from a landmark at which its token counts exp(−½), crop units."""


class FaceNodes(nn.Module):
    """Where tokens lie.

    Attributes:
        members: which landmarks belong to which token, [TOKENS, 68], 0 or 1.
    """

    members: Tensor
    marks: Tensor
    token: Tensor

    def __init__(self) -> None:
        super().__init__()
        token = torch.tensor([n for n, group in enumerate(GROUPS) for _ in group])
        members = nn.functional.one_hot(token, TOKENS).T.float()
        self.register_buffer("members", members, persistent=False)
        self.register_buffer("marks", torch.tensor(MARKS), persistent=False)
        self.register_buffer("token", token, persistent=False)

    def laid(self, tokens: Tensor, landmarks: Tensor, centre: Tensor, span: Tensor) -> Tensor:
        """Tokens at the places of a face, as a picture of a window.

        Args:
            tokens: [B, C, TOKENS, 1].
            landmarks: of the face, [B, 478, ≥2], crop units.
            centre, span: of the window, [B, 1, 2], likewise.

        Returns:
            [B, C, CELLS, CELLS]; 0 far from all landmarks.
        """
        points = window_points(centre, span, CELLS)
        nodes = landmarks[:, self.marks, :2].float()
        return as_picture(laid_around(tokens[:, :, self.token], nodes, points, REACH), CELLS, CELLS)

    def heat_maps(self, places: Tensor) -> Tensor:
        """What the attention of each landmark shall be, [B, 68, CELLS, CELLS], 0–1.

        Args:
            places: of all landmarks in the window, [B, 478, 2], shares of its side.
        """
        own = (places[:, self.marks].float() * CELLS)[..., None]
        cells = torch.arange(CELLS, device=places.device) + 0.5
        across, down = torch.exp((cells - own).square() * (-0.5 / SPREAD**2)).unbind(2)
        return down[..., None] * across[:, :, None]
