"""How a Ray cluster is joined: by batches, and by training where it prepares data."""

from __future__ import annotations

import os
import socket
from typing import Any, Final
from urllib.parse import urlsplit

from rtxfer.errors import DeviceError, MissingDependencyError

AUTO: Final = "auto"
"""A cluster that was started here or is named by RAY_ADDRESS; else one of this machine alone."""

ANSWER: Final = 5.0
"""Seconds that a cluster may take to answer."""


def joined(address: str = AUTO) -> tuple[Any, bool]:
    """Ray itself, connected, and whether that was done just now, and is to be undone.

    Args:
        address: of the cluster: `auto`, or such as `ray://head:10001`, or host and port.

    Raises:
        MissingDependencyError: Ray is not installed.
        DeviceError: there is no cluster at the address.
    """
    ray = _ray()
    if ray.is_initialized():
        return ray, False
    _join(ray, address)
    return ray, True


def _ray() -> Any:
    """The library; it sends nothing home."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import ray
    except ImportError as error:
        raise MissingDependencyError(
            "Batches on a cluster need Ray.", "pip install 'rtxfer[batch]'"
        ) from error
    return ray


def _join(ray: Any, address: str) -> None:
    options = {"log_to_driver": False, "logging_level": "ERROR"}
    if address == AUTO:
        try:
            ray.init(address=AUTO, **options)
        except ConnectionError:
            ray.init(include_dashboard=False, **options)
        return
    try:
        _demand_answer(address)
        ray.init(address=address, **options)
    except (OSError, ValueError, RuntimeError) as error:
        raise DeviceError(
            f"No Ray cluster answers at {address}.",
            "Start one with `ray start --head`, and give the address that it prints.",
        ) from error


def _demand_answer(address: str) -> None:
    """Ray itself would ask for minutes."""
    parts = urlsplit(address if "://" in address else f"//{address}")
    if parts.hostname and parts.port:
        socket.create_connection((parts.hostname, parts.port), ANSWER).close()
