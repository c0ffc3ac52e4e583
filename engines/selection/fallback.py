"""An engine that goes on when its backend breaks, and says so."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence

from engines.engine import Engine, Tensor, Tensors, demand_numbers
from engines.errors import BackendError

_log = logging.getLogger(__name__)


class FallbackEngine(Engine):
    """Runs another engine, and the reference from then on where that one broke.

    Args:
        engine: open.
        reference: opens what goes on; None where `engine` is the reference itself.
        notes: what the user should know already.

    Attributes:
        notes: what went otherwise than asked, in the order in which it happened; for people.
    """

    def __init__(
        self,
        engine: Engine,
        reference: Callable[[], Engine] | None,
        notes: Sequence[str] = (),
    ) -> None:
        self._engine = engine
        self._reference = reference
        self.notes: tuple[str, ...] = tuple(notes)
        self.backend = engine.backend
        self.inputs: Mapping[str, tuple[int, ...]] = engine.inputs
        self.outputs: Mapping[str, tuple[int, ...]] = engine.outputs

    def run(self, inputs: Tensors, wanted: Sequence[str] | None = None) -> dict[str, Tensor]:
        """Compute the `wanted` outputs (None: all)."""
        try:
            return self._run(inputs, wanted)
        except BackendError as error:
            if self._reference is None:
                raise
            self._fall_back(self._reference, error)
            return self._run(inputs, wanted)

    def _run(self, inputs: Tensors, wanted: Sequence[str] | None) -> dict[str, Tensor]:
        found = self._engine.run(inputs, wanted)
        demand_numbers(found, self._engine.backend)
        return found

    def close(self) -> None:
        """Free what runs."""
        self._engine.close()

    def _fall_back(self, reference: Callable[[], Engine], error: BackendError) -> None:
        broken, self._reference = self._engine, None
        self._engine = reference()
        self.backend = self._engine.backend
        note = f"{broken.backend} broke ({error.problem}); {self.backend} goes on."
        self.notes += (note,)
        _log.warning(note)
        broken.close()
