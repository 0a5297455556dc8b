"""Comments: the page with all of an article's, and what is sent to it.

No cookie, hence no token of Django's against forged requests: the guards ask where a form came from instead.
"""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from articles.comments import are_open, are_shown
from articles.models import Article
from editions.head import Head
from editions.models import Edition
from readers.commenting import receive_comment
from readers.forms import CommentForm
from readers.models import Comment
from readers.threads import comments_path, discussion, subject_of
from readers.views.answers import asks_for_stamp, sent_page, stamp_answer


def commented_article(edition: Edition, slug: str) -> Article:
    """The live article at an address, where its comments are shown; else Http404."""
    found = Article.objects.in_edition(edition.code).live().filter(slug=slug).select_related("story")
    article = found.defer("body", "lineage").first()
    if article is None or not are_shown(article):
        raise Http404
    return article


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def comments(request: HttpRequest, edition: Edition, slug: str) -> HttpResponse:
    """All comments of an article, by key; a new one is sent here."""
    article = commented_article(edition, slug)
    if request.method == "POST":
        return take(request, article, edition, None)
    part = discussion(article, edition, request.GET)
    part.is_whole_page = True
    context = {
        "edition": edition,
        "head": head_of(article, edition, request),
        "article": article,
        "part": part,
        "trail": trail_of(article),
    }
    return render(request, "readers/comments.html", context)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, edition: Edition, slug: str, number: int) -> HttpResponse:
    """The form of an answer to one comment."""
    article = commented_article(edition, slug)
    parent = Comment.objects.threads_of(article.pk).filter(pk=number).first()
    if parent is None or (request.method != "POST" and not are_open(article)):
        raise Http404
    if request.method == "POST":
        return take(request, article, edition, parent)
    form = CommentForm(request=None, edition=edition, subject=subject_of(article, parent))
    return form_page(request, article, edition, parent, form)


def take(request: HttpRequest, article: Article, edition: Edition, parent: Comment | None) -> HttpResponse:
    """Keep what was sent, or say what is in the way, with everything that was typed."""
    subject = subject_of(article, parent)
    if asks_for_stamp(request):
        return stamp_answer(request, subject)
    form = CommentForm(request.POST, request=request, edition=edition, subject=subject)
    if form.is_valid() and not are_open(article):
        form.add_error(None, _("Comments on this article were closed meanwhile. Your words are here, to be copied."))
        form.status = 403
    if not form.is_valid() or form.is_first_look:
        return form_page(request, article, edition, parent, form)
    told = {name: form.cleaned_data[name] for name in ("name", "email", "wants_mail", "text")}
    receive_comment(article=article, parent=parent, suspicions=form.suspicions(), **told)
    answer = HttpResponseRedirect(reverse("readers:comments-thanks", args=[edition, article.slug]))
    answer.status_code = 303
    return answer


def form_page(
    request: HttpRequest, article: Article, edition: Edition, parent: Comment | None, form: CommentForm
) -> HttpResponse:
    title = _("Your answer") if parent else _("Your comment")
    path = comments_path(article)
    if parent:
        path = reverse("readers:reply", args=[edition, article.slug, parent.pk])
    context = {
        "article": article,
        "parent": parent,
        "action": path,
        "trail": trail_of(article),
    }
    return sent_page(request, edition, form, template="readers/comment_form.html", title=title, path=path, **context)


@require_safe
def thanks(request: HttpRequest, edition: Edition, slug: str) -> HttpResponse:
    """The same page for everyone who has sent something."""
    article = commented_article(edition, slug)
    title = _("Thank you for your comment")
    context = {
        "edition": edition,
        "head": Head(
            title=title, path=reverse("readers:comments-thanks", args=[edition, article.slug]), is_indexed=False
        ),
        "title": title,
        "article": article,
        "trail": trail_of(article),
    }
    return render(request, "readers/comment_thanks.html", context)


def trail_of(article: Article) -> list[tuple[str, str]]:
    return [
        (_("Articles"), reverse("articles:list", args=[article.edition_id])),
        (article.title, article.get_absolute_url()),
    ]


def head_of(article: Article, edition: Edition, request: HttpRequest) -> Head:
    title = _("Comments on “%(title)s”") % {"title": article.title}
    # Each comment is on the article's own page as well, or was.
    return Head(title=title, path=comments_path(article), is_indexed=False)
