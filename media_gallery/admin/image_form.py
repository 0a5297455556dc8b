"""What the page of a picture takes: its words per edition, its tags as words, its focal point."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.desk.words import WordsForm
from media_gallery.fields import SeveralPicturesField
from media_gallery.tags import words_in, words_of


class UploadForm(forms.Form):
    files = SeveralPicturesField(
        label=_("pictures"),
        help_text=_("JPEG, PNG, WebP, AVIF or GIF; several at once if you like."),
        error_messages={"required": _("Choose at least one picture.")},
    )


class ImageForm(WordsForm):
    """The words of a picture in all editions, and its tags."""

    tag_words = forms.CharField(
        label=_("tags"),
        required=False,
        max_length=2000,
        help_text=_("Words by which the desk finds it again, with commas between them; readers do not see them."),
        widget=forms.TextInput(
            {"list": "library-tags", "dir": "auto", "autocomplete": "off", "class": "vTextField", "data-words": ""}
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tag_words"].label = capfirst(str(self.fields["tag_words"].label))
        if self.instance.pk:
            self.initial.setdefault("tag_words", words_of(self.instance))

    def clean_tag_words(self) -> str:
        return ", ".join(words_in(self.cleaned_data["tag_words"]))
