"""The building process: `python -m engines.building.worker REQUEST`; it prints JSON lines.

A process of its own can be stopped at any moment, whatever the library is doing, and takes
nothing with it when it runs out of memory. It ends when whoever started it does, however that
came, and leaves the processor to what runs live beside it.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic
from typing import Final

from engines.backends import cuda
from engines.backends.tensorrt_flavours import FLAVOURS
from engines.building.compile import compile_engine
from engines.errors import EngineError

EVERY: Final = 0.05
"""Seconds between two reports of one phase; a phase may have thousands of steps."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to build.

    Attributes:
        flavour: a name from `engines.backends.tensorrt_flavours.FLAVOURS`.
        architecture: "sm_89".
        graph: an ONNX file.
        engine: where the engine goes.
        timings: a file with timings of earlier builds, read if it is there, and written.
        gpu: number of the GPU to build on, for a flavour that needs it at hand.
    """

    flavour: str
    architecture: str
    graph: str
    engine: str
    timings: str
    gpu: int = 0

    def to_json(self) -> str:
        """One line."""
        return json.dumps(asdict(self))


def main(line: str) -> int:
    """Build as asked.

    Returns:
        The exit code: 0, or 1 after a line with the problem.
    """
    request = Request(**json.loads(line))
    told: dict[str, float] = {}

    def report(phase: str, parent: str, steps: int, done: int) -> None:
        now = monotonic()
        if 0 < done < steps and now - told.get(phase, 0.0) < EVERY:
            return
        told[phase] = now
        _say(phase=phase, parent=parent, steps=steps, done=done)

    timings = Path(request.timings)
    try:
        if request.gpu:
            cuda.use(request.gpu)
        engine, kept = compile_engine(
            FLAVOURS[request.flavour],
            Path(request.graph).read_bytes(),
            request.architecture,
            report,
            timings.read_bytes() if timings.is_file() else None,
        )
    except EngineError as error:
        _say(problem=error.problem, hint=error.hint)
        return 1
    Path(request.engine).write_bytes(engine)
    if kept is not None:
        timings.write_bytes(kept)
    return 0


def _say(**facts: object) -> None:
    print(json.dumps(facts), flush=True)


def _end_with_parent() -> None:
    """Nothing is ever written to this end of the pipe; it closes with the process at the other."""
    os.read(0, 1)  # not `sys.stdin`, whose lock would be in the way of a usual end
    os._exit(1)


if __name__ == "__main__":
    with suppress(AttributeError, OSError):
        os.nice(5)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    sys.exit(main(sys.argv[1]))
