"""What others are told of articles (delivery/outbox.py), and the feeds that change with them."""

from collections.abc import Iterator

from django.urls import reverse

from articles.enums import Shelf
from articles.models import Article, Category, Person, Placement, Topic
from articles.models.named import Named
from articles.workflow import tell_published
from delivery.outbox import Event, Public
from delivery.short_links import short_path
from delivery.websub import ping_hubs
from editions import registry
from editions.head import absolute
from media_gallery.share_cards.making import draw_later

SHELVES: dict[str, tuple[type[Named], str]] = {
    Shelf.CATEGORY: (Category, "articles:category-feed"),
    Shelf.TOPIC: (Topic, "articles:topic-feed"),
    Shelf.PERSON: (Person, "articles:person-feed"),
}


def public_articles(numbers: list[int]) -> Iterator[Public]:
    """Articles as readers know them, of visible editions; those that readers have never seen among them."""
    rows = Article.objects.filter(pk__in=numbers, edition__is_visible=True).exclude(published_at=None)
    names = ("edition_id", "title", "slug", "state", "published_at", "unpublish_at", "updated_at")
    for article in rows.only(*names):
        short = short_path("a", article.pk)
        yield Public(
            kind="article",
            number=article.pk,
            edition=article.edition_id,
            code=short.removeprefix("/s/"),
            title=article.title,
            path=article.get_absolute_url(),
            is_live=article.is_live(),
            published_at=article.published_at,
            updated_at=article.updated_at,
        )


def tell_feed_readers(told: list[tuple[Event, Public]]) -> None:
    """Have the hubs of editions fetch the feeds that have changed."""
    hubs = {edition.code: edition.hub for edition in registry.visible_editions() if edition.hub}
    numbers: dict[str, list[int]] = {code: [] for code in hubs}
    for _event, public in told:
        if public.kind == "article" and public.edition in hubs:
            numbers[public.edition].append(public.number)
    for code, hub in hubs.items():
        if numbers[code]:
            ping_hubs(hub, [absolute(path) for path in feeds_with(numbers[code], code)])


def feeds_with(numbers: list[int], code: str) -> list[str]:
    """The paths of an edition's feeds in which articles stand: its own, and those of their lists."""
    paths = [reverse(f"articles:{name}", args=[code]) for name in ("feed", "feed-atom", "feed-json")]
    rows = Placement.objects.filter(article__in=numbers, edition=code).values_list("shelf", "target_id").distinct()
    targets: dict[str, set[int]] = {}
    for shelf, target in rows:
        targets.setdefault(shelf, set()).add(target)
    for shelf, keys in sorted(targets.items()):
        model, name = SHELVES[shelf]
        things = model._default_manager.filter(pk__in=keys)
        paths += [reverse(name, args=[code, thing.slug_in(code)]) for thing in things if thing.slug_in(code)]
    return paths


def draw_cards(told: list[tuple[Event, Public]]) -> None:
    """Have the share cards of what goes out made before anybody asks for them."""
    draw_later(public.code for event, public in told if event != Event.WITHDRAWN)


def tell_writers(arrived: list[Public]) -> None:
    """Tell who wrote them of articles that have gone live by the clock, as of those that somebody publishes."""
    numbers = [public.number for public in arrived if public.kind == "article"]
    articles = Article.objects.filter(pk__in=numbers).select_related("created_by").defer("body").order_by("pk")
    tell_published(articles, by=None)
