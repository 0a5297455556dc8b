"""Every kind of page, uncached: queries, CPU, time and bytes, by `benchmarks/pages.py`."""

from benchmarks.measuring.bench import Bench
from benchmarks.measuring.processes import free_port
from benchmarks.measuring.results import Part, Table
from benchmarks.parts.writing import run_script


def measure(bench: Bench) -> Part:
    site = bench.sqlite_site
    words = ["--port", str(free_port()), "--requests", "30" if bench.quick else "150"]
    given = {**site.given, "PAGE_CACHE": "0"}
    part = Part(
        note=f"{bench.articles:,} English articles besides the demo's; SQLite, no page cache; as brotli sends them."
    )
    part.tables += [Table("Every kind of page", *table) for table in run_script(bench, "pages.py", words, given)]
    return part
