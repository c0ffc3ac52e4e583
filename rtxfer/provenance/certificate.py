"""With what manifests are signed: a certificate chain and its private key, in one PEM file.

Each user gets one of their own on first use. It vouches for nobody: it names no person, and says
only that whatever it signed was not changed since. Whoever has a certificate that others trust
gives that instead.
"""

from __future__ import annotations

import logging
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from filelock import FileLock
from platformdirs import user_data_path

from engines.untrusted import first_problem
from rtxfer.atomic import replace_bytes
from rtxfer.errors import InputError
from rtxfer.provenance.policy import policy

if TYPE_CHECKING:
    from cryptography import x509

VARIABLE: Final = "RTXFER_CERTIFICATE"
"""Environment variable that names another file; `rtxfer --certificate` sets it."""

YEARS: Final = 10
LEFT: Final = timedelta(days=30)
"""What a self-made certificate must still be valid for, else another is made."""

ORGANISATION: Final = "rtxfer (self-made)"

_BLOCK: Final = re.compile(rb"-----BEGIN ([A-Z0-9 ]+)-----.+?-----END \1-----\s*", re.DOTALL)
_HINT: Final = (
    "Give a PEM file that holds the certificate, those above it, and the private key without a "
    "password; or leave --certificate out."
)
_log = logging.getLogger(__name__)

_CURVES: Final = {"secp256r1": "es256", "secp384r1": "es384", "secp521r1": "es512"}


@dataclass(frozen=True, slots=True)
class Identity:
    """What signs.

    Attributes:
        chain: certificates in PEM, that of `key` first.
        key: private key in PEM (PKCS 8).
        algorithm: as C2PA names it: es256, es384, es512, ps256 or ed25519.
        path: where it lies.
    """

    chain: bytes
    key: bytes
    algorithm: str
    path: Path

    @property
    def root(self) -> bytes:
        """The topmost certificate."""
        return _blocks(self.chain)[-1][1]

    def save(self) -> None:
        """Write it to `path`, to be read by its owner alone.

        Raises:
            OSError: it cannot be written.
        """
        replace_bytes(self.path, self.chain + self.key)


def own_path() -> Path:
    """Where the user's self-made certificate lies."""
    return user_data_path("rtxfer") / "signing.pem"


def identity() -> Identity:
    """What signs here: the certificate asked for, or the user's own, which is made if need be.

    Raises:
        InputError: the one asked for cannot be used.
    """
    asked = os.environ.get(VARIABLE) or policy().certificate
    if asked:
        return _read(Path(asked))
    path = own_path()
    try:
        return _read(path)
    except InputError:  # there is none yet, or it is about to end, or was damaged
        return _own(path)


def known_roots() -> list[bytes]:
    """Topmost certificates of what signs here, as far as there is any; none is made."""
    asked = os.environ.get(VARIABLE) or policy().certificate
    roots = []
    for path in {own_path(), *([Path(asked)] if asked else [])}:
        with suppress(InputError):
            roots.append(_read(path).root)
    return roots


@cache
def _own(path: Path) -> Identity:
    """A new one, kept if that can be; once, if two runs begin together."""
    made = make(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_suffix(".lock")):
            with suppress(InputError):
                return _read(path)
            made.save()
    except OSError as error:
        _log.warning(
            "The certificate that results are signed with cannot be kept at %s (%s): they are "
            "signed with one that is forgotten when the program ends.",
            path,
            error.strerror or error,
        )
    return made


def make(path: Path) -> Identity:
    """A new certificate, that is to be kept at `path`.

    The root signs one certificate, and its own key is then forgotten.
    """
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    root_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root = _certificate("root", root_key, None, root_key)
    leaf = _certificate("signer", key, root, root_key)
    pem = serialization.Encoding.PEM
    private = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    chain = leaf.public_bytes(pem) + root.public_bytes(pem)
    return Identity(chain, private, "es256", path)


def _certificate(name: str, key: Any, issuer: x509.Certificate | None, signed_by: Any) -> Any:
    """To the profile of C2PA: who signs is not who certifies, and is meant to sign documents."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    now = datetime.now(UTC)
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, ORGANISATION),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )
    top = issuer is None
    usage = dict.fromkeys(
        "content_commitment key_encipherment data_encipherment key_agreement encipher_only "
        "decipher_only".split(),
        False,
    )
    usage |= {"digital_signature": not top, "key_cert_sign": top, "crl_sign": top}
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject if issuer is None else issuer.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))  # clocks differ
        .not_valid_after(now + timedelta(days=365 * YEARS))
        .add_extension(x509.BasicConstraints(ca=top, path_length=0 if top else None), critical=True)
        .add_extension(x509.KeyUsage(**usage), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if issuer is not None:
        signers = x509.AuthorityKeyIdentifier.from_issuer_public_key(signed_by.public_key())
        purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
        builder = builder.add_extension(signers, critical=False)
        builder = builder.add_extension(purpose, critical=False)
    return builder.sign(signed_by, hashes.SHA256())


def _blocks(pem: bytes) -> list[tuple[bytes, bytes]]:
    """Kind and text of each part of a PEM file."""
    return [(found[1], found[0]) for found in _BLOCK.finditer(pem)]


def _read(path: Path) -> Identity:
    """What lies there, held to what signing needs.

    Raises:
        InputError: it cannot be used.
    """
    from cryptography import x509
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        blocks = _blocks(path.read_bytes())
        chain = b"".join(text for kind, text in blocks if kind == b"CERTIFICATE")
        keys = [text for kind, text in blocks if kind.endswith(b"PRIVATE KEY")]
        if len(keys) != 1:
            raise ValueError(f"it holds {len(keys)} private keys, not one")
        key: Any = load_pem_private_key(keys[0], None)
        leaf = x509.load_pem_x509_certificates(chain)[0]
        belong_together: bool = leaf.public_key() == key.public_key()
    except OSError as error:
        raise InputError(
            f"The certificate {path} cannot be read ({error.strerror or error}).", _HINT
        ) from error
    except (ValueError, TypeError, IndexError, UnsupportedAlgorithm) as error:
        reason = first_problem(error)
        raise InputError(f"{path} cannot be signed with: {reason}.", _HINT) from error
    if not belong_together:
        raise InputError(f"Key and first certificate of {path} do not belong together.", _HINT)
    now = datetime.now(UTC)
    own = path == own_path()
    if not leaf.not_valid_before_utc <= now <= leaf.not_valid_after_utc - (LEFT * own):
        raise InputError(f"The certificate {path} is not valid today.", _HINT)
    return Identity(chain, keys[0], _algorithm(key, path), path)


def _algorithm(key: Any, path: Path) -> str:
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

    if isinstance(key, ec.EllipticCurvePrivateKey) and key.curve.name in _CURVES:
        return _CURVES[key.curve.name]
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return "ed25519"
    if isinstance(key, rsa.RSAPrivateKey) and key.key_size >= 2048:
        return "ps256"
    raise InputError(
        f"The key in {path} is of a kind that C2PA does not know.",
        "Use one on the curve P-256, P-384 or P-521, Ed25519, or RSA of 2048 bits or more.",
    )
