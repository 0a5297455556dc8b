"""Uploaded PDFs."""

import secrets
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _

from editions import memo
from editions.scripts.slugs import slugify

FOLDER = "documents"


@dataclass(frozen=True)
class Document:
    """A PDF as a page offers it: its address and its size in bytes (None where it is not known)."""

    address: str
    size: int | None

    memo_key = property(memo.values_of)


def document_path(instance: Any, name: str) -> str:
    """Where an upload is kept: letters and digits only, and an address that ends in .pdf whatever was typed.

    Part of the name cannot be guessed: in a bucket, which browsers ask without asking us, that alone keeps a draft.
    """
    return _path(name, "pdf")


def epub_path(instance: Any, name: str) -> str:
    """Where an EPUB is kept, by the same rules."""
    return _path(name, "epub")


def _path(name: str, ending: str) -> str:
    return f"{FOLDER}/{slugify(PurePath(name).stem) or 'document'}-{secrets.token_hex(8)}.{ending}"


def size_of(file: FieldFile, known: int | None) -> int | None:
    """The size to keep with a file: asked of the storage only for a new one, since that may be another machine."""
    if not file:
        return None
    if known is not None and file._committed:  # type: ignore[attr-defined]
        return known
    try:
        return file.size
    except OSError:
        return None


def document_of(file: FieldFile, size: int | None) -> Document | None:
    """The document to offer, or None where there is no file."""
    return Document(file.url, size_of(file, size)) if file else None


def check_pdf(file: Any) -> None:
    """Refuse what is no readable PDF, whatever its name says."""
    if not file.name.lower().endswith(".pdf"):
        raise ValidationError(_("The file's name must end in .pdf."))
    if file.size > settings.DOCUMENT_MAX_BYTES:
        raise ValidationError(
            _("The PDF is larger than %(size)s MB."), params={"size": settings.DOCUMENT_MAX_BYTES // 1_048_576}
        )
    # Only here: it is large, and web workers seldom look at a PDF.
    import pypdfium2

    file.seek(0)
    data = file.read()
    file.seek(0)
    try:
        document = pypdfium2.PdfDocument(data)
        pages = len(document)
        document.close()
    except pypdfium2.PdfiumError:
        pages = 0
    if not data.startswith(b"%PDF-") or not pages:
        raise ValidationError(_("This file is no PDF that can be opened."))
