"""Uploaded PDFs."""

from typing import Any

import pypdfium2
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def check_pdf(file: Any) -> None:
    """Refuse what is no readable PDF, whatever its name says."""
    if not file.name.lower().endswith(".pdf"):
        raise ValidationError(_("The file's name must end in .pdf."))
    if file.size > settings.DOCUMENT_MAX_BYTES:
        raise ValidationError(
            _("The PDF is larger than %(size)s MB."), params={"size": settings.DOCUMENT_MAX_BYTES // 1_048_576}
        )
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
