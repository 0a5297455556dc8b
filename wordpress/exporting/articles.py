"""Articles as posts, with their comments."""

from collections.abc import Iterator
from datetime import datetime
from html import escape
from itertools import chain

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from articles.enums import CommentsMode, CreditRole
from articles.models import Article, Correction, Credit, Story, StoryTopic
from editions import registry
from editions.enums import CommentPolicy, State
from editions.head import absolute
from editions.scripts.calendars import format_date
from readers.enums import CommentState
from readers.models import Comment
from wordpress.exporting.blocks import shown_html
from wordpress.exporting.lines import words_of
from wordpress.exporting.numbers import number
from wordpress.exporting.outgoing import Outgoing, OutgoingComment
from wordpress.exporting.scope import by_key
from wordpress.exporting.texts import Room, credits_shown, meant, place_of
from wordpress.exporting.told import exact, told
from wordpress.importing.words import comment_text

_APPROVED = {
    CommentState.APPROVED: "1",
    CommentState.HELD: "0",
    CommentState.SPAM: "spam",
    CommentState.REJECTED: "trash",
}
# Whom an editor may have to answer, or whose words somebody may ask to have erased.
_ADDRESSED = {CommentState.APPROVED, CommentState.HELD}


def articles(room: Room) -> Iterator[list[Outgoing]]:
    """All articles of the editions, some at a time, in the order of their keys."""
    for some in by_key(room.scope.articles().select_related("story")):
        yield list(_Batch(room, some).items())


