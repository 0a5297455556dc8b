"""Whether a text of a release is ready to go live with the others, and if not, why: in words for the desk."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.enums import Stage
from articles.models import Article
from articles.revisions import Text, text_of
from editions.columns import translated
from editions.live import Publishable
from editions.models import Edition
from editions.richtext.plain import plain_text
from media_gallery.bodies import images_of
from media_gallery.models import Image
from publications.models import IssueEdition, IssueEntry, Release, ReleaseItem


@dataclass(frozen=True)
class Point:
    """One thing to say of a text: `key` names the kind, `is_blocking` whether the release has to wait for it."""

    key: str
    is_blocking: bool
    message: str


@dataclass(frozen=True)
class Readiness:
    """A part of a release with all that is to say of it."""

    item: ReleaseItem
    points: list[Point]

    @property
    def is_ready(self) -> bool:
        return not any(point.is_blocking for point in self.points)


def readiness_of(release: Release, items: Iterable[ReleaseItem], *, at: datetime | None = None) -> list[Readiness]:
    """How each part stands.

    Args:
        items: of the release, read `with_texts()`.
        at: the moment at which they would go live; None: the release's, or now where it has none.
    """
    items, at = list(items), at or release.goes_live_at or timezone.now()
    elsewhere = set_elsewhere(release, items)
    articles = {item.article_id for item in items if item.article_id}
    found = []
    for item in items:
        if item.article is not None:
            points = [*points_of_article(item.article, at), *points_of_text(item.article, at)]
        elif item.issue is not None:
            points = [*points_of_issue(item.issue, at, articles), *points_of_text(item.issue, at)]
        if name := elsewhere.get((item.article_id, item.issue_id)):
            points.append(blocking("elsewhere", _("It waits in the release “%(name)s” already.") % {"name": name}))
        found.append(Readiness(item, points))
    return found


def blocking(key: str, message: str) -> Point:
    return Point(key, True, message)


def set_elsewhere(release: Release, items: list[ReleaseItem]) -> dict[tuple[int | None, int | None], str]:
    """Names of other releases in which the same texts wait."""
    waiting = ReleaseItem.objects.waiting().exclude(release=release.pk)
    articles = waiting.filter(article__in=[item.article_id for item in items if item.article_id])
    issues = waiting.filter(issue__in=[item.issue_id for item in items if item.issue_id])
    rows = [*articles.values_list("article", "issue", "release__name")]
    rows += issues.values_list("article", "issue", "release__name")
    return {(article, issue): name for article, issue, name in rows}


def points_of_text(text: Publishable, at: datetime) -> list[Point]:
    """What articles and issues have in common: their moments and their edition."""
    points = []
    edition: Edition = text.edition  # type: ignore[attr-defined]
    # One that is past now is left from before; publishing drops it.
    if text.unpublish_at and timezone.now() < text.unpublish_at <= at:
        points.append(blocking("over", _("It would be over already: its moment of withdrawal comes first.")))
    if text.is_scheduled and text.published_at != at:
        points.append(
            Point("scheduled", False, _("It is scheduled for another moment; the release’s takes its place."))
        )
    if not edition.is_visible:
        points.append(Point("hidden", False, _("Its edition is hidden from readers.")))
    return points


def going_live(article: Article) -> Text:
    """The text that would go live: the change that waits, else the article's own."""
    return text_of(article.pending) if article.pending else Text.of(article)


def points_of_article(article: Article, at: datetime) -> list[Point]:
    if article.is_live() and article.pending is None:
        return [blocking("known", _("Readers see it as it is already: there is nothing to release."))]
    if article.pending is not None and not article.is_live():
        return [
            blocking("pending", _("A change of it waits. Open it and save it, so that the release takes that along."))
        ]
    text = going_live(article)
    return [
        *points_of_words(text),
        *points_of_stage(article),
        *points_of_story(article),
        *points_of_pictures(article, text),
    ]


def points_of_words(text: Text) -> list[Point]:
    points = []
    if not text.title.strip():
        points.append(blocking("title", _("It has no title.")))
    if not text.slug:
        points.append(blocking("slug", _("It has no address.")))
    if not plain_text(text.body).strip():
        points.append(blocking("text", _("It has no text.")))
    if not text.standfirst.strip():
        points.append(Point("standfirst", False, _("It has no standfirst.")))
    return points


def points_of_stage(article: Article) -> list[Point]:
    words = {
        Stage.WRITING: _("It is still in writing: nobody has approved it."),
        Stage.REVIEW: _("It is in review: nobody has approved it."),
    }
    # One that was scheduled by hand was found good by whoever did that.
    is_decided = article.is_scheduled and article.pending is None
    word = words.get(Stage(article.stage))
    return [blocking("stage", word)] if word and not is_decided else []


def points_of_story(article: Article) -> list[Point]:
    category, code = article.story.category, article.edition_id
    if category is None:
        return [blocking("category", _("Its story has no category."))]
    if not translated(category, "name", code):
        return [blocking("category", _("Its category has no name in this edition."))]
    return []


def points_of_pictures(article: Article, text: Text) -> list[Point]:
    code, image = article.edition_id, article.story.image
    points = []
    if image is None:
        points.append(Point("picture", False, _("Its story has no picture.")))
    elif lacks_words(image, code):
        points.append(blocking("alt", _("Its picture has no alternative text in this edition.")))
    lacking = sum(lacks_words(one, code) for one in images_of(text.body).values())
    if lacking:
        message = _("Pictures in the text without alternative text in this edition: %(number)d.")
        points.append(blocking("alt", message % {"number": lacking}))
    return points


def lacks_words(image: Image, code: str) -> bool:
    return not image.is_decorative and not translated(image, "alt", code)


def points_of_issue(issue: IssueEdition, at: datetime, articles: set[int]) -> list[Point]:
    """`articles`: keys of those that go live together with it."""
    if issue.is_live():
        return [blocking("known", _("Readers see it as it is already: there is nothing to release."))]
    points = []
    if not issue.title.strip():
        points.append(blocking("title", _("It has no title.")))
    if not translated(issue.issue.series, "name", issue.edition_id):
        points.append(blocking("series", _("Its series has no name in this edition.")))
    entries = list(IssueEntry.objects.filter(text=issue).select_related("article").defer("article__body"))
    for entry in entries:
        article = entry.article
        if article is not None and article.pk not in articles and not article.is_live(at):
            message = _("“%(title)s” inside it would not be live by then.") % {"title": article.title}
            points.append(blocking("entry", message))
    if not entries:
        points.append(Point("contents", False, _("Nothing stands inside it.")))
    if not issue.pdf:
        points.append(Point("pdf", False, _("It has no PDF.")))
    return points
