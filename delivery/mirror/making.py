"""Making one page or file of the mirror: asked of the site, rewritten, written where it differs."""

from dataclasses import dataclass, field
from pathlib import Path
from re import findall
from urllib.parse import quote

from django.conf import settings
from django.utils import translation
from django.utils.html import escape

from delivery.mirror.addresses import Address, read, relative, search_edition
from delivery.mirror.extras import search_page
from delivery.mirror.rendering import ask, static_file, used_by_styles
from delivery.mirror.rewriting import Rewritten, rewrite
from delivery.mirror.writing import write
from editions import registry

NOT_FOUND = "404.html"
# Types of what names the site's own address.
TEXTS = (
    *("text/", "application/xml", "application/rss", "application/atom"),
    *("application/json", "application/feed"),
)


@dataclass(frozen=True)
class Job:
    """An address to be made, and of a list's page the one that comes before it."""

    address: Address
    newer: Address | None = None


@dataclass
class Made:
    """What became of a job.

    Attributes:
        status: the site's answer; 200 for what is in the mirror.
        older: the next page of the same list.
    """

    address: Address
    status: int
    digest: str = ""
    is_written: bool = False
    leads_to: list[Address] = field(default_factory=list)
    older: Address | None = None
    type: str = ""


@dataclass(frozen=True)
class Maker:
    """Makes jobs of one mirror; goes to processes of its own.

    Attributes:
        folder: the mirror's.
        own: its own address, in the place of the site's, "" to keep the site's.
    """

    folder: Path
    own: str = ""

    def make(self, job: Job) -> Made:
        address = job.address
        if address.path.startswith(settings.STATIC_URL):
            return self._asset(address)
        if code := search_edition(address.path):
            html = search_page(code)
            return self._page(job, html) if html is not None else Made(address, 404)
        if address.path.endswith(f"/{NOT_FOUND}"):
            return self._not_found(job)
        answer = ask(address.asked)
        if answer.status in {301, 302, 307, 308}:
            return self._moved(address, answer.location)
        if answer.status != 200:
            return Made(address, answer.status)
        if answer.type.startswith("text/html"):
            return self._page(job, answer.body.decode())
        leads_to = []
        if address.path.startswith("/sitemap") and answer.type.startswith(("application/xml", "text/xml")):
            links = findall(rb"<loc>\s*([^<\s]+)\s*</loc>", answer.body)
            leads_to = [found for link in links if (found := read(link.decode(), address.path)[0])]
        body = answer.body
        if answer.type.startswith(TEXTS):
            body = self._with_own(body.decode()).encode()
        return self._written(address, body, answer.type, leads_to)

    def _with_own(self, text: str) -> str:
        return text.replace(settings.SITE_URL, self.own) if self.own else text

    def _written(self, address: Address, body: bytes, kind: str, leads_to: list[Address]) -> Made:
        digest, is_written = write(self.folder, address.file, body)
        return Made(address, 200, digest, is_written, leads_to, type=kind)

    def _page(self, job: Job, html: str) -> Made:
        edition = registry.visible_edition(job.address.path.split("/")[1])
        with translation.override(edition.language if edition else settings.LANGUAGE_CODE):
            found = rewrite(html, job.address, job.newer, own=self.own)
        return self._done(job, found)

    def _done(self, job: Job, found: Rewritten) -> Made:
        made = self._written(job.address, found.text.encode(), "text/html", found.leads_to)
        made.older = found.older
        return made

    def _not_found(self, job: Job) -> Made:
        """A server sends it for any address, so its links begin at the root of the mirror."""
        folder = job.address.path.removesuffix(NOT_FOUND)
        asked = folder if len(folder) > 1 else f"/{getattr(registry.default_edition(), 'code', '')}/"
        answer = ask(quote(f"{asked}there-is-no-such-page/and-none-below/"))
        if answer.status != 404:
            return Made(job.address, answer.status)
        root = "/" + self.own.partition("://")[2].partition("/")[2]
        root = root if root.endswith("/") else f"{root}/"
        edition = registry.visible_edition(asked.strip("/"))
        with translation.override(edition.language if edition else settings.LANGUAGE_CODE):
            found = rewrite(answer.body.decode(), job.address, None, lambda target: root + quote(target), self.own)
        return self._done(job, found)

    def _moved(self, address: Address, location: str) -> Made:
        """A file that leads on, where something links to a place that has moved."""
        where, _after, _fragment = read(location, address.path)
        if where is None or where == address or not address.file.endswith(".html"):
            return Made(address, 404)
        link = escape(relative(where.file, address.file))
        text = (
            '<!doctype html>\n<html><head><meta charset="utf-8"><meta name="robots" content="noindex">'
            f'<meta http-equiv="refresh" content="0; url={link}"><title>{escape(where.path)}</title></head>'
            f'<body><p><a href="{link}">{escape(where.path)}</a></p></body></html>\n'
        )
        return self._written(address, text.encode(), "text/html", [where])

    def _asset(self, address: Address) -> Made:
        body = static_file(address.path)
        if body is None:
            return Made(address, 404)
        used = used_by_styles(body.decode(), address.path) if address.path.endswith(".css") else []
        kind = "text/css" if used else ""
        return self._written(address, body, kind, [Address(path) for path in used])
