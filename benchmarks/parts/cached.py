"""Stored pages: answers a second beside the bare server with the same bytes, nginx with a file, the peer's cache."""

import time
from collections.abc import Callable
from http.client import HTTPConnection

from benchmarks.measuring.bench import CACHE, ROOT, Bench, Site
from benchmarks.measuring.loading import HEADERS, Sample, visit
from benchmarks.measuring.plots import Chart
from benchmarks.measuring.processes import Server, free_port
from benchmarks.measuring.results import Aim, Part, Table
from benchmarks.measuring.rounds import Figure, figure, interleaved, ratio, shown
from benchmarks.peers import bare, nginx

PAGES = {"home": "home", "list": "list, page 1", "article": "article, 200 in turn", "feed": "RSS feed"}
OURS, BARE, STATIC, STORE, PEER = (
    "Nejat CMS",
    "bare WSGI",
    "nginx, a file",
    "nginx, our page store",
    "Wagtail, its cache",
)

# Seconds until pages are stored, on a machine that is busy too.
READY_WITHIN = 60.0


def measure(bench: Bench) -> Part:
    subjects = Subjects(bench, bench.sqlite_site)
    found = {name: subjects.of_page(key) for key, name in subjects.pages.items()}
    part = Part(
        note=f"{bench.rounds} rounds of {bench.seconds:g} s, by turns; {bench.loader.connections} connections; "
        "one worker on a core of its own, brotli asked for. Medians; ratios round by round."
    )
    part.tables.append(
        Table(
            "Answers a second from stored pages",
            ["page", *subjects.names],
            [[name, *(rate_of(samples.get(one)) for one in subjects.names)] for name, samples in found.items()],
        )
    )
    part.tables.append(
        Table(
            "Microseconds of CPU an answer",
            ["page", *subjects.names],
            [[name, *(cpu_of(samples.get(one)) for one in subjects.names)] for name, samples in found.items()],
        )
    )
    ratios = [
        (OURS, BARE, "cached page: answers a second, to the bare WSGI callable", 0.9),
        (STORE, STATIC, "through nginx from the page store, to a static file", 0.95),
        (OURS, STATIC, "", 0.0),
        (OURS, PEER, "", 0.0),
    ]
    rows = []
    for one, other, name, least in ratios:
        pairs = {page: rates_to(samples, one, other) for page, samples in found.items()}
        if not all(pairs.values()):
            continue
        rows.append([f"{one} to {other}", *(str(pair) for pair in pairs.values())])
        if name:
            worst = min(pair.median for pair in pairs.values() if pair)
            part.aims.append(Aim(name, f"{shown(worst)} ×", f"≥ {least:g} ×", worst >= least))
    part.tables.append(Table("Ratios of answers a second", ["", *found], rows))
    part.charts.append(
        Chart(
            "cached",
            "A stored page: answers a second, one core",
            "How many answers a second one core gives from stored pages, beside the limits of the same machine.",
            "answers a second",
            groups=[
                (
                    name,
                    {
                        one: figure([sample.rate for sample in samples[one]]).median
                        for one in subjects.names
                        if one in samples
                    },
                )
                for name, samples in found.items()
            ],
        )
    )
    return part


