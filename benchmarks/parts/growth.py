"""Growth: the same pages on small and large archives, by `benchmarks/growth.py`."""

from benchmarks.measuring.bench import ROOT, Bench
from benchmarks.measuring.results import Part, Table
from benchmarks.parts.writing import run_script


def measure(bench: Bench) -> Part:
    if not (ROOT / "benchmarks" / "growth.py").exists():
        bench.machine.skip("Growth", "this checkout has no benchmarks/growth.py")
        return Part(note="Not measured.")
    part = Part()
    for number in bench.sizes:
        bench.tell(f"  {number:,} articles …")
        name = f"{number}{'-quick' if bench.quick else ''}"
        for table in run_script(bench, "growth.py", ["--articles", str(number), "--write", name]):
            part.tables.append(Table(f"{number:,} articles", *table))
    return part
