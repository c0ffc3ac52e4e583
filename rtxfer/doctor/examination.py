"""All checks, in the order in which one stands on the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from rtxfer.doctor import checks_devices, checks_models, checks_system, checks_virtual
from rtxfer.doctor.check import Check, Finding, perform
from rtxfer.doctor.report import Report

CHECKS: Final[Sequence[Check]] = (
    *checks_system.CHECKS,
    *checks_models.CHECKS,
    *checks_devices.CHECKS,
    *checks_virtual.CHECKS,
)


def examine(
    checks: Sequence[Check] = CHECKS, on_finding: Callable[[Finding], None] = lambda finding: None
) -> Report:
    """Run the checks one after the other.

    Args:
        checks: which.
        on_finding: told of each as soon as it is known.
    """
    findings = []
    for check in checks:
        finding = perform(check)
        findings.append(finding)
        on_finding(finding)
    return Report(findings)
