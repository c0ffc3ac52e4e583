from __future__ import annotations

from rtxfer.bench.machine import Machine, this_machine, told_by_linux

XEON = """\
processor\t: 0
model name\t: Intel(R) Xeon(R) Processor
flags\t\t: fpu sse2 avx2 avx512f avx512_bf16 amx_bf16 amx_tile

processor\t: 1
model name\t: something else
flags\t\t: fpu
"""
EPYC = "processor\t: 0\nmodel name\t: AMD EPYC\nflags\t\t: fpu avx2 avx512\n"
ARM = "processor\t: 0\nFeatures\t: fp asimd\n"


def test_features_of_the_first_processor() -> None:
    features = ("AVX2", "AVX-512", "AVX512_BF16", "AMX")
    assert told_by_linux(XEON) == ("Intel(R) Xeon(R) Processor", features)
    assert told_by_linux(EPYC) == ("AMD EPYC", ("AVX2",))
    assert told_by_linux(ARM) == ("", ())


def test_one_line() -> None:
    machine = Machine("AMD EPYC", 2, ("AVX2", "AVX-512"), 1.26)
    assert str(machine) == "AMD EPYC, 2 cores, AVX2 AVX-512; load 1.3"
    plain = Machine("aarch64", 4, (), 0.0)
    assert str(plain) == "aarch64, 4 cores, no instruction set that is known to matter; load 0.0"


def test_this_one_is_told() -> None:
    machine = this_machine()
    assert machine.cores >= 1
    assert machine.processor
    assert machine.load >= 0
