"""Who signs: a certificate of one's own, made once, or the one that was named."""

from __future__ import annotations

import stat
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from rtxfer.errors import InputError
from rtxfer.provenance import Origin, certificate, save_picture
from rtxfer.provenance.policy import policy
from rtxfer.provenance.read import read_claim

PEM = serialization.Encoding.PEM


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user without a certificate."""
    path = tmp_path / "data" / "signing.pem"
    monkeypatch.delenv(certificate.VARIABLE)
    monkeypatch.setattr(certificate, "own_path", lambda: path)
    certificate._own.cache_clear()
    return path


def text_of(key: Any) -> bytes:
    form = serialization.PrivateFormat.PKCS8
    return bytes(key.private_bytes(PEM, form, serialization.NoEncryption()))


def chain(key: Any, days: int = 30, organisation: str = "A newspaper") -> bytes:
    """A certificate for `key` and the one above it."""
    top = ec.generate_private_key(ec.SECP256R1())
    now = datetime.now(UTC)
    names = [
        x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, name)])
        for name in (f"{organisation}'s root", organisation)
    ]
    made = []
    for name, holder, is_top in ((names[0], top, True), (names[1], key, False)):
        usage = dict.fromkeys(
            "content_commitment key_encipherment data_encipherment key_agreement encipher_only "
            "decipher_only".split(),
            False,
        )
        usage |= {"digital_signature": not is_top, "key_cert_sign": is_top, "crl_sign": is_top}
        builder = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(names[0])
            .public_key(holder.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=60))
            .not_valid_after(now + timedelta(days=days))
            .add_extension(x509.BasicConstraints(is_top, None), critical=True)
            .add_extension(x509.KeyUsage(**usage), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(holder.public_key()), False)
        )
        if not is_top:
            above = x509.AuthorityKeyIdentifier.from_issuer_public_key(top.public_key())
            purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
            builder = builder.add_extension(above, False).add_extension(purpose, False)
        made.append(builder.sign(top, hashes.SHA256()).public_bytes(PEM))
    return made[1] + made[0]


def test_is_made_once_and_read_by_its_owner_alone(own: Path) -> None:
    first, second = certificate.identity(), certificate.identity()
    assert first == second
    assert own.read_bytes() == first.chain + first.key
    if sys.platform != "win32":
        assert stat.S_IMODE(own.stat().st_mode) == 0o600


def test_names_nobody(own: Path) -> None:
    made = certificate.identity()
    for one in x509.load_pem_x509_certificates(made.chain):
        names = {part.value for part in one.subject}
        assert names <= {certificate.ORGANISATION, "signer", "root"}


def test_one_that_ends_soon_or_is_damaged_is_made_anew(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    own.parent.mkdir()
    for content in (chain(key, days=3) + text_of(key), b"", b"no PEM", chain(key)):
        certificate._own.cache_clear()
        own.write_bytes(content)
        assert certificate.identity().key != text_of(key)
        assert own.read_bytes() == certificate.identity().chain + certificate.identity().key


def test_without_a_place_to_keep_one_signs_all_the_same(
    own: Path, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    own.parent.write_text("a file where the folder should be")
    save_picture(np.zeros((8, 8, 3), np.uint8), tmp_path / "a.png", Origin())
    claim = read_claim(tmp_path / "a.png")
    assert claim is not None
    assert claim.state == "intact"
    assert "forgotten when the program ends" in caplog.text


@pytest.mark.parametrize(
    "key",
    [
        ec.generate_private_key(ec.SECP384R1()),
        ed25519.Ed25519PrivateKey.generate(),
        rsa.generate_private_key(65537, 2048),
    ],
    ids=["es384", "ed25519", "ps256"],
)
def test_the_one_that_was_named_signs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: Any
) -> None:
    named = tmp_path / "newspaper.pem"
    named.write_bytes(text_of(key) + chain(key))
    monkeypatch.setenv(certificate.VARIABLE, str(named))
    save_picture(np.zeros((8, 8, 3), np.uint8), tmp_path / "a.png", Origin())
    claim = read_claim(tmp_path / "a.png")
    assert claim is not None
    assert (claim.state, claim.issuer) == ("ours", "A newspaper")
    monkeypatch.setenv(certificate.VARIABLE, str(tmp_path / "none.pem"))
    claim = read_claim(tmp_path / "a.png")
    assert claim is not None
    assert claim.state == "intact"


def test_what_cannot_be_signed_with_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, other = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    weak = rsa.generate_private_key(65537, 1024)
    locked = key.private_bytes(
        PEM, serialization.PrivateFormat.PKCS8, serialization.BestAvailableEncryption(b"secret")
    )
    named = tmp_path / "named.pem"
    monkeypatch.setenv(certificate.VARIABLE, str(named))
    for content, words in {
        None: "cannot be read",
        b"": "0 private keys",
        chain(key): "0 private keys",
        text_of(key): "cannot be signed with",
        chain(key) + text_of(key) + text_of(other): "2 private keys",
        chain(key) + locked: "cannot be signed with",
        chain(key) + text_of(other): "do not belong together",
        chain(key, days=-1) + text_of(key): "not valid today",
        chain(weak) + text_of(weak): "of a kind",
    }.items():
        if content is not None:
            named.write_bytes(content)
        with pytest.raises(InputError, match=words):
            certificate.identity()


def test_a_policy_names_one_and_is_never_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named, key = tmp_path / "house.pem", ec.generate_private_key(ec.SECP256R1())
    named.write_bytes(chain(key) + text_of(key))
    wanted = tmp_path / "policy.toml"
    wanted.write_text(f"badge = true\ncertificate = {str(named)!r}\n")
    monkeypatch.delenv(certificate.VARIABLE)
    monkeypatch.setenv("RTXFER_POLICY", str(wanted))
    assert policy().badge
    assert certificate.identity().path == named
    for number, text in enumerate(("badge = ", "badge = 'perhaps'", "bagde = true")):
        broken = tmp_path / f"{number}.toml"
        broken.write_text(text)
        monkeypatch.setenv("RTXFER_POLICY", str(broken))
        with pytest.raises(InputError, match="cannot be understood"):
            policy()
