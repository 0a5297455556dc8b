"""What a body needs to know of its old site while it is converted, and what it lacks."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings

from wordpress.files.addresses import key_of
from wordpress.importing.hosts import host_of
from wordpress.importing.site_files import SiteFiles
from wordpress.text import Kept
from wordpress.wxr.items import Item


class Surroundings:
    """Around one item (wordpress.text.Around), backed by what was imported.

    Links into the old site are noted and stay what they are: what they lead to may come later (importing/links.py).

    Attributes:
        links: addresses of the old site that the body links to.
        missing: numbers and addresses of files that are not here.
    """

    def __init__(
        self, item: Item, edition: str, *, files: SiteFiles, hosts: frozenset[str], blocks: Mapping[int, str]
    ) -> None:
        self._item, self._edition = item, edition
        self._files, self._hosts, self._blocks = files, hosts, blocks
        self.links: list[str] = []
        self.missing: list[str] = []

    def picture(self, *, number: int | None, address: str) -> Kept | None:
        image = self._files.image(number)
        if image is None and address:
            image = self._files.image(self._files.number_at(address))
        if image is None:
            self._miss(number, address)
            return None
        return self._files.kept(image, self._edition)

    def attached(self, kind: str = "image") -> Sequence[int]:
        return self._files.attached(self._item.number, kind)

    def file(self, address: str, number: int | None = None) -> str | None:
        number = number or self._files.number_at(address)
        document = self._files.document(number)
        if document is None and not self._is_picture(number, address):
            self._miss(number, address)
        return document.address if document else None

    def link(self, address: str) -> str:
        if self.is_old(address) and address not in self.links:
            self.links.append(address)
        return address

    def own(self, address: str) -> str:
        parts = urlsplit(address)
        is_page = parts.path.split("/")[1:2] and parts.path.split("/")[1] in settings.MODELTRANSLATION_LANGUAGES
        if not is_page or not parts.netloc or not self.is_old(address):
            return address
        return urlunsplit(("", "", parts.path, parts.query, parts.fragment))

    def reusable(self, number: int) -> str:
        return self._blocks.get(number, "")

    def meta(self, key: str) -> str:
        return self._item.meta_of(key)

    def is_old(self, address: str) -> bool:
        """Whether an address leads into the old site."""
        if address.startswith("/") and not address.startswith("//"):
            return True
        if address.startswith("?"):
            return True
        return host_of(address) in self._hosts

    def _is_picture(self, number: int | None, address: str) -> bool:
        return self._files.image(number or self._files.number_at(address)) is not None

    def _miss(self, number: int | None, address: str) -> None:
        known = number or (self._files.number_at(address) if address else None)
        what = str(known) if known else key_of(address)
        if what and what not in self.missing and (known or self.is_old(address)):
            self.missing.append(what)


def is_here_now(what: str, files: SiteFiles) -> bool:
    """Whether something that was missing once has come since."""
    number = int(what) if what.isdigit() else files.number_at(what)
    return files.image(number) is not None or files.document(number) is not None
