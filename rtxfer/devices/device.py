"""One thing of this machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Device:
    """Something that can be used here, or why it cannot.

    Attributes:
        id: what to give where one is chosen: `--source camera:<id>`, `--generator <id>`.
        name: what people call it.
        detail: a few words more.
        problem: why it cannot be used; empty where it can.
        hint: what to do about that.
        facts: figures for scripts.
    """

    id: str
    name: str
    detail: str = ""
    problem: str = ""
    hint: str = ""
    facts: Mapping[str, str | int | bool] = field(default_factory=dict)

    @property
    def ready(self) -> bool:
        """Whether it can be used now."""
        return not self.problem

    def to_json(self) -> dict[str, Any]:
        """All of it, the facts beside the rest."""
        described = {"id": self.id, "name": self.name, "ready": self.ready, **self.facts}
        if not self.ready:
            described |= {"problem": self.problem, "hint": self.hint}
        return described
