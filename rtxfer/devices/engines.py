"""What runs here: backends, and the bundles they run."""

from __future__ import annotations

from engines import bundle
from engines.backends.registry import BACKENDS, Backend
from engines.errors import EngineError
from engines.opening import plan_on
from rtxfer.devices.device import Device


def backends() -> list[Device]:
    """Every backend that this system could have, on each GPU, and whether the default bundle can
    use it.
    """
    known = [backend for backend in BACKENDS.values() if backend.exists_here]
    return [_backend(one) for backend in known for one in backend.everywhere()]


def bundles() -> list[Device]:
    """Every bundle that is installed, verified."""
    return [_bundle(name) for name in bundle.installed()]


def _backend(backend: Backend) -> Device:
    version = ""
    try:
        version = backend.module().version()
        default = bundle.open_bundle()
        for graph in default.running:
            backend.check(plan_on(backend, default, graph))
    except EngineError as error:
        return Device(backend.name, backend.name, version, error.problem, error.hint)
    return Device(backend.name, backend.name, version, facts={"version": version})


def _bundle(name: str) -> Device:
    try:
        manifest = bundle.open_bundle(name).manifest
    except EngineError as error:
        return Device(name, name, "", error.problem, error.hint)
    facts = f"{manifest.size}×{manifest.size}, {manifest.licence}"
    default = name == bundle.DEFAULT
    return Device(
        name,
        f"{manifest.name} {manifest.version}",
        " ".join(filter(None, (manifest.summary, facts + ", the default" * default))),
        facts={
            "method": manifest.method,
            "summary": manifest.summary,
            "size": manifest.size,
            "default": default,
        },
    )
