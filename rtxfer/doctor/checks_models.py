"""Whether a portrait can be moved at all: model, tracker, bundles, engines, and a small job."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np

from engines.backends.registry import BACKENDS, REFERENCE, Backend
from engines.bundle import Bundle, installed, open_bundle
from engines.errors import EngineError
from engines.opening import open_on, plan_on
from engines.selection.parity import EQUAL, compare
from engines.selection.sample import samples_of
from rtxfer.demo import DRIVER, PORTRAITS, shipped
from rtxfer.doctor.check import Check, Outcome, fails, works
from rtxfer.face.model_file import ADDRESS, NAME, local_model
from rtxfer.face.tracker import Tracker
from rtxfer.frame import Image
from rtxfer.job import Job, run
from rtxfer.motion.neutral import measure_neutral
from rtxfer.motion.relative import still
from rtxfer.response import PROBE_SIZE
from rtxfer.settings import MotionSettings
from rtxfer.sources import open_source, read_picture
from rtxfer.stage import Stage
from rtxfer.target import Target

LEAST_PSNR: Final = 35.0
"""Decibels between a portrait at no motion and the portrait itself."""

AGAIN: Final = "pip install --force-reinstall --no-deps rtxfer"
PORTRAIT: Final = PORTRAITS["collins"]
JOB_SECONDS: Final = 0.4


def landmark_model() -> Outcome:
    """The model that tracks faces, by its hash."""
    found = local_model()
    if found is None:
        return fails(f"{NAME} is missing or damaged", f"{AGAIN}  (or fetch it from {ADDRESS})")
    return works(f"{NAME} is the expected one")


def tracker() -> Outcome:
    """A face is found in a portrait that has one."""
    picture = read_picture(shipped(PORTRAIT))
    with Tracker("picture") as opened:
        faces = opened.faces(picture)
    if len(faces) != 1:
        return fails(f"{len(faces)} faces seen in a picture of one", AGAIN)
    return works("finds the face in the shipped portrait")


def bundles() -> Outcome:
    """Every installed bundle, by the hashes in its manifest."""
    names = installed()
    for name in names:
        open_bundle(name)
    if not names:
        return fails("none is installed", AGAIN)
    return works(f"{', '.join(names)}: every hash is right")


def portrait() -> Outcome:
    """At no motion every bundle gives back the portrait that it was given."""
    target = Target.open(shipped(PORTRAIT)).shrunk(PROBE_SIZE)
    neutral = measure_neutral([target.signal])
    worst = math.inf
    for name in installed():
        with Stage(target, name) as stage:
            stage.fit(neutral, calibrated=False)
            image, _ = stage.show(still(), MotionSettings())
        likeness = _psnr(image, target.image)
        if likeness < LEAST_PSNR:
            return fails(f"{name} changes a portrait at rest ({likeness:.0f} dB)", AGAIN)
        worst = min(worst, likeness)
    return works(f"stays itself at rest ({min(worst, EQUAL):.0f} dB at least)")


def engines() -> Outcome:
    """Every backend that can run here gives the same picture as the reference."""
    told, wrong = [], []
    for bundle in map(open_bundle, installed()):
        samples = samples_of(bundle)
        for backend in _present(bundle):
            likeness = EQUAL
            for graph in bundle.running:
                with (
                    open_on(BACKENDS[REFERENCE], bundle, graph) as reference,
                    open_on(backend, bundle, graph) as engine,
                ):
                    found = compare(engine, reference, samples)
                likeness = min(likeness, found.psnr)
                wrong += [f"{backend.name}: {problem}" for problem in found.problems]
            words = "identical" if likeness >= EQUAL else "no visible difference"
            told.append(f"{bundle.manifest.name} on {backend.name}: {words}")
    if wrong:
        return fails("; ".join(wrong), f"Use --backend {REFERENCE}, and update the other library.")
    return works("; ".join(told))


def offline() -> Outcome:
    """A few frames of the shipped clip move a shipped portrait, into a video that plays."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "moved.mp4"
        summary = run(Job(shipped(DRIVER), shipped(PORTRAIT), out, end=JOB_SECONDS))
        with open_source(out) as made:
            frames = sum(1 for _ in made)
    if frames != summary.frames or not frames:
        return fails(f"{summary.frames} frames went in, {frames} came out", AGAIN)
    return works(f"{frames} frames from video to video")


def _present(bundle: Bundle) -> Iterator[Backend]:
    """The backends whose library and device are here."""
    for backend in BACKENDS.values():
        try:
            backend.module().version()
            for graph in bundle.running:
                backend.check(plan_on(backend, bundle, graph))
        except EngineError:
            continue  # not installed is nothing to mend; `rtxfer devices` lists the reasons
        yield backend


def _psnr(image: Image, other: Image) -> float:
    """Likeness of two pictures, decibels."""
    error = float(((image.astype(np.float64) - other) ** 2).mean())
    return 10 * math.log10(255**2 / error) if error else math.inf


CHECKS: Final = (
    Check("landmark_model", "Landmark model", landmark_model),
    Check("tracker", "Tracker", tracker, seconds=60, apart=True),
    Check("bundles", "Bundles", bundles),
    Check("portrait", "Portrait at rest", portrait, seconds=300, apart=True),
    Check("engines", "Engine parity", engines, seconds=300, apart=True),
    Check("offline", "Video to video", offline, seconds=180, apart=True),
)
