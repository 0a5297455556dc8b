"""A small site in four editions, two of which have something of everything that public pages show."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import User
from articles.enums import CommentsMode
from articles.models import Article, Correction
from editions.enums import CommentPolicy, State
from editions.models import MenuItem, Page, PageEdition, SocialLink
from media_gallery.enums import Kind
from publications.models import MailSettings
from seeds.factories import (
    make_article,
    make_book,
    make_category,
    make_comment,
    make_credit,
    make_dossier,
    make_editions,
    make_image,
    make_issue,
    make_media_item,
    make_person,
    make_series,
    make_story,
    make_topic,
    make_user,
)
from seeds.factories.naming import in_editions

CODES = ("en", "ar", "fa", "sq")


@dataclass
class SmallSite:
    """`codes`: the two editions that have texts; all four have what is shared, and standing pages."""

    codes: tuple[str, str]
    editor: User


def build(codes: tuple[str, str]) -> SmallSite:
    make_editions(tagline="Quiet news", comments=CommentPolicy.CHOSEN, is_in_llms=True)
    editor = make_user(role="admin", username="olga")
    images = [make_image(size=(40, 30)) for _ in range(2)]
    people = [make_person(name="Mira Halvorsen", portrait=images[0]), make_person(name="Ilir Brahi")]
    heritage = make_category(name="Heritage")
    categories = [heritage, make_category(name="Bridges", parent=heritage)]
    topics = [make_topic(name="Water"), make_topic(name="Maps", editions=codes)]
    articles: list[Article] = []
    for number in range(3):
        story = make_story(
            category=categories[number % 2],
            image=images[number % 2],
            topics=topics[: number % 3],
            authors=people[: 1 + number % 2],
            is_featured=not number,
            comments=CommentsMode.ON if number < 2 else CommentsMode.INHERIT,
        )
        make_credit(story=story, person=people[1], role="translator", edition=codes[1])
        moment = timezone.now() - timedelta(days=20 * number, hours=1)
        articles += tellings(story, codes if number < 2 else codes[:1], number, moment, images[1].pk)
    make_dossier(name="Mended", stories=list(dict.fromkeys(one.story for one in articles)), image=images[1])
    make_comment(parent=make_comment(article=articles[0]))
    Correction.objects.create(article=articles[0], text="The bridge is older than we wrote.")
    for kind in (Kind.CARTOONS, Kind.PHOTOS):
        make_media_item(kind=kind, title=kind.title(), editions=codes, image=images[0], pictures=images)
    newsletter = make_series(slug="newsletter", name="Nejat NewsLetter", editions=codes)
    for number in (1, 2):
        make_issue(series=newsletter, number=number, editions=codes, cover=images[1], articles=articles)
    books = make_series(kind="books", slug="books", name="Books", editions=codes)
    make_book(series=books, editions=codes, authors=people, cover=images[1])
    frames(heritage.pk)
    return SmallSite(codes, editor)


def tellings(story: object, codes: tuple[str, ...], number: int, moment: datetime, picture: int) -> list[Article]:
    """A story's articles, the later ones translated from the first."""
    made: list[Article] = []
    for code in codes:
        body = f'<p>Text {number}.</p><figure class="picture" data-image="{picture}"></figure><p>More.</p>'
        source = {"source": made[0], "translated_at": moment} if made else {}
        made.append(
            make_article(
                edition=code,
                story=story,
                title=f"The bridge {number}",
                slug=f"bridge-{number}",
                body=body,
                published_at=moment,
                **source,
            )
        )
    return made


def frames(category: int) -> None:
    for key, title in (("about", "About us"), ("contact", "Contact us")):
        page = Page.objects.create(key=key)
        for code in CODES:
            PageEdition.objects.create(
                page=page, edition_id=code, title=title, slug=key, body=f"<p>{title}.</p>",
                state=State.PUBLISHED, published_at=timezone.now() - timedelta(days=9),
            )  # fmt: skip
    for code in CODES:
        SocialLink.objects.create(edition_id=code, name="Telegram", address="https://example.org/")
    MailSettings.objects.create(edition_id="en", digest_is_on=True)
    targets = ["articles:home", "articles:all", "media:all", "series:newsletter", "page:about", f"category:{category}"]
    for place, target in enumerate(targets):
        MenuItem.objects.create(position=place, target=target, **in_editions("label", f"Entry {place}"))
