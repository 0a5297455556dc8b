"""What all parts share: the machine, the sites with their archives, the servers, and how long to measure."""

import json
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from benchmarks.measuring.loading import Loader
from benchmarks.measuring.machine import Machine
from benchmarks.measuring.postgres import Postgres, PostgresMissing
from benchmarks.measuring.processes import Running, Server, free_port
from benchmarks.peers import ours, wagtail_site

ROOT = Path(__file__).resolve().parent.parent.parent
CACHE = ROOT / ".cache" / "bench"


@dataclass
class Site:
    """An installation that is filled: its variables, and the paths of its pages by name."""

    engine: str
    folder: Path
    given: dict[str, str]
    pages: dict[str, Any]
    others: list[int] = field(default_factory=list)


@dataclass
class Bench:
    """One run.

    Args:
        articles: English articles besides the demo's.
        rounds, seconds: how often each subject is measured, and how long each time.
        sizes: articles of the archives that show growth.
        afresh: fill every database anew.
    """

    machine: Machine
    stack: ExitStack
    articles: int
    rounds: int
    seconds: float
    sizes: list[int]
    quick: bool
    afresh: bool
    tell: Callable[[str], None]

    @cached_property
    def running(self) -> Running:
        return self.stack.enter_context(Running(CACHE / "logs"))

    @cached_property
    def loader(self) -> Loader:
        return Loader(wrk=self.machine.has("wrk"), core=self.machine.load_core)

    @cached_property
    def postgres(self) -> Postgres | None:
        """The server of this run; None where there is none to be had."""
        try:
            return self.stack.enter_context(Postgres(self.machine.server_core))
        except (PostgresMissing, ImportError, OSError) as error:
            self.machine.skip("PostgreSQL, and with it Wagtail", str(error))
            return None

    @cached_property
    def sqlite_site(self) -> Site:
        """Ours as it comes: one file."""
        folder = CACHE / f"sqlite-{self.articles}"
        filled = folder / "filled"
        if self.afresh or not filled.exists():
            self.tell(f"Filling SQLite with the demo and {self.articles:,} articles …")
            shutil.rmtree(folder, ignore_errors=True)
            ours.run(ours.environment(folder), "fill", str(self.articles))
            filled.touch()
        return self._site("SQLite", folder, "")

    @cached_property
    def postgres_site(self) -> Site | None:
        """Ours on the peer's engine."""
        if not self.postgres:
            return None
        folder, name = CACHE / f"postgresql-{self.articles}", "nejat"
        dump = folder / "database.dump"
        if dump.exists() and not self.afresh:
            url = self.postgres.restore(name, dump)
        else:
            self.tell(f"Filling PostgreSQL with the demo and {self.articles:,} articles …")
            shutil.rmtree(folder, ignore_errors=True)
            url = self.postgres.make(name)
            ours.run(ours.environment(folder, url), "fill", str(self.articles))
            self.postgres.keep(name, dump)
        return self._site("PostgreSQL", folder, url)

    def _site(self, engine: str, folder: Path, url: str) -> Site:
        given = ours.environment(folder, url)
        ours.manage(given, "migrate", "-v0", "--skip-checks")
        ours.manage(given, "collectstatic", "--noinput", "-v0")
        if url:
            # A restored database has no statistics, and plans rest on them.
            ours.run(given, "analyse")
        pages = json.loads(ours.run(given, "addresses"))
        return Site(engine, folder, given, pages, [self.postgres.pid] if url and self.postgres else [])

    @cached_property
    def wagtail_site(self) -> Site | None:
        """The peer with the same articles; None where it cannot be set up."""
        source = self.postgres_site
        if not source or not self.postgres:
            return None
        data, name = CACHE / "wagtail" / f"data-{self.articles}", "wagtail"
        dump = data / "database.dump"
        try:
            wagtail_site.python()
            if dump.exists() and not self.afresh:
                url = self.postgres.restore(name, dump)
            else:
                self.tell("Filling Wagtail with the same articles …")
                url = self.postgres.make(name)
                wagtail_site.fill(data, url, source.given)
                self.postgres.keep(name, dump)
        except wagtail_site.WagtailMissing as error:
            self.machine.skip("Wagtail", str(error))
            return None
        given = wagtail_site.surroundings(data, url)
        wagtail_site.analyse(given)
        return Site("PostgreSQL", data, given, wagtail_site.addresses(source.pages), source.others)

    def serve(self, site: Site, *, cache: bool, name: str = "", is_second: bool = False, **more: str) -> Server:
        """Our site on the servers' core, with or without its page cache; it answers when this returns.

        Args:
            is_second: of two nodes, on the other core: as two machines have one each.
            more: further variables of its environment.
        """
        port = free_port()
        given = {**site.given, "PAGE_CACHE": "1" if cache else "0", "PORT": str(port), **more}
        server = self.running.start(
            name or f"ours-{site.engine.lower()}-{'cached' if cache else 'uncached'}",
            ours.server(port),
            environment=given,
            folder=ROOT,
            port=port,
            core=self.machine.load_core if is_second else self.machine.server_core,
            others=site.others,
        )
        server.wait(site.pages["home"][0])
        return server

    def serve_wagtail(self, site: Site, *, cache: bool = False) -> Server:
        port = free_port()
        server = self.running.start(
            f"wagtail-{'cached' if cache else 'uncached'}",
            wagtail_site.server(port),
            environment={**site.given, "PEER_CACHE": "1" if cache else "0"},
            folder=wagtail_site.HERE,
            port=port,
            core=self.machine.server_core,
            others=site.others,
        )
        server.wait("/")
        return server
