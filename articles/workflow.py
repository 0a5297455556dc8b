"""How a text gets from its writer's hands to its readers: in writing, in review, approved; publishing begins anew.

The stage is that of the text which is being worked on, be it a draft or the waiting change of an article readers know.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import PUBLISHING, NoticeKind
from accounts.gate import may_publish, may_revise, may_take_back, may_write
from accounts.models import Notice, User
from accounts.notices import mark_read, notices_for, notices_of, send
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
    return article.state != State.PUBLISHED or article.pending_id is not None


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
    changed: dict[str, Any] = {"stage": stage}
    if article.state == State.DRAFT:
        # What readers know was not changed by this, and feeds must not say that it was.
        changed["updated_at"] = timezone.now()
    moved = Article.objects.filter(pk=article.pk, stage=before).update(**changed)
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


def tell_published(articles: Iterable[Article], *, by: Any, also: Iterable[User] = ()) -> None:
    """Tell who wrote them, and `also` others, that readers see them.

    Of what is only scheduled nobody is told that it was published. In as many queries, however many articles; read them
    with `created_by`.
    """
    live, also = [article for article in articles if article.is_live()], list(also)
    writers = writers_of_each(live)
    send([one for article in live for one in notices_of_article(article, [*writers[article.pk], *also], by=by)])


def tell_change_published(article: Article, writers: Iterable[User], *, by: Any) -> None:
    """Tell those who wrote a change (`writers_of_change`, asked before) that readers see it.

    `by`: who published it; None: the clock.
    """
    if article.is_live():
        tell_of(article, writers, kind=NoticeKind.CHANGED, by=by)


def notices_of_article(
    article: Article, users: Iterable[User], *, by: Any, kind: NoticeKind = NoticeKind.PUBLISHED, text: str = ""
) -> list[Notice]:
    return notices_for(
        users,
        kind=kind,
        about=article.title,
        address=address_of(article),
        by=by,
        edition=article.edition_id,
        text=text,
    )


def tell_of(article: Article, users: Iterable[User], *, kind: NoticeKind, by: Any, text: str = "") -> None:
    send(notices_of_article(article, users, kind=kind, by=by, text=text))


def address_of(article: Article) -> str:
    return desk_address(article.story_id, article.edition_id)


def writers_of(article: Article) -> list[User]:
    """Who wrote the text that is worked on, and who was given it."""
    known = writers_of_each([article])[article.pk]
    if article.pending_id is None:
        return known
    return [*writers_of_change(article), *(user for user in known if user.pk != article.created_by_id)]


def writers_of_each(articles: Iterable[Article]) -> dict[int, list[User]]:
    """The same of many, by their keys, in one query."""
    articles = list(articles)
    plans = Plan.objects.filter(story__in={article.story_id for article in articles}, assignee__isnull=False)
    given = {(plan.story_id, plan.edition_id): plan.assignee for plan in plans.select_related("assignee")}
    return {
        article.pk: [user for user in (article.created_by, given.get((article.story_id, article.edition_id))) if user]
        for article in articles
    }


def writers_of_change(article: Article) -> list[User]:
    """Who wrote the text that waits: all who have saved it since the one that readers know. Ask before it is published.

    Two queries, none where nothing waits.
    """
    if article.pending_id is None:
        return []
    public = [RevisionKind.PUBLISHED, RevisionKind.IMPORTED]
    known = Revision.objects.filter(article=article.pk, kind__in=public).aggregate(last=Max("number"))["last"] or 0
    saved = Revision.objects.filter(article=article.pk, kind=RevisionKind.SAVED, number__gt=known)
    return list(User.objects.filter(pk__in=saved.values("made_by")).order_by("pk"))


def reviewers_of(article: Article) -> list[User]:
    """Those who publish in the edition; where there is none, the admins."""
    members = User.objects.filter(
        is_active=True, memberships__edition=article.edition_id, memberships__role__in=PUBLISHING
    )
    found = [user for user in members.order_by("pk") if may_publish(user, article.edition_id, article)]
    return found or list(User.objects.filter(is_active=True, is_superuser=True).order_by("pk"))
