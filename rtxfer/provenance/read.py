"""What the manifest of a file says, and whether it is to be believed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

from rtxfer.errors import InputError
from rtxfer.provenance.certificate import known_roots
from rtxfer.provenance.manifest import GENERATORS, settings
from rtxfer.provenance.publish import sidecar_of
from rtxfer.provenance.sign import ANY

State: TypeAlias = Literal["ours", "intact", "changed"]

UNTRUSTED: Final = "signingCredential.untrusted"
"""What the library says where it does not know who signed; that much is no damage."""

LARGEST_SIDECAR: Final = 64 * 1024**2
"""Bytes; with the manifests of several portraits it has some 100 KB."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a manifest says of the file that it belongs to.

    Attributes:
        state: "ours", signed with a certificate of this user, and unchanged; "intact", signed by
            somebody, and unchanged; "changed", file or manifest were altered since.
        program: name and version of what made the file.
        source_type: the last word of IPTC's term for where it comes from; empty if not said.
        generators: names and versions of the bundles that drew it; empty if not by rtxfer.
        issuer: who issued the certificate, as that says itself.
        portraits: how many portraits brought manifests of their own.
        problems: what is wrong, in the words of C2PA's validation codes.
        beside: whether the manifest lies beside the file.
    """

    state: State
    program: str
    source_type: str
    generators: tuple[str, ...]
    issuer: str
    portraits: int
    problems: tuple[str, ...]
    beside: bool


def read_claim(path: Path) -> Claim | None:
    """Read the manifest of a file, or the one beside it; nothing is fetched from anywhere.

    Returns:
        None where there is none.

    Raises:
        InputError: the file cannot be read.
    """
    from c2pa import C2paError, Context, Reader

    sidecar = sidecar_of(path)
    try:
        beside = _sidecar(sidecar)
        # Who signed is asked of nobody but this user's own certificates.
        roots = b"".join(known_roots()).decode()
        trust = {"trust": {"user_anchors": roots}} if roots else {}
        options = settings(verify_trust=True) | trust
        with Context.from_dict(options) as context, path.open("rb") as file:
            if beside is None:
                reader = Reader.try_create(None, file, context=context)
            else:
                reader = Reader.try_create(ANY, file, beside, context=context)
            if reader is None:
                return None
            with reader:
                store = json.loads(reader.json())
        try:
            return _claim(store, beside=beside is not None)
        except (AttributeError, LookupError, TypeError):
            # Signed by somebody, as the standard has it, and yet no sense in it.
            return _nothing_believable("claim.malformed", beside=beside is not None)
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror or error}).") from error
    except C2paError as error:
        if str(error).startswith(("NotSupported", "ManifestNotFound")):
            return None
        return _nothing_believable(str(error), beside=sidecar.is_file())


def _nothing_believable(problem: str, *, beside: bool) -> Claim:
    return Claim("changed", "", "", (), "", 0, (problem,), beside=beside)


def _sidecar(path: Path) -> bytes | None:
    if not path.is_file():
        return None
    if path.stat().st_size > LARGEST_SIDECAR:
        raise InputError(f"{path} is too large to be a manifest.", "Remove it, or look elsewhere.")
    return path.read_bytes()


def _claim(store: dict[str, Any], *, beside: bool) -> Claim:
    manifest = store["manifests"][store["active_manifest"]]
    failures = store.get("validation_results", {}).get("activeManifest", {}).get("failure", [])
    codes = [str(one.get("code")) for one in failures]
    problems = tuple(code for code in codes if code != UNTRUSTED)
    state: State = "ours"
    if problems:
        state = "changed"
    elif UNTRUSTED in codes:
        state = "intact"
    made_by = (manifest.get("claim_generator_info") or [{}])[0]
    created = next((one for one in _actions(manifest) if one["action"] == "c2pa.created"), {})
    used = created.get("parameters", {}).get(GENERATORS, [])
    return Claim(
        state=state,
        program=f"{made_by.get('name', '')} {made_by.get('version', '')}".strip(),
        source_type=str(created.get("digitalSourceType", "")).rsplit("/", 1)[-1],
        generators=tuple(f"{one.get('name')} {one.get('version')}" for one in used),
        issuer=str(manifest.get("signature_info", {}).get("issuer", "")),
        portraits=len(manifest.get("ingredients", [])),
        problems=problems,
        beside=beside,
    )


def _actions(manifest: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for assertion in manifest.get("assertions", []):
        if assertion["label"].startswith("c2pa.actions"):
            yield from assertion["data"]["actions"]
