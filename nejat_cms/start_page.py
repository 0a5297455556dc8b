"""The desk's first page: what waits for whoever looks at it."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.enums import PUBLISHING, NoticeKind
from accounts.gate import editions_with, may_manage_site
from accounts.models import Notice, NoticeMail
from accounts.notice_mail import sentence_of
from accounts.notices import unread_of
from articles.enums import Stage
from articles.history import beside_address, desk_address
from articles.joining.offers import open_pairs
from articles.models import Article, Note, Plan
from articles.reach import articles_published_by, articles_seen_by
from delivery.models import Ping
from editions import registry
from editions.enums import State
from nejat_cms.start_mail import mail_on_its_way
from nejat_cms.start_purges import purges_that_fail
from nejat_cms.start_readers import comments_that_wait, messages_that_wait
from nejat_cms.waiting import Item, Waiting, first_few

FIELDS = ("story_id", "edition_id", "title", "stage", "updated_at", "published_at", "stale_since", "pending_at")


def waiting_for(user: Any) -> list[Waiting]:
    """One query a list, in the order of what is to be done first. Lists that can never fill for a role are left out."""
    codes = editions_with(user)
    mine = list(registry.all_editions()) if codes is None else sorted(codes)
    publishing = editions_with(user, *PUBLISHING)
    reviewed = list(registry.all_editions()) if publishing is None else sorted(publishing)
    lists = [returned(user)]
    if reviewed:
        lists += [
            at_stage(
                Stage.REVIEW,
                reviewed,
                user,
                title=_("Waiting for your review"),
                none=_("Nothing waits for your review."),
            ),
            at_stage(
                Stage.APPROVED,
                reviewed,
                user,
                title=_("Approved, to be published"),
                none=_("Nothing approved is waiting."),
            ),
        ]
        lists += [one for one in (comments_that_wait(user), messages_that_wait(user)) if one is not None]
    mail = mail_on_its_way(user)
    lists += [mail] if mail else []
    lists += [
        assigned(user, mine),
        drafts(user, mine),
        mentioned(user, mine),
        stale(mine, user),
        goes_live(mine),
        notices(user),
    ]
    if may_manage_site(user):
        purges = purges_that_fail()
        lists += [purges] if purges else []
        lists += [mails_given_up(), pings_given_up()]
        pairs = pairs_that_wait()
        lists += [pairs] if pairs.total else []
    return lists


def keys_of_both(one: QuerySet[Article], other: QuerySet[Article]) -> QuerySet[Any]:
    return one.order_by().values("pk").union(other.order_by().values("pk"))


def story_page(article: Article) -> str:
    return desk_address(article.story_id, article.edition_id)


def first_articles(
    waiting: Waiting, rows: QuerySet[Article], *, by: str, address: Callable[[Article], str] = story_page
) -> Waiting:
    """Fill a list with articles in the order of a moment that each shows; of "-moment", the latest first.

    `address`: where each leads.
    """
    moment = by.removeprefix("-")

    def item(article: Article) -> Item:
        edition = registry.all_editions().get(article.edition_id)
        return Item(article.title, address(article), edition, at=getattr(article, moment))

    return first_few(waiting, rows.only(*FIELDS).order_by(by, "-pk" if by != moment else "pk"), item)


def returned(user: Any) -> Waiting:
    waiting = Waiting("returned", _("Returned to you"), _("Nothing was returned to you."))
    return first_few(waiting, unread_of(user).filter(kind=NoticeKind.RETURNED), notice_item)


def notice_item(notice: Notice) -> Item:
    """By its name alone: the list's heading says what happened."""
    edition = registry.all_editions().get(notice.edition_id or "")
    return Item(notice.about, notice.address, edition, at=notice.made_at)


def at_stage(stage: Stage, codes: list[str], user: Any, *, title: Promise, none: Promise) -> Waiting:
    """Articles that wait for those who publish them, the longest waiting first."""
    waiting = Waiting(stage.value, title, none, more=f"{reverse('admin:board')}?standing={stage.value}")
    rows = Article.objects.at_stage(stage).filter(articles_published_by(user), edition__in=codes)
    return first_articles(waiting, rows, by="updated_at")


def assigned(user: Any, codes: list[str]) -> Waiting:
    """What was given to somebody is done once readers see it and it is up to date."""
    done = Article.objects.filter(
        story=OuterRef("story_id"),
        edition=OuterRef("edition_id"),
        state=State.PUBLISHED,
        stale_since=None,
        pending=None,
    )
    rows = (
        Plan.objects.filter(~Exists(done), assignee=user, is_declined=False, edition__in=codes)
        .select_related("story")
        .order_by(F("planned_for").asc(nulls_last=True), "pk")
    )
    waiting = Waiting(
        "assigned",
        _("Given to you"),
        _("Nothing is given to you."),
        more=f"{reverse('admin:board')}?assignee=me",
    )
    return first_few(
        waiting,
        rows,
        lambda plan: Item(
            plan.story.working_title,
            desk_address(plan.story_id, plan.edition_id),
            registry.all_editions().get(plan.edition_id),
            is_titled_in_edition=False,
            day=plan.planned_for,
        ),
    )


