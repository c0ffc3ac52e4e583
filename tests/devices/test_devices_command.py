"""`rtxfer devices` as a person and as a script meet it."""

from __future__ import annotations

import json
import sys

import pytest

from rtxfer import cli, devices
from rtxfer.devices import Device, Devices

FOUND = Devices(
    cameras=[Device("usb-A", "HD Webcam [front]", "camera:0", facts={"index": 0})],
    virtual_cameras=[
        Device("obs", "OBS", "", "pyvirtualcam is missing.", "Run: pip install 'rtxfer[vcam]'")
    ],
    microphones=[],
    gpus=[],
    engines=[],
    bundles=[],
)


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "survey", lambda: FOUND)


def said(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], *options: str) -> str:
    monkeypatch.setattr(sys, "argv", ["rtxfer", "devices", *options])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert not ended.value.code
    return capfd.readouterr().out


def test_for_people(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    text = said(monkeypatch, capfd)
    assert "✔ HD Webcam [front]  camera:0" in text
    assert "– OBS  pyvirtualcam is missing." in text
    assert "pip install 'rtxfer[vcam]'" in text
    assert text.count("none found") == 4


def test_for_scripts(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    found = json.loads(said(monkeypatch, capfd, "--json"))
    assert found["cameras"] == [
        {"id": "usb-A", "name": "HD Webcam [front]", "ready": True, "index": 0}
    ]
    assert found["virtual_cameras"][0]["problem"] == "pyvirtualcam is missing."
