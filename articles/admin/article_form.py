"""The form of one edition's article on the story page."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.lineage.addresses import free_address
from articles.models import Article
from editions.enums import State
from editions.models import Edition
from editions.richtext.widgets import RichTextWidget
from editions.scripts.controls import one_line, strip_controls
from editions.scripts.slugs import slugify

MOMENTS = ("published_at", "unpublish_at")
MOMENT_FORMAT = "%Y-%m-%dT%H:%M"


class ArticleForm(forms.ModelForm):
    """What one edition publishes of a story, in that edition's language and direction, its moments in its time zone."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Article
        fields = ["title", "slug", "standfirst", "body", *MOMENTS]
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2}),
            "slug": forms.TextInput,
            "standfirst": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(
        self, *args: Any, edition: Edition, may_publish: bool, wanted_state: str | None = None, **kwargs: Any
    ) -> None:
        """`wanted_state`: what the pressed button leads to; None leaves the state as it is."""
        super().__init__(*args, **kwargs)
        self.edition, self.is_conflict, self.theirs = edition, False, None
        self.instance.edition = edition
        self.stored_state = self.instance.state
        self.instance.state = wanted_state or self.stored_state
        self.old_address = self.instance.get_absolute_url() if self.instance.pk else None
        self._as_read = {name: getattr(self.instance, name) for name in MOMENTS}
        self.initial["version"] = self.instance.version if self.instance.pk else 0
        # Saving writes the version itself; a posted one is only compared.
        self.fields["version"].has_changed = lambda *values: False
        self._dress(may_publish)

    def _dress(self, may_publish: bool) -> None:
        """Give each field the edition's language, direction and time zone."""
        written = {"lang": self.edition.language, "dir": self.edition.direction}
        self.fields["body"].widget = RichTextWidget(self.edition, keeps_blocks=True)
        for name in ("title", "slug", "standfirst"):
            self.fields[name].widget.attrs.update(written)
            # A browser that cuts what is pasted says nothing of it; the server's message does.
            self.fields[name].widget.attrs.pop("maxlength", None)
        self.fields["slug"].widget.attrs["placeholder"] = slugify(self.instance.title)
        for name in MOMENTS:
            if not may_publish:
                del self.fields[name]
                continue
            field = self.fields[name]
            field.widget = forms.DateTimeInput(attrs={"type": "datetime-local", "dir": "ltr"}, format=MOMENT_FORMAT)
            field.help_text = gettext_lazy("Time of %(zone)s.") % {"zone": self.edition.time_zone}
            if value := self._as_read[name]:
                # The field shows minutes; seconds that it cannot show are no change.
                self.initial[name] = timezone.localtime(value, self.edition.zone).replace(second=0, microsecond=0)

    def clean_title(self) -> str:
        title = one_line(self.cleaned_data["title"])
        if not title:
            raise ValidationError(self.fields["title"].error_messages["required"], code="required")
        return title

    def clean_slug(self) -> str:
        return one_line(self.cleaned_data["slug"]).casefold()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in MOMENTS:
            if name in cleaned and name not in self.changed_data:
                cleaned[name] = self._as_read[name]
        self._check_end(cleaned)
        self._check_version(cleaned)
        self._check_slug(cleaned)
        return cleaned

    @property
    def state_changes(self) -> bool:
        return self.instance.state != self.stored_state

    def _check_end(self, cleaned: dict[str, Any]) -> None:
        """Nothing is published that is over already: an end left from before is dropped, a typed one refused."""
        end = cleaned.get("unpublish_at")
        if not (end and end <= timezone.now() and self.state_changes and self.instance.state == State.PUBLISHED):
            return
        if "unpublish_at" in self.changed_data:
            self.add_error("unpublish_at", _("This moment is past already."))
        else:
            cleaned["unpublish_at"] = None

    def _check_version(self, cleaned: dict[str, Any]) -> None:
        """Refuse what was begun on an older text than the one that is stored now."""
        if (cleaned.get("version") or 0) == self.initial["version"]:
            return
        self.is_conflict = True
        self.theirs = Article.objects.filter(pk=self.instance.pk).first()
        # Saving once more is then done in knowledge of theirs.
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = str(self.initial["version"])
        raise ValidationError(
            _(
                "Somebody else has saved this article since you opened it, so yours was not saved. "
                "What you typed is still here; compare it with theirs below, then save again."
            ),
            code="conflict",
        )

    def _check_slug(self, cleaned: dict[str, Any]) -> None:
        if "slug" not in cleaned or not cleaned.get("title"):
            return
        if not cleaned["slug"]:
            cleaned["slug"] = free_address(cleaned["title"], self.edition.code, self.instance.pk)
            if not cleaned["slug"]:
                self.add_error("slug", _("No address can be made of this title; type one."))
        elif (
            Article.objects.in_edition(self.edition.code)
            .filter(slug=cleaned["slug"])
            .exclude(pk=self.instance.pk)
            .exists()
        ):
            self.add_error("slug", _("Another article of this edition has this address already."))

    @property
    def lost_characters(self) -> bool:
        """Whether something that cannot be seen was taken out of what was typed."""
        return any(
            strip_controls(value) != value for name in ("title", "standfirst") if (value := self[name].value() or "")
        )
