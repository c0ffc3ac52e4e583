"""Graphs of OpenVINO's format in torch: what OpenVINO makes of them, in any batch."""

import numpy as np
import pytest
import torch

from tests.train.tiny_ir import WIDTH, Writer, tiny_ir
from train.synthesis.ir import IrNet, split_input
from train.synthesis.network import on_openvino, on_torch

PARTS = {"coarse": ("m.conv1.",), "mid": ("m.layers.1.",)}


@pytest.fixture
def style() -> torch.Tensor:
    return torch.randn(3, WIDTH, generator=torch.Generator().manual_seed(1))


def test_a_graph_computes_what_is_written_in_it() -> None:
    writer = Writer()
    style = writer.parameter("style", (1, 2))
    weight = writer.constant([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    made = writer.made("MatMul", style, weight, transpose_a="false", transpose_b="true")
    sum_ = writer.made("Add", made, writer.constant([[0.5, 0.0, -0.5]]))
    net = IrNet(*writer.finish(sum_))
    given = torch.tensor([[1.0, 0.0], [1.0, 1.0]])
    assert net(style=given).tolist() == [[1.5, 3.0, 4.5], [3.5, 7.0, 10.5]]


def test_torch_makes_what_openvino_makes(style: torch.Tensor) -> None:
    pytest.importorskip("openvino")
    xml, weights = tiny_ir()
    split = split_input(xml, "style", PARTS)
    parts = (style, style.flip(0), -style)
    pictures = on_torch(split, weights, torch.device("cpu"))(*parts)
    assert pictures.shape == (3, 1, 8, 8)
    assert pictures.std() > 0.1
    assert torch.allclose(pictures, on_openvino(split, weights)(*parts), atol=1e-5)


def test_a_batch_is_its_pictures(style: torch.Tensor) -> None:
    net = IrNet(*tiny_ir())
    together = net(style=style)
    for row in range(3):
        assert torch.allclose(together[row], net(style=style[row : row + 1])[0], atol=1e-6)


def test_each_part_of_the_style_reaches_its_own_layers(style: torch.Tensor) -> None:
    xml, weights = tiny_ir()
    whole = IrNet(xml, weights)(style=style)
    net = IrNet(split_input(xml, "style", PARTS), weights)
    assert torch.equal(net(style=style, coarse=style, mid=style), whole)
    for part in ("style", "coarse", "mid"):
        changed = {"style": style, "coarse": style, "mid": style} | {part: style + 1}
        assert not torch.allclose(net(**changed), whole), part
    # Nothing else hangs on the old input than what was left to it.
    reached = net(style=style + 1, coarse=style + 1, mid=style + 1)
    assert torch.equal(reached, IrNet(xml, weights)(style=style + 1))


def test_gradients_reach_the_style(style: torch.Tensor) -> None:
    style.requires_grad_()
    IrNet(*tiny_ir())(style=style).square().sum().backward()
    assert style.grad is not None
    assert (style.grad != 0).all()


def test_weights_move_and_shapes_stay() -> None:
    net = IrNet(*tiny_ir())
    kinds = {buffer.dtype for buffer in net.buffers()}
    assert kinds == {torch.float32}
    assert net.double()(style=torch.zeros(1, WIDTH, dtype=torch.float64)).dtype == torch.float64


def test_unknown_operators_are_named() -> None:
    writer = Writer()
    style = writer.parameter("style", (1, 2))
    with pytest.raises(ValueError, match="Cosh"):
        IrNet(*writer.finish(writer.made("Cosh", style)))


def test_a_part_without_layers_is_refused() -> None:
    with pytest.raises(ValueError, match=r"m\.layers\.9"):
        split_input(tiny_ir()[0], "style", {"coarse": ("m.layers.9.",)})


def test_uneven_padding_is_refused() -> None:
    writer = Writer()
    image = writer.parameter("image", (1, 1, 4, 4))
    kernel = writer.constant(np.ones((1, 1, 3, 3)))
    made = writer.made("Convolution", image, kernel, strides="1, 1", dilations="1, 1",
                       pads_begin="0, 0", pads_end="1, 1")  # fmt: skip
    with pytest.raises(ValueError, match="Padding"):
        IrNet(*writer.finish(made))(image=torch.zeros(1, 1, 4, 4))