class _Batch:
    """Some articles, with what belongs to them; a query each, however many there are."""

    def __init__(self, room: Room, rows: list[Article]) -> None:
        self.room, self.rows = room, rows
        stories = {one.story_id for one in rows}
        self.credits: dict[int, list[Credit]] = {}
        for credit in Credit.objects.filter(story__in=stories):
            self.credits.setdefault(credit.story_id, []).append(credit)
        self.topics: dict[int, list[int]] = {}
        topics = StoryTopic.objects.filter(content_object__in=stories)
        for story, topic in topics.values_list("content_object_id", "tag_id"):
            self.topics.setdefault(story, []).append(topic)
        self.numbers = article_numbers(stories)
        self.corrections: dict[int, list[Correction]] = {}
        for one in Correction.objects.filter(article__in=rows).order_by("made_at", "pk"):
            self.corrections.setdefault(one.article_id, []).append(one)
        self.comments: dict[int, list[Comment]] = {}
        for comment in Comment.objects.filter(article__in=rows):
            self.comments.setdefault(comment.article_id, []).append(comment)
        bodies = (room.scope.images_in(one.body) for one in rows)
        room.library.read(chain((one.story.image_id for one in rows), *bodies))
        self.now = timezone.now()

    def items(self) -> Iterator[Outgoing]:
        for article in self.rows:
            self._count(article)
            yield self._item(article)

    def _count(self, article: Article) -> None:
        lacking = self.room.report.lacking
        lacking["change"] += article.pending_id is not None
        lacking["withdrawn"] += article.state == State.WITHDRAWN
        lacking["ending"] += article.unpublish_at is not None
        lacking["corrections"] += article.pk in self.corrections
        lacking["lineage"] += article.source_id is not None
        self.room.mind_slug(article.slug)

    def _item(self, article: Article) -> Outgoing:
        room, code, story = self.room, article.edition_id, article.story
        place = place_of(
            article, begun=article.created_at, unpublish_at=article.unpublish_at, stage=article.stage, now=self.now
        )
        credits = self._credits(article)
        corrections = self.corrections.get(article.pk, [])
        body, notes = room.body(
            article.body, code, credits_shown(room.people, credits, code), *(_shown(one, code) for one in corrections)
        )
        thumbnail = room.library.number(story.image_id)
        return Outgoing(
            number=number("article", article.pk),
            kind="post",
            title=article.title,
            link=absolute(article.get_absolute_url()) if article.slug else absolute(f"/{code}/"),
            status=place.status,
            slug=article.slug,
            creator=self._creator(article, credits),
            body=body,
            excerpt=article.standfirst,
            date=place.date,
            is_dated=place.is_dated,
            modified=article.updated_at,
            is_sticky=story.is_featured,
            comment_status=_comment_status(story, code),
            terms=self._terms(article),
            meta=[
                *([("_thumbnail_id", str(thumbnail))] if thumbnail else []),
                *notes,
                *told(
                    **place.told,
                    **meant(title=article.title, standfirst=article.standfirst),
                    kind="article",
                    credits=credits,
                    working_title=story.working_title if story.working_title != article.title else "",
                    comments=story.comments,
                    corrections=[[one.kind, exact(one.made_at), one.text] for one in corrections],
                ),
            ],
            comments=self._comments(article),
        )

    def _creator(self, article: Article, credits: list[dict[str, object]]) -> str:
        """Who WordPress takes for its author: the first that is credited as one, else whose account wrote it."""
        author = next((one["login"] for one in credits if one.get("role", "author") == CreditRole.AUTHOR), "")
        return str(author) or self.room.people.users.get(article.created_by_id or 0, "")

    def _credits(self, article: Article) -> list[dict[str, object]]:
        found = []
        for credit in self.credits.get(article.story_id, []):
            if credit.edition_id not in {None, article.edition_id}:
                continue
            one = self.room.people.credit(
                credit.person_id,
                article.edition_id,
                role=credit.role if credit.role != CreditRole.AUTHOR else "",
                address=credit.address,
                all=credit.edition_id is None,
                at=credit.position,
            )
            self.room.report.lacking["unnamed"] += one is None
            if one is not None:
                found.append(one)
        return sorted(found, key=lambda one: (one.get("at", 0), one.get("role", ""), one["login"]))

    def _terms(self, article: Article) -> list[tuple[str, str, str]]:
        code, shelves = article.edition_id, self.room.shelves
        terms = self.room.language_terms(code, self.numbers.get(article.story_id, {}))
        if article.story.category_id:
            if found := shelves.categories.get((article.story.category_id, code)):
                terms.append(("category", found.slug, found.name))
            else:
                self.room.report.lacking["unnamed"] += 1
        named = [shelves.topics.get((topic, code)) for topic in self.topics.get(article.story_id, [])]
        self.room.report.lacking["unnamed"] += named.count(None)
        topics = sorted((topic for topic in named if topic is not None), key=lambda topic: topic.slug)
        return [*terms, *(("post_tag", topic.slug, topic.name) for topic in topics)]

    def _comments(self, article: Article) -> list[OutgoingComment]:
        rows = self.comments.get(article.pk, [])
        # What is answered before its answers, as they came: two of one second in the order of their keys.
        rows.sort(key=lambda one: (one.parent_id is not None, one.made_at.replace(microsecond=0), one.pk))
        return [self._comment(one) for one in rows]

    def _comment(self, comment: Comment) -> OutgoingComment:
        body = escape(comment.text, quote=False)
        has_address = self.room.scope.with_addresses and comment.state in _ADDRESSED
        self.room.report.lacking["addresses"] += bool(comment.email) and not has_address
        return OutgoingComment(
            number=comment.pk,
            name=comment.name,
            email=comment.email if has_address else "",
            date=comment.made_at,
            body=body,
            approved=_APPROVED[CommentState(comment.state)],
            parent=comment.parent_id or 0,
            meta=told(text=comment.text) if comment_text(body, longest=len(body)) != comment.text else [],
        )


def article_numbers(stories: set[int]) -> dict[int, dict[str, int]]:
    """The numbers of all articles of some stories, by story and edition, in the order of the editions."""
    rows = Article.objects.filter(story__in=stories).order_by("edition__position", "edition_id", "pk")
    found: dict[int, dict[str, int]] = {}
    for story, code, pk in rows.values_list("story_id", "edition_id", "pk"):
        found.setdefault(story, {})[code] = number("article", pk)
    return found


def _comment_status(story: Story, code: str) -> str:
    """Whether readers may write beneath it: what the story says, within what the edition allows."""
    policy = registry.all_editions()[code].comments
    is_open = story.comments == CommentsMode.ON or (
        story.comments == CommentsMode.INHERIT and policy == CommentPolicy.ON
    )
    return "open" if is_open and policy != CommentPolicy.OFF else "closed"


def _shown(correction: Correction, code: str) -> str:
    edition = registry.all_editions()[code]
    day: datetime = correction.made_at.astimezone(edition.zone)
    with translation.override(code):
        label = _("%(kind)s, %(date)s:") % {
            "kind": correction.get_kind_display(),
            "date": format_date(day, edition.date_style),
        }
    return shown_html(f"<strong>{words_of(label)}</strong> {words_of(correction.text)}")
