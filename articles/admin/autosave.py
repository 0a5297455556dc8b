"""What an open form sends by itself: the text as it is typed, and that somebody is there."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from accounts.gate import may_write
from articles.autosaves import SESSION, ForeignSessionError, keep_while_writing, put_aside
from articles.models import Article
from articles.presence import leave, prune_presences, stay
from articles.revisions import FIELDS, Text, last_saved

# What the gate and a conflict ask of an article.
NEEDED = (
    "story_id", "edition_id", "state", "stage", "created_by_id", "source_id", "pending_at", "version", "updated_at",
)  # fmt: skip


@require_POST
def autosave(request: HttpRequest, object_id: int) -> HttpResponse:
    """Keep what is typed of a story's article in `?edition=`; the article itself is not touched.

    Posted: `user` and `session` of the form, the `version` it was opened at, and one of: the text's fields; `leave`,
    when the form is closed; `aside`, when its unsaved text is not wanted; nothing more, when it is still open.

    Answers JSON: `kept_at` (ISO) if a text was kept; `others` who are in the article too, by name; `is_twice`, whether
    the user has it open elsewhere; `conflict`, if it was saved since the form was opened: by whom and when.
    """
    code = request.GET.get("edition", "")
    found = Article.objects.filter(story=object_id, edition=code).only(*NEEDED)
    article = found.order_by().first()
    if article is None:
        return refusal("gone", 404)
    # Somebody else may have signed in on this computer since.
    if request.POST.get("user") != str(request.user.pk):
        return refusal("user", 403)
    if not may_write(request.user, article):
        return refusal("rights", 403)
    session, version = request.POST.get("session", ""), request.POST.get("version", "")
    if not SESSION.fullmatch(session) or not (version.isascii() and version.isdigit() and len(version) < 10):
        return refusal("form", 400)
    if "leave" in request.POST:
        leave(article, user=request.user, session=session)
        return HttpResponse(status=204)
    if "aside" in request.POST:
        put_aside(article, by=request.user)
    try:
        return JsonResponse(answer(request, article, session, int(version)))
    except ForeignSessionError:
        return refusal("form", 400)


def refusal(reason: str, status: int) -> JsonResponse:
    return JsonResponse({"refused": reason}, status=status)


def answer(request: HttpRequest, article: Article, session: str, version: int) -> dict[str, Any]:
    user, told = request.user, {}
    if "body" in request.POST:
        text = Text(**{name: request.POST.get(name, "") for name in FIELDS})
        kept = keep_while_writing(article, text, by=user, session=session, version=version)
        told["kept_at"] = kept.isoformat()
    else:
        prune_presences()
    others = stay(article, user=user, session=session)
    told |= {"others": others.names, "is_twice": others.is_twice, "conflict": None}
    if version < article.version:
        told["conflict"] = conflict(article, user)
    return told


def conflict(article: Article, user: Any) -> dict[str, Any]:
    """Who has saved the article last, and when."""
    last = last_saved(article)
    return {
        "by": last.by_name if last else "",
        "is_own": last is not None and last.made_by == user,
        "at": (last.made_at if last else article.updated_at).isoformat(),
    }
