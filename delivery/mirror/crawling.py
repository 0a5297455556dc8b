"""The whole mirror: from the front pages and the sitemap to everything that links lead to, in several processes."""

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from django.db import connections
from django.template.loader import render_to_string

from delivery.mirror.addresses import Address
from delivery.mirror.extras import extra_files
from delivery.mirror.making import NOT_FOUND, Job, Made, Maker
from delivery.mirror.rewriting import rewrite
from delivery.mirror.signing import PUBLIC, SIGNATURE, SUMS, private_key, public_pem, short, sums_of
from delivery.mirror.writing import check_folder, remove_others, write
from delivery.progress import Out, Progress
from editions import registry

# Jobs that a process is given at a time.
BATCH = 8
ENTRY = "index.html"


@dataclass
class Mirror:
    """What a making came to.

    Attributes:
        digests: of each file.
        failed: addresses that the site could not answer, with its status.
        lost: addresses that pages link to and where nothing is.
    """

    key: str
    digests: dict[str, str] = field(default_factory=dict)
    pages: int = 0
    written: int = 0
    removed: int = 0
    failed: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def make_mirror(folder: Path, out: Out, *, own: str = "", processes: int = 1) -> Mirror:
    """Bring the mirror in `folder` up to date.

    Where an address fails, nothing is removed and nothing signed anew; what has been written stays.

    Args:
        own: the mirror's own address, for feeds, sitemaps and what search engines read; "" for the site's.
        processes: how many render; with one, this one does.

    Raises:
        NotOurs: the folder holds other things.
    """
    check_folder(folder)
    key = private_key()
    mirror = Mirror(short(key.public_key()))
    crawl(Maker(folder, own), mirror, out, processes)
    if mirror.failed:
        return mirror
    files = [(ENTRY, entry_page(mirror.key).encode()), (PUBLIC, public_pem(key.public_key()))]
    for name, data in chain(files, extra_files(frozenset(mirror.digests))):
        keep(mirror, name, *write(folder, name, data))
    mirror.removed = remove_others(folder, set(mirror.digests))
    sums = sums_of(mirror.digests)
    for name, data in ((SUMS, sums), (SIGNATURE, key.sign(sums))):
        mirror.written += write(folder, name, data)[1]
    return mirror


def keep(mirror: Mirror, name: str, digest: str, is_written: bool) -> None:
    mirror.digests[name] = digest
    mirror.written += is_written


def entry_page(key: str) -> str:
    """The way in: a mirror cannot ask which language the browser wants."""
    html = render_to_string("delivery/mirror_entry.html", {"editions": registry.visible_editions(), "key": key})
    return rewrite(html, Address("/"), None).text


def begin() -> list[Address]:
    """Where the walk begins; all else is linked from there or from sitemaps."""
    editions = registry.visible_editions()
    paths = [f"/{edition.code}/" for edition in editions]
    names = (NOT_FOUND, "search/", "feed/", "feed/atom/", "feed.json")
    paths += [f"/{edition.code}/{name}" for edition in editions for name in names]
    return [Address(path) for path in [*paths, f"/{NOT_FOUND}", "/sitemap.xml", "/robots.txt"]]


def crawl(maker: Maker, mirror: Mirror, out: Out, processes: int) -> None:
    """Make everything that can be reached, each address once."""
    waiting: deque[Job] = deque()
    seen: set[str] = set()
    progress = Progress(out, "Pages and files")

    def add(address: Address, newer: Address | None = None) -> None:
        # The front page is `entry_page`; a page and its like with another spelling are one file.
        if address.file not in seen and address.path != "/":
            seen.add(address.file)
            progress.total += 1
            waiting.append(Job(address, newer))

    for address in begin():
        add(address)
    for made in run(maker, waiting, processes):
        progress.step()
        if made.older:
            add(made.older, made.address)
        for address in made.leads_to:
            # A list's older pages are made after the newer one, which they lead back to.
            if not address.before or address.path != made.address.path:
                add(address)
        if made.status == 200:
            mirror.pages += made.type.startswith("text/html")
            keep(mirror, made.address.file, made.digest, made.is_written)
        elif made.status >= 500:
            mirror.failed.append(f"{made.address.asked}: {made.status}")
        else:
            mirror.lost.append(made.address.asked)
    progress.end()


def run(maker: Maker, waiting: deque[Job], processes: int) -> Iterator[Made]:
    """What becomes of the jobs, those that are added meanwhile among them."""
    if processes < 2:
        while waiting:
            yield maker.make(waiting.popleft())
        return
    # Each process connects for itself.
    connections.close_all()
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        running: set[Future[list[Made]]] = set()
        while waiting or running:
            while waiting and len(running) < 3 * processes:
                some = [waiting.popleft() for _ in range(min(BATCH, len(waiting)))]
                running.add(pool.submit(make_some, maker, some))
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                yield from future.result()


def make_some(maker: Maker, jobs: Iterable[Job]) -> list[Made]:
    return [maker.make(job) for job in jobs]
