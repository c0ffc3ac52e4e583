"""MobileFaceNet as FaceX-Zoo trained it; attribute names are those of its weights.

Source: Chen et al., "MobileFaceNets: Efficient CNNs for Accurate Real-Time Face Verification on
Mobile Devices", CCBR 2018, table 1.
"""

from __future__ import annotations

from torch import Tensor, nn


class _Block(nn.Module):
    """Convolution, norm and, unless linear, PReLU; attribute names are those of the weights."""

    def __init__(self, into: int, out: int, kernel: int = 1, stride: int = 1, padding: int = 0,
                 groups: int = 1, linear: bool = False) -> None:  # fmt: skip
        super().__init__()
        self.conv = nn.Conv2d(into, out, kernel, stride, padding, groups=groups, bias=False)
        self.bn = nn.BatchNorm2d(out)
        self.prelu: nn.Module = nn.Identity() if linear else nn.PReLU(out)

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.prelu(self.bn(self.conv(x)))
        return y


class _Bottleneck(nn.Module):
    def __init__(self, into: int, out: int, wide: int, stride: int) -> None:
        super().__init__()
        self.residual = stride == 1
        self.conv = _Block(into, wide)
        self.conv_dw = _Block(wide, wide, 3, stride, 1, groups=wide)
        self.project = _Block(wide, out, linear=True)

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.project(self.conv_dw(self.conv(x)))
        return x + y if self.residual else y


class _Residual(nn.Module):
    def __init__(self, width: int, count: int, wide: int) -> None:
        super().__init__()
        self.model = nn.Sequential(*(_Bottleneck(width, width, wide, 1) for _ in range(count)))

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.model(x)
        return y


class MobileFaceNet(nn.Module):
    """Faces [B, 3, 112, 112], 0–255, BGR → [B, 512]."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = _Block(3, 64, 3, 2, 1)
        self.conv2_dw = _Block(64, 64, 3, 1, 1, groups=64)
        self.conv_23 = _Bottleneck(64, 64, 128, 2)
        self.conv_3 = _Residual(64, 4, 128)
        self.conv_34 = _Bottleneck(64, 128, 256, 2)
        self.conv_4 = _Residual(128, 6, 256)
        self.conv_45 = _Bottleneck(128, 128, 512, 2)
        self.conv_5 = _Residual(128, 2, 256)
        self.conv_6_sep = _Block(128, 512)
        self.conv_6_dw = _Block(512, 512, 7, groups=512, linear=True)
        self.linear = nn.Linear(512, 512, bias=False)
        self.bn = nn.BatchNorm1d(512)

    def forward(self, x: Tensor) -> Tensor:
        """See above."""
        x = (x - 127.5) / 128
        for stage in list(self.children())[:-2]:
            x = stage(x)
        y: Tensor = self.bn(self.linear(x.flatten(1)))
        return y
