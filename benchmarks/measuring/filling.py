"""What the parts are measured on is filled before any of them begins, on both cores at once.

A fill takes minutes the first time. Two side by side take little longer than the longer one; beside a measurement each
would spoil the other.
"""

import importlib
import subprocess
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from benchmarks.measuring.bench import Bench
from benchmarks.measuring.processes import NotServed

# Of each part the sites of the run that it asks for.
SITES = {
    "cached": ("sqlite_site", "wagtail_site"),
    "uncached": ("sqlite_site", "postgres_site", "wagtail_site"),
    "writing": ("sqlite_site", "postgres_site"),
    "pages": ("sqlite_site",),
    "footprint": ("sqlite_site", "wagtail_site"),
}
# Parts with archives of their own (`fill(bench)`), which need no server of the run.
OWN = ("growth", "desk")
# The part that asks for what could not be filled tries again, and says so.
LEFT_TO_THE_PART = (NotServed, subprocess.CalledProcessError, OSError)


def fill(bench: Bench, names: Sequence[str]) -> None:
    """Fill all that these parts ask for and that is not there yet."""
    began = time.monotonic()
    with ThreadPoolExecutor(1) as beside:
        own = [name for name in OWN if name in names]
        archives = beside.submit(_fill_own, bench, own)
        for site in dict.fromkeys(site for name in names for site in SITES.get(name, ())):
            with suppress(*LEFT_TO_THE_PART):
                getattr(bench, site)
        archives.result()
    bench.tell(f"Everything is filled: {time.monotonic() - began:.0f} s")


def _fill_own(bench: Bench, names: Sequence[str]) -> None:
    for name in names:
        with suppress(*LEFT_TO_THE_PART):
            importlib.import_module(f"benchmarks.parts.{name}").fill(bench)
