"""Pages as they are made: CPU a page, the database's with it, beside Wagtail with the same articles and engine."""

from collections.abc import Callable

from benchmarks.measuring.bench import Bench, Site
from benchmarks.measuring.loading import Sample, visit
from benchmarks.measuring.plots import Chart
from benchmarks.measuring.processes import Server
from benchmarks.measuring.results import Aim, Part, Table
from benchmarks.measuring.rounds import figure, interleaved, ratio, shown

PAGES = {
    "home": "home",
    "category": "category, page 1",
    "list": "list, page 1",
    "deep": "list, page 500",
    "article": "article, 200 in turn",
    "feed": "RSS feed",
    "rare": "search, a rare word",
    "common": "search, a common word",
}
# Those that have an aim beside Wagtail.
AIMED = ("home", "category", "article", "feed")
# What a page may cost at most on the reference machine, in milliseconds of CPU; to Wagtail; page 500 to page 1.
MOST, SHARE, DEPTH = 2.0, 1 / 8, 1.1
SQLITE, POSTGRES, PEER = "Nejat CMS, SQLite", "Nejat CMS, PostgreSQL", "Wagtail, PostgreSQL"


def measure(bench: Bench) -> Part:
    sites: dict[str, Site | None] = {
        SQLITE: bench.sqlite_site,
        POSTGRES: bench.postgres_site,
        PEER: bench.wagtail_site,
    }
    servers = {name: (start(bench, name, site), site) for name, site in sites.items() if site}
    found = {}
    for key in PAGES:
        found[key] = of_page(bench, servers, key)
        told = ", ".join(f"{one} {cpu_of(samples)}" for one, samples in found[key].items())
        bench.tell(f"  {name_of(bench, key)}, CPU ms: {told}")
    for server, _site in servers.values():
        bench.running.end(server)
    return told_of(bench, found, list(servers))


def start(bench: Bench, name: str, site: Site) -> Server:
    return bench.serve_wagtail(site) if name == PEER else bench.serve(site, cache=False)


def of_page(bench: Bench, servers: dict[str, tuple[Server, Site]], key: str) -> dict[str, list[Sample]]:
    """Samples of a page by subject; each page was shown before, so that memos and connections are warm."""
    subjects: dict[str, Callable[[], Sample]] = {}
    for name, (server, site) in servers.items():
        paths = site.pages[key]
        visit(server.port, [*paths, *paths[:5], *([] if len(paths) > 5 else paths * 5)])
        subjects[name] = lambda server=server, paths=paths: bench.loader.measure(server, paths, bench.seconds)  # type: ignore[misc]
    return interleaved(subjects, bench.rounds)


def told_of(bench: Bench, found: dict[str, dict[str, list[Sample]]], names: list[str]) -> Part:
    count = bench.articles
    part = Part(
        note=f"{count:,} English articles besides the demo's; {bench.rounds} rounds of {bench.seconds:g} s, by turns; "
        "no page cache; one worker and the database server on a core of their own. CPU has the database's with it: "
        "medians, and the least and the most of the rounds."
    )
    part.tables.append(
        Table(
            "CPU a page, ms",
            ["page", *names],
            [
                [name_of(bench, key), *(str(figure([sample.cpu for sample in samples[name]])) for name in names)]
                for key, samples in found.items()
            ],
        )
    )
    part.tables.append(
        Table(
            "Pages a second, one core",
            ["page", *names],
            [
                [
                    name_of(bench, key),
                    *(f"{figure([sample.rate for sample in samples[name]]).median:,.0f}" for name in names),
                ]
                for key, samples in found.items()
            ],
        )
    )
    if PEER in names:
        shares = {key: share(samples) for key, samples in found.items()}
        part.tables.append(
            Table(
                "Wagtail's CPU to ours on PostgreSQL, round by round",
                ["page", "times"],
                [[name_of(bench, key), f"{shown(1 / one)} ×"] for key, one in shares.items()],
            )
        )
        worst = max(shares[key] for key in AIMED)
        part.aims.append(Aim("uncached page: CPU to Wagtail's", f"1/{1 / worst:.1f}", "≤ 1/8", worst <= SHARE))
    dearest = max(figure([one.cpu for one in found[key][SQLITE]]).median for key in AIMED)
    part.aims.append(Aim("uncached page: CPU, SQLite", f"{shown(dearest)} ms", f"≤ {MOST:g} ms", dearest <= MOST))
    for name in (SQLITE, POSTGRES):
        if name in names:
            depth = ratio([one.cpu for one in found["deep"][name]], [one.cpu for one in found["list"][name]]).median
            part.aims.append(
                Aim(
                    f"{name_of(bench, 'deep')} to page 1, {name}", f"{shown(depth)} ×", f"≤ {DEPTH:g} ×", depth <= DEPTH
                )
            )
    part.charts.append(
        Chart(
            "uncached",
            "A page as it is made: milliseconds of CPU, the database's with it",
            f"The same {count:,} articles, the same machine, one run; no page cache.",
            "milliseconds of CPU a page; shorter is better",
            scale="log",
            groups=[
                (
                    name_of(bench, key).partition(", 200")[0],
                    {name: figure([one.cpu for one in samples[name]]).median for name in names},
                )
                for key, samples in found.items()
            ],
        )
    )
    return part


def name_of(bench: Bench, key: str) -> str:
    """What a page is called in the tables; a small archive has no page 500."""
    return PAGES[key].replace("500", str(bench.sqlite_site.pages["deep_page"]))


def share(samples: dict[str, list[Sample]]) -> float:
    """Our CPU to Wagtail's on the same engine."""
    return ratio([one.cpu for one in samples[POSTGRES]], [one.cpu for one in samples[PEER]]).median


def cpu_of(samples: list[Sample]) -> str:
    return shown(figure([sample.cpu for sample in samples]).median)
