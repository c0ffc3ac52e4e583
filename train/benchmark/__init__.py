"""The benchmark: how fast others are beside the engines, in one and the same run.

The same network in plain PyTorch, and LivePortrait's renderer. Both take turns with the backends
of `engines.backends.registry`, so that a busy moment of the machine hits all alike.
"""

from train.benchmark.contenders import measure, show

__all__ = ["measure", "show"]
