"""One batch over several processes: what a step would compute of all samples in one process.

Process r of w has the samples r, r + w, r + 2 w, … of a step. Whoever draws, counts or averages
over a batch does it by these functions, and two processes learn what one learns from twice the
batch. Alone they cost nothing. Every process must call them as often, and in the same order.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, distributed


def world() -> tuple[int, int]:
    """Number of this process, and of how many; (0, 1) where there is one."""
    if distributed.is_available() and distributed.is_initialized():
        return distributed.get_rank(), distributed.get_world_size()
    return 0, 1


def drawn(draw: Callable[..., Tensor], count: int, *shape: int, device: torch.device) -> Tensor:
    """Random numbers [count, *shape] for the samples of this process.

    They are drawn for all samples and the others' dropped, so each sample has its own, whoever
    computes it.

    Args:
        draw: `torch.rand` or `torch.randn`.
        count: samples here, or a multiple of them; the same in every process.
    """
    rank, processes = world()
    return draw(count * processes, *shape, device=device)[rank::processes]


def first_of(count: int, every: int) -> int:
    """How many samples of this process are among the first of the whole batch, one in `every`.

    At least one, for networks do not take none: batches of less than `every` samples a process
    have more of them than one process would.

    Args:
        count: samples here.
    """
    rank, processes = world()
    first = -(-count * processes // every)
    return max(1, len(range(rank, first, processes)))


def everyones(value: Tensor) -> Tensor:
    """The mean over all processes, without gradients."""
    value = value.detach()
    _, processes = world()
    if processes == 1:
        return value
    total = value.clone()
    distributed.all_reduce(total)
    return total / processes


def mean(values: Tensor) -> Tensor:
    """The mean of values, of which each process may have another number.

    It is this process's part: averaged over the processes, it is the mean of all.
    """
    if world()[1] == 1:
        return values.mean()
    count = torch.tensor(float(values.numel()), device=values.device)
    return values.sum() / everyones(count)
