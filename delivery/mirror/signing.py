"""The sums of a mirror's files and their signature, so that a copy of a copy can still be told from a forgery.

`SHA256SUMS` is what `sha256sum --check` reads; `SHA256SUMS.sig` is its Ed25519 signature (RFC 8032), 64 bytes, which
`openssl pkeyutl -verify -rawin` takes with `mirror.pub`.
"""

import base64
import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

SUMS, SIGNATURE, PUBLIC = "SHA256SUMS", "SHA256SUMS.sig", "mirror.pub"
# What says of itself whether it is right, and the mark of a folder that is ours.
OWN = {SUMS, SIGNATURE, ".mirror"}


class BadKey(Exception):
    """A key that cannot be read."""


def key_path() -> Path:
    return Path(settings.DATA_DIR) / "mirror_key"


def private_key() -> Ed25519PrivateKey:
    """The key of this installation's mirrors, made once and readable by its owner alone."""
    path = key_path()
    if not path.exists():
        made = Ed25519PrivateKey.generate().private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(made)
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except ValueError:
        raise BadKey(f"{path} is no private key: restore it from a backup, or delete it to make another.") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise BadKey(f"{path} is no Ed25519 key.")
    return key


def public_pem(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def short(key: Ed25519PublicKey) -> str:
    """The key's 32 bytes in Base64: one line, to be told and compared by people."""
    return base64.b64encode(key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)).decode()


def read_key(text: bytes) -> Ed25519PublicKey:
    """A public key as PEM, or as the one line that `short` makes.

    Raises:
        BadKey: it is neither.
    """
    try:
        if b"BEGIN" in text:
            key = serialization.load_pem_public_key(text)
            if isinstance(key, Ed25519PublicKey):
                return key
            raise BadKey("That is no Ed25519 key.")
        return Ed25519PublicKey.from_public_bytes(base64.b64decode(text.strip(), validate=True))
    except ValueError:
        raise BadKey("That is no public key: give its one line, or the file mirror.pub.") from None


def sums_of(digests: dict[str, str]) -> bytes:
    return "".join(f"{digests[name]}  {name}\n" for name in sorted(digests)).encode()


def read_sums(text: bytes) -> dict[str, str]:
    """The digest of each file."""
    found = {}
    for line in text.decode("utf-8", "replace").splitlines():
        digest, _space, name = line.partition("  ")
        if len(digest) == 64 and name:
            found[name] = digest
    return found


def is_signed_by(key: Ed25519PublicKey, signature: bytes, data: bytes) -> bool:
    try:
        key.verify(signature, data)
    except InvalidSignature:
        return False
    return True