def drafts(user: Any, codes: list[str]) -> Waiting:
    """In writing: drafts that the user began, and changes of published articles that they saved last."""
    # Each by an index of its own: with "or" between them databases look at every article.
    begun = Article.objects.filter(state=State.DRAFT, created_by=user, stage=Stage.WRITING)
    saved = Article.objects.filter(pending__made_by=user, pending__isnull=False, stage=Stage.WRITING)
    rows = Article.objects.filter(pk__in=keys_of_both(begun, saved), edition__in=codes)
    waiting = Waiting("drafts", _("Your drafts"), _("You have no drafts."))
    return first_articles(waiting, rows, by="-updated_at")


def mentioned(user: Any, codes: list[str]) -> Waiting:
    """Open notes that name the user, or answers to them that do."""
    is_open = Q(parent=None, resolved_at=None) | Q(parent__isnull=False, parent__resolved_at=None)
    rows = (
        Note.objects.filter(is_open, mentioned=user, article__edition__in=codes)
        .select_related("article")
        .only("text", "made_at", "article__title", "article__story_id", "article__edition_id")
        .order_by("-made_at", "-pk")
    )
    waiting = Waiting("notes", _("Open notes that mention you"), _("No open note mentions you."))
    return first_few(
        waiting,
        rows,
        lambda note: Item(
            note.article.title,
            f"{desk_address(note.article.story_id, note.article.edition_id)}#notes",
            registry.all_editions().get(note.article.edition_id),
            at=note.made_at,
        ),
    )


def stale(codes: list[str], user: Any) -> Waiting:
    waiting = Waiting(
        "stale",
        _("Translations out of date"),
        _("All translations are up to date."),
        more=f"{reverse('admin:board')}?standing=lagging{f'&in={codes[0]}' if len(codes) == 1 else ''}",
    )
    rows = Article.objects.filter(articles_seen_by(user), stale_since__isnull=False, edition__in=codes)
    return first_articles(waiting, rows, by="stale_since", address=lambda article: beside_address(article.pk))


def goes_live(codes: Iterable[str]) -> Waiting:
    """Publications and changes that are set, the next first."""
    now = timezone.now()
    waiting = Waiting("next", _("Goes live next"), _("Nothing is scheduled."), more=reverse("admin:calendar"))
    new = Q(state=State.PUBLISHED, published_at__gt=now)
    coming = Article.objects.filter(new, edition__in=codes)
    is_set = Q(state=State.PUBLISHED, pending__isnull=False)
    changing = Article.objects.filter(is_set, pending_at__isnull=False, pending_at__gt=now)
    rows = Article.objects.filter(pk__in=keys_of_both(coming, changing), edition__in=codes)
    rows = rows.annotate(due=Case(When(new, then="published_at"), default="pending_at"))
    return first_articles(waiting, rows, by="due")


def notices(user: Any) -> Waiting:
    rows = unread_of(user).select_related("edition").exclude(kind=NoticeKind.RETURNED)
    waiting = Waiting("notices", _("New notices"), _("No new notices."), more=reverse("admin:notices"))
    return first_few(
        waiting,
        rows,
        lambda notice: Item(sentence_of(notice), notice.address, at=notice.made_at, is_notice=True),
    )


def mails_given_up() -> Waiting:
    """Mails of notices that did not reach members of the desk: an admin mends an address, or the mail server."""
    page = f"{reverse('admin:accounts_noticemail_changelist')}?state=given-up"
    waiting = Waiting("mails", _("Mails that could not be sent"), _("All mails were sent."), more=page)
    rows = NoticeMail.objects.given_up().select_related("notice__user").order_by("-pk")
    return first_few(
        waiting,
        rows,
        lambda mail: Item(str(mail.notice.user), page, is_titled_in_edition=False, at=mail.tried_at),
    )


def pings_given_up() -> Waiting:
    """What search engines and hubs were told in vain for days: an admin mends the address, or takes it away."""
    page = f"{reverse('admin:delivery_ping_changelist')}?state=given-up"
    waiting = Waiting("pings", _("Pings that nobody took"), _("All pings were taken."), more=page)
    return first_few(
        waiting,
        Ping.objects.filter(next_at=None).order_by("-pk"),
        lambda ping: Item(ping.address, page, is_titled_in_edition=False, at=ping.made_at),
    )


def pairs_that_wait() -> Waiting:
    """Articles that may be one story, after sites were moved in one after the other."""
    page = reverse("admin:pairs")
    waiting = Waiting("pairs", _("May be one story"), _("No pair waits."), more=page)
    rows = open_pairs().select_related("one").only("one__title", "one__edition_id", "score").order_by("-score", "pk")
    return first_few(
        waiting, rows, lambda pair: Item(pair.one.title, page, registry.all_editions().get(pair.one.edition_id))
    )
