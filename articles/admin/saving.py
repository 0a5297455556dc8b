"""What the buttons of the story page do with one edition's article."""

from typing import Any

from django.http import HttpRequest

from accounts.gate import may_publish, may_write
from articles.admin.article_form import ArticleForm
from articles.models import Article, Story
from articles.pending import discard_pending, schedule_pending
from articles.services import EditConflictError, save_article, save_standing
from editions.enums import State

SAVE, PUBLISH, WITHDRAW = "_save", "_publish", "_withdraw"
SCHEDULE, UNSCHEDULE, DISCARD = "_schedule", "_unschedule", "_discard"
# The button that was pressed -> the state it leads to; others leave the state as it is.
STATE_OF = {PUBLISH: State.PUBLISHED, WITHDRAW: State.WITHDRAWN}
# What only those do who may publish.
PUBLISHING_BUTTONS = (PUBLISH, WITHDRAW, SCHEDULE, UNSCHEDULE)


def pressed(request: HttpRequest) -> str:
    """The name of the button that sent the form; that of plain saving where none is named."""
    return next((name for name in (*PUBLISHING_BUTTONS, DISCARD) if name in request.POST), SAVE)


def may_press(button: str, *, may_publish: bool) -> bool:
    return button not in PUBLISHING_BUTTONS or may_publish


def save_pressed(form: ArticleForm, *, story: Story, by: Any, button: str) -> bool:
    """Save a valid form as its button asks; whether anything was to be saved.

    Raises:
        EditConflictError: somebody else has saved the article since it was read.
    """
    has_pending, code = form.instance.pending_id is not None, form.edition.code
    why_pending = form.instance.pending.note if form.instance.pending else ""
    article = form.save(commit=False)
    article.story = story
    said = {name: form.cleaned_data.get(name) for name in ("session", "note", "is_minor")}
    if not form.is_known or button == PUBLISH:
        is_to_do = form.has_changed() or form.state_changes or (button == PUBLISH and has_pending)
        if is_to_do:
            save_article(article, by=by, old_address=form.old_address, **said)
        return is_to_do
    if form.text_changes:
        save_article(article, by=by, as_pending=True, **said)
    if form.state_changes or (form.moments_change and may_publish(by, code, article)):
        # The form shows why the waiting change was written; unaltered, that is no reason to withdraw.
        note = said["note"] or ""
        save_standing(article, by=by, note=note if note != why_pending else "")
    if button == SCHEDULE:
        schedule_pending(article, at=form.cleaned_data["pending_at"], by=by)
    elif button == UNSCHEDULE and article.pending_at:
        schedule_pending(article, at=None, by=by)
    return form.has_changed() or form.state_changes or button in {SCHEDULE, UNSCHEDULE}


def may_discard(user: Any, article: Article | None) -> bool:
    """Give up the pending change: those who could publish it, and whoever wrote it last while they may write it."""
    if article is None or article.pending_id is None:
        return False
    if may_publish(user, article.edition_id, article):
        return True
    return may_write(user, article) and article.pending_by_id == user.pk


def discard_pressed(request: HttpRequest, article: Article | None) -> bool:
    """Give up the pending change, if it is the one that the user saw; whether that was done."""
    if article is None or not may_discard(request.user, article):
        return False
    if request.POST.get("article-version") != str(article.version):
        return False
    try:
        discard_pending(article, by=request.user)
    except EditConflictError:
        return False
    return True
