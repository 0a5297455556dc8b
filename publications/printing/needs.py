"""Whether PDFs can be made here. WeasyPrint draws text with Pango, a library of the system; all else works without."""

import ctypes
import ctypes.util
import sys
from functools import cache

from django.utils.translation import gettext as _

# What WeasyPrint opens, by the names under which systems have it: its own text/ffi.py.
LIBRARIES = (
    ("gobject-2.0", "libgobject-2.0.so.0", "libgobject-2.0.0.dylib"),
    ("pango-1.0", "libpango-1.0.so.0", "libpango-1.0.dylib"),
    ("harfbuzz", "libharfbuzz.so.0", "libharfbuzz.0.dylib"),
    ("fontconfig", "libfontconfig.so.1", "libfontconfig.1.dylib"),
    ("pangoft2-1.0", "libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
)
DEBIAN = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
MAC = "brew install pango"


def printable() -> str | None:
    """None where PDFs can be made; else what is missing and how to get it, in words."""
    missing = [names[0] for names in LIBRARIES if not has(names)]
    if not missing:
        return None
    return _(
        "To make PDFs, the machine that runs the site needs Pango; missing: %(names)s. On Debian and Ubuntu: "
        "%(debian)s; on macOS: %(mac)s. Then start the site again."
    ) % {"names": ", ".join(missing), "debian": DEBIAN, "mac": MAC}


@cache
def has(names: tuple[str, ...]) -> bool:
    """Whether the system has a library that is called by one of these names."""
    for name in (*names[1:], names[0], ctypes.util.find_library(names[0])):
        try:
            if name:
                ctypes.CDLL(name)
                return True
        except OSError:
            continue
    return False


if __name__ == "__main__":
    sys.exit(int(any(not has(names) for names in LIBRARIES)))
