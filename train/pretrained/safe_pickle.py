"""Read weights out of other people's pickles without running what is in them."""

from __future__ import annotations

import pickle
from collections import OrderedDict
from pathlib import Path
from typing import IO, Any, Final

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

_RECONSTRUCT: Final = np.empty(0).__reduce__()[0]
_NUMPY: Final = {
    ("numpy", "ndarray"): np.ndarray,
    ("numpy", "dtype"): np.dtype,
    ("numpy.core.multiarray", "_reconstruct"): _RECONSTRUCT,
    ("numpy._core.multiarray", "_reconstruct"): _RECONSTRUCT,
}


class _ArraysOnly(pickle.Unpickler):
    """Knows numpy arrays and nothing else."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__(file)

    def find_class(self, module: str, name: str) -> Any:
        try:
            return _NUMPY[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"refused: {module}.{name}") from None


def load_arrays(path: Path) -> dict[str, Any]:
    """Nested dictionaries of numpy arrays.

    Raises:
        pickle.UnpicklingError: there is anything else in it.
    """
    with path.open("rb") as file:
        tree: dict[str, Any] = _ArraysOnly(file).load()
    return tree


class _Shell:
    """Stands in for a pickled module's class: takes its attributes, has no behaviour."""

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)


class _ModulesAsShells(pickle.Unpickler):
    """A module that was pickled whole, by torch before 1.6, as a tree of shells.

    Torch's own safe loading refuses such files. The storages follow after the pickle, so
    tensors are views of arrays that are filled afterwards.
    """

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__(file)
        self.storages: dict[str, npt.NDArray[Any]] = {}

    def find_class(self, module: str, name: str) -> Any:
        known: dict[tuple[str, str], Any] = {
            ("__builtin__", "set"): set,
            ("collections", "OrderedDict"): OrderedDict,
            ("torch", "FloatStorage"): np.float32,
            ("torch", "LongStorage"): np.int64,
            ("torch", "device"): lambda *_: None,
            ("torch._utils", "_rebuild_tensor_v2"): _strided,
            ("torch._utils", "_rebuild_parameter"): lambda tensor, *_: tensor,
        }
        if (module, name) in known:
            return known[module, name]
        if module.split(".")[0] in ("torch", "models") and name[:1].isupper():
            return _Shell
        raise pickle.UnpicklingError(f"refused: {module}.{name}")

    def persistent_load(self, pid: Any) -> Any:
        if pid[0] == "module":
            return pid[1]
        _, kind, key, _, count, _ = pid
        return self.storages.setdefault(key, np.empty(count, kind))


def _strided(
    storage: npt.NDArray[Any], offset: int, size: tuple[int, ...], stride: tuple[int, ...], *_: Any
) -> Tensor:
    return torch.from_numpy(storage).as_strided(size, stride, offset)


def load_module_tensors(path: Path) -> dict[str, Tensor]:
    """Parameters and buffers, by their dotted names, of a module pickled whole by an old torch.

    Raises:
        pickle.UnpicklingError: there is anything else in it than modules and tensors.
    """
    with path.open("rb") as file:
        for _ in ("magic", "protocol", "system"):
            _ArraysOnly(file).load()
        reader = _ModulesAsShells(file)
        root = reader.load()
        for key in _ArraysOnly(file).load():
            storage = reader.storages[key]
            file.seek(8, 1)  # the element count, which the pickle has told already
            storage[:] = np.frombuffer(file.read(storage.nbytes), storage.dtype)
    tensors: dict[str, Tensor] = {}

    def gather(shell: Any, prefix: str) -> None:
        own = {**shell._parameters, **shell._buffers}
        tensors.update({prefix + name: t for name, t in own.items() if t is not None})
        for name, inner in shell._modules.items():
            gather(inner, f"{prefix}{name}.")

    gather(root, "")
    return tensors