class Subjects:
    """The servers that are measured by turns, all running on the one core, and the pages."""

    def __init__(self, bench: Bench, site: Site) -> None:
        self.bench, self.site = bench, site
        # The site is known by the address of the nginx in front of it: only its own host's pages are kept on the disk.
        self.front = free_port()
        self.server = bench.serve(site, cache=True, SITE_URL=f"http://127.0.0.1:{self.front}")
        self.told = {"PORT": str(self.server.port), "SITE_URL": f"http://127.0.0.1:{self.front}"}
        self.folder = CACHE / "cached"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.pages = {key: PAGES[key] for key in (("home", "article") if bench.quick else PAGES)}
        self.has_cache = is_stored(self.server.port, site.pages["home"][0])
        if not self.has_cache:
            bench.machine.skip("Stored pages of ours", "this checkout answers without its page cache")
        self.nginx = self._nginx()
        self.store, self.peer = self._store(), self._peer()
        every = [(self.has_cache, OURS), (True, BARE), (self.nginx, STATIC), (self.store, STORE), (self.peer, PEER)]
        self.names = [name for there, name in every if there]

    def _nginx(self) -> Server | None:
        """nginx with the bytes of each page in a file."""
        if not self.bench.machine.has("nginx"):
            self.bench.machine.skip("nginx", "it is not installed, and only root may do that")
            return None
        root = self.folder / "www"
        for key in self.pages:
            paths = self.site.pages[key]
            for path, body in zip(paths, visit(self.server.port, paths), strict=True):
                nginx.put(root, path, body)
        port = free_port()
        file = self.folder / "static.json"
        bare.written(self.server.port, self.site.pages["home"], HEADERS, file)
        command = nginx.static(self.folder / "nginx", root, port, bare.headers_in(file))
        return self._begun("nginx", command, port)

    def _store(self) -> Server | None:
        """nginx with the pages that our store has put on the disk, by the configuration of docs/operations.md."""
        if not self.nginx or not self.has_cache:
            return None
        command = nginx.page_store(self.folder / "nginx-store", {**self.site.given, **self.told})
        server = self._begun("nginx-store", command, self.front)
        for key in self.pages:
            visit(server.port, self.site.pages[key])
        if not is_stored(server.port, self.site.pages["home"][0], "detail=disk"):
            self.bench.machine.skip("nginx with our page store", "this checkout puts no pages on the disk")
            self.bench.running.end(server)
            return None
        return server

    def _begun(self, name: str, command: list[str], port: int) -> Server:
        server = self.bench.running.start(
            name,
            command,
            environment=self.site.given,
            folder=self.folder,
            port=port,
            core=self.bench.machine.server_core,
        )
        server.wait(self.site.pages["home"][0])
        return server

    def _peer(self) -> Server | None:
        if self.bench.quick:
            return None
        site = self.bench.wagtail_site
        return self.bench.serve_wagtail(site, cache=True) if site else None

    def bare(self, key: str) -> Server:
        """A server that answers the bytes and headers of this page, or of each of these pages."""
        file = self.folder / f"{key}.json"
        bare.written(self.server.port, self.site.pages[key], HEADERS, file)
        port = free_port()
        server = self.bench.running.start(
            f"bare-{key}",
            bare.server(port),
            environment={**self.site.given, "BARE_ANSWER": str(file)},
            folder=ROOT,
            port=port,
            core=self.bench.machine.server_core,
        )
        server.wait()
        return server

    def of_page(self, key: str) -> dict[str, list[Sample]]:
        """Samples of a page by subject."""
        bench, paths = self.bench, self.site.pages[key]
        bare_server = self.bare(key)
        servers: dict[str, tuple[Server | None, list[str]]] = {
            OURS: (self.server if self.has_cache else None, paths),
            BARE: (bare_server, paths),
            STATIC: (self.nginx, paths),
            STORE: (self.store, paths),
            PEER: (self.peer, bench.wagtail_site.pages[key] if self.peer and bench.wagtail_site else []),
        }
        subjects: dict[str, Callable[[], Sample]] = {}
        for name, (server, asked) in servers.items():
            if server:
                visit(server.port, [*asked, *asked[:20]])
                subjects[name] = lambda server=server, asked=asked: bench.loader.measure(server, asked, bench.seconds)  # type: ignore[misc]
        found = interleaved(subjects, bench.rounds)
        bench.running.end(bare_server)
        told = ", ".join(f"{name} {rate_of(samples)}" for name, samples in found.items())
        bench.tell(f"  {PAGES[key]}: {told}")
        return found


def is_stored(port: int, path: str, sign: str = "hit") -> bool:
    """Whether who answers says that the page was stored (RFC 9211); asked again and again, for what follows
    the database's changes begins beside the server, and a page is stored beside its answer."""
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until:
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", path, headers=HEADERS)
        response = connection.getresponse()
        response.read()
        connection.close()
        if sign in (response.getheader("Cache-Status") or ""):
            return True
        time.sleep(0.1)
    return False


def rates_to(samples: dict[str, list[Sample]], one: str, other: str) -> Figure | None:
    if one not in samples or other not in samples:
        return None
    return ratio([sample.rate for sample in samples[one]], [sample.rate for sample in samples[other]])


def rate_of(samples: list[Sample] | None) -> str:
    return f"{figure([sample.rate for sample in samples]).median:,.0f}" if samples else "–"


def cpu_of(samples: list[Sample] | None) -> str:
    return shown(figure([sample.cpu * 1000 for sample in samples]).median) if samples else "–"
