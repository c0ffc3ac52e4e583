"""Graphs made runnable on a backend that is named; `engines.selection` finds one that suits."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from engines.backends.registry import REFERENCE, Backend, find_backend
from engines.bundle import Bundle
from engines.contract import GraphName
from engines.engine import Engine, Plan


def open_engine(graph: Path, backend: str = REFERENCE, *, threads: int = 0) -> Engine:
    """Make one graph runnable.

    Args:
        graph: an ONNX file.
        backend: a name from `engines.backends.registry`.
        threads: CPU threads; 0 leaves the choice to the backend.

    Raises:
        BackendError: unknown backend, not installed, or it cannot run this graph.
    """
    chosen = find_backend(backend)
    return chosen.open(chosen.plan(graph, threads=threads))


def open_on(
    backend: Backend, bundle: Bundle, graph: GraphName = "render", *, threads: int = 0
) -> Engine:
    """Make one of a bundle's graphs runnable on one backend.

    Raises:
        BackendError: not here, or not this graph.
    """
    return backend.open(plan_on(backend, bundle, graph, threads=threads))


def plan_on(
    backend: Backend, bundle: Bundle, graph: GraphName = "render", *, threads: int = 0
) -> Plan:
    """What a backend is to make of one of a bundle's graphs, by all that the manifest says."""
    told = bundle.manifest.graphs[graph]
    plan = backend.plan(bundle.graph(graph), fp32_ops=told.fp32_ops, threads=threads)
    return replace(plan, skips=told.skips)
