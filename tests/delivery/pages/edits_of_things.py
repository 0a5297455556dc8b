"""Edits of what editions share, of publications and media, and of what surrounds every page."""

from datetime import timedelta
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Category, Dossier, Person, Topic
from articles.services import place_category
from delivery.services import mark_gone, move_address
from editions.columns import column
from editions.enums import State
from editions.models import Edition, MenuItem, PageEdition, SocialLink
from editions.services import make_default, publish_shared, withdraw_shared
from media_gallery.enums import Kind
from media_gallery.models import AlbumPicture, Image, MediaItem
from media_gallery.renditions import make_renditions
from media_gallery.services import replace_file
from publications.models import (
    Book,
    BookAuthor,
    Issue,
    IssueEdition,
    IssueEntry,
    MailSettings,
    Release,
    ReleaseItem,
    Series,
)
from publications.releases import ReleaseRefusedError, call_off, release_now, set_release
from readers.models import Comment
from seeds.factories import jpeg, make_book, make_category, make_image, make_issue, make_media_item, make_topic
from seeds.factories.naming import in_editions
from tests.accounts import desk_forms
from tests.delivery.pages.edits import Desk, edit
from tests.delivery.pages.small_site import CODES

NAMED = (Category, Topic, Person, Dossier)
SHARED = (MediaItem, Book)
# What the desk has a form of, by the words that are written there.
FORMS: dict[Any, tuple[str, ...]] = {
    Category: ("name", "description"), Topic: ("name",), Person: ("name", "biography"), Dossier: ("name",),
    MediaItem: ("title",), Image: ("alt", "caption", "credit"), Book: ("title", "subtitle"), Series: ("name",),
    MenuItem: ("label",),
}  # fmt: skip
_shades = count(5000)


@edit(5)
def writes_in_a_form_of_the_desk(desk: Desk) -> str:
    model = desk.draw.choice(tuple(FORMS))
    row, field = desk.one(model), column(desk.draw.choice(FORMS[model]), desk.code())
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[row.pk])
    answer = desk_forms.edit(desk.client, address, **{field: desk.words()})
    return f"{field} of {model.__name__} {row.pk}: {answer.status_code}"


@edit(3)
def renames(desk: Desk) -> str:
    thing, code = desk.one(desk.draw.choice(NAMED)), desk.code()
    setattr(thing, column("name", code), desk.words() if desk.draw.random() < 0.9 else "")
    thing.save()
    return f"{thing._meta.model_name} {thing.pk} in {code}"


@edit(2)
def changes_the_address_of_a_name(desk: Desk) -> str:
    thing, code = desk.one(desk.draw.choice(NAMED)), desk.code()
    old = thing.address_in(code)
    setattr(thing, column("slug", code), f"part-{desk.draw.randrange(10_000)}")
    thing.save()
    if old and (new := thing.address_in(code)):
        move_address(old_path=old, new_path=new)
    return f"{thing._meta.model_name} {thing.pk} in {code}"


@edit(2)
def moves_a_category(desk: Desk) -> str:
    category, parent = desk.one(Category), desk.one(Category)
    above, one = set(), parent
    while one is not None and one.pk not in above:
        above.add(one.pk)
        one = one.parent
    category.parent = None if category.pk in above else parent
    category.position = desk.draw.randrange(4)
    category.save()
    place_category(category)
    return f"{category.pk} under {category.parent_id}"


@edit(2)
def makes_a_name(desk: Desk) -> str:
    make = desk.draw.choice((make_category, make_topic))
    return str(make(name=desk.words(), editions=desk.site.codes).pk)


@edit(1)
def deletes_a_name_at_the_desk(desk: Desk) -> str:
    thing = desk.one(desk.draw.choice(NAMED))
    address = reverse(f"admin:articles_{thing._meta.model_name}_delete", args=[thing.pk])
    return f"{thing._meta.model_name} {thing.pk}: {desk.client.post(address, {'post': 'yes'}).status_code}"


@edit(4)
def changes_a_picture(desk: Desk) -> str:
    image, code = desk.one(Image), desk.code()
    what = desk.draw.choice(("alt", "focus", "file", "renditions"))
    if what == "alt":
        Image.objects.filter(pk=image.pk).update(**{column(desk.draw.choice(("alt", "credit")), code): desk.words()})
    elif what == "focus":
        image.focal_x, image.focal_y = desk.draw.randrange(101), desk.draw.randrange(101)
        image.save()
    elif what == "file":
        content = ContentFile(jpeg(size=(desk.draw.randrange(20, 60), 30), shade=next(_shades)), name="new.jpg")
        replace_file(image=image, file=content, keeps_focus=desk.draw.random() < 0.5)
    else:
        make_renditions(image)
    return f"{what} of {image.pk}"


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


