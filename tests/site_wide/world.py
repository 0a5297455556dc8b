"""A small site with something at every address, and the table of those addresses."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from articles.enums import CommentsMode
from articles.models import Article, Story
from articles.preview_links import make_link, token_of
from delivery import indexnow
from delivery.short_links import short_path
from editions.enums import CommentPolicy, State
from editions.models import Edition, MenuItem, Page, PageEdition, SocialLink
from mailing.models import Sending
from media_gallery.models import MediaItem
from media_gallery.share_cards.card import card_path, edition_card
from publications.mailing.counted import code_of
from publications.models import Book, IssueEdition, MailLink
from readers import wish_tokens
from readers.mails import stop_token
from readers.models import Comment, Subscriber
from readers.subscribing import tokens
from seeds.factories import (
    make_article,
    make_book,
    make_category,
    make_comment,
    make_dossier,
    make_editions,
    make_image,
    make_issue,
    make_media_item,
    make_person,
    make_series,
    make_story,
    make_subscriber,
    make_topic,
    make_wish,
)
from seeds.factories.naming import in_editions

SITE_URL = settings.SITE_URL
CODES = ("en", "ar", "fa", "sq")
TITLES = {"en": "The bridge", "ar": "الجسر", "fa": "پل", "sq": "Ura"}


@dataclass
class World:
    """What the site holds; every edition has all of it."""

    editions: dict[str, Edition]
    articles: dict[str, Article]
    media: dict[str, MediaItem]
    book: Book
    # By edition: an article with comments, and one of them that is answered.
    discussed: dict[str, Article]
    comments: dict[str, Comment]
    # By edition: an article that no other edition has.
    untold: dict[str, Article]

    def address(self, name: str, code: str, *arguments: Any) -> str:
        return reverse(name, args=[code, *arguments])


def build_world() -> World:
    """Everything once in each edition, more articles, issues and pictures than a page shows, and a whole menu."""
    editions = make_editions(tagline="Quiet news", comments=CommentPolicy.CHOSEN)
    image = make_image()
    person = make_person(name="Mira Halvorsen")
    category = make_category(name="Heritage")
    topics = [make_topic(name="Water"), make_topic(name="Maps")]
    now = timezone.now()
    articles: dict[str, Article] = {}
    for number in range(15):
        story = make_story(
            category=category, image=image, topics=topics, authors=[person, make_person()], is_featured=not number
        )
        for code in CODES:
            title = TITLES[code] if not number else f"{TITLES[code]} {number}"
            body = f'<p>Text.</p><figure class="picture" data-image="{image.pk}"></figure>'
            moment = now - timedelta(hours=2 * number + 1)
            article = make_article(edition=code, story=story, title=title, body=body, published_at=moment)
            articles.setdefault(code, article)
    make_dossier(name="Mended", stories=[make_story(), *dict.fromkeys(one.story for one in articles.values())])
    translations = [articles[code].pk for code in CODES if code != "en"]
    Article.objects.filter(pk__in=translations).update(source=articles["en"])
    discussed = {code: Article.objects.get(edition=code, title=f"{TITLES[code]} 3") for code in CODES}
    Story.objects.filter(articles__in=discussed.values()).update(comments=CommentsMode.ON)
    comments = {code: make_comment(article=article) for code, article in discussed.items()}
    for comment in comments.values():
        make_comment(parent=comment)
    untold = {
        code: make_article(edition=code, title=f"{TITLES[code]} alone", published_at=now - timedelta(days=99))
        for code in CODES
    }
    kinds = ("cartoons", "newspics", "photos", "videos")
    media = {kind: [make_media_item(kind=kind, title=kind.title(), image=image) for _ in range(3)][1] for kind in kinds}
    newsletter = make_series(slug="newsletter", name="Nejat NewsLetter")
    for number in range(1, 15):
        inside = list(articles.values())
        make_issue(series=newsletter, number=number, editions=CODES, cover=image, articles=inside, with_pdf=True)
    books = make_series(kind="books", slug="books", name="Books")
    book = make_book(series=books, authors=[person], cover=image, **in_editions("slug", "water-and-stone"))
    about, contact = Page.objects.create(key="about"), Page.objects.create(key="contact")
    for code in CODES:
        PageEdition.objects.create(
            page=contact, edition_id=code, title="Contact us", slug="contact", body="<p>Write.</p>",
            state=State.PUBLISHED, published_at=now - timedelta(days=9),
        )  # fmt: skip
        PageEdition.objects.create(
            page=about, edition_id=code, title="About Us", slug="about", body="<p>We.</p>",
            state=State.PUBLISHED, published_at=now - timedelta(days=9),
        )  # fmt: skip
        SocialLink.objects.create(edition_id=code, name="Telegram", address="https://example.org/")
    targets = ["articles:home", "articles:all", "media:all", "series:all", "series:newsletter", "page:about"]
    for place, target in enumerate([*targets, f"category:{category.pk}"]):
        MenuItem.objects.create(position=place, target=target, **in_editions("label", f"Entry {place}"))
    return World(editions, articles, media, book, discussed, comments, untold)


@dataclass(frozen=True)
class Address:
    """A public address: where it is in an edition of the world, and what a request may cost.

    Attributes:
        path: its path by edition.
        queries: how many a request may make once the process knows the menu.
        is_page: an HTML page of an edition, with head, language and translations.
        codes: the editions that its page is translated into, its own among them.
    """

    path: Callable[[World, str], str]
    queries: int
    is_page: bool = True
    codes: tuple[str, ...] = CODES


def named(name: str, *arguments: Any) -> Callable[[World, str], str]:
    return lambda world, code: world.address(name, code, *arguments)


def article_path(world: World, code: str) -> str:
    return world.articles[code].get_absolute_url()


def parallel_path(world: World, code: str) -> str:
    other = "fa" if code == "en" else "en"
    return world.address("articles:parallel", code, world.articles[code].slug, other)


def document_path(_world: World, code: str) -> str:
    return IssueEdition.objects.filter(edition=code).latest("pk").pdf.url


def item_path(kind: str) -> Callable[[World, str], str]:
    return lambda world, code: world.media[kind].address_in(code) or ""


def month_path(world: World, code: str) -> str:
    edition, article = world.editions[code], world.articles[code]
    moment = article.live_since.astimezone(edition.zone)
    return world.address("articles:month", code, moment.year, moment.month)


def year_path(world: World, code: str) -> str:
    return world.address(
        "articles:year", code, world.articles[code].live_since.astimezone(world.editions[code].zone).year
    )


def day_path(world: World, code: str) -> str:
    moment = world.articles[code].live_since.astimezone(world.editions[code].zone)
    return world.address("articles:day", code, moment.year, moment.month, moment.day)


def card_address(world: World, code: str) -> str:
    short = short_path("e", 1, code)
    return card_path(short, edition_card(world.editions[code]))


def link_path(world: World, code: str) -> str:
    return reverse("preview-link", args=[token_of(make_link(world.articles[code], by=None, days=1))])


def key_path(_world: World, _code: str) -> str:
    Edition.objects.filter(code="fa").update(tells_search_engines=True)
    return reverse("indexnow-key", args=[indexnow.key()])


def llms_path(_world: World, _code: str) -> str:
    Edition.objects.filter(code="en").update(is_in_llms=True)
    return reverse("llms")


def discussed_path(name: str = "") -> Callable[[World, str], str]:
    """The article with comments, or an address beneath it."""

    def path(world: World, code: str) -> str:
        article = world.discussed[code]
        return world.address(name, code, article.slug) if name else article.get_absolute_url()

    return path


def reply_path(world: World, code: str) -> str:
    return world.address("readers:reply", code, world.discussed[code].slug, world.comments[code].pk)


def stop_path(world: World, code: str) -> str:
    return world.address("readers:stop", code, stop_token(world.comments[code]))


def untold_path(name: str) -> Callable[[World, str], str]:
    """Beneath an article whose story no other edition has."""
    return lambda world, code: world.address(name, code, world.untold[code].slug)


def wish_path(world: World, code: str) -> str:
    other = "fa" if code == "en" else "en"
    wish = make_wish(article=world.untold[code], edition=other)
    return world.address("readers:wish", code, wish_tokens.token_of(wish))


def subscriber_path(path_of: Callable[[Subscriber], str]) -> Callable[[World, str], str]:
    """What somebody who gets mail from the edition has by mail."""
    return lambda _world, code: path_of(make_subscriber(edition=code))


def confirm_path(world: World, code: str) -> str:
    asked = {"edition": code, "lists": ["series:newsletter"], "text": ""}
    return tokens.confirm_path(make_subscriber(edition=code, state="pending", lists=(), asked=asked), code)


def mail_link_path(world: World, code: str) -> str:
    """A link of a mail in which links are counted."""
    sending = Sending.objects.create(kind="issue", key=code, edition=world.editions[code], audience="x", title="Mail")
    link = MailLink.objects.create(sending=sending, position=1, address=SITE_URL + article_path(world, code))
    return reverse("mail-link", args=[code_of(link)])


def fixed(name: str, *arguments: Any) -> Callable[[World, str], str]:
    return lambda _world, _code: reverse(name, args=arguments)


# By URL name; a name may stand for several pages ("media_gallery:item photos").
ADDRESSES: dict[str, Address] = {
    "home": Address(named("home"), 9),
    "search:results": Address(named("search:results"), 4),
    "search:suggest": Address(named("search:suggest"), 2, is_page=False),
    "articles:list": Address(named("articles:list"), 5),
    "articles:detail": Address(article_path, 10),
    "articles:parallel": Address(parallel_path, 4, is_page=False),
    # Two queries more: the threads, and the answers to them.
    "articles:detail discussed": Address(discussed_path(), 12),
    "readers:comments": Address(discussed_path("readers:comments"), 4, codes=()),
    "readers:comments-thanks": Address(discussed_path("readers:comments-thanks"), 2, codes=()),
    "readers:reply": Address(reply_path, 3, codes=()),
    "readers:contact": Address(named("readers:contact"), 3),
    "readers:contact-thanks": Address(named("readers:contact-thanks"), 2, codes=()),
    "readers:tell": Address(untold_path("readers:tell"), 3, codes=()),
    "readers:tell-thanks": Address(untold_path("readers:tell-thanks"), 3, codes=()),
    "readers:wish": Address(wish_path, 2, codes=()),
    "readers:stop": Address(stop_path, 2, codes=()),
    # Which lists there are: the series, and whether there is a digest.
    "readers:subscribe": Address(named("readers:subscribe"), 3),
    "readers:subscribe-thanks": Address(named("readers:subscribe-thanks"), 1, codes=()),
    "readers:subscription-link": Address(named("readers:subscription-link"), 1, codes=()),
    "subscribing:confirm": Address(confirm_path, 4, codes=()),
    "subscribing:manage": Address(subscriber_path(tokens.manage_path), 5, codes=()),
    "subscribing:leave": Address(subscriber_path(tokens.leave_path), 4, codes=()),
    "subscribing:leave-list": Address(
        subscriber_path(lambda one: tokens.leave_path(one, "series:newsletter")), 6, codes=()
    ),
    "articles:category": Address(named("articles:category", "heritage"), 5),
    "articles:dossiers": Address(named("articles:dossiers"), 4),
    "articles:dossier": Address(named("articles:dossier", "mended"), 5),
    # Of the topics near it: the newest stories first, then what these are about, so that it depends on no others.
    "articles:topic": Address(named("articles:topic", "water"), 7),
    "articles:person": Address(named("articles:person", "mira-halvorsen"), 7),
    "articles:person-as": Address(named("articles:person-as", "mira-halvorsen", "author"), 6, codes=()),
    "articles:person-media": Address(named("articles:person-media", "mira-halvorsen"), 3, codes=()),
    "articles:archive": Address(named("articles:archive"), 4, is_page=False),
    "articles:year": Address(year_path, 4, codes=()),
    "articles:month": Address(month_path, 8, codes=()),
    "articles:day": Address(day_path, 6, codes=()),
    "articles:feed": Address(named("articles:feed"), 5, is_page=False),
    "articles:feed-atom": Address(named("articles:feed-atom"), 5, is_page=False),
    "articles:feed-json": Address(named("articles:feed-json"), 5, is_page=False),
    "articles:category-feed": Address(named("articles:category-feed", "heritage"), 6, is_page=False),
    "articles:topic-feed": Address(named("articles:topic-feed", "water"), 6, is_page=False),
    "articles:person-feed": Address(named("articles:person-feed", "mira-halvorsen"), 6, is_page=False),
    "media_gallery:overview": Address(named("media_gallery:overview"), 3),
    "media_gallery:kind": Address(named("media_gallery:kind", "cartoons"), 2),
    "media_gallery:item": Address(item_path("cartoons"), 4),
    "media_gallery:item photos": Address(item_path("photos"), 5),
    "media_gallery:item videos": Address(item_path("videos"), 4),
    "publications:overview": Address(named("publications:overview"), 5),
    "publications:series": Address(named("publications:series", "newsletter"), 4),
    "publications:series books": Address(named("publications:series", "books"), 3),
    "publications:entry": Address(named("publications:entry", "newsletter", "7"), 6),
    "publications:entry book": Address(named("publications:entry", "books", "water-and-stone"), 4),
    "editions:page": Address(named("editions:page", "about"), 3),
    "sitemap": Address(fixed("sitemap"), 6, is_page=False),
    "sitemap-news": Address(fixed("sitemap-news"), 4, is_page=False),
    "sitemap-pages": Address(named("sitemap-pages"), 6, is_page=False),
    "sitemap-section": Address(named("sitemap-section", "topics", 1), 3, is_page=False),
    "indexnow-key": Address(key_path, 1, is_page=False),
    "articles:embed": Address(lambda world, code: article_path(world, code) + "embed/", 3, is_page=False),
    "oembed": Address(lambda world, code: f"/oembed/?url={SITE_URL}{article_path(world, code)}", 2, is_page=False),
    "llms": Address(llms_path, 2, is_page=False),
    "api:index": Address(fixed("api:index"), 1, is_page=False),
    "api:openapi": Address(fixed("api:openapi"), 0, is_page=False),
    "api:editions": Address(fixed("api:editions"), 1, is_page=False),
    "api:articles": Address(named("api:articles"), 3, is_page=False),
    "api:articles topic": Address(
        lambda world, code: world.address("api:articles", code) + "?topic=water", 5, is_page=False
    ),
    "api:article": Address(
        lambda world, code: world.address("api:article", code, world.articles[code].slug), 6, is_page=False
    ),
    "api:categories": Address(named("api:categories"), 2, is_page=False),
    "api:topics": Address(named("api:topics"), 2, is_page=False),
    "api:people": Address(named("api:people"), 2, is_page=False),
    "api:issues": Address(named("api:issues"), 2, is_page=False),
    "api:books": Address(named("api:books"), 2, is_page=False),
    "api:media": Address(named("api:media"), 2, is_page=False),
    "offline": Address(named("offline"), 2),
    "manifest": Address(named("manifest"), 1, is_page=False),
    "worker": Address(fixed("worker"), 1, is_page=False),
    "robots": Address(fixed("robots"), 0, is_page=False),
    "short-link": Address(lambda world, code: short_path("a", world.articles[code].pk), 1, is_page=False),
    "short-link shared": Address(
        lambda world, code: short_path("m", world.media["cartoons"].pk, code), 2, is_page=False
    ),
    "mail-link": Address(mail_link_path, 2, is_page=False),
    "short-link-code": Address(lambda world, code: short_path("a", world.articles[code].pk) + ".svg", 1, is_page=False),
    "share-card": Address(card_address, 1, is_page=False),
    "preview-link": Address(link_path, 11, is_page=False),
    "accent": Address(fixed("accent", "0b5c56"), 0, is_page=False),
    "file": Address(lambda world, _code: world.media["cartoons"].image.file.url, 0, is_page=False),
    "file document": Address(document_path, 1, is_page=False),
    "favicon": Address(fixed("favicon"), 0, is_page=False),
    "entry": Address(fixed("entry"), 1, is_page=False),
    "health": Address(fixed("health"), 1, is_page=False),
}
PAGES = [name for name, address in ADDRESSES.items() if address.is_page]
