"""Edits of issues, books and media."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from articles.models import Article, Person
from editions.enums import State
from editions.services import publish_shared, withdraw_shared
from media_gallery.enums import Kind
from media_gallery.models import AlbumPicture, Image, MediaItem
from publications.models import (
    Book,
    BookAuthor,
    Issue,
    IssueEdition,
    IssueEntry,
    Release,
    ReleaseItem,
    Series,
)
from publications.releases import ReleaseRefusedError, call_off, release_now, set_release
from readers.models import Comment
from seeds.factories import make_book, make_image, make_issue, make_media_item
from tests.delivery.pages.edits import Desk, edit

SHARED = (MediaItem, Book)


@edit(3)
def publishes_or_withdraws_what_is_shared(desk: Desk) -> str:
    thing = desk.one(desk.draw.choice(SHARED))
    if thing.state == State.PUBLISHED:
        withdraw_shared([thing])
    else:
        if desk.draw.random() < 0.4:
            thing.published_at = desk.soon()
        publish_shared([thing])
    return f"{thing._meta.model_name} {thing.pk}: {thing.state}"


@edit(2)
def makes_a_media_item(desk: Desk) -> str:
    kind = desk.draw.choice(Kind.values)
    image = desk.one(Image)
    return str(
        make_media_item(kind=kind, title=desk.words(), editions=desk.site.codes, image=image, pictures=[image]).pk
    )


@edit(2)
def changes_an_album(desk: Desk) -> str:
    album, image = desk.one(MediaItem.objects.of_kind(Kind.PHOTOS)), desk.one(Image)
    places = AlbumPicture.objects.filter(item=album)
    if places and desk.draw.random() < 0.4:
        desk.one(places).delete()
    else:
        AlbumPicture.objects.create(item=album, image=image, position=desk.draw.randrange(9))
    return f"{album.pk}: {image.pk}"


@edit(1)
def adds_a_picture(desk: Desk) -> str:
    return str(make_image().pk)


@edit(2)
def deletes_a_thing(desk: Desk) -> str:
    thing = desk.one(desk.draw.choice((MediaItem, Book, Issue, IssueEdition, Comment)))
    thing.delete()
    return f"{thing._meta.model_name} {thing.pk}"


@edit(3)
def changes_an_issue(desk: Desk) -> str:
    text = desk.one(IssueEdition)
    what = desk.draw.choice(("title", "state", "cover", "date", "number"))
    if what == "title":
        text.title, text.lead = desk.words(), f"<p>{desk.words()}</p>"
        text.save()
    elif what == "state":
        text.state = State.WITHDRAWN if text.state == State.PUBLISHED else State.PUBLISHED
        text.published_at = desk.soon() if desk.draw.random() < 0.4 else timezone.now()
        text.unpublish_at = None
        text.save()
    else:
        issue = text.issue
        values = {
            "cover": lambda: desk.one(Image),
            "date": lambda: timezone.now().date() - timedelta(days=desk.draw.randrange(900)),
            "number": lambda: desk.draw.randrange(1, 500),
        }
        setattr(issue, {"date": "issued_on"}.get(what, what), values[what]())
        with transaction.atomic():
            issue.save()
    return f"{what} of {text.pk}"


@edit(3)
def changes_what_is_inside_an_issue(desk: Desk) -> str:
    text = desk.one(IssueEdition)
    entries = IssueEntry.objects.filter(text=text)
    if entries and desk.draw.random() < 0.5:
        entry = desk.one(entries)
        if desk.draw.random() < 0.5:
            entry.delete()
        else:
            entry.heading, entry.position = desk.words(), desk.draw.randrange(9)
            entry.save()
    else:
        article = desk.one(Article.objects.filter(edition=text.edition_id))
        IssueEntry.objects.create(text=text, article=article, position=desk.draw.randrange(9), is_lead=True)
    return str(text.pk)


@edit(2)
def makes_an_issue_or_a_book(desk: Desk) -> str:
    codes = [desk.code()]
    if desk.draw.random() < 0.5:
        return f"book {make_book(series=desk.one(Series.objects.filter(kind='books')), editions=codes).pk}"
    series = desk.one(Series.objects.exclude(kind="books"))
    return f"issue {make_issue(series=series, editions=codes, published=desk.draw.random() < 0.7).pk}"


@edit(1)
def changes_the_authors_of_a_book(desk: Desk) -> str:
    book, person = desk.one(Book), desk.one(Person)
    if not BookAuthor.objects.filter(book=book, person=person).delete()[0]:
        BookAuthor.objects.create(book=book, person=person, position=desk.draw.randrange(5))
    return str(book.pk)


@edit(2)
def prepares_a_release(desk: Desk) -> str:
    release = Release.objects.create(name=desk.words(), goes_live_at=desk.soon())
    for article in desk.draw.sample(list(Article.objects.order_by("pk")), min(2, Article.objects.count())):
        ReleaseItem.objects.create(release=release, article=article)
    try:
        (set_release if desk.draw.random() < 0.6 else release_now)(release, by=desk.site.editor)
    except ReleaseRefusedError as error:
        return f"refused: {error}"
    return f"{release.pk}: {release.state}"


@edit(1)
def calls_a_release_off(desk: Desk) -> str:
    release = desk.one(Release)
    try:
        call_off(release, by=desk.site.editor)
    except ReleaseRefusedError as error:
        return f"refused: {error}"
    return str(release.pk)
