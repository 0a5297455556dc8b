"""The gate's answers as conditions of queries, so that lists hold what their reader may see.

Each says the same as the question of the gate that it names; a test compares the two.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from accounts.enums import PUBLISHING
from accounts.gate import editions_with, sections_in
from articles.models import Article, Plan
from editions.enums import State

ALL, NONE = Q(), Q(pk__in=[])


def is_assigned(user: Any, text: Any) -> bool:
    """Whether the text's story was given to the user in its edition; the user's plans are read once."""
    if not isinstance(text, Article) or not user.pk:
        return False
    if not hasattr(user, "_plans_read"):
        mine = Plan.objects.filter(assignee=user, is_declined=False)
        user._plans_read = set(mine.values_list("story_id", "edition_id"))
    return (text.story_id, text.edition_id) in user._plans_read


def _in_sections(user: Any, codes: set[str], article: str = "") -> Q:
    """Articles of the editions that lie in the user's sections there; `article` leads to the article."""
    wanted = NONE
    for code in sorted(codes):
        sections = sections_in(user, code)
        in_edition = Q(**{f"{article}edition": code})
        wanted |= in_edition if sections is None else in_edition & Q(**{f"{article}story__category__in": sections})
    return wanted


def articles_published_by(user: Any, article: str = "") -> Q:
    """Articles that the user publishes (`may_publish`); `article` leads to them, such as "article__"."""
    codes = editions_with(user, *PUBLISHING)
    return ALL if codes is None else _in_sections(user, codes, article)


def articles_seen_by(user: Any) -> Q:
    """What was published anywhere, and drafts that the user may read (`may_see_drafts`)."""
    codes = editions_with(user)
    if codes is None:
        return ALL
    theirs = Exists(
        Plan.objects.filter(story=OuterRef("story"), edition=OuterRef("edition"), assignee=user.pk, is_declined=False)
    )
    mine = Q(edition__in=codes) & (Q(created_by=user.pk) | Q(theirs))
    return ~Q(state=State.DRAFT) | _in_sections(user, codes) | mine


def stories_seen_by(user: Any) -> Q:
    """Stories for the desk's lists: all of them, for who is confined to sections theirs and what has been published.

    A story is shared, and so is its working title; who has a role in no edition sees what was published.
    """
    codes = editions_with(user)
    reach = None if codes is None else [sections_in(user, code) for code in codes]
    if reach is None or None in reach:
        return ALL
    sections = {key for one in reach if one for key in one}
    public = Exists(Article.objects.filter(story=OuterRef("pk")).exclude(state=State.DRAFT))
    given = Exists(Plan.objects.filter(story=OuterRef("pk"), assignee=user.pk, is_declined=False))
    return Q(category__in=sections) | Q(created_by=user.pk) | Q(public) | Q(given)