@edit(3)
def changes_the_menu(desk: Desk) -> str:
    what = desk.draw.choice(("label", "hidden", "position", "new", "delete"))
    if what == "new":
        target = desk.draw.choice(("media:photos", "page:about", f"category:{desk.one(Category).pk}", "series:books"))
        item = MenuItem(target=target, parent=desk.one(MenuItem.objects.filter(parent=None)), position=3)
        for name, value in in_editions("label", desk.words(), CODES).items():
            setattr(item, name, value)
        item.save()
        return f"{what} {target}"
    item = desk.one(MenuItem)
    if what == "delete":
        item.delete()
    else:
        if what == "label":
            setattr(item, column("label", desk.code()), desk.words())
        elif what == "hidden":
            name = column("is_hidden", desk.code())
            setattr(item, name, not getattr(item, name))
        else:
            item.position = desk.draw.randrange(9)
        item.save()
    return f"{what} of {item.pk}"


@edit(2)
def changes_identity(desk: Desk) -> str:
    edition = desk.one(Edition)
    field, value = desk.draw.choice((
        ("tagline", desk.words()), ("site_name", desk.words()), ("copyright_from", desk.draw.randrange(1990, 2020)),
        ("comments", desk.draw.choice(("off", "chosen", "on"))), ("takes_wishes", desk.draw.random() < 0.5),
        ("accent", desk.draw.choice(("", "#0b5c56"))), ("is_in_llms", desk.draw.random() < 0.5),
    ))  # fmt: skip
    setattr(edition, field, value)
    edition.save()
    return f"{field} of {edition.pk}"


@edit(1)
def changes_who_sees_an_edition(desk: Desk) -> str:
    edition = desk.one(Edition.objects.filter(is_default=False))
    if desk.draw.random() < 0.3 and edition.is_visible:
        make_default(edition=edition)
        return f"{edition.pk} is the default"
    edition.is_visible = not edition.is_visible
    edition.save()
    return f"{edition.pk}: {edition.is_visible}"


@edit(2)
def changes_social_links(desk: Desk) -> str:
    if desk.draw.random() < 0.3:
        link = desk.one(SocialLink)
        link.delete()
    else:
        code = desk.code()
        SocialLink.objects.create(edition_id=code, name=desk.words(), address="https://example.org/", position=1)
    return ""


@edit(2)
def changes_a_standing_page(desk: Desk) -> str:
    text = desk.one(PageEdition)
    what = desk.draw.choice(("title", "body", "slug", "state"))
    if what == "state":
        text.state = State.WITHDRAWN if text.state == State.PUBLISHED else State.PUBLISHED
        text.published_at = desk.soon() if desk.draw.random() < 0.3 else timezone.now()
    else:
        words = {"title": desk.words(), "body": f"<p>{desk.words()}</p>", "slug": f"p-{desk.draw.randrange(9999)}"}
        setattr(text, what, words[what])
    text.save()
    return f"{what} of {text.pk}"


@edit(1)
def redirects(desk: Desk) -> str:
    article = desk.article(state=State.PUBLISHED)
    old = f"/old/{desk.draw.randrange(50)}/"
    if desk.draw.random() < 0.3:
        mark_gone(path=old)
    else:
        move_address(old_path=old, new_path=article.get_absolute_url())
    return old


@edit(1)
def switches_the_digest(desk: Desk) -> str:
    settings, _is_new = MailSettings.objects.get_or_create(edition_id=desk.code())
    settings.digest_is_on = not settings.digest_is_on
    settings.save()
    return str(settings.pk)


@edit(2)
def writes_past_the_services(desk: Desk) -> str:
    """As a command does, or somebody at the database itself: no service hears of it."""
    model, field = desk.draw.choice((
        (Article, "title"), (Article, "standfirst"), (IssueEdition, "title"), (PageEdition, "title"),
        (Comment, "text"), (Topic, "name_en"), (Person, "name_fa"), (Category, "name_en"),
    ))  # fmt: skip
    rows = model._default_manager.order_by("pk")[: desk.draw.randrange(1, 4)]
    number = model._default_manager.filter(pk__in=[row.pk for row in rows]).update(**{field: desk.words()})
    return f"{field} of {number} {model.__name__}"
