"""What runs here: backends, and the bundles they run."""

from __future__ import annotations

from engines import bundle
from engines.backends import BACKENDS, Backend
from engines.errors import EngineError
from rtxfer.devices.device import Device


def backends() -> list[Device]:
    """Every backend there is, and whether it can be used with the default bundle."""
    return [_backend(backend) for backend in BACKENDS.values()]


def bundles() -> list[Device]:
    """Every bundle that is installed, verified."""
    return [_bundle(name) for name in bundle.installed()]


def _backend(backend: Backend) -> Device:
    name = f"{backend.library} on {backend.device}, {backend.precision}"
    version = ""
    try:
        library = backend.module()
        version = library.version()
        library.check(backend.plan(bundle.open_bundle().graph("render")))
    except EngineError as error:
        return Device(backend.name, name, version, error.problem, error.hint)
    return Device(backend.name, name, version, facts={"version": version})


def _bundle(name: str) -> Device:
    try:
        manifest = bundle.open_bundle(name).manifest
    except EngineError as error:
        return Device(name, name, "", error.problem, error.hint)
    size = f"{manifest.size}×{manifest.size}"
    default = name == bundle.DEFAULT
    return Device(
        name,
        f"{manifest.name} {manifest.version}",
        f"{size}, {manifest.licence}" + ", the default" * default,
        facts={"method": manifest.method, "size": manifest.size, "default": default},
    )
