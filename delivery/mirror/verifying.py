"""Whether a mirror, in a folder or on the web, is what was signed."""

import hashlib
import os
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from delivery.mirror.signing import OWN, PUBLIC, SIGNATURE, SUMS, is_signed_by, read_key, read_sums
from delivery.progress import Out, Progress

BLOCK = 1024 * 1024
TIMEOUT = 30
AT_ONCE = 8


class Unverifiable(Exception):
    """There is nothing to compare with; the text says why."""


@dataclass
class Verdict:
    """What differs from what was signed; `added` is None where files cannot be listed."""

    key: Ed25519PublicKey
    is_signed: bool
    files: int = 0
    changed: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    added: list[str] | None = None

    @property
    def is_right(self) -> bool:
        return self.is_signed and not (self.changed or self.missing or self.added)


class Folder:
    """A mirror in a folder."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def blocks(self, name: str) -> Iterator[bytes]:
        path = self.path / name
        if not path.resolve().is_relative_to(self.path.resolve()):
            raise FileNotFoundError(name)
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                yield block

    def names(self) -> set[str] | None:
        return {
            Path(where, name).relative_to(self.path).as_posix()
            for where, _folders, names in os.walk(self.path)
            for name in names
        } - OWN


class Web:
    """A mirror that a server gives out."""

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/") + "/"

    def blocks(self, name: str) -> Iterator[bytes]:
        request = urllib.request.Request(self.address + quote(name), headers={"Accept-Encoding": "identity"})  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310
                while block := answer.read(BLOCK):
                    yield block
        except urllib.error.HTTPError as error:
            if error.code in {404, 410}:
                raise FileNotFoundError(name) from None
            raise

    def names(self) -> set[str] | None:
        return None


def verify(where: str, out: Out, key: Ed25519PublicKey | None = None) -> Verdict:
    """Compare a mirror with its signed sums.

    Args:
        where: a folder, or an address that begins with http:// or https://.
        key: whose signature is asked for; without one, the mirror's own, which says only that it is all of one making.

    Raises:
        Unverifiable: it has no sums, or does not answer.
    """
    source: Folder | Web = Web(where) if where.startswith(("http://", "https://")) else Folder(Path(where))
    try:
        sums, signature = (b"".join(source.blocks(name)) for name in (SUMS, SIGNATURE))
        known = key or read_key(b"".join(source.blocks(PUBLIC)))
    except FileNotFoundError as error:
        name = Path(str(error.filename or error)).name
        raise Unverifiable(f"{where} is no mirror, or has lost what it is compared with: {name} is missing.") from None
    except OSError as error:
        raise Unverifiable(f"{where} does not answer: {error}.") from None
    wanted = read_sums(sums)
    verdict = Verdict(known, is_signed_by(known, signature, sums), len(wanted))
    progress = Progress(out, "Compared", len(wanted))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for name, state in zip(wanted, pool.map(lambda one: state_of(source, one, wanted[one]), wanted), strict=True):
            if state != "same":
                (verdict.missing if state == "missing" else verdict.changed).append(name)
            progress.step()
    progress.end()
    names = source.names()
    verdict.added = None if names is None else sorted(names - wanted.keys())
    return verdict


def state_of(source: Folder | Web, name: str, digest: str) -> str:
    found = hashlib.sha256()
    try:
        for block in source.blocks(name):
            found.update(block)
    except (FileNotFoundError, NotADirectoryError):
        return "missing"
    except IsADirectoryError:
        return "changed"
    return "same" if found.hexdigest() == digest else "changed"
