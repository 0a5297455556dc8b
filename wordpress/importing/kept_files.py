"""Files of an old site that are here: pictures and documents by their numbers and old addresses."""

from dataclasses import replace
from hashlib import blake2b

from django.conf import settings
from django.core.files.storage import default_storage

from editions.columns import column
from media_gallery.models import Image
from wordpress.files.addresses import key_of, without_server
from wordpress.files.attachments import Attachment, of_address
from wordpress.importing.hosts import host_of
from wordpress.importing.origins import Origins
from wordpress.importing.overview import Overview
from wordpress.importing.site_files import Document, SiteFiles
from wordpress.models import Origin
from wordpress.wxr.items import Item

IMAGE = "media_gallery.image"
DOCUMENT = "document"
_KINDS = {"jpg": "image", "jpeg": "image", "png": "image", "gif": "image", "webp": "image", "avif": "image"}
_KINDS |= dict.fromkeys(("mp3", "ogg", "oga", "wav", "m4a", "flac"), "audio")
_KINDS |= dict.fromkeys(("mp4", "m4v", "mov", "webm", "ogv", "avi", "mkv"), "video")


class KeptFiles(SiteFiles):
    """What became of the attachments of one site."""

    def __init__(self, origins: Origins) -> None:
        super().__init__()
        self._origins = origins

    def know(self, overview: Overview) -> None:
        """Learn the attachments of an export: their addresses, and to what they were uploaded."""
        for attachment in overview.files:
            self._catalogue.add(attachment)
        for item in overview.attachments():
            if item.parent:
                self._attached.setdefault(item.parent, []).append((item.order, item.number, kind_of(item)))

    def unknown(self, overview: Overview) -> list[Attachment]:
        """Files that texts name and no attachment describes, once each, under numbers of their own."""
        hosts = {host_of(overview.site.link), host_of(overview.site.base)} - {""}
        found: dict[int, Attachment] = {}
        for address in sorted(overview.seen):
            if self._catalogue.find(address) is None and host_of(without_server(address)) in hosts:
                attachment = of_address(address)
                number = number_of(attachment.address)
                found[number] = replace(found.get(number, attachment), number=number).seen_at(address)
        for attachment in found.values():
            self._catalogue.add(attachment)
        return list(found.values())

    def add_image(self, number: int, image: int) -> None:
        self._images[number] = image

    def add_document(self, number: int, name: str) -> None:
        self._documents[number] = Document(name)

    def read(self) -> None:
        """Learn what is here of the site from earlier runs and from the files that were just taken."""
        rows = Origin.objects.filter(site=self._origins.site, model__in=[IMAGE, DOCUMENT])
        for key, model, image, name in rows.values_list("key", "model", "object_id", "name").iterator():
            if not key.isdigit():
                continue
            if model == IMAGE and image:
                self._images[int(key)] = image
            elif name:
                self._documents[int(key)] = Document(name)
        self._read_words()

    def _read_words(self) -> None:
        names = [(code, column("alt", code), column("caption", code)) for code in settings.MODELTRANSLATION_LANGUAGES]
        wanted = sorted(set(self._images.values()))
        for start in range(0, len(wanted), 1000):
            rows = Image.objects.filter(pk__in=wanted[start : start + 1000])
            for row in rows.values("pk", *(name for _code, *its in names for name in its)):
                for code, alt, caption in names:
                    if row[alt] or row[caption]:
                        self._words[row["pk"], code] = (row[alt] or "", row[caption] or "")

    def address(self, number: int) -> str:
        """Where the file itself is; empty where it is not here."""
        if document := self._documents.get(number):
            return document.address
        name = Image.objects.filter(pk=self._images.get(number, 0)).values_list("file", flat=True).first()
        return default_storage.url(name) if name else ""


def number_of(address: str) -> int:
    """A number for a file that only its address names: always the same, and above all that WordPress gives."""
    return 1 << 49 | int.from_bytes(blake2b(key_of(address).encode(), digest_size=5).digest())


def kind_of(item: Item) -> str:
    """ "image", "audio", "video", or "file" for any other."""
    name = item.meta_of("_wp_attached_file") or item.attachment_url or item.guid
    return _KINDS.get(name.rpartition(".")[2].lower(), "file")
