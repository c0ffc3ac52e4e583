"""What is made says that it was made: who made it, with what, and out of what.

Files carry a signed C2PA manifest, frames a mark in their pixels. See docs/provenance.md.
"""

from rtxfer.provenance.origin import GeneratorUsed, Origin
from rtxfer.provenance.publish import picture_bytes, publish, save_picture, sidecar_of

__all__ = ["GeneratorUsed", "Origin", "picture_bytes", "publish", "save_picture", "sidecar_of"]
