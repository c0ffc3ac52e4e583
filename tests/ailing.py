"""Checks that go wrong in every way, in a module that a process of its own can import."""

from __future__ import annotations

import os
import time

from rtxfer.doctor.check import Outcome, works
from rtxfer.errors import DeviceError


def well() -> Outcome:
    return works("all is well")


def hang() -> Outcome:
    time.sleep(600)
    raise AssertionError("nobody waits for this")


def crash() -> Outcome:
    os._exit(42)


def refuse() -> Outcome:
    raise DeviceError("The camera is busy.", "Close the other program.")


def stumble() -> Outcome:
    raise ZeroDivisionError("a bug")


def elsewhere() -> Outcome:
    return works(str(os.getpid()))
