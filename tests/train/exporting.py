"""What every method's exported graphs are held to."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
import torch

from engines.bundle import open_bundle
from engines.contract import RENDER_INPUTS, RENDER_OUTPUTS, STATE_PREFIX
from engines.opening import open_engine
from train.data.batch import Batch
from train.export import convert, run_all, write_bundle
from train.methods.method import Method
from train.trainer.warm_start import warm_start


def check_export(
    method: Method, networks: Mapping[str, torch.nn.Module], batch: Batch, folder: Path
) -> None:
    """Write a bundle; see that it keeps the contract, and can be trained further from."""
    graphs = method.graphs(networks)
    calls = run_all(graphs, batch)
    models = {str(name): convert(graph, calls[name].inputs) for name, graph in graphs.items()}
    write_bundle(folder, method.manifest() | {"name": "fresh"}, models)
    bundle = open_bundle(folder)
    assert bundle.manifest.draws, "what it draws would never be fetched"
    for name, call in calls.items():
        graph = onnx.load(bundle.graph(name))
        assert graph.opset_import[0].version == 18
        inferred = onnx.shape_inference.infer_shapes(graph).graph
        given = [*inferred.input, *inferred.value_info]
        assert all(len(value.type.tensor_type.shape.dim) <= 4 for value in given)
        shapes = [value.type.tensor_type.shape.dim for value in graph.graph.input]
        assert all(d.dim_value for dims in shapes for d in dims)
        with open_engine(bundle.graph(name)) as engine:
            found = engine.run({key: value.numpy() for key, value in call.inputs.items()})
        assert set(found) == set(call.outputs)
        for key, tensor in call.outputs.items():
            assert np.abs(found[key] - tensor.numpy()).max() < 1e-3, key
    asked = {name for name in calls["render"].inputs if not name.startswith(STATE_PREFIX)}
    assert asked <= set(RENDER_INPUTS)
    assert set(calls["render"].outputs) == set(RENDER_OUTPUTS)
    again = method.build()
    took = warm_start({name: again[name] for name in method.generator}, str(folder))
    assert all(one.taken == one.of > 0 for one in took.values()), "a bundle can be trained further"
    for name in method.generator:
        for key, value in again[name].state_dict().items():
            assert torch.equal(value, networks[name].state_dict()[key]), key
