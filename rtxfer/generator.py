"""A bundle made alive: prepare a portrait once, render it for every frame."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from engines.backends.registry import find_backend
from engines.bundle import DEFAULT, Bundle, open_bundle
from engines.closing import Closing
from engines.contract import input_name
from engines.engine import Engine, Tensor, demand_numbers
from engines.opening import open_engine
from engines.selection.auto import Choice, silent
from engines.selection.graphs import ChosenEngine, begin_graphs, close_graphs
from rtxfer.face.code import NOTHING, Code
from rtxfer.face.crop import crop_around
from rtxfer.face.geometry import Points
from rtxfer.face.signal import Signal
from rtxfer.frame import Image
from rtxfer.motion.relative import Motion


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """What a generator keeps of one portrait.

    Attributes:
        tensors: the `state_*` of the target graph.
        landmarks: the portrait's own, [478, 3] in crop units.
        code: the portrait's own, where a code is absolute; otherwise nothing.
    """

    tensors: dict[str, Tensor]
    landmarks: Points
    code: Code = NOTHING


@dataclass(frozen=True, slots=True, eq=False)
class Rendered:
    """One rendered crop.

    Attributes:
        flow: backward flow [2, F, F] in crop units; see `engines.contract`.
        alpha: [S, S], 0–1, where `rgb` covers the warped portrait; None if nowhere.
        rgb: [S, S, 3], 0–255; None where `alpha` is.
    """

    flow: npt.NDArray[np.float32] | None
    alpha: npt.NDArray[np.float32] | None
    rgb: npt.NDArray[np.float32] | None


# How the host makes each input that a render graph may ask for, by its name in the contract; but
# for the code.
_INPUTS: dict[str, Callable[[State, Points, Motion], Tensor]] = {
    "landmarks": lambda state, driven, motion: driven[None],
    "target_landmarks": lambda state, driven, motion: state.landmarks[None],
    "action_units": lambda state, driven, motion: motion.action_units[None],
    "blendshapes": lambda state, driven, motion: motion.blendshapes[None],
}


class Generator(Closing):
    """A generator ready to run; a context manager.

    Args:
        bundle: a verified bundle.
        backend: which backend runs its graphs: a name from `engines.backends.registry`, or "auto".
        beside: return while the render graph is still being opened. What needs it waits, and
            raises what went wrong with it.
        threads: of the processor, for what runs in every frame; 0 for as many as the backend likes.
        tell: told in a few words, for people, before this computer is measured.
    """

    def __init__(
        self,
        bundle: Bundle,
        backend: str = "auto",
        *,
        beside: bool = False,
        threads: int = 0,
        tell: Callable[[str], object] = silent,
    ) -> None:
        self.manifest = bundle.manifest
        self.size = bundle.manifest.size
        self.crop_scale = bundle.manifest.crop_scale
        # A generator that only warps need not have its small picture fetched at all.
        self._wanted = bundle.wanted("render")
        driver = bundle.manifest.graphs.get("driver")
        self._reader = "" if driver is None else driver.sha256
        with ExitStack() as opened:  # if anything here fails, what was opened is closed
            # Once per portrait, and exactly: by the reference.
            self._target: Engine = opened.enter_context(open_engine(bundle.graph("target")))
            self._coming = begin_graphs(bundle, backend, threads=threads, tell=tell)
            opened.callback(close_graphs, self._coming)
            self._driver = self._coming["driver"].result() if self._reader else None
            if not beside:
                self._coming["render"].result()
            self._opened = opened.pop_all()

    @property
    def _render(self) -> ChosenEngine:
        return self._coming["render"].result()

    @property
    def _running(self) -> list[ChosenEngine]:
        return [engine.result() for engine in self._coming.values()]

    @property
    def backend(self) -> str:
        """Name of what runs the render graph; it may change while it runs, see `notes`."""
        return self._render.backend

    @property
    def notes(self) -> tuple[str, ...]:
        """What went otherwise than asked with the backends, for people."""
        notes = [note for engine in self._running for note in engine.notes]
        return tuple(dict.fromkeys(notes))

    @property
    def choice(self) -> Choice | None:
        """How the render graph's backend was chosen; None where it was named."""
        return self._render.choice

    @property
    def identity(self) -> str | None:
        """Text that differs whenever a bit of what is rendered might; None where that cannot be
        told."""
        graphs = ":".join(graph.sha256 for graph in self.manifest.graphs.values())
        run_by = [_run_by(engine) for engine in self._running]
        return None if None in run_by else f"{graphs} on {run_by}"

    @property
    def reader(self) -> str | None:
        """Likewise of what `read` adds; empty where that is nothing."""
        if self._driver is None:
            return ""
        run_by = _run_by(self._driver)
        scale = self.manifest.crop_scale
        return None if run_by is None else f"{self._reader} at {scale} on {run_by}"

    @property
    def code_reader(self) -> str:
        """Which driver graph reads its codes, as `Code.reader` names it; empty without one."""
        return self._reader

    @property
    def reads(self) -> bool:
        """Whether it looks at the driver's face itself, see `read`."""
        return self._driver is not None

    def prepare(self, crop: Image, landmarks: Points) -> State:
        """Run the target graph, once per portrait.

        Args:
            crop: RGB, uint8 [S, S, 3].
            landmarks: [478, 3] in crop units.
        """
        face = _face(crop, landmarks)
        code = self._read(face) if self.manifest.code == "absolute" else NOTHING
        tensors = self._target.run(face)
        demand_numbers(tensors, self._target.backend)
        return State(tensors, landmarks, code)

    def read(self, picture: Image, signal: Signal, *, mirrored: bool = False) -> Signal:
        """The driver's signal, with the code that this bundle's driver graph reads off the face.

        Args:
            picture: what `signal` was tracked in, RGB uint8 [H, W, 3].
            signal: never mirrored, see `rtxfer.face.tracker`.
            mirrored: the picture is.
        """
        if self._driver is None:
            return signal
        crop = crop_around(signal.landmarks, self.crop_scale)
        lens = crop.mirrored(picture.shape[1]) if mirrored else crop
        face = _face(lens.cut(picture, self.size), crop.to_crop(signal.landmarks))
        return replace(signal, code=self._read(face))

    def _read(self, face: dict[str, Tensor]) -> Code:
        """What the driver graph reads off a crop; nothing without one."""
        if self._driver is None:
            return NOTHING
        return Code(self._reader, self._driver.run(face)["code"][0])

    def render(self, state: State, driven: Points, motion: Motion) -> Rendered:
        """Render one frame.

        Args:
            state: of the portrait.
            driven: where its landmarks go, [478, 3] in crop units.
            motion: what moved them there, for generators that ask for more than landmarks.
        """
        inputs = dict(state.tensors)
        for name in self._render.inputs:
            if (made := _INPUTS.get(input_name(name))) is not None:
                inputs[name] = made(state, driven, motion)
        if "code" in self._render.inputs:
            inputs["code"] = self._code(state, motion)
        out = self._render.run(inputs, self._wanted)
        if self._wanted is not None:
            return Rendered(out["flow"][0], None, None)
        picture = (out["rgb"][0].transpose(1, 2, 0) + 1) * 127.5
        given_flow = out["flow"][0] if "flow" in out else None
        return Rendered(given_flow, out["alpha"][0, 0], picture)

    def _code(self, state: State, motion: Motion) -> Tensor:
        """As the render graph takes it; no change where another bundle read it, or none did."""
        change = np.zeros(self._render.inputs["code"], np.float32)
        if motion.code.reader == self._reader:
            change = motion.code.values[None]
        return change if state.code is NOTHING else state.code.values[None] + change

    def close(self) -> None:
        """Free its engines; safe to call twice."""
        self._opened.close()


def _run_by(engine: Engine) -> str | None:
    """Backend and version; None on GPUs, for what drivers have a say in is not known here."""
    backend = find_backend(engine.backend)
    return f"{backend.name} {backend.module().version()}" if backend.device == "cpu" else None


def _face(crop: Image, landmarks: Points) -> dict[str, Tensor]:
    """A crop as the target and driver graphs take it."""
    image = (crop.astype(np.float32).transpose(2, 0, 1) / 127.5 - 1)[None]
    return {"image": image, "landmarks": landmarks[None]}


def open_generator(
    name: str | Path | None = None,
    backend: str = "auto",
    *,
    beside: bool = False,
    threads: int = 0,
    tell: Callable[[str], object] = silent,
) -> Generator:
    """A generator by the name or folder of its bundle; None opens the default one."""
    bundle = open_bundle(name or DEFAULT)
    return Generator(bundle, backend, beside=beside, threads=threads, tell=tell)
