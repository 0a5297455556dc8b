import json
import logging
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management.base import BaseCommand, CommandError

from wordpress.replaying.asking import InProcess, OverHttp
from wordpress.replaying.judging import Judge, Verdict
from wordpress.replaying.known import Asked, count_known, known_addresses
from wordpress.replaying.processes import cores, judged_side_by_side
from wordpress.replaying.sources import NoSourceError, of_list, of_log, of_sitemap

# Lost addresses that are shown; the report has all of them.
SHOWN = 50
# Addresses that wait for a thread at once.
_AT_ONCE = 500
# Of fewer addresses it is over before other processes have begun.
_WORTH_IT = 1000
# Seconds between two counts on a terminal.
PACE = 0.5


class Command(BaseCommand):
    help = (
        "Asks for old addresses again and says what became of each: here (200), moved (redirected to what it meant), "
        "gone on purpose (410), or lost. Without a source: for all that are known. Exits with 1 if any is lost."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        source = parser.add_mutually_exclusive_group()
        source.add_argument("file", nargs="?", help="a list, an address a line")
        source.add_argument("--sitemap", metavar="URL|FILE", help="of the old site; an index too, packed or not")
        source.add_argument(
            "--log", metavar="FILE", help="an access log of the old site (combined format), packed or not"
        )
        parser.add_argument(
            "--base", metavar="URL", help="ask the site that is served there; else it is called directly"
        )
        parser.add_argument("--threads", type=int, default=8, help="how many ask at once with --base (8)")
        parser.add_argument("--processes", type=int, help="how many ask at once without --base (one a core)")
        parser.add_argument(
            "--only-kept", action="store_true", help="leave out feeds, further pages and sizes of what is known"
        )
        parser.add_argument("--report", type=Path, metavar="FILE", help="write all that was found as JSON")

    _told = 0.0

    def handle(self, *, file: str | None, sitemap: str | None, log: str | None, **options: Any) -> None:
        if file:
            addresses: Iterable[Asked] = of_list(file)
        elif sitemap:
            addresses = of_sitemap(sitemap)
        elif log:
            addresses = of_log(log)
        else:
            self.stderr.write(f"{count_known()} redirects are known.")
            addresses = known_addresses(with_kinds=not options["only_kept"])
        base = options["base"]
        if base and not base.startswith(("http://", "https://")):
            raise CommandError("--base begins with http:// or https://.")
        if not base:
            _look_at_styles()
        judge = Judge(OverHttp(base) if base else InProcess())
        began = time.monotonic()
        done = (
            _over_http(judge, addresses, options["threads"]) if base else _here(judge, addresses, options["processes"])
        )
        try:
            with _unlogged():
                for _step in done:
                    self.tell(judge.judged.total, began)
        except NoSourceError as error:
            raise CommandError(str(error)) from error
        self.conclude(judge, time.monotonic() - began, options["report"])

    def tell(self, number: int, began: float) -> None:
        """A line that counts, where somebody looks on."""
        if sys.stderr.isatty() and time.monotonic() - self._told > PACE:
            self._told = time.monotonic()
            rate = number / max(time.monotonic() - began, 0.001)
            sys.stderr.write(f"\r{number} asked for, {rate:.0f} a second ")
            sys.stderr.flush()

    def conclude(self, judge: Judge, seconds: float, report: Path | None) -> None:
        if sys.stderr.isatty():
            sys.stderr.write("\r\033[K")
        judged = judge.judged
        counts = {verdict.value: judged.counts[verdict] for verdict in Verdict}
        for one in judged.lost[:SHOWN]:
            self.stdout.write(f"lost: {one.address} ({one.reason})")
        if len(judged.lost) > SHOWN:
            self.stdout.write(f"… and {len(judged.lost) - SHOWN} more that are lost; --report names all.")
        rate = judged.total / max(seconds, 0.001)
        if report:
            lost = [{"address": one.address, "reason": one.reason} for one in judged.lost]
            found = {"total": judged.total, **counts, "seconds": round(seconds, 2), "per_second": round(rate, 1)}
            _write(report, {**found, "addresses": lost})
        if judged.strangers:
            names = ", ".join(sorted(judged.strangers))
            self.stdout.write(f"Asked for under this site's own name, since ALLOWED_HOSTS does not name them: {names}.")
        self.stdout.write(f"{judged.total} old addresses in {seconds:.1f} s ({rate:.0f} a second):")
        self.stdout.write(", ".join(f"{name} {count}" for name, count in counts.items()))
        if judged.lost:
            raise CommandError(f"{len(judged.lost)} old addresses are lost.", returncode=1)


def _here(judge: Judge, addresses: Iterable[Asked], processes: int | None) -> Iterator[object]:
    """Ask within this machine; by several processes, once there are so many that it is worth it."""
    waiting = iter(addresses)
    if processes is None:
        yield from map(judge, islice(waiting, _WORTH_IT))
        processes = cores()
    following = next(waiting, None)
    if following is None:
        return
    rest = chain([following], waiting)
    if processes < 2:
        yield from map(judge, rest)
        return
    for more in judged_side_by_side(rest, processes):
        judge.judged.add(more)
        yield more


def _over_http(judge: Judge, addresses: Iterable[Asked], threads: int) -> Iterator[Verdict]:
    waiting = iter(addresses)
    with ThreadPoolExecutor(max_workers=min(max(threads, 1), 64)) as pool:
        while some := list(islice(waiting, _AT_ONCE)):
            yield from pool.map(judge, some)


def _look_at_styles() -> None:
    """Without its static files collected, every page of the site fails, and every old address would be lost."""
    try:
        staticfiles_storage.url("css/site.css")
    except ValueError:
        raise CommandError("The site’s pages cannot be drawn yet: start it once, then ask again.") from None


@contextmanager
def _unlogged() -> Iterator[None]:
    """What is not found is named at the end, once."""
    logger = logging.getLogger("django.request")
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(before)


def _write(report: Path, found: dict[str, Any]) -> None:
    try:
        report.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{report} cannot be written: {error.strerror}") from error
