"""The checklist at the desk: what the story page looks at, and what keeps an article back when it is published."""

from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.audit import record
from accounts.desk.dates import in_desk_digits
from accounts.enums import AuditAction
from accounts.gate import may_release, may_shape
from articles.admin.saving import SAVE, SCHEDULE
from articles.admin.strip import articles_of, may_work_in
from articles.checklist import Point, StoryFacts, check_article
from articles.checklist.points import blocking
from articles.enums import CreditRole
from articles.models import Article, Story
from articles.revisions import Text
from editions import registry
from editions.enums import State
from editions.models import Edition
from editions.scripts.slugs import slugify

# Points whose words count something, and quote nothing that was typed.
COUNTING = frozenset({"paragraph-long", "title-long", "reading-time", "language"})
# The box "publish all the same".
OVERRIDE = "_all_the_same"


@dataclass(frozen=True)
class Override:
    """Whether the user may publish against the checklist, and has ticked the box that says so."""

    is_allowed: bool = False
    is_wanted: bool = False

    @classmethod
    def of(cls, request: HttpRequest) -> "Override":
        is_allowed = may_release(request.user, request.desk_edition.code)
        return cls(is_allowed, is_allowed and OVERRIDE in request.POST)


class Way(Enum):
    """How a save of the story page brings a text to readers, now or by the clock."""

    PUBLISHED = "published"
    SCHEDULED = "scheduled"
    # Another text in the place of one that is set to go live by itself.
    CHANGED = "changed"
    # What was over, by another moment of withdrawal.
    BACK = "back"


def way_out(form: Any) -> Way | None:
    """Which of them the pressed button and the typed moments are; None: readers see no text that they did not see."""
    article = form.article_form
    if article is None:
        return None
    if form.article_options.get("wanted_state") == State.PUBLISHED:
        return Way.PUBLISHED
    if form.button == SCHEDULE:
        return Way.SCHEDULED
    if form.button == SAVE and article.text_changes and article.goes_by_itself:
        return Way.CHANGED
    return Way.BACK if article.brings_back else None


def may_go_out(form: Any) -> bool:
    """Whether the story's valid form may be saved: what it brings to readers has no point that blocks.

    Tells what blocks as errors of the article's form; `form.blocked` keeps them, also where they are overridden.
    """
    way = way_out(form)
    if way is None:
        return True
    article = form.article_form
    if not hasattr(form, "blocked"):
        text = stored_text(article) if way == Way.BACK else typed(article)
        form.blocked = blocking(check_article(article.instance, text, article.edition, facts=shown(form)))
        if form.blocked and not form.override.is_wanted:
            article.add_error(None, refusal(form.blocked, way))
    return not form.blocked or form.override.is_wanted


def refusal(points: list[Point], way: Way = Way.PUBLISHED) -> ValidationError:
    """Why it is not published, a line a point."""
    number = len(points)
    if way == Way.SCHEDULED:
        told = ngettext(
            "Not scheduled, and nothing is lost: one point has to be settled first.",
            "Not scheduled, and nothing is lost: %(number)d points have to be settled first.",
            number,
        )
    elif way == Way.CHANGED:
        told = ngettext(
            "Not saved, and nothing is lost: this change is set to go live by itself, and one point has to be settled "
            "first. “Not by itself” saves it as a draft.",
            "Not saved, and nothing is lost: this change is set to go live by itself, and %(number)d points have to be "
            "settled first. “Not by itself” saves it as a draft.",
            number,
        )
    else:
        told = ngettext(
            "Not published, and nothing is lost: one point has to be settled first.",
            "Not published, and nothing is lost: %(number)d points have to be settled first.",
            number,
        )
    lines = [in_desk_digits(told % {"number": number}), *(point.message for point in points)]
    return ValidationError([ValidationError(line, code="checklist") for line in lines])


def stored_text(article: Any) -> Text:
    """The text that readers saw last; the form may have another one open, which waits."""
    return Text.of(Article.objects.get(pk=article.instance.pk))


def typed(article: Any) -> Text:
    """The text of the article's form as it was typed: cleaning takes out what the checks are to tell of."""
    data, prefix = article.data, article.add_prefix
    return Text(
        title=data.get(prefix("title"), ""),
        slug=article.cleaned_data.get("slug", ""),
        standfirst=data.get(prefix("standfirst"), ""),
        body=data.get(prefix("body"), ""),
    )


