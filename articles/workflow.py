"""How a text gets from its writer's hands to its readers: in writing, in review, approved; publishing begins anew.

The stage is that of the text which is being worked on, be it a draft or the waiting change of an article readers know.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import PUBLISHING, NoticeKind
from accounts.gate import may_publish, may_revise, may_take_back, may_write
from accounts.models import User
from accounts.notices import mark_read, notices_of, tell
from articles.enums import RevisionKind, Stage
from articles.history import desk_address, log_story
from articles.models import Article, Plan, Revision
from articles.notes import add_note
from editions.enums import State

# From -> where it may go.
STEPS = {
    Stage.WRITING: (Stage.REVIEW,),
    Stage.REVIEW: (Stage.APPROVED, Stage.WRITING),
    Stage.APPROVED: (Stage.WRITING,),
}


class WrongStageError(Exception):
    """The text is not where the step begins: somebody else has moved it meanwhile, or it has nothing to review."""


def has_work(article: Article) -> bool:
    """Whether there is a text that readers do not see: only that goes through review."""
    return article.state != "published" or article.pending_id is not None


def may_move(user: Any, article: Article, stage: str, *, saves_first: bool = False) -> bool:
    """Whether the gate lets the user take this step with the article as it stands.

    `saves_first`: a change to what is published may be made by the same press.
    """
    if stage not in STEPS[Stage(article.stage)]:
        return False
    if not has_work(article) and not (saves_first and may_revise(user, article)):
        return False
    if stage == Stage.REVIEW:
        return may_write(user, article)
    return may_publish(user, article.edition_id, article) or (stage == Stage.WRITING and may_take_back(user, article))


@transaction.atomic
def move_to_stage(article: Article, stage: str, *, by: Any, note: str = "") -> None:
    """Hand in, take back, approve or return a text; it is logged, and those whom it concerns are told.

    Args:
        article: as it was read; nothing but its stage is changed.
        by: who does it; the gate was asked (`may_move`).
        note: what is to be said of it; it becomes a note on the article.

    Raises:
        WrongStageError: it is not at the stage any more at which it was read, or the step does not exist.
    """
    before = Stage(article.stage)
    if stage not in STEPS[before] or not has_work(article):
        raise WrongStageError
    # Of what readers see nothing changes by it, the moment of its last change neither.
    touched = {"updated_at": timezone.now()} if article.state == State.DRAFT else {}
    moved = Article.objects.filter(pk=article.pk, stage=before).update(stage=stage, **touched)
    if not moved:
        raise WrongStageError
    article.stage = stage
    note = note.strip()
    if note:
        add_note(article, text=note, by=by, is_told=False)
    words = {Stage.WRITING: _("in writing again"), Stage.REVIEW: _("in review"), Stage.APPROVED: _("approved")}
    log_story(article.story, by=by, edition=article.edition, what=words[Stage(stage)])
    if stage == Stage.REVIEW:
        # Handing in again answers what was returned.
        mark_read(notices_of(by).filter(kind=NoticeKind.RETURNED, address=address_of(article)))
        tell_of(article, reviewers_of(article), kind=NoticeKind.REVIEW, by=by, text=note)
    elif stage == Stage.APPROVED:
        tell_of(article, writers_of(article), kind=NoticeKind.APPROVED, by=by, text=note)
    elif may_publish(by, article.edition_id, article):
        tell_of(article, writers_of(article), kind=NoticeKind.RETURNED, by=by, text=note)


def tell_published(article: Article, *, by: Any, to: list[User] | None = None) -> None:
    """Tell who wrote it (or `to`) that readers see it; of what is only scheduled nobody is told so."""
    if article.is_live():
        tell_of(article, writers_of(article) if to is None else to, kind=NoticeKind.PUBLISHED, by=by)


def tell_of(article: Article, users: list[User], *, kind: NoticeKind, by: Any, text: str = "") -> None:
    tell(
        users,
        kind=kind,
        about=article.title,
        address=address_of(article),
        by=by,
        edition=article.edition_id,
        text=text,
    )


def address_of(article: Article) -> str:
    return desk_address(article.story_id, article.edition_id)


def writers_of(article: Article) -> list[User]:
    """Who wrote the text that is worked on, and who was given it."""
    plan = Plan.objects.select_related("assignee").filter(story=article.story_id, edition=article.edition_id).first()
    wrote = writers_of_change(article) if article.pending_id else [article.created_by]
    return [user for user in (*wrote, plan.assignee if plan else None) if user]


def writers_of_change(article: Article) -> list[User]:
    """Who has saved something of its pending change; nobody where there is none."""
    if article.pending_id is None:
        return []
    kept = Revision.objects.filter(article=article)
    public = kept.filter(kind__in=[RevisionKind.PUBLISHED, RevisionKind.IMPORTED]).order_by("-number")
    last = public.values_list("number", flat=True).first() or 0
    saved = kept.filter(kind=RevisionKind.SAVED, number__gt=last, made_by__isnull=False)
    return list(User.objects.filter(pk__in=saved.values("made_by")).order_by("pk"))


def reviewers_of(article: Article) -> list[User]:
    """Those who publish in the edition; where there is none, the admins."""
    members = User.objects.filter(
        is_active=True, memberships__edition=article.edition_id, memberships__role__in=PUBLISHING
    )
    found = [user for user in members.order_by("pk") if may_publish(user, article.edition_id, article)]
    return found or list(User.objects.filter(is_active=True, is_superuser=True).order_by("pk"))
