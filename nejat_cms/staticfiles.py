"""The site's style sheets, each one file made of small parts, and the storage that hashes and compresses."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage as BaseStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

FOLDER = settings.BASE_DIR / "static" / "css"


def bundles() -> list[str]:
    """Names of the sheets that are made: `css/site.css` of the parts that `site.parts` names, and so on."""
    return [f"css/{path.stem}.css" for path in sorted(FOLDER.glob("*.parts"))]


def bundled_css(name: str) -> str:
    """The parts of the sheet `name`, in their order, without comments and needless white space."""
    lines = (FOLDER / Path(name).with_suffix(".parts").name).read_text().splitlines()
    parts = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    text = "\n".join((FOLDER / part).read_text(encoding="utf-8") for part in parts)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s*([{};,>])\s*", r"\1", text).replace(";}", "}").strip() + "\n"
    # After the name of a property or of what is asked of a screen; within a selector a colon has none behind it.
    return re.sub(r"(?<=[\w)-]): ", ":", text)


class BundleStorage(BaseStorage):
    """Holds the files that are made, not found."""

    def _open(self, name: str, mode: str = "rb") -> File:
        return ContentFile(bundled_css(name).encode(), name=name)

    def exists(self, name: str) -> bool:
        return name in bundles()

    def get_modified_time(self, name: str) -> datetime:
        newest = max(path.stat().st_mtime for path in [*FOLDER.glob("*.parts"), *FOLDER.rglob("*.css")])
        return datetime.fromtimestamp(newest, UTC)

    def path(self, name: str) -> str:
        # Named in collectstatic's log; what is copied is `_open`'s.
        return str(FOLDER / Path(name).with_suffix(".parts").name)


class BundleFinder(BaseFinder):
    """Finds the bundles for collectstatic."""

    def find(self, path: str, find_all: bool = False) -> Any:
        """For servers that look files up instead of collecting them: the bundle, written beside the data."""
        if path not in bundles():
            return []
        made = settings.DATA_DIR / "bundle" / path
        made.parent.mkdir(parents=True, exist_ok=True)
        made.write_text(bundled_css(path), encoding="utf-8")
        return [str(made)] if find_all else str(made)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, BundleStorage]]:
        for name in bundles():
            yield name, BundleStorage()

    def check(self, **kwargs: Any) -> Any:
        return []


class Storage(CompressedManifestStaticFilesStorage):
    """Hashed names; modules that import each other get hashed names too."""

    support_js_module_import_aggregation = True

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Only what pages link to, which are hashed names; and no source maps, the largest files of all."""
        linked = {name for name in self.hashed_files.values() if not name.endswith(".map")}
        return super().compress_files(linked.intersection(paths))
