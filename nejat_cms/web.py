"""The web server, started by `serve`: `python -m nejat_cms.web PORT WORKERS`.

It loads the site once and then forks its workers. So they begin to answer together, as soon as one alone would, and
share the memory of what was loaded, which is most of what they need. A worker that has died is forked anew, in
milliseconds.
"""

import gc
import multiprocessing
import os
import sys

from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server import Server

HOST = "127.0.0.1"
APPLICATION = "nejat_cms.wsgi:application"


def load() -> None:
    """Load what every worker needs: code, addresses, languages. It opens no connection and starts no thread, which
    would not outlive the fork; so what the workers call (nejat_cms/wsgi.py) they make themselves."""
    import django
    from django.urls import get_resolver
    from django.utils import translation

    django.setup()
    # The addresses' module, and the table by which they are written.
    get_resolver().reverse_dict  # noqa: B018
    for code in languages():
        with translation.override(code):
            translation.gettext("")
    # What is here now stays: no worker need walk it when it tidies up, and so no page of it is copied for that.
    gc.collect()
    gc.freeze()


def languages() -> list[str]:
    from django.conf import settings

    return [code for code, _name in settings.LANGUAGES]


def main(port: int, workers: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nejat_cms.settings")
    # Elsewhere than on Linux forking is not safe in all libraries: there each worker loads the site by itself.
    if sys.platform == "linux":
        multiprocessing.set_start_method("fork")
        load()
    Server(
        APPLICATION,
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        # SQLite and Python gain nothing from more, and answers come in the order of their requests.
        blocking_threads=1,
        backlog=1024,
        websockets=False,
        http=HTTPModes.http1,
        respawn_failed_workers=True,
        workers_kill_timeout=20,
        log_level=LogLevels.warning,
    ).serve()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
