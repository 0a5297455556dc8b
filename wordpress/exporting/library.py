"""Pictures and documents as attachments, and as texts show them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from posixpath import basename

from django.core.files.storage import default_storage
from django.utils.text import get_valid_filename

from editions.columns import column
from editions.head import absolute
from media_gallery.models import Image
from wordpress.exporting.blocks import Picture
from wordpress.exporting.numbers import document_number, number
from wordpress.exporting.outgoing import Outgoing
from wordpress.exporting.scope import Scope
from wordpress.exporting.told import told
from wordpress.serialised import write_value


def file_address(name: str | None) -> str:
    """The full address of an uploaded file, by its name in the storage."""
    return absolute(default_storage.url(name or ""))


@dataclass
class Library:
    """The pictures of some texts, read at once."""

    scope: Scope
    _rows: dict[int, Image] = field(default_factory=dict)

    def read(self, keys: Iterable[int | None]) -> None:
        """Have these at hand, and no others."""
        self._rows = Image.objects.in_bulk({key for key in keys if key is not None})

    def number(self, key: int | None) -> int:
        """The number of a picture in the export; 0 for none."""
        return number("image", key) if key in self._rows and key is not None else 0

    def picture_in(self, key: int | None, code: str) -> Picture | None:
        image = self._rows.get(key or 0)
        if image is None:
            return None
        return Picture(
            number=number("image", image.pk),
            address=file_address(image.file.name),
            width=image.width,
            height=image.height,
            alt="" if image.is_decorative else getattr(image, column("alt", code)) or "",
            caption=getattr(image, column("caption", code)) or "",
            credit=getattr(image, column("credit", code)) or "",
        )

    def in_edition(self, code: str) -> "_InEdition":
        return _InEdition(self, code)

    # As attachments.

    def attachments(self) -> Iterator[Outgoing]:
        """All pictures in use, in the order of what is in them, and then the documents."""
        last = ""
        while found := list(Image.objects.filter(digest__gt=last).order_by("digest")[:200]):
            last = found[-1].digest
            yield from (self._attachment(image) for image in found if image.pk in self.scope.images)
        for name in sorted(self.scope.documents):
            yield _document(name)

    def _attachment(self, image: Image) -> Outgoing:
        words = {
            code: {
                name: value
                for name in ("alt", "caption", "credit")
                if (value := getattr(image, column(name, code)) or "")
            }
            for code in self.scope.codes
        }
        file = image.file.name or ""
        main = next((said for said in words.values() if said), {})
        title = str(image.title) or main.get("caption", "") or basename(file)
        meta = [("_wp_attached_file", file), ("_wp_attachment_metadata", write_value(_about(image, main)))]
        if main.get("alt") and not image.is_decorative:
            meta.append(("_wp_attachment_image_alt", main["alt"]))
        meta += told(
            words={code: said for code, said in words.items() if said},
            title=image.title,
            focus=[image.focal_x, image.focal_y] if (image.focal_x, image.focal_y) != (50, 50) else [],
            decorative=image.is_decorative,
        )
        return Outgoing(
            number=number("image", image.pk),
            kind="attachment",
            title=title,
            link=file_address(file),
            status="inherit",
            slug=f"image-{image.digest[:16]}",
            excerpt=main.get("caption", ""),
            date=image.created_at,
            modified=image.created_at,
            address=file_address(file),
            meta=meta,
        )


@dataclass(frozen=True)
class _InEdition:
    library: Library
    code: str

    def picture(self, key: int) -> Picture | None:
        return self.library.picture_in(key, self.code)


def _about(image: Image, words: dict[str, str]) -> dict[str, object]:
    """What WordPress keeps of a picture: its size, and what is written into it. It makes its own copies of each size
    when it fetches the file."""
    about = {"credit": words.get("credit", ""), "caption": words.get("caption", "")}
    return {"width": image.width, "height": image.height, "file": image.file.name, "sizes": {}, "image_meta": about}


def _document(name: str) -> Outgoing:
    address = file_address(name)
    return Outgoing(
        number=document_number(name),
        kind="attachment",
        title=basename(name),
        link=address,
        status="inherit",
        slug=get_valid_filename(basename(name)).lower()[:60],
        address=address,
        meta=[("_wp_attached_file", name)],
    )
