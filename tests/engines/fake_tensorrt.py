"""The part of `tensorrt` and `tensorrt_rtx` that engines use; ONNX Runtime does the computing.

Usable as a module in the building process, and with `CUDA` set to a `FakeCuda` as one that runs.
What it shall do wrong is said by the environment, which the building process inherits.
"""

from __future__ import annotations

import ctypes
import enum
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

__version__ = "1.7.1"

CUDA: Any = None
"""Whose memory addresses refer to."""


class ComputeCapability(enum.IntEnum):
    NONE = 0
    CURRENT = 1
    SM75 = 75
    SM86 = 86
    SM89 = 89


class BuilderFlag(enum.IntEnum):
    TF32 = 5


class NetworkDefinitionCreationFlag(enum.IntEnum):
    STRONGLY_TYPED = 1


class TensorIOMode(enum.IntEnum):
    INPUT = 1
    OUTPUT = 2


class ILogger:
    class Severity(enum.IntEnum):
        ERROR = 1
        WARNING = 2
        INFO = 3

    def log(self, severity: Severity, msg: str) -> None: ...


class IProgressMonitor:
    def phase_start(self, phase_name: str, parent_phase: str, num_steps: int) -> None: ...
    def step_complete(self, phase_name: str, step: int) -> bool: ...
    def phase_finish(self, phase_name: str) -> None: ...


class IHostMemory(bytes):
    pass


class ITimingCache:
    def __init__(self, content: bytes) -> None:
        self.content = content

    def serialize(self) -> IHostMemory:
        return IHostMemory(self.content)


class IBuilderConfig:
    num_compute_capabilities = 0
    progress_monitor: IProgressMonitor

    def __init__(self) -> None:
        self.flags = {BuilderFlag.TF32}
        self.target = ComputeCapability.CURRENT
        self._timings = ITimingCache(b"")

    def clear_flag(self, flag: BuilderFlag) -> None:
        self.flags.discard(flag)

    def set_compute_capability(self, compute_capability: ComputeCapability, index: int) -> bool:
        assert 0 <= index < self.num_compute_capabilities
        self.target = compute_capability
        return True

    def create_timing_cache(self, serialized_timing_cache: bytes) -> ITimingCache:
        return ITimingCache(serialized_timing_cache)

    def set_timing_cache(self, cache: ITimingCache, ignore_mismatch: bool) -> bool:
        self._timings = cache
        return True

    def get_timing_cache(self) -> ITimingCache:
        return ITimingCache(self._timings.content + b"measured;")


class INetworkDefinition:
    content = b""


class ParserError:
    def desc(self) -> str:
        return "No importer registered for op: Guess"


class OnnxParser:
    num_errors = 0

    def __init__(self, network: INetworkDefinition, logger: ILogger) -> None:
        self._network = network

    def parse(self, model: bytes, path: str | None = None) -> bool:
        self._network.content = model
        self.num_errors = int(b"Guess" in model)
        return not self.num_errors

    def get_error(self, index: int) -> ParserError:
        return ParserError()


class Builder:
    def __init__(self, logger: ILogger) -> None:
        self._logger = logger

    def create_network(self, flags: int = 0) -> INetworkDefinition:
        assert flags == 1 << NetworkDefinitionCreationFlag.STRONGLY_TYPED
        return INetworkDefinition()

    def create_builder_config(self) -> IBuilderConfig:
        return IBuilderConfig()

    def build_serialized_network(
        self, network: INetworkDefinition, config: IBuilderConfig
    ) -> IHostMemory | None:
        assert BuilderFlag.TF32 not in config.flags
        monitor = config.progress_monitor
        monitor.phase_start("Building engine", None, 2)  # type: ignore[arg-type]
        monitor.phase_start("Optimizing graph", "Building engine", 4)
        print("a library may print what it likes")
        for step in range(4):
            if os.environ.get("FAKE"):
                time.sleep(0.06)  # reports that come faster are not passed on
            if step == 2:
                self._misbehave()
            monitor.step_complete("Optimizing graph", step)
        monitor.phase_finish("Optimizing graph")
        monitor.step_complete("Building engine", 0)
        monitor.phase_finish("Building engine")
        if os.environ.get("FAKE") == "refuse":
            self._logger.log(ILogger.Severity.ERROR, "FP32 GEMM is not supported.")
            return None
        head = {"target": config.target.name}
        return IHostMemory(b"FAKE" + json.dumps(head).encode() + b"\n" + network.content)

    def _misbehave(self) -> None:
        wrong = os.environ.get("FAKE")
        if wrong == "hang":
            print("the log of a build that hangs", file=sys.stderr, flush=True)
            time.sleep(600)
        elif wrong and wrong.startswith("wait:"):
            while not Path(wrong.removeprefix("wait:")).exists():
                time.sleep(0.02)
        elif wrong == "die":
            print("std::bad_alloc", file=sys.stderr, flush=True)
            os._exit(137)


