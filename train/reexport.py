"""Graphs of today's code with the weights of a bundle that was trained before.

For changes that make a method's graphs faster and leave its picture as it is: nothing is trained,
and what the manifest says of data and figures stays true.
"""

from __future__ import annotations

import tempfile
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import onnx
import torch

from engines.bundle import MANIFEST, open_bundle
from engines.engine import Tensors
from engines.opening import open_engine
from engines.selection.parity import EQUAL, Parity, compare
from engines.selection.sample import samples_of
from rtxfer.errors import RtxferError
from train.export import MOST_ERROR, convert, write_bundle
from train.methods import open_method
from train.methods.method import Graph
from train.trainer.warm_start import warm_start

COPIED: Final = ("name", "version", "data", "metrics")
"""What a manifest says of training and not of graphs."""


def reexport(name: str, folder: Path) -> dict[str, Parity]:
    """Write a bundle's graphs anew.

    A target or driver graph that gives the very same numbers keeps its file: codes are known by the
    file that read them.

    Args:
        name: name or folder of the bundle.
        folder: of the new one; it may be the same.

    Returns:
        By graph, how the new one differs from the old one on real tensors.

    Raises:
        RtxferError: a weight is missing, or torch and ONNX do not give the same.
    """
    bundle = open_bundle(name)
    method = open_method(bundle.manifest.method, {})
    networks = {key: network.eval() for key, network in method.build().items()}
    own = {key: networks[key] for key in method.generator}
    for key, took in warm_start(own, name).items():
        if took.taken != took.of:
            raise RtxferError(
                f"Of the network {key} only {took.taken} of {took.of} weights are in {name}.",
                "It was made by a method that has changed since: train it further instead.",
            )
    samples = samples_of(bundle)
    models, found, skips = {}, {}, {}
    for key, graph in method.graphs(own).items():
        model = convert(graph, {n: torch.from_numpy(samples[0][n]) for n in graph.takes})
        found[str(key)] = parity = _parity(bundle.graph(key), model, graph, samples)
        same = key != "render" and parity.psnr >= EQUAL
        models[str(key)] = kept = onnx.load(bundle.graph(key)) if same else model
        skips[str(key)] = graph.skips(kept)
    write_bundle(folder, method.manifest() | said_of_training(bundle.folder), models, skips)
    return found


def said_of_training(folder: Path) -> dict[str, Any]:
    """What a bundle's manifest says of data and figures; nothing where there is none."""
    path = folder / MANIFEST
    said = tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}
    return {key: said[key] for key in COPIED if key in said}


def _parity(old: Path, model: onnx.ModelProto, graph: Graph, samples: Sequence[Tensors]) -> Parity:
    """How a new graph differs from the old one, once it is the same as in torch."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.onnx"
        onnx.save(model, path)
        with open_engine(path) as new, open_engine(old) as reference:
            for sample in samples:
                _check(graph, sample, new.run(sample))
            return compare(new, reference, samples)


def _check(graph: Graph, sample: Tensors, found: Tensors) -> None:
    with torch.inference_mode():
        wanted = graph.module(*(torch.from_numpy(sample[name]) for name in graph.takes))
    wanted = wanted if isinstance(wanted, tuple) else (wanted,)
    for name, value in zip(graph.gives, wanted, strict=True):
        error = float((torch.from_numpy(found[name]) - value).abs().max())
        if not error <= MOST_ERROR:
            raise RtxferError(
                f"{name} differs by {error:.1e} between torch and ONNX Runtime.",
                "Look for an operator that the exporter gets wrong.",
            )
