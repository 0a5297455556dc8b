"""Where the menu and short links can lead in this room."""

from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Article, Category
from editions.columns import any_label, column


def list_choices() -> list[tuple[str, str]]:
    return [
        ("home", _("Home")),
        ("all", _("All articles")),
        ("dossiers", _("All dossiers")),
        ("archive", _("Archive")),
    ]


def list_address(key: str, edition: str) -> str:
    names = {"home": "home", "dossiers": "articles:dossiers", "archive": "articles:archive"}
    return reverse(names.get(key, "articles:list"), args=[edition])


def category_choices() -> list[tuple[str, str]]:
    return [(str(category.pk), any_label(category, "name")) for category in Category.objects.order_by("position", "pk")]


def category_address(key: str, edition: str) -> str | None:
    slug = (
        Category.objects.filter(pk=key).values_list(column("slug", edition), flat=True).first()
        if key.isdigit()
        else None
    )
    return reverse("articles:category", args=[edition, slug]) if slug else None


def article_address(number: int) -> str | None:
    # What was withdrawn has its address still, and says there that it is gone.
    known = Article.objects.live() | Article.objects.was_live().filter(edition__is_visible=True)
    article = known.filter(pk=number).only("edition_id", "slug").first()
    return article.get_absolute_url() if article else None
