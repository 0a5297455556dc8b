"""The form widget of stored HTML."""

from typing import Any

from django import forms

from editions.models import Edition


class RichTextWidget(forms.Textarea):
    """Writes a body in the language and direction of its edition, whatever those of the desk."""

    def __init__(self, edition: Edition, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {"lang": edition.language, "dir": edition.direction, "class": "rich-text", "rows": 24, **(attrs or {})}
        )
        self.edition = edition
