"""What pages are made of besides rows: code, templates, translations, static files, settings. Another build, others.

Nodes with the same release and settings find the same digest, wherever their folders are: contents count, not times.
"""

import fcntl
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any
from uuid import uuid4

LIVE, LOCKS, IN_USE = "live", "locks", "in-use"
SUFFIXES = {".py", ".html", ".txt", ".xml", ".mo", ".parts", ".svg"}
# Nothing of a page comes from there.
LEFT_OUT = {"tests", "docs", "benchmarks", "node_modules", "__pycache__", "var"}
# Of this machine alone, or without a say in any page.
_UNSAID = {"DATABASES", "CACHES", "LOGGING", "DATA_DIR", "BASE_DIR", "WEB_WORKERS", "PAGE_MEMORY", "PAGE_DISK"}


def build_of(base: Path, *, settings: Any, static: Path) -> str:
    """The digest of what is served: 16 signs.

    Args:
        base: the folder of the code.
        settings: Django's.
        static: the list of static files and their hashed names.
    """
    found = blake2b(sys.version.encode(), digest_size=8)
    for path in sorted(_parts(base)):
        found.update(f"{path.relative_to(base)}\0".encode())
        found.update(path.read_bytes())
    for path in (base / "uv.lock", static):
        with suppress(OSError):
            found.update(path.read_bytes())
    for line in _said(settings, {str(settings.DATA_DIR): "DATA", str(base): "BASE"}):
        found.update(line.encode())
    return found.hexdigest()


def _parts(base: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(base):
        folders[:] = [name for name in folders if name[0] != "." and name not in LEFT_OUT]
        yield from (Path(folder, name) for name in names if Path(name).suffix in SUFFIXES)


def _said(settings: Any, folders: dict[str, str]) -> Iterable[str]:
    for name in sorted(name for name in dir(settings) if name.isupper() and name not in _UNSAID):
        value = getattr(settings, name)
        # Sets have another order in every process.
        said = repr(sorted(map(repr, value)) if isinstance(value, set | frozenset) else value)
        for folder, word in folders.items():
            said = said.replace(folder, word)
        # An object that says only where it lies in memory is another in every process.
        yield "" if " at 0x" in said else f"{name}={said}\n"


def make_live(pages: Path, build: str) -> tuple[Path, int]:
    """The folder of a build, made if it is missing, and an open file that says that this process uses it.

    `live` leads to it, and builds that nobody uses go.
    """
    folder = pages / build
    folder.mkdir(parents=True, exist_ok=True)
    in_use = os.open(folder / IN_USE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(in_use, fcntl.LOCK_SH)
    link = pages / f".{uuid4().hex}"
    link.symlink_to(build)
    # A rename: there is no moment without a link.
    link.rename(pages / LIVE)
    for other in pages.iterdir():
        if other.is_dir() and not other.is_symlink() and other != folder and other.name != LOCKS:
            _remove(other)
    return folder, in_use


def _remove(folder: Path) -> None:
    """A build that no process uses: another release, or the same under another address, may be served beside ours."""
    try:
        file = os.open(folder / IN_USE, os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder, ignore_errors=True)
    except BlockingIOError:
        pass
    finally:
        os.close(file)
