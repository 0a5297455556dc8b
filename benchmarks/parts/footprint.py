"""What an installation needs: memory of a worker, seconds until it answers, megabytes on the disk."""

import re
import statistics
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from benchmarks.measuring.bench import ROOT, Bench, Site
from benchmarks.measuring.loading import visit
from benchmarks.measuring.plots import Chart
from benchmarks.measuring.processes import Server, family, free_port, memory
from benchmarks.measuring.results import Aim, Part, Table
from benchmarks.peers import wagtail_site

# Different pages that a worker is asked for; the peer, which is slower, for fewer.
MANY, FEWER, QUICK = 10_000, 1_000, 300
# Megabytes and seconds at most.
MOST_MEMORY, COLD = 150, 2.0


def measure(bench: Bench) -> Part:
    part = Part(
        note="Memory is what a process has for itself and its share of what it has in common with others (PSS), in MB. "
        "A cold start ends with the first answer of the front page; its files were read before."
    )
    many, fewer = (QUICK, QUICK) if bench.quick else (min(MANY, bench.articles), min(FEWER, bench.articles))
    starts, rows = {"Nejat CMS, `manage.py serve`": cold_starts(bench, bench.sqlite_site)}, []
    rows.append(memory_of(bench, "Nejat CMS", bench.serve(bench.sqlite_site, cache=True), bench.sqlite_site, many))
    grown = rows[0][3]
    peer = bench.wagtail_site
    if peer:
        starts["Wagtail, gunicorn"] = [peer_start(bench, peer) for _ in range(3)]
        rows.append(memory_of(bench, "Wagtail", bench.serve_wagtail(peer), peer, fewer))
    part.tables += [
        Table(
            "Memory of a worker, MB", ["", "after its start", "different pages", "after them", "all processes"], rows
        ),
        Table(
            "Cold start until the first answer, s",
            ["", "median", "least", "most"],
            [
                [name, f"{statistics.median(some):.1f}", f"{min(some):.1f}", f"{max(some):.1f}"]
                for name, some in starts.items()
            ],
        ),
        Table("Installation, MB", ["", "packages", "of its own"], sizes(peer)),
    ]
    cold = statistics.median(next(iter(starts.values())))
    part.aims += [
        Aim(
            f"memory of a worker after {many:,} different pages",
            f"{grown} MB",
            f"≤ {MOST_MEMORY} MB",
            float(grown) <= MOST_MEMORY,
        ),
        Aim("cold start", f"{cold:.1f} s", f"≤ {COLD:g} s", cold <= COLD),
    ]
    part.charts.append(
        Chart(
            "memory",
            "Memory of one worker, MB",
            "After its start, and after many different pages.",
            "MB; shorter is better",
            groups=[
                (row[0], {"after its start": float(row[1]), f"after {row[2]} pages": float(row[3])}) for row in rows
            ],
        )
    )
    return part


def memory_of(bench: Bench, name: str, server: Server, site: Site, many: int) -> list[str]:
    """A row: the worker after its first page, after so many others, and all processes together then."""
    begun = memory(server.worker)
    visit(server.port, site.pages["all"][:many])
    grown = memory(server.worker)
    together = sum(memory(pid) for pid in family(server.process.pid))
    bench.running.end(server)
    bench.tell(f"  {name}: {begun:.0f} MB, after {many:,} pages {grown:.0f} MB")
    return [name, f"{begun:.0f}", f"{many:,}", f"{grown:.0f}", f"{together:.0f}"]


def cold_starts(bench: Bench, site: Site) -> list[float]:
    """Seconds from the command to the first answer: the web server, with the sender and the worker beside it."""
    found = []
    for _ in range(3):
        port = free_port()
        given = {**site.given, "PORT": str(port)}
        server = bench.running.start(
            "serve", [sys.executable, "manage.py", "serve"], environment=given, folder=ROOT, port=port,
            core=bench.machine.server_core,
        )  # fmt: skip
        found.append(server.wait(site.pages["home"][0]))
        bench.running.end(server)
    return found


def peer_start(bench: Bench, site: Site) -> float:
    port = free_port()
    server = bench.running.start(
        "wagtail-cold", wagtail_site.server(port), environment=site.given, folder=wagtail_site.HERE, port=port,
        core=bench.machine.server_core,
    )  # fmt: skip
    took = server.wait("/")
    bench.running.end(server)
    return took


def sizes(peer: Site | None) -> list[list[str]]:
    """Megabytes of what is installed, and of what is written for it."""
    rows = [["Nejat CMS", f"{packages_size() / 1e6:.0f}", f"{tracked_size() / 1e6:.0f}"]]
    if peer:
        rows.append(["Wagtail", f"{tree_size(wagtail_site.CACHE / 'venv' / 'lib') / 1e6:.0f}", "–"])
    return rows


def packages_size() -> int:
    """Bytes of the packages that an installation needs: those of pyproject.toml, and all that they need."""
    import tomllib

    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    names, seen, size = [name_of(one) for one in wanted], set(), 0
    while names:
        name = names.pop()
        if name in seen:
            continue
        seen.add(name)
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue
        files = {Path(str(found.locate_file(file))) for file in found.files or []}
        size += sum(file.stat().st_size for file in files if file.exists())
        names += [name_of(one) for one in found.requires or [] if is_needed(one, wanted)]
    return size


def is_needed(requirement: str, wanted: list[str]) -> bool:
    """Whether a package of an installed one is asked for here: extras only where pyproject.toml names them."""
    extra = re.search(r"extra\s*==\s*[\"']([\w-]+)", requirement)
    return not extra or any(f"[{extra[1]}]" in one for one in wanted)


def name_of(requirement: str) -> str:
    found = re.match(r"[\w.-]+", requirement)
    return re.sub(r"[-_.]+", "-", found[0]).lower() if found else ""


def tracked_size() -> int:
    """Bytes of the site itself: what the repository has, without tests and documentation."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    names = [name for name in listed.split("\0") if name and not name.startswith(("tests/", "docs/", "benchmarks/"))]
    return sum((ROOT / name).stat().st_size for name in names if (ROOT / name).is_file())


def tree_size(folder: Path) -> int:
    return sum(file.lstat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())
