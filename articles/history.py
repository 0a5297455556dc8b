"""A story's page in the desk: where it is, and what its history says."""

from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.urls import reverse

from articles.models import Article, Story
from editions.models import Edition


def desk_address(story_id: int, code: str) -> str:
    """The path of the story's page with that edition's article."""
    return f"{reverse('admin:articles_story_change', args=[story_id])}?edition={code}"


def work_address(story_id: int, code: str) -> str:
    """The path of the page on which the edition's article is worked on: a translation is, beside its source."""
    translation = Article.objects.filter(story=story_id, edition=code, source__isnull=False)
    number = translation.values_list("pk", flat=True).first()
    return beside_address(number) if number else desk_address(story_id, code)


def beside_address(article: int) -> str:
    """The path of a translation's page beside its source, by the translation's key."""
    return reverse("admin:articles_article_translate", args=[article])


def log_story(story: Story, *, by: Any, edition: Edition, what: str) -> None:
    """Write what was done in one edition; call it within the transaction of what it tells."""
    LogEntry.objects.log_actions(
        user_id=by.pk,
        queryset=[story],
        action_flag=CHANGE,
        change_message=f"{edition.endonym}: {what}",
        single_object=True,
    )