def shown(form: Any) -> StoryFacts:
    """What the story's form says, of the fields that it has."""
    story = form.instance
    category = form.cleaned_data["category"].pk if form.cleaned_data.get("category") else None
    image = form.cleaned_data["image"].pk if form.cleaned_data.get("image") else None
    if "category" not in form.fields:
        category = story.category_id
    if "image" not in form.fields:
        image = story.image_id
    # Who is credited only advises; it is not this form's to know.
    return StoryFacts(category, image, has_author=True)


def record_override(form: Any, *, by: Any) -> None:
    """What was published against the checklist stands on the audit log, with what it was."""
    article, points = form.article_form, getattr(form, "blocked", [])
    if article is not None and points:
        detail = {"points": [point.key for point in points], "told": [point.message for point in points]}
        record(AuditAction.OVERRIDE, article.instance, by=by, edition=article.edition.code, detail=detail)


def page_context(form: Any, story: Story | None, edition: Edition) -> dict[str, Any]:
    """What templates/admin/articles/story/checks.html needs; nothing for who cannot write."""
    if not form.article_form:
        return {}
    settings = {
        "address": reverse("admin:articles_story_checks"),
        "story": story.pk if story and story.pk else None,
        "edition": edition.code,
        "words": words(),
    }
    can_override = form.override.is_allowed and bool(getattr(form, "blocked", []))
    return {"checks": settings, "override_name": OVERRIDE if can_override else ""}


def words() -> dict[str, str]:
    """What static/desk/lint/checklist.js says, by the names it uses."""
    return {
        "blocking": _("Must be settled:"),
        "advice": _("Advice:"),
        "fact": _("For your information:"),
        "ready": _("Nothing keeps this article back."),
        "blockedOne": _("1 point keeps this article back."),
        "blockedMany": _("%(number)s points keep this article back."),
        "failed": _("The check could not be made. It is tried again at the next change."),
        "picture": _("Words of the picture"),
    }


@require_POST
def check_story(request: HttpRequest) -> JsonResponse:
    """Points of the story page as it is typed, which is not saved: `{"points": [{key, weight, message, where}]}`.

    For those who may write the edition's article, or begin it.
    """
    number = request.POST.get("story", "")
    story = Story.objects.filter(pk=number).first() if number.isdecimal() else None
    edition = registry.all_editions().get(request.POST.get("edition", ""))
    articles = articles_of(story)
    begun = articles.get(edition.code) if edition else None
    if edition is None or not may_work_in(request.user, edition.code, begun):
        return JsonResponse({"error": "edition"}, status=403)
    title = request.POST.get("article-title", "")
    text = Text(
        title=title,
        slug=request.POST.get("article-slug", "") or slugify(title),
        standfirst=request.POST.get("article-standfirst", ""),
        body=request.POST.get("article-body", ""),
    )
    was_public = any(article.state != State.DRAFT for article in articles.values())
    is_shaped = story is None or may_shape(request.user, story, was_public=was_public)
    facts = posted(request) if is_shaped else None
    points = check_article(begun or Article(story=story, edition=edition), text, edition, facts=facts)
    return JsonResponse({"points": [as_sent(point) for point in points]}, headers={"Cache-Control": "no-store"})


def posted(request: HttpRequest) -> StoryFacts:
    """The story's facts as the page shows them; what is no number is nothing."""
    given = request.POST

    def number(name: str) -> int | None:
        value = given.get(name, "")
        return int(value) if value.isdecimal() and len(value) < 19 else None

    rows = range(min(number("credits-TOTAL_FORMS") or 0, 100))
    has_author = any(
        given.get(f"credits-{row}-person")
        and given.get(f"credits-{row}-role") in {CreditRole.AUTHOR, CreditRole.SOURCE}
        and not given.get(f"credits-{row}-DELETE")
        for row in rows
    )
    return StoryFacts(number("category"), number("image"), has_author)


def as_sent(point: Point) -> dict[str, str]:
    address = reverse("admin:media_gallery_image_change", args=[point.image]) if point.image else ""
    return {
        "key": point.key,
        "weight": point.weight,
        "message": in_desk_digits(point.message) if point.key in COUNTING else point.message,
        "where": point.where,
        "address": address,
    }
