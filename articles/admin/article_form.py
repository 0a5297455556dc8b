"""The form of one edition's article on the story page."""

import secrets
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.desk.linting import text_attrs
from accounts.desk.words import edition_attrs
from articles.admin.comparing import Comparison, comparison
from articles.autosaves import SESSION
from articles.lineage.addresses import free_address
from articles.models import Article, Revision
from articles.revisions import FIELDS, Text, article_to_write, last_saved
from editions.enums import State
from editions.models import Edition
from editions.richtext.widgets import RichTextWidget
from editions.scripts.controls import one_line, strip_controls
from editions.scripts.slugs import slugify

MOMENTS = ("published_at", "unpublish_at")
# Fields that are no part of the article's text or standing.
BESIDE = ("version", "session", "note", "is_minor", "pending_at")
MOMENT_FORMAT = "%Y-%m-%dT%H:%M"


def readers_address(article: Article) -> str | None:
    """The path under which readers know an article, whatever address a pending change gives it."""
    if not article.pk:
        return None
    return reverse("articles:detail", args=[article.edition_id, getattr(article, "readers_slug", article.slug)])


class ArticleForm(forms.ModelForm):
    """What one edition publishes of a story, in that edition's language and direction, its moments in its time zone.

    Of an article that readers know it writes the pending text, which they see when it is published.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    # One opening of the form; what is kept while writing is folded into what it saves.
    session = forms.CharField(widget=forms.HiddenInput, required=False)
    note = forms.CharField(label=gettext_lazy("Why"), max_length=200, required=False)
    is_minor = forms.BooleanField(label=gettext_lazy("Minor change"), required=False)
    pending_at = forms.DateTimeField(label=gettext_lazy("Publish the change at"), required=False)

    class Meta:
        model = Article
        fields = ["title", "slug", "standfirst", "body", *MOMENTS]
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2}),
            "slug": forms.TextInput,
            "standfirst": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(
        self,
        *args: Any,
        edition: Edition,
        may_publish: bool,
        wanted_state: str | None = None,
        is_scheduling: bool = False,
        **kwargs: Any,
    ) -> None:
        """An `instance` comes with its pending text open (`revisions.open_pending`).

        `wanted_state`: what the pressed button leads to; None leaves the state as it is. `is_scheduling`: whether it
        asks for the change to be published at a moment.
        """
        super().__init__(*args, **kwargs)
        self.edition, self.is_conflict, self.theirs = edition, False, None
        self.instance.edition = edition
        self.stored_state = self.instance.state
        self.instance.state = wanted_state or self.stored_state
        self.is_scheduling = is_scheduling
        self.old_address = readers_address(self.instance)
        self._as_read = {name: getattr(self.instance, name) for name in (*MOMENTS, "pending_at")}
        self.initial["version"] = self.instance.version if self.instance.pk else 0
        self.initial["session"] = secrets.token_hex(16)
        if self.instance.pending:
            self.initial |= {"note": self.instance.pending.note, "is_minor": self.instance.pending.is_minor}
        # They say how a text is saved; there is nothing to save by them alone.
        for name in BESIDE:
            self.fields[name].has_changed = lambda *values: False
        self._dress(may_publish)

    @property
    def is_known(self) -> bool:
        """Whether readers know the article, or will: its stored text is then not to be touched by a draft."""
        return self.stored_state != State.DRAFT

    @property
    def text_changes(self) -> bool:
        return not set(FIELDS).isdisjoint(self.changed_data)

    @property
    def moments_change(self) -> bool:
        return not set(MOMENTS).isdisjoint(self.changed_data)

    def _dress(self, may_publish: bool) -> None:
        """Give each field the edition's language, direction and time zone."""
        written = edition_attrs(self.edition)
        self.fields["body"].widget = RichTextWidget(self.edition, keeps_blocks=True)
        for name in ("title", "slug", "standfirst"):
            self.fields[name].widget.attrs.update(written)
            # A browser that cuts what is pasted says nothing of it; the server's message does.
            self.fields[name].widget.attrs.pop("maxlength", None)
        for name in ("title", "standfirst", "body"):
            self.fields[name].widget.attrs |= text_attrs(self.edition)
        self.fields["slug"].widget.attrs["placeholder"] = slugify(self.instance.title)
        self.fields["note"].widget.attrs |= {
            "dir": "auto",
            "placeholder": gettext_lazy("For the history; readers do not see it."),
        }
        for name in (*MOMENTS, "pending_at"):
            if not may_publish or (name == "pending_at" and self.stored_state != State.PUBLISHED):
                del self.fields[name]
            else:
                self._dress_moment(name)

    def _dress_moment(self, name: str) -> None:
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

    def clean_session(self) -> str:
        """The session as it was given out; a made-up one is none."""
        session = self.cleaned_data["session"]
        return session if SESSION.fullmatch(session) else ""

    def clean_note(self) -> str:
        return one_line(self.cleaned_data["note"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in MOMENTS:
            if name in cleaned and name not in self.changed_data:
                cleaned[name] = self._as_read[name]
        self._check_end(cleaned)
        self._check_version(cleaned)
        self._check_slug(cleaned)
        if self.is_scheduling:
            self._check_schedule(cleaned)
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

    def _check_schedule(self, cleaned: dict[str, Any]) -> None:
        """A change goes live by itself only where there is one, of what readers see then, at a moment to come."""
        at, end = cleaned.get("pending_at"), cleaned.get("unpublish_at")
        if "pending_at" not in self.fields:
            raise ValidationError(_("Only a change to what is published goes live by itself."))
        if "pending_at" in self.errors:
            return
        if at is None:
            self.add_error("pending_at", _("Say when the change is to be published."))
        elif at <= timezone.now():
            self.add_error("pending_at", _("This moment is past already."))
        elif end and at >= end:
            self.add_error("pending_at", _("The article is withdrawn before this moment."))
        elif not (self.text_changes or self.instance.pending_id):
            self.add_error("pending_at", _("There is no change to publish: change the text first."))

    def _check_version(self, cleaned: dict[str, Any]) -> None:
        """Refuse what was begun on an older text than the one that is stored now."""
        if (cleaned.get("version") or 0) == self.initial["version"]:
            return
        self.is_conflict = True
        # Deleted meanwhile, there is no text of theirs.
        self.theirs = article_to_write(self.instance.pk) if self.instance.pk else None
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
    def theirs_saved(self) -> Revision | None:
        """What somebody else has saved meanwhile, where that is why the form came back."""
        return last_saved(self.theirs) if self.theirs else None

    @property
    def against_theirs(self) -> Comparison | None:
        """Theirs, and what the typed text would change of it."""
        if self.theirs is None:
            return None
        typed = {name: (self[name].value() or "").replace("\r\n", "\n") for name in FIELDS}
        return comparison(Text.of(self.theirs), Text(**typed))

    @property
    def lost_characters(self) -> bool:
        """Whether something that cannot be seen was taken out of what was typed."""
        return any(
            strip_controls(value) != value for name in ("title", "standfirst") if (value := self[name].value() or "")
        )
