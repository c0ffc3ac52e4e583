"""Packages that another one imports and hardly ever uses, loaded when it does."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any


@contextmanager
def deferred(*names: str) -> Iterator[None]:
    """Let whoever imports these modules inside get a stand-in, which loads the module itself as
    soon as anything of it is asked for, now or later.

    Args:
        names: of modules, those above one before it ("matplotlib", "matplotlib.pyplot"). Modules
            that are loaded already are left as they are.
    """
    placed = {name: _Deferred(name) for name in names if name not in sys.modules}
    for name, module in placed.items():
        above, _, last = name.rpartition(".")
        if above in placed:
            setattr(placed[above], last, module)
    sys.modules.update(placed)
    try:
        yield
    finally:
        for module in placed.values():
            module.leave()


class _Deferred(ModuleType):
    """Stands in for a module of its name."""

    def leave(self) -> None:
        """Let the next who imports that name have the module itself."""
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]

    def __getattr__(self, name: str) -> Any:
        self.leave()
        return getattr(import_module(self.__name__), name)
