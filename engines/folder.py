"""Where everything is kept that was made or fetched on this machine and can be had again."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from platformdirs import user_cache_path

VARIABLE: Final = "RTXFER_CACHE"
"""Environment variable that names another folder."""


def user_cache() -> Path:
    """The user's cache, or what `RTXFER_CACHE` names; it need not be there yet."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else user_cache_path("rtxfer")
