"""The live run as the window knows it: what is wanted goes in, signals come out.

The only part of the app that holds a `LiveRunner`. All of it lives in the UI thread, and nothing
in it waits: what may take long is done in the background. `Session` starts and stops runs; what
else can be asked of one is a part of it, each with one subject.
"""

from rtxfer.app.session.session import Session

__all__ = ["Session"]
