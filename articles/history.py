"""A story's page in the desk: where it is, and what its history says."""

from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.urls import reverse

from articles.models import Story
from editions.models import Edition


def desk_address(story_id: int, code: str) -> str:
    """The path of the story's page with that edition's article."""
    return f"{reverse('admin:articles_story_change', args=[story_id])}?edition={code}"


def log_story(story: Story, *, by: Any, edition: Edition, what: str) -> None:
    """Write what was done in one edition; call it within the transaction of what it tells."""
    LogEntry.objects.log_actions(
        user_id=by.pk,
        queryset=[story],
        action_flag=CHANGE,
        change_message=f"{edition.endonym}: {what}",
        single_object=True,
    )
