"""A manifest made, signed, and put into a file or beside it."""

from __future__ import annotations

from typing import BinaryIO, Final

from rtxfer.errors import OutputError
from rtxfer.provenance.certificate import identity
from rtxfer.provenance.manifest import definition, settings, with_manifests
from rtxfer.provenance.origin import Origin

ANY: Final = "application/octet-stream"
"""A kind of file that C2PA knows no place for a manifest in."""


def sign(source: BinaryIO, target: BinaryIO, kind: str | None, origin: Origin) -> bytes:
    """Write what `source` holds to `target`, with its manifest where the kind can hold one.

    Args:
        source: a finished file, open for reading.
        target: open for writing and reading, and empty.
        kind: such as "video/mp4"; None for one that cannot hold a manifest, which is to be kept
            beside it.
        origin: what it was made with.

    Returns:
        The manifest store.

    Raises:
        InputError, OutputError: there is nothing to sign with, or it does not work.
        OSError: `source` cannot be read, or `target` written.
    """
    from c2pa import Builder, C2paError, C2paSignerInfo, Context, Signer

    own = identity()
    info = C2paSignerInfo(own.algorithm, own.chain, own.key, None)  # asks no clock on the network
    try:
        with Context.from_dict(settings(), signer=Signer.from_info(info)) as context:
            portraits = with_manifests(origin, context)
            labels = [f"portrait-{number}" for number in range(len(portraits))]
            with Builder(definition(origin, labels), context) as builder:
                for label, (path, portrait_kind) in zip(labels, portraits, strict=True):
                    known = {"title": "portrait", "relationship": "componentOf", "label": label}
                    with path.open("rb") as file:
                        builder.add_ingredient(known, portrait_kind, file)
                if kind is None:
                    builder.set_no_embed()
                signed: bytes = builder.sign(kind or ANY, source, target)
    except C2paError as error:
        broken = getattr(target, "error", None)
        if isinstance(broken, OSError):
            raise broken from error
        raise OutputError(
            f"The result could not be signed ({error}).",
            f"Look at the certificate {own.path}, or give another with --certificate.",
        ) from error
    return signed
