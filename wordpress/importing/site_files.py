"""Where the files of an old site are here, as plain values."""

from dataclasses import dataclass

from django.core.files.storage import default_storage

from wordpress.files.catalogue import Catalogue
from wordpress.text import Kept


@dataclass(frozen=True, slots=True)
class Document:
    """A file that is no picture: its name in the storage."""

    name: str

    @property
    def address(self) -> str:
        return default_storage.url(self.name)


class SiteFiles:
    """What is asked of the files of one site while its texts are converted. Knows no database, and can be sent to
    other processes.

    Pictures are known by the keys of the library.
    """

    def __init__(self) -> None:
        self._images: dict[int, int] = {}
        self._documents: dict[int, Document] = {}
        self._catalogue = Catalogue()
        self._attached: dict[int, list[tuple[int, int, str]]] = {}
        # Alternative text and caption, of pictures that have any.
        self._words: dict[tuple[int, str], tuple[str, str]] = {}

    def copied(self) -> "SiteFiles":
        """The values alone, of whatever else the one at hand can do."""
        plain = SiteFiles()
        plain.__dict__.update({name: self.__dict__[name] for name in plain.__dict__})
        return plain

    def number_at(self, address: str) -> int | None:
        """The number of the attachment that an address of any size belongs to."""
        return self._catalogue.find(address)

    def image(self, number: int | None) -> int | None:
        """The key of a picture, by its number there."""
        return self._images.get(number) if number else None

    def document(self, number: int | None) -> Document | None:
        return self._documents.get(number) if number else None

    def kept(self, image: int, edition: str) -> Kept:
        """A picture with its words in an edition."""
        return Kept(image, *self._words.get((image, edition), ("", "")))

    def attached(self, number: int, kind: str) -> list[int]:
        """Numbers of the files of a kind that were uploaded to an item, in their order."""
        return [one for _order, one, its in sorted(self._attached.get(number, ())) if its == kind]
