"""The form widget of stored HTML."""

import json
import re
from typing import Any

from django import forms
from django.conf import settings
from django.urls import reverse

from editions.models import Edition
from editions.richtext.languages import languages_for
from editions.richtext.words import editor_words


def video_pattern() -> str:
    """What the editor takes for a video's address before it asks the server; hosts as in media_gallery/videos.py."""
    hosts = ["youtube.com", "youtu.be", "youtube-nocookie.com", "vimeo.com", "player.vimeo.com", "aparat.com"]
    known = "|".join(re.escape(host) for host in [*hosts, *settings.PEERTUBE_HOSTS])
    return rf"^https?://(www\.|m\.)?({known})/\S+$"


class RichTextWidget(forms.Textarea):
    """Writes a body in the language and direction of its edition, whatever those of the desk.

    Without script it is a plain text area of HTML.
    """

    class Media:
        css = {"all": ["django_prose_editor/material-icons.css", "desk/editor/editor.css"]}
        js = [forms.Script("desk/editor/editor.js", type="module")]

    def __init__(self, edition: Edition, attrs: dict[str, Any] | None = None, *, keeps_blocks: bool = False) -> None:
        """`keeps_blocks`: its blocks keep their ids while they are edited (static/desk/editor/blocks.js)."""
        super().__init__(
            {"lang": edition.language, "dir": edition.direction, "class": "rich-text", "rows": 24, **(attrs or {})}
        )
        self.edition, self.keeps_blocks = edition, keeps_blocks

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["data-editor"] = json.dumps(
            {
                "words": editor_words(),
                "languages": languages_for(self.edition),
                "libraryUrl": reverse("library"),
                "uploadUrl": reverse("library-upload"),
                "previewUrl": reverse("library-picture", args=[0]),
                "videoPattern": video_pattern(),
                "keepsBlocks": self.keeps_blocks,
            },
            ensure_ascii=False,
        )
        return context
