"""Starts a PostgreSQL server, follows its log, and starts the server again; says what it saw. Run by a test."""

import os
import shutil
import sys
import tempfile
import time
from importlib.machinery import SourceFileLoader
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))
server = SourceFileLoader("with_postgres", str(ROOT / "tools" / "with-postgres")).load_module()


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="nejat-restart-"))
    try:
        folder.chmod(0o755)
        binaries = server.find_binaries(folder)
        port = server.start(binaries, folder)
        os.environ["DATABASE_URL"] = f"postgresql://nejat@127.0.0.1:{port}/postgres"
        os.environ["DATA_DIR"] = str(folder / "site")
        os.environ["DJANGO_SETTINGS_MODULE"] = "nejat_cms.settings"
        try:
            follow(lambda *words: server.pg_ctl(binaries, folder, *words), port, folder)
        finally:
            server.pg_ctl(binaries, folder, "stop", "-m", "immediate", check=False)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def follow(pg_ctl, port: int, folder: Path) -> None:
    import django

    django.setup()
    from django.db import connection

    from delivery.changes import declared
    from delivery.changes.following import Follower
    from delivery.changes.triggers import installing
    from delivery.models import Change, Redirect

    # Two tables are enough; to migrate takes half a minute.
    declared._watched.clear()
    declared.watch(Redirect, sets=[("host",)])
    with connection.schema_editor() as editor:
        editor.create_model(Change)
        editor.create_model(Redirect)
    installing.install()
    told: set[str] = set()
    follower = Follower(lambda changes: told.update(tag for change in changes for tag in change.tags))
    follower.start()

    def make(host: str) -> None:
        Redirect.objects.create(host=host, old_path="/a/", new_path="/b/")

    until(lambda: follower.is_connected)
    make("one.org")
    until(lambda: "delivery_redirect.host=one.org" in told)
    print("followed")
    connection.close()
    options = "".join(f" -c {name}='{value}'" for name, value in {**server.SETTINGS, "port": str(port)}.items())
    pg_ctl("-w", "stop", "-m", "fast")
    until(lambda: not follower.is_connected)
    print("away")
    pg_ctl("-w", "-t", "60", "-l", str(folder / "log"), "-o", options, "start")
    make("two.org")
    until(lambda: "delivery_redirect.host=two.org" in told)
    print("followed")
    if "everything" not in told:
        print("nothing-missed")
    follower.stop()


def until(condition) -> None:
    end = time.monotonic() + 60
    while not condition():
        if time.monotonic() > end:
            sys.exit("waited in vain")
        time.sleep(0.01)


if __name__ == "__main__":
    main()
