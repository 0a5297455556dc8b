import http.client
import os
import socket
import sys
import time
from argparse import ArgumentParser
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from nejat_cms import environment
from nejat_cms.engines import Unreachable, check_engines
from nejat_cms.processes import Ended, Processes, Stopped, run_bound

HOST = "127.0.0.1"
START_WITHIN = 60.0


class Command(BaseCommand):
    help = (
        "Serves the site on 127.0.0.1:PORT: the web server, the worker for background tasks, the sender of mail, and"
        " that of purges where PURGE_URL is set."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--prepare", action="store_true", help="first bring static files and database up to date")
        parser.add_argument("--demo", action="store_true", help="with --prepare: demo content into an empty database")

    def handle(self, *, prepare: bool, demo: bool, **options: object) -> None:
        port = environment.whole_number("PORT", 8000, least=1, most=65535)
        refuse_port_in_use(port)
        try:
            check_engines()
        except Unreachable as error:
            raise CommandError(f"{error} The site is not served.") from None
        if prepare:
            run_prepare(demo=demo)
        try:
            with Processes() as processes:
                processes.start("The web server", web_server(port), child_environment())
                wait_until_it_answers(processes, port)
                processes.start("The background worker", background_worker(), child_environment(), nice=10)
                if settings.MAIL_SENDER:
                    processes.start("The sender of mail", mail_sender(), child_environment(), nice=10)
                if settings.PURGE:
                    processes.start("The sender of purges", purge_sender(), child_environment())
                self.stdout.write(f"Serving on http://{HOST}:{port}/")
                self.stdout.flush()
                processes.wait()
        except Ended as error:
            raise CommandError(f"{error}; the site is not served.") from None
        except (Stopped, KeyboardInterrupt):
            self.stdout.write("Stopped.")


def refuse_port_in_use(port: int) -> None:
    with socket.socket() as probe:
        # As the server does: an address that a finished server has left may be taken at once.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise CommandError(f"Port {port} may be used by root alone: choose another, PORT=8001.") from None
        except OSError:
            raise CommandError(f"Port {port} is in use: stop what runs there, or choose another with PORT=…") from None


def run_prepare(*, demo: bool) -> None:
    """In a process of its own, which takes with it what it needed for that; ends ours if it fails, having said why."""
    command = manage("prepare", *(["--demo"] if demo else []))
    if status := run_bound(command, child_environment()):
        sys.exit(status if status > 0 else 1)


def web_server(port: int) -> list[str]:
    return [sys.executable, "-m", "nejat_cms.web", str(port), str(settings.WEB_WORKERS)]


def background_worker() -> list[str]:
    return manage("db_worker", "--queue-name", "*", "--no-reload")


def mail_sender() -> list[str]:
    return manage("send_letters")


def purge_sender() -> list[str]:
    return manage("send_purges")


def manage(*words: str) -> list[str]:
    return [sys.executable, str(settings.BASE_DIR / "manage.py"), *words]


def child_environment() -> dict[str, str]:
    # Variables of somebody's shell must not change how the site is served, nor keep compiled modules from being kept.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    # Threads share two pools of memory instead of having one each, of which every one keeps its own gaps (mallopt(3)).
    return {"MALLOC_ARENA_MAX": "2", **kept, "PYTHONUNBUFFERED": "1"}


def wait_until_it_answers(processes: Processes, port: int) -> None:
    """Until /healthz answers 200; Ended when the server ends before, CommandError when it never does."""
    end = time.monotonic() + START_WITHIN
    answer = "nothing"
    while time.monotonic() < end:
        processes.check()
        try:
            answer = str(health(port))
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
            continue
        if answer == "200":
            return
        time.sleep(0.5)
    raise CommandError(f"The site did not become healthy within {START_WITHIN:.0f} seconds: /healthz said {answer}.")


def health(port: int) -> int:
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        # By the site's own name, which is always an allowed host.
        connection.request("GET", "/healthz", headers={"Host": urlsplit(settings.SITE_URL).netloc})
        return connection.getresponse().status
    finally:
        connection.close()
