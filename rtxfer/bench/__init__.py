"""`rtxfer bench`: where the time goes on this machine, offline and live.

Machines are noisy: compare stages and ratios of one run, not milliseconds of two.
"""

from rtxfer.bench.live import LiveBenchmark, bench_live
from rtxfer.bench.offline import Benchmark, bench

__all__ = ["Benchmark", "LiveBenchmark", "bench", "bench_live"]
