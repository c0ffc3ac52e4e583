"""What suits this computer, found out once for each generator. Called in worker threads only."""

from __future__ import annotations

from engines.building.background import stand_in
from engines.bundle import DEFAULT, open_bundle
from engines.selection.auto import Progress
from engines.selection.graphs import known_backends


def best_backend(generator: str | None, backend: str, progress: Progress) -> str:
    """What to run a generator on, measured now where that is not known.

    Args:
        generator: as in the preferences.
        backend: likewise.
        progress: told while it is being measured.

    Raises:
        EngineError: the generator cannot be opened, or its backend is unknown.
    """
    chosen = stand_in(generator, backend)
    known_backends(open_bundle(generator or DEFAULT), chosen, progress=progress)
    return chosen
