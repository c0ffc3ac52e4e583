"""`rtxfer bench`: where the time goes on this machine, offline and live.

Machines are noisy and shared: compare processor times and ratios of one run, not wall times of two.
How to read it, and what each stage may take: docs/performance.md.
"""

from rtxfer.bench.compare import Comparison, compare, earlier_run
from rtxfer.bench.live import LiveBenchmark, bench_live
from rtxfer.bench.offline import Benchmark, bench

__all__ = [
    "Benchmark",
    "Comparison",
    "LiveBenchmark",
    "bench",
    "bench_live",
    "compare",
    "earlier_run",
]
