"""What the doctor says, for people and for scripts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from rich.text import Text

from rtxfer.doctor.check import Finding

SIGNS: Final = {"works": ("✔", "green"), "fails": ("✘", "red"), "absent": ("–", "dim")}

TITLE: Final = 17
"""Characters that a title takes at least."""


@dataclass(frozen=True, slots=True)
class Report:
    """All findings together.

    Attributes:
        findings: in the order of the checks.
    """

    findings: Sequence[Finding]

    @property
    def healthy(self) -> bool:
        """Whether the main chain works, and the live one where there is a camera to begin it."""
        return not any(
            finding.verdict == "fails" and self.counts(finding) for finding in self.findings
        )

    def counts(self, finding: Finding) -> bool:
        """Whether a failure of this one makes the whole unhealthy, rather than being a warning."""
        return finding.link == "main" or (finding.link == "live" and self._has_camera())

    def _has_camera(self) -> bool:
        return any(each.name == "camera" and each.verdict != "absent" for each in self.findings)

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        checks = [each.to_json() | {"counts": self.counts(each)} for each in self.findings]
        return {"healthy": self.healthy, "checks": checks}

    def verdict(self) -> str:
        """All of it in one sentence."""
        failing = [each.title for each in self.findings if each.verdict == "fails"]
        if not failing:
            return "All that is needed works."
        if self.healthy:
            return f"Videos can be moved. To mend for more: {', '.join(failing)}."
        return f"To mend: {', '.join(failing)}."


def line(finding: Finding) -> Text:
    """One finding, and under it what mends it."""
    sign, colour = SIGNS[finding.verdict]
    said = Text.assemble((sign, colour), f" {finding.title:<{TITLE}} ", (finding.detail, "dim"))
    if finding.mend:
        said.append(f"\n    → {finding.mend}", "bold" if finding.verdict == "fails" else "dim")
    return said
