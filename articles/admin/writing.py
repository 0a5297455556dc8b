"""What the story page tells of the text that is being written: a pending change, unsaved words, who else is there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.admin.article_form import ArticleForm
from articles.autosaves import unsaved_of
from articles.models import Article, Revision, Story
from articles.pending import obstacle_to
from articles.revisions import FIELDS, last_saved, text_now, text_of
from editions.enums import State


@dataclass(frozen=True)
class PendingNotice:
    """A change that waits behind what readers see.

    Attributes:
        revision: its text, with who saved it.
        at: the moment at which it is published by itself, if it is.
        is_overdue: whether that moment has passed and it still waits.
        obstacle: why it could not be published then.
    """

    revision: Revision
    at: datetime | None
    is_overdue: bool
    obstacle: str


def pending_notice(begun: Article | None, form: ArticleForm | None) -> PendingNotice | None:
    if begun is None or begun.pending_id is None:
        return None
    revision = Revision.objects.select_related("made_by", "base").get(pk=begun.pending_id)
    if form and form.instance.pending:
        revision = form.instance.pending
    at = begun.pending_at
    is_overdue = at is not None and at <= timezone.now() and begun.state == State.PUBLISHED
    return PendingNotice(revision, at, is_overdue, obstacle_to(begun, text_of(revision)) if is_overdue else "")


def writing_desk(request: HttpRequest, story: Story | None, form: ArticleForm) -> dict[str, Any]:
    """What static/desk/autosave.js needs: where to send, what was left unsaved, and its words."""
    article, code = form.instance, form.edition.code
    is_begun = article.pk is not None
    saved = last_saved(article, by=request.user) if is_begun else None
    return {
        "address": f"{reverse('admin:articles_story_autosave', args=[story.pk])}?edition={code}"
        if story and is_begun
        else "",
        "user": request.user.pk,
        "place": f"{story.pk if story else 'new'}.{code}",
        # Words that came back unsaved with a message: they are still to be kept.
        "isUnsaved": form.is_bound,
        "savedSession": saved.session if saved else "",
        "unsaved": unsaved(request, article) if is_begun and not form.is_bound else None,
        "words": autosave_words(),
    }


def unsaved(request: HttpRequest, article: Article) -> dict[str, Any] | None:
    """The text that the user wrote before and did not save."""
    kept = unsaved_of(article, request.user, text_now(article))
    if kept is None:
        return None
    text = text_of(kept)
    return {
        "at": kept.made_at.isoformat(),
        "session": kept.session,
        "version": kept.version,
        "fields": {name: getattr(text, name) for name in FIELDS},
    }


def autosave_words() -> dict[str, str]:
    """What the page says of the words in it, in the language of the desk; {time}, {name} are filled in."""
    return {
        "kept": _("Kept at {time}; save when you are done."),
        "local": _("Kept on this computer until you save."),
        "offline": _("No connection; kept on this computer since {time}."),
        "signedOut": _("You are signed out; kept on this computer. Sign in in another window to go on."),
        "user": _("Somebody else has signed in; kept on this computer for you."),
        "rights": _("You may not write here any more; kept on this computer."),
        "failed": _("The server could not keep this yet; kept on this computer."),
        "unkept": _("Nothing is kept: there is no connection, and this browser stores nothing. Do not close the page."),
        "conflict": _(
            "{name} has saved this article since you opened it. What you type is kept; saving shows you both."
        ),
        "conflictOwn": _("You have saved this article in another window since. What you type here is kept."),
        "somebody": _("Somebody"),
        "offer": _("There are words here that you did not save, from {time}."),
        "offerOlder": _(
            "There are words here that you did not save, from {time}; the article was saved after you began."
        ),
        "takeUp": _("Take up the unsaved text from {time}"),
        "discard": _("Discard it"),
        "one": _("{name} is in this article too."),
        "several": _("{name} are in this article too."),
        "twice": _("You have this article open in another window, too."),
    }
