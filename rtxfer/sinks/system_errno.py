"""The number under which the system keeps why its last call failed, for the calling thread.

For libraries that keep a failure to themselves. Python leaves the number alone when it switches
between threads, so after a call into C it still says what happened there.
"""

from __future__ import annotations

import ctypes
import sys


def clear_errno() -> None:
    """Forget the last failure."""
    if sys.platform == "linux":
        _place()[0] = 0


def last_errno() -> int:
    """What failed since `clear_errno`; 0 is nothing. Always 0 where this is not known."""
    return _place()[0] if sys.platform == "linux" else 0


def _place() -> ctypes._Pointer[ctypes.c_int]:
    # PyDLL, not CDLL: no other thread gets a turn between the call and its answer.
    locate = ctypes.PyDLL(None).__errno_location
    locate.restype = ctypes.POINTER(ctypes.c_int)
    place: ctypes._Pointer[ctypes.c_int] = locate()
    return place
