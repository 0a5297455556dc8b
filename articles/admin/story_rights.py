"""Who may do what on the page of a story: with what its editions share, and with one edition's article."""

from django.http import HttpRequest

from accounts.desk.rights import DeletionsOnLog
from accounts.gate import TextToBe, may_delete, may_enter, may_shape, may_start
from articles.admin.story_form import FIELDS
from articles.admin.strip import articles_of, current_edition, may_work_in
from articles.models import Article, Story
from editions.enums import State
from editions.registry import all_editions


def articles_read(request: HttpRequest, story: Story | None) -> dict[str, Article]:
    """The story's articles by edition, read once a request: permissions ask for them many times."""
    if story is None or story.pk is None:
        return {}
    read = request.__dict__.setdefault("_articles_read", {})
    if story.pk not in read:
        read[story.pk] = articles_of(story)
    return read[story.pk]


def read_anew(request: HttpRequest) -> None:
    """Something was saved since the articles were read."""
    request.__dict__.pop("_articles_read", None)


def may_shape_story(request: HttpRequest, story: Story | None) -> bool:
    """Whether the user may change what the editions share, or add a story (`story` is None)."""
    if story is None or story.pk is None:
        return any(may_start(request.user, code) for code in all_editions())
    was_public = any(article.state != State.DRAFT for article in articles_read(request, story).values())
    return may_shape(request.user, story, was_public=was_public)


def text_to_publish(request: HttpRequest, story: Story | None) -> TextToBe | Article | None:
    """The text that the page's buttons are about; None while its section may still be chosen with the same press."""
    if story is None or (story.category_id is None and may_shape_story(request, story)):
        return None
    code = request.desk_edition.code
    return articles_read(request, story).get(code) or TextToBe(code, section_id=story.category_id)


class StoryRights(DeletionsOnLog):
    """The gate's answers to what the stock admin asks of a story."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may_enter(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Story | None = None) -> bool:
        return may_enter(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may_shape_story(request, None)

    def has_change_permission(self, request: HttpRequest, obj: Story | None = None) -> bool:
        """Whether there is anything on the page that the user may change: shared fields, or the edition's article."""
        if obj is None:
            return self.has_add_permission(request)
        if may_shape_story(request, obj):
            return True
        articles = articles_read(request, obj)
        edition = current_edition(request, articles, obj)
        return edition is not None and may_work_in(request.user, edition.code, articles.get(edition.code), obj)

    def has_delete_permission(self, request: HttpRequest, obj: Story | None = None) -> bool:
        """Only a story that no edition has published, by those who may publish in each that has begun it."""
        if obj is None:
            return False
        articles = articles_read(request, obj)
        return may_shape_story(request, obj) and all(may_delete(request.user, one) for one in articles.values())

    def record_deletion(self, request: HttpRequest, obj: Story) -> None:
        """The story, and each edition's article that goes with it."""
        super().record_deletion(request, obj)
        for article in obj.articles.defer("body"):
            super().record_deletion(request, article)

    def get_readonly_fields(self, request: HttpRequest, obj: Story | None = None) -> list[str]:
        return [] if may_shape_story(request, obj) else FIELDS
