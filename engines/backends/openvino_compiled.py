"""What OpenVINO compiled for this processor, kept: work done once and not at each start.

Compiling spends most of its time on rewriting the graph. What comes out can be written down and
read back in a third of the time; the engine is the same and so is every bit that it computes.
"""

from __future__ import annotations

import hashlib
import io
import json
import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from engines.cache import Cache, Key
from engines.processor import processor

DEVICE: Final = "CPU"
"""Others bring drivers of their own, whose versions are not known here."""

_log = logging.getLogger(__name__)


def key_of(
    name: str, content: bytes, wanted: Sequence[str], options: Mapping[str, str], version: str
) -> Key:
    """What a compiled model depends on.

    Args:
        name: of the graph, for people.
        content: the graph as OpenVINO is given it.
        wanted: outputs it is compiled for.
        options: it is compiled with.
        version: of OpenVINO.
    """
    parts = {
        "graph": hashlib.sha256(content).hexdigest(),
        "outputs": ", ".join(wanted),
        "options": json.dumps(dict(options), sort_keys=True),
        "library": version,
        "processor": processor(),
    }
    return Key(f"{name} openvino", parts)


def compiled(core: Any, key: Key, options: Mapping[str, str], make: Callable[[], Any]) -> Any:
    """A model compiled for the CPU: by an earlier run, or now.

    Args:
        core: OpenVINO's.
        key: see `key_of`.
        options: to compile with.
        make: gives the model where it must be compiled.

    Raises:
        RuntimeError: it cannot be compiled.
    """
    cache = Cache()
    kept = cache.load(key)
    if kept is not None:
        try:
            return core.import_model(io.BytesIO(kept), DEVICE, dict(options))
        except RuntimeError as error:  # it is made anew, and takes the place of this one
            _log.info("%s in the cache cannot be used: %s", key.subject, error)
    fresh = core.compile_model(make(), DEVICE, dict(options))
    try:
        cache.store(key, fresh.export_model().getvalue())
    except (OSError, RuntimeError) as error:
        _log.info("%s cannot be kept: %s", key.subject, error)
    return fresh
