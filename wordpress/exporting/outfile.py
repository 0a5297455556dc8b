"""The file that an export becomes: whole at its place, or not there at all."""

import gzip
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """A file to write to, for its owner alone; it stands at `path` once everything is in it and on the disk.

    Packed where the name ends in .gz. Whatever breaks off leaves at `path` what was there.

    Raises:
        OSError: it cannot be written.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        # Not open to others for a moment: it holds readers' addresses.
        raw = os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
        with raw:
            if path.suffix.lower() == ".gz":
                # No name and no moment in it: the same site gives the same bytes.
                with gzip.GzipFile(filename="", mode="wb", fileobj=raw, compresslevel=6, mtime=0) as packed:
                    yield from _text(packed)
            else:
                yield from _text(raw)
            raw.flush()
            os.fsync(raw.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _text(binary: object) -> Iterator[TextIO]:
    text = io.TextIOWrapper(binary, encoding="utf-8", newline="\n", write_through=False)  # type: ignore[type-var]
    yield text
    text.flush()
    text.detach()
