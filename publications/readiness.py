"""Whether a text of a release is ready to go live with the others, and if not, why: in words for the desk.

What articles lack is the checklist's to say, as on their own pages; here stands what only a release knows. A release is
not set against the checklist by anybody: what goes live together was found whole. What has to go out all the same is
published on its own page, by those who may, and taken out of the release.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.checklist import Point, Weight, check_articles
from articles.enums import Stage
from articles.models import Article
from articles.revisions import Text, text_of
from editions.columns import translated
from editions.live import Publishable
from editions.models import Edition
from publications.models import IssueEdition, IssueEntry, Release, ReleaseItem


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
    checked = checked_texts(item.article for item in items if item.article)
    entries = entries_of(item.issue for item in items if item.issue)
    articles = {item.article_id for item in items if item.article_id}
    found = []
    for item in items:
        if item.article is not None:
            points = [*points_of_article(item.article, checked), *points_of_text(item.article, at)]
        elif item.issue is not None:
            points = [
                *points_of_issue(item.issue, at, entries.get(item.issue.pk, []), articles),
                *points_of_text(item.issue, at),
            ]
        if name := elsewhere.get((item.article_id, item.issue_id)):
            points.append(blocking("elsewhere", _("It waits in the release “%(name)s” already.") % {"name": name}))
        found.append(Readiness(item, once_each(points)))
    return found


def once_each(points: Iterable[Point]) -> list[Point]:
    """Without those that say the same of another place: a release tells of the text as a whole."""
    return list({(point.key, point.message): point for point in points}.values())


def blocking(key: str, message: str) -> Point:
    return Point(key, Weight.BLOCKING, message)


def advice(key: str, message: str) -> Point:
    return Point(key, Weight.ADVICE, message)


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
        points.append(advice("scheduled", _("It is scheduled for another moment; the release’s takes its place.")))
    if not edition.is_visible:
        points.append(advice("hidden", _("Its edition is hidden from readers.")))
    return points


def going_live(article: Article) -> Text:
    """The text that would go live: the change that waits, else the article's own."""
    return text_of(article.pending) if article.pending else Text.of(article)


def is_to_be_released(article: Article) -> bool:
    """Whether it has a text that a release could show: a new one, or the change of one that readers see."""
    return article.is_live() is (article.pending is not None)


def checked_texts(articles: Iterable[Article]) -> dict[int, list[Point]]:
    """What the checklist says of the texts that would go live, by the articles' keys; without mere facts."""
    chosen = [(article, going_live(article)) for article in articles if is_to_be_released(article)]
    found = check_articles(chosen) if chosen else {}
    taken = taken_addresses(chosen)
    return {
        pk: [
            *(point for point in points if point.weight != Weight.FACT),
            *([blocking("taken", _("Its new address belongs to another article."))] if pk in taken else []),
        ]
        for pk, points in found.items()
    }


def taken_addresses(chosen: Iterable[tuple[Article, Text]]) -> set[int]:
    """Keys of those whose change brings an address that another article has, or that two of them bring; one query."""
    wanted: dict[tuple[str, str], list[int]] = {}
    for article, text in chosen:
        if article.pending is not None and text.slug != article.slug:
            wanted.setdefault((article.edition_id, text.slug), []).append(article.pk)
    if not wanted:
        return set()
    slugs = {slug for _code, slug in wanted}
    known = set(Article.objects.filter(slug__in=slugs).values_list("edition", "slug"))
    return {pk for place, keys in wanted.items() if place in known or len(keys) > 1 for pk in keys}


def points_of_article(article: Article, checked: Mapping[int, list[Point]]) -> list[Point]:
    """`checked`: what the checklist says of those that could be released, by their keys."""
    if article.pk in checked:
        return [*points_of_stage(article), *checked[article.pk]]
    if article.pending is None:
        return [blocking("known", _("Readers see it as it is already: there is nothing to release."))]
    return [blocking("pending", _("A change of it waits. Open it and save it, so that the release takes that along."))]


def points_of_stage(article: Article) -> list[Point]:
    words = {
        Stage.WRITING: _("It is still in writing: nobody has approved it."),
        Stage.REVIEW: _("It is in review: nobody has approved it."),
    }
    # One that was scheduled by hand was found good by whoever did that.
    is_decided = article.is_scheduled and article.pending is None
    word = words.get(Stage(article.stage))
    return [blocking("stage", word)] if word and not is_decided else []


def entries_of(issues: Iterable[IssueEdition]) -> dict[int, list[IssueEntry]]:
    """What stands inside issues, by their keys, in one query."""
    keys = [issue.pk for issue in issues]
    found: dict[int, list[IssueEntry]] = {}
    rows = IssueEntry.objects.filter(text__in=keys).select_related("article").defer("article__body", "article__lineage")
    for entry in rows if keys else ():
        found.setdefault(entry.text_id, []).append(entry)
    return found


def points_of_issue(issue: IssueEdition, at: datetime, entries: list[IssueEntry], articles: set[int]) -> list[Point]:
    """`entries`: what stands inside it; `articles`: keys of those that go live together with it."""
    if issue.is_live():
        return [blocking("known", _("Readers see it as it is already: there is nothing to release."))]
    points = []
    if not issue.title.strip():
        points.append(blocking("title", _("It has no title.")))
    if not translated(issue.issue.series, "name", issue.edition_id):
        points.append(blocking("series", _("Its series has no name in this edition.")))
    for entry in entries:
        article = entry.article
        if article is not None and article.pk not in articles and not article.is_live(at):
            message = _("“%(title)s” inside it would not be live by then.") % {"title": article.title}
            points.append(blocking("entry", message))
    if any(entry.is_gap for entry in entries):
        points.append(
            advice("gaps", _("Stories inside it have no article in this edition; readers see nothing of them."))
        )
    if any(entry.is_untranslated for entry in entries):
        points.append(
            advice("words", _("Headings inside it are still those of another edition; readers do not see them."))
        )
    if not entries:
        points.append(advice("contents", _("Nothing stands inside it.")))
    if not issue.pdf:
        points.append(advice("pdf", _("It has no PDF.")))
    return points
