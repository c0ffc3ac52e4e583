"""A graph turned into a TensorRT engine: what runs in the building process and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engines.backends.tensorrt_flavours import Flavour, listening
from engines.errors import BuildError

Report = Callable[[str, str, int, int], None]
"""Told of a phase, the phase that it is part of, its steps, and how many are done."""


def compile_engine(
    flavour: Flavour,
    graph: bytes,
    architecture: str,
    report: Report,
    timings: bytes | None = None,
) -> tuple[bytes, bytes | None]:
    """Build an engine.

    Args:
        flavour: which library.
        graph: ONNX, with its types written into its nodes.
        architecture: "sm_89"; the classic flavour builds for the GPU at hand whatever is said.
        report: told of progress.
        timings: of an earlier build on this GPU, which need not be measured again.

    Returns:
        The engine, and its timings for the next build; None where the flavour measures nothing.

    Raises:
        BuildError: the library refuses the graph, with what it said.
    """
    library = flavour.library()
    heard: list[str] = []
    logger = listening(library, heard)
    builder = library.Builder(logger)
    # From TensorRT 11 on every network is strongly typed, and the flag may go.
    flag = library.NetworkDefinitionCreationFlag.__members__.get("STRONGLY_TYPED")
    network = builder.create_network(0 if flag is None else 1 << int(flag))
    parser = library.OnnxParser(network, logger)
    if not parser.parse(graph):
        errors = [parser.get_error(number).desc() for number in range(parser.num_errors)]
        raise BuildError(f"{flavour.title} does not understand the graph: {'; '.join(errors)}")
    config = builder.create_builder_config()
    config.clear_flag(library.BuilderFlag.TF32)
    config.progress_monitor = _monitor(library, report)
    if flavour.portable:
        config.num_compute_capabilities = 1
        wanted = library.ComputeCapability.__members__[architecture.replace("sm_", "SM")]
        config.set_compute_capability(wanted, 0)
    else:
        config.set_timing_cache(config.create_timing_cache(timings or b""), False)
    built = builder.build_serialized_network(network, config)
    if built is None:
        reason = heard[-1] if heard else "it gives no reason."
        raise BuildError(f"{flavour.title} cannot build this for {architecture}: {reason}")
    kept = None if flavour.portable else bytes(config.get_timing_cache().serialize())
    return bytes(built), kept


def _monitor(library: Any, report: Report) -> Any:
    class Monitor(library.IProgressMonitor):  # type: ignore[misc]
        def __init__(self) -> None:
            library.IProgressMonitor.__init__(self)
            self._phases: dict[str, tuple[str, int]] = {}

        def phase_start(self, phase_name: str, parent_phase: str | None, num_steps: int) -> None:
            self._phases[phase_name] = (parent_phase or "", num_steps)
            report(phase_name, parent_phase or "", num_steps, 0)

        def step_complete(self, phase_name: str, step: int) -> bool:
            parent, steps = self._phases[phase_name]
            report(phase_name, parent, steps, step + 1)
            return True

        def phase_finish(self, phase_name: str) -> None:
            parent, steps = self._phases.pop(phase_name)
            report(phase_name, parent, steps, steps)

    return Monitor()
