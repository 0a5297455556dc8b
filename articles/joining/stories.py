"""Two stories become one, so that their articles are translations of each other. Nothing of either is lost."""

from collections import defaultdict
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.audit import record
from accounts.enums import AuditAction
from articles.enums import CommentsMode
from articles.joining.categories import are_one, join_categories, names_every
from articles.models import Article, Credit, DossierPart, Plan, Story, StoryTopic
from articles.services import place_story
from editions import registry

# Of two stories' rules for comments the one that lets in less is kept.
_STRICT: list[str] = [CommentsMode.OFF, CommentsMode.CLOSED, CommentsMode.INHERIT, CommentsMode.ON]


class NotJoinedError(Exception):
    """Two stories cannot become one; the message says why. Nothing has been changed."""


@transaction.atomic
def join_stories(*, story: Story, other: Story, by: Any = None, joins_categories: bool = False) -> Story:
    """Give the articles of `other` to `story`, with its topics, people, plans and places in dossiers; `other` goes.

    Category and picture are those of `story`, where it has them. People are credited where they were: those of all
    editions of one story become those of its editions alone. Readers see the same names beneath each article as before.

    Args:
        joins_categories: where the two are filed under categories that no edition has both of, those are one as well
            (`categories.are_one`).

    Raises:
        NotJoinedError: both have an article in one edition, or readers of one would no longer find it in its section.
    """
    keys = sorted({story.pk, other.pk})
    rows = {row.pk: row for row in Story.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
    if len(keys) != 2 or len(rows) != 2:
        raise NotJoinedError(_("One of the two stories is not there any more."))
    story, other = rows[story.pk], rows[other.pk]
    if obstacle := obstacle_to(story, other):
        raise NotJoinedError(obstacle)
    category = _category_for(story, other, by=by, joins_categories=joins_categories)
    about = {"articles": [str(article) for article in Article.objects.filter(story=other).defer("body")]}
    _credit(story, other)
    _move(story, other)
    story.category = category
    story.image = story.image or other.image
    story.is_featured = story.is_featured or other.is_featured
    story.comments = min(story.comments, other.comments, key=_STRICT.index)
    story.version += 1
    story.save()
    record(AuditAction.DELETE, other, by=by, detail={"joined_to": str(story), **about})
    other.delete()
    place_story(story)
    return story


def obstacle_to(story: Story, other: Story) -> str:
    """Why two stories cannot become one; empty where they can."""
    codes = [set(Article.objects.filter(story=one).values_list("edition", flat=True)) for one in (story, other)]
    editions = registry.all_editions()
    if both := sorted(codes[0] & codes[1]):
        names = ", ".join(editions[code].endonym if code in editions else code for code in both)
        return _("Both stories have an article in %(editions)s.") % {"editions": names}
    return ""


def codes_of(story: Story) -> set[str]:
    """Codes of the editions that have an article of it."""
    return set(Article.objects.filter(story=story).values_list("edition", flat=True))


def _category_for(story: Story, other: Story, *, by: Any, joins_categories: bool) -> Any:
    """The category of the joined story: one that every edition of it has a name for.

    Raises:
        NotJoinedError: neither story's is.
    """
    first, second = story.category, other.category
    if first is None or second is None or first == second:
        return first or second
    codes = codes_of(story) | codes_of(other)
    found = next((one for one in (first, second) if names_every(one, codes)), None)
    if found is not None:
        return found
    names = {"one": first, "other": second}
    if not are_one(first, second):
        raise NotJoinedError(
            _("Neither “%(one)s” nor “%(other)s” has a name in all editions of the story: give one of them the names.")
            % names
        )
    if not joins_categories:
        raise NotJoinedError(
            _("“%(one)s” and “%(other)s” are categories of one language each: say that they are one, too.") % names
        )
    return join_categories(category=first, other=second, by=by)


def _credit(story: Story, other: Story) -> None:
    """People of all editions of one of the stories become those of its editions, unless both credit them alike."""
    everywhere: dict[int, dict[tuple[int, str], Credit]] = defaultdict(dict)
    for credit in Credit.objects.filter(story__in=[story, other], edition=None):
        everywhere[credit.story_id][credit.person_id, credit.role] = credit
    both = everywhere[story.pk].keys() & everywhere[other.pk].keys()
    for one in (story, other):
        codes = sorted(codes_of(one))
        for key, credit in everywhere[one.pk].items():
            if key in both:
                continue
            known = set(
                Credit.objects.filter(story=one, person=credit.person_id, role=credit.role).values_list(
                    "edition", flat=True
                )
            )
            Credit.objects.bulk_create(
                Credit(
                    story=one, person_id=credit.person_id, role=credit.role, edition_id=code,
                    address=credit.address, position=credit.position,
                )
                for code in codes
                if code not in known
            )  # fmt: skip
            if codes:
                credit.delete()
    for credit in Credit.objects.filter(story=other):
        if not Credit.objects.filter(
            story=story, person=credit.person_id, role=credit.role, edition=credit.edition_id
        ).exists():
            Credit.objects.filter(pk=credit.pk).update(story=story)


def _move(story: Story, other: Story) -> None:
    """Articles, topics, plans and places in dossiers; a plan for what is there by now has been carried out."""
    topics = StoryTopic.objects.filter(content_object=story).values("tag")
    StoryTopic.objects.filter(content_object=other).exclude(tag__in=topics).update(content_object=story)
    dossiers = DossierPart.objects.filter(story=story).values("dossier")
    DossierPart.objects.filter(story=other).exclude(dossier__in=dossiers).update(story=story)
    of_other = Article.objects.filter(story=other).values("edition")
    # The edition that has the article has the say; for others the story that stays.
    Plan.objects.filter(story=story, edition__in=of_other).filter(
        edition__in=Plan.objects.filter(story=other).values("edition")
    ).delete()
    plans = Plan.objects.filter(story=story).values("edition")
    Plan.objects.filter(story=other).exclude(edition__in=plans).update(story=story)
    Article.objects.filter(story=other).update(story=story)
    # An edition that has it does not leave it out.
    Plan.objects.filter(story=story, is_declined=True, edition__in=codes_of(story)).delete()
