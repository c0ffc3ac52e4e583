"""Training has its own extra; without it these tests are left out, and that is said."""

import warnings
from importlib.util import find_spec

MISSING = [name for name in ("torch", "lightning_fabric", "safetensors") if find_spec(name) is None]

if MISSING:
    warnings.warn(
        f"tests of training are left out: no {', '.join(MISSING)} (pip install -e '.[train]')",
        stacklevel=1,
    )
    collect_ignore = [
        f"test_train_{name}.py"
        for name in (
            *("pretrained", "dataset", "flow", "warm_start", "loop", "losses", "pack", "prepare"),
            *("synthesis_ir", "synthesis_network", "synthesis_people", "synthesis_set"),
        )
    ]
