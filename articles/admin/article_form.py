"""The form of one edition's article on the story page."""

import secrets
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.desk.edition_text_form import MOMENTS, EditionTextForm
from accounts.desk.linting import text_attrs
from articles.admin.comparing import Comparison, comparison
from articles.autosaves import SESSION
from articles.lineage.addresses import free_address
from articles.models import Article, Revision
from articles.revisions import FIELDS, Text, article_to_write, last_saved
from editions.enums import State
from editions.richtext.widgets import RichTextWidget
from editions.scripts.controls import one_line, strip_controls
from editions.scripts.slugs import slugify


def readers_address(article: Article) -> str | None:
    """The path under which readers know an article, whatever address a pending change gives it."""
    if not article.pk:
        return None
    return reverse("articles:detail", args=[article.edition_id, getattr(article, "readers_slug", article.slug)])


class ArticleForm(EditionTextForm):
    """What one edition publishes of a story. Of an article that readers know it writes the pending text, which they
    see when it is published.
    """

    seen_field = "version"
    moments = (*MOMENTS, "pending_at")
    beside = ("session", "note", "is_minor", "pending_at")
    is_past = gettext_lazy("This moment is past already.")
    is_overtaken = gettext_lazy(
        "Somebody else has saved this article since you opened it, so yours was not saved. "
        "What you typed is still here; compare it with theirs below, then save again."
    )

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

    def __init__(self, *args: Any, is_scheduling: bool = False, **kwargs: Any) -> None:
        """An `instance` comes with its pending text open (`revisions.open_pending`).

        `is_scheduling`: whether the pressed button asks for the change to be published at a moment.
        """
        super().__init__(*args, **kwargs)
        self.is_scheduling = is_scheduling
        self.initial["session"] = secrets.token_hex(16)
        if self.instance.pending:
            self.initial |= {"note": self.instance.pending.note, "is_minor": self.instance.pending.is_minor}
        if self.stored_state != State.PUBLISHED:
            self.fields.pop("pending_at", None)
        self._dress()

    def known_address(self) -> str | None:
        return readers_address(self.instance)

    def stored_version(self) -> int:
        return self.instance.version if self.instance.pk else 0

    def stored_text(self) -> Article | None:
        return article_to_write(self.instance.pk) if self.instance.pk else None

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

    @property
    def goes_by_itself(self) -> bool:
        """Whether the text that waits is set to be published by the clock."""
        return self.stored_state == State.PUBLISHED and self._as_read["pending_at"] is not None

    @property
    def brings_back(self) -> bool:
        """Whether the typed moments show readers again what was over."""
        was = Article(state=self.stored_state, **{name: self._as_read[name] for name in MOMENTS})
        is_over = was.state == State.PUBLISHED and not was.is_live() and not was.is_scheduled
        return is_over and self.moments_change and (self.instance.is_live() or self.instance.is_scheduled)

    def _dress(self) -> None:
        self.fields["body"].widget = RichTextWidget(self.edition, keeps_blocks=True)
        for name in ("title", "slug", "standfirst"):
            self.dress_words(self.fields[name], is_text=name != "slug")
        self.fields["body"].widget.attrs |= text_attrs(self.edition)
        self.fields["slug"].widget.attrs["placeholder"] = slugify(self.instance.title)
        self.fields["note"].widget.attrs |= {
            "dir": "auto",
            "placeholder": gettext_lazy("For the history; readers do not see it."),
        }

    def clean_slug(self) -> str:
        return one_line(self.cleaned_data["slug"]).casefold()

    def clean_session(self) -> str:
        """The session as it was given out; a made-up one is none."""
        session = self.cleaned_data["session"]
        return session if SESSION.fullmatch(session) else ""

    def clean_note(self) -> str:
        return one_line(self.cleaned_data["note"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._check_slug(cleaned)
        if self.is_scheduling:
            self._check_schedule(cleaned)
        return cleaned

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