class IRuntimeCache:
    def __init__(self) -> None:
        self.content = b""

    def deserialize(self, blob: bytes) -> bool:
        self.content = bytes(blob)
        return True

    def serialize(self) -> IHostMemory:
        return IHostMemory(self.content or b"compiled kernels")


class IRuntimeConfig:
    cache: IRuntimeCache | None = None

    def create_runtime_cache(self) -> IRuntimeCache:
        return IRuntimeCache()

    def set_runtime_cache(self, cache: IRuntimeCache | None = None) -> bool:
        self.cache = cache
        return True


class IExecutionContext:
    def __init__(self, session: Any) -> None:
        self._session = session
        self._addresses: dict[str, int] = {}

    def set_tensor_address(self, name: str, memory: int) -> bool:
        assert memory in CUDA.held
        self._addresses[name] = memory
        return True

    def execute_async_v3(self, stream_handle: int) -> bool:
        if CUDA.capturing is None:
            self._compute()
        else:
            CUDA.capturing.append(self._compute)
        return True

    def _compute(self) -> None:
        feed = {node.name: self._at(node) for node in self._session.get_inputs()}
        found = self._session.run(None, feed)
        for node, array in zip(self._session.get_outputs(), found, strict=True):
            self._at(node)[...] = array

    def _at(self, node: Any) -> np.ndarray:
        count = int(np.prod(node.shape))
        block = (ctypes.c_float * count).from_address(self._addresses[node.name])
        return np.ctypeslib.as_array(block).reshape(node.shape)


class ICudaEngine:
    def __init__(self, content: bytes) -> None:
        import onnxruntime

        self._session = onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])
        self._inputs = {node.name: node.shape for node in self._session.get_inputs()}
        self._all = self._inputs | {node.name: node.shape for node in self._session.get_outputs()}
        self.num_io_tensors = len(self._all)
        self.configs: list[IRuntimeConfig] = []

    def get_tensor_name(self, index: int) -> str:
        return list(self._all)[index]

    def get_tensor_mode(self, name: str) -> TensorIOMode:
        return TensorIOMode.INPUT if name in self._inputs else TensorIOMode.OUTPUT

    def get_tensor_shape(self, name: str) -> list[int]:
        return self._all[name]

    def create_runtime_config(self) -> IRuntimeConfig:
        return IRuntimeConfig()

    def create_execution_context(
        self, runtime_config: IRuntimeConfig | None = None
    ) -> IExecutionContext:
        if runtime_config is not None:
            assert runtime_config.cache is not None
        return IExecutionContext(self._session)


class Runtime:
    def __init__(self, logger: ILogger) -> None:
        self._logger = logger

    def deserialize_cuda_engine(self, serialized_engine: bytes) -> ICudaEngine | None:
        head, _, content = serialized_engine.partition(b"\n")
        major, minor = CUDA.capability
        known = {f"SM{major}{minor}", "CURRENT"}
        if not head.startswith(b"FAKE") or json.loads(head[4:])["target"] not in known:
            self._logger.log(ILogger.Severity.ERROR, "The engine is for another architecture.")
            return None
        return ICudaEngine(content)
