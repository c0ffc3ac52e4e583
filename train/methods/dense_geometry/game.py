"""Depth consistency: what the tracker sees in a drawn face is judged as depth and normals.

No picture shows how deep the face of a portrait is that a stranger moves. So a discriminator learns
what maps of real pictures look like and what they show, and asks that of drawn ones.
"""

from __future__ import annotations

from functools import cached_property
from typing import Final

import torch
from torch import Tensor

from train.data.batch import Batch
from train.methods.carrier.game import Crossed, UnitsGame
from train.methods.carrier.method import Portrait, Shown
from train.methods.dense_geometry.geometry import FaceMaps
from train.methods.dense_geometry.networks import choice, confidence
from train.methods.method import Step, Terms
from train.networks.losses import discriminator_loss
from train.networks.shared import first_of, mean
from train.pretrained import TrackerNetwork

EDGES: Final = (0.1, 0.4)
"""Between the three bins of an action unit: none, some, much."""


SHOWN: Final = 0.5
"""Taken off depth in pictures of it: the tip of a nose is at −1.5, the temples at .4."""


class GeometryGame(UnitsGame):
    """Half of a method; it may have a network `geometry`, see `GeometryDiscriminator`.

    Args:
        carrier, cross, adversarial_from: see `UnitsGame`.
        looked: the tracker looks at one sample in so many.
    """

    def __init__(self, carrier: str, cross: int, adversarial_from: int, looked: int) -> None:
        super().__init__(carrier, cross, adversarial_from)
        self._looked = looked

    @cached_property
    def _maps(self) -> FaceMaps:
        return FaceMaps()

    def _few(self, batch: Batch) -> int:
        """How many samples are looked at."""
        return first_of(len(batch), self._looked)

    def _drawn(self, tracker: TrackerNetwork, portrait: Portrait, shown: Shown) -> Tensor:
        """Landmarks that the tracker sees in what is drawn, with gradients to it."""
        return tracker.landmarks(self.whole(portrait, shown), shown.driven)

    def _pair_geometry(self, step: Step, portrait: Portrait, shown: Shown) -> Terms:
        """`normals`: those of the truth, L1. Both are seen through one window and held alike, so
        the tracker's own bias drops out."""
        tracker, count = step.pretrained.tracker, self._few(step.batch)
        if tracker is None or not step.weighs("normals"):
            return {}
        truth = self._real_landmarks(step, tracker)
        drawn = self._drawn(tracker, portrait.first(count), shown.first(count))
        maps = self._maps.to(drawn.device)
        found, wanted = (maps(maps.straight(points, truth))[:, 1:] for points in (drawn, truth))
        return {"normals": mean((found - wanted).abs().sum(1)) / maps.face.mean()}

    def _stranger_geometry(self, step: Step, crossed: Crossed) -> Terms:
        """`depth`: the drawn face's is taken for real; `classes`: it shows what was wanted."""
        tracker = step.pretrained.tracker
        if tracker is None or step.number < self._from or not step.weighs("depth", "classes"):
            return {}
        maps = self._crossed_maps(step, tracker, crossed)
        realness, told = step.networks["geometry"](maps)
        wanted = self._bins(self._shall(step.batch, crossed.change[: len(maps)]))
        terms = {"classes": choice(told, wanted)}
        return terms | {"depth": mean(-realness)}

    def _geometry_losses(self, step: Step) -> Terms:
        """Real pictures' maps against drawn faces'. `real`, `fake` (hinge), `classes` of the real
        ones, and `confidence` of both: what is asked of a drawn face must not be a foregone thing.
        """
        tracker, network = step.pretrained.tracker, step.networks["geometry"]
        if tracker is None or not step.weighs("real", "fake", "classes", "confidence"):
            return {}
        with torch.no_grad():
            maps = self._maps.to(step.batch.image.device)
            real = maps(maps.straight(self._real_landmarks(step, tracker)))
        shows = self._bins(self._shows(step.batch)[: len(real)])
        realness, told = network(real)
        terms = {"classes": choice(told, shows)}
        if step.number >= self._from and step.weighs("real", "fake", "confidence"):
            with torch.no_grad():
                if "maps" not in step.kept:
                    self._crossed_maps(step, tracker, self._cross_anew(step))
            drawn, of_drawn = network(step.kept["maps"])
            terms |= discriminator_loss(realness, drawn)
            told = torch.cat([told, of_drawn])
        return terms | {"confidence": confidence(told)}

    def _crossed_maps(self, step: Step, tracker: TrackerNetwork, crossed: Crossed) -> Tensor:
        """Maps of strangers' portraits as they are drawn; kept for what follows in this step."""
        count = self._few(step.batch)
        seen = self._drawn(tracker, crossed.portrait.first(count), crossed.shown.first(count))
        module = self._maps.to(seen.device)
        maps: Tensor = module(module.straight(seen))
        step.keep({"maps": maps})
        return maps

    @torch.no_grad()
    def _real_landmarks(self, step: Step, tracker: TrackerNetwork) -> Tensor:
        """Those of the first truths as the tracker sees them, like drawn faces. Packs hold others:
        of the picture before it was cropped, compressed and bent."""
        if "truth" not in step.kept:
            count, batch = self._few(step.batch), step.batch
            seen = tracker.landmarks(batch.image[:count], batch.landmarks[:count])
            step.keep({"truth": seen})
        return step.kept["truth"]

    def _bins(self, shown: Tensor) -> Tensor:
        """Of units [B, 41], which bins they fall into, [B, 41]."""
        return torch.bucketize(shown.contiguous(), torch.tensor(EDGES, device=shown.device))

    def _map_pictures(self, batch: Batch, portrait: Portrait, shown: Shown) -> dict[str, Tensor]:
        """Depth and normals by title: of the truth, of what the carrier shows, of what is seen."""
        still = shown.window._replace(alpha=torch.zeros_like(shown.window.alpha), bend=None)
        faces = {
            "real": batch.image,
            "warped": self.whole(portrait, shown._replace(window=still)),
            "drawn": self.whole(portrait, shown),
        }
        tracker, maps = self._tracker.to(batch.image.device), self._maps.to(batch.image.device)
        pictures = {}
        for title, face in faces.items():
            seen = tracker.landmarks(face, batch.landmarks)
            made = maps(maps.straight(seen, batch.landmarks))
            pictures[f"{title}, depth"] = -(made[:, :1] + SHOWN).expand(-1, 3, -1, -1)
            pictures[f"{title}, normals"] = made[:, 1:]
        return pictures

    @cached_property
    def _tracker(self) -> TrackerNetwork:
        """For pictures of maps."""
        return TrackerNetwork().eval().requires_grad_(False)
