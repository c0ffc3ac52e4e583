"""What several tests of sinks need."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from tests.fake_microphone import FakePortAudio
from tests.pipewire_session import pipewire_session


@pytest.fixture(scope="module")
def pipewire_variables() -> Iterator[dict[str, str]]:
    with pipewire_session() as variables:
        yield variables


@pytest.fixture
def pipewire(pipewire_variables: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A PipeWire session; everything in the test runs in it."""
    for name in ("PIPEWIRE_REMOTE", "PIPEWIRE_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in pipewire_variables.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def port_audio(monkeypatch: pytest.MonkeyPatch) -> FakePortAudio:
    """Microphones that hear what the test speaks."""
    fake = FakePortAudio()
    monkeypatch.setitem(sys.modules, "sounddevice", fake)
    return fake
