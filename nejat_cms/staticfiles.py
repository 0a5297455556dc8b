"""The site's style sheet as one file made of small parts, and the storage that hashes and compresses."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage as BaseStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

PARTS = settings.BASE_DIR / "static" / "css" / "site.parts"
BUNDLE = "css/site.css"


def bundled_css() -> str:
    """The parts named in `site.parts`, in that order, without comments and needless white space."""
    names = [line.strip() for line in PARTS.read_text().splitlines() if line.strip() and not line.startswith("#")]
    text = "\n".join((PARTS.parent / name).read_text(encoding="utf-8") for name in names)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    text = re.sub(r"\s+", " ", text)
    return re.sub(r"\s*([{};,>])\s*", r"\1", text).replace(";}", "}").strip() + "\n"


class BundleStorage(BaseStorage):
    """Holds the one file that is made, not found."""

    def _open(self, name: str, mode: str = "rb") -> File:
        return ContentFile(bundled_css().encode(), name=name)

    def exists(self, name: str) -> bool:
        return name == BUNDLE

    def get_modified_time(self, name: str) -> datetime:
        newest = max(path.stat().st_mtime for path in [PARTS, *PARTS.parent.rglob("*.css")])
        return datetime.fromtimestamp(newest, UTC)

    def path(self, name: str) -> str:
        # Named in collectstatic's log; what is copied is `_open`'s.
        return str(PARTS)


class BundleFinder(BaseFinder):
    """Finds `css/site.css` for collectstatic."""

    def find(self, path: str, find_all: bool = False) -> Any:
        """For servers that look files up instead of collecting them: the bundle, written beside the data."""
        if path != BUNDLE:
            return []
        made = settings.DATA_DIR / "bundle" / BUNDLE
        made.parent.mkdir(parents=True, exist_ok=True)
        made.write_text(bundled_css(), encoding="utf-8")
        return [str(made)] if find_all else str(made)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, BundleStorage]]:
        yield BUNDLE, BundleStorage()

    def check(self, **kwargs: Any) -> Any:
        return []


class Storage(CompressedManifestStaticFilesStorage):
    """Hashed names; modules that import each other get hashed names too."""

    support_js_module_import_aggregation = True

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Only what pages link to, which are hashed names; and no source maps, the largest files of all."""
        linked = {name for name in self.hashed_files.values() if not name.endswith(".map")}
        return super().compress_files(linked.intersection(paths))
