"""What the web server calls: stored pages, and Django for everything else.

    application = PageCache(django_application, settings)
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from delivery.pages.entry import Page
from delivery.pages.keys import Environ
from delivery.pages.rendering import Application, MoreHeaders, StartResponse


@dataclass(frozen=True)
class PageSettings:
    """How pages are kept (docs/operations.md).

    Attributes:
        folder: of everything on disk; processes of a machine meet there.
        memory, disk: bytes, each process's and the machine's; 0: none.
        redis: its address, where nodes share pages; "": they do not.
    """

    folder: Path
    memory: int
    disk: int
    redis: str = ""


class PageCache:
    """A WSGI application around Django's.

    Args:
        application: Django's.
        more_headers: what caches further out are told of a page, by its tags.
    """

    def __init__(
        self, application: Application, kept: PageSettings, *, more_headers: MoreHeaders | None = None
    ) -> None:
        self.application, self.kept, self.more_headers = application, kept, more_headers

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        return self.application(environ, start_response)

    def stop(self) -> None:
        """End what runs beside: the thread that follows the log."""
