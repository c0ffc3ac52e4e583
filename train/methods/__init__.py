"""One file per method."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

from rtxfer.errors import InputError
from train.methods.method import Method

METHODS: Final = {
    "aip_gan": "train.methods.aip_gan.method:AipGan",
    "dense_geometry": "train.methods.dense_geometry.method:DenseGeometry",
    "eet": "train.methods.eet.method:Eet",
    "flow": "train.methods.flow.method:Flow",
    "relative_au": "train.methods.relative_au.method:RelativeAu",
}
"""Name → module and class; imported only when asked for."""


def find_method(name: str) -> type[Method]:
    """The class of a method.

    Raises:
        InputError: there is no such method.
    """
    if name not in METHODS:
        raise InputError(f"There is no method called {name}.", f"Known: {', '.join(METHODS)}.")
    module, _, kind = METHODS[name].partition(":")
    found: type[Method] = getattr(import_module(module), kind)
    return found


def open_method(name: str, options: dict[str, Any]) -> Method:
    """A method by name.

    Args:
        name: one of `METHODS`.
        options: keyword arguments of its class.

    Raises:
        InputError: there is no such method, or it has no such option.
    """
    try:
        return find_method(name)(**options)
    except TypeError as error:
        raise InputError(f"{name} cannot be set up so: {error}") from error
