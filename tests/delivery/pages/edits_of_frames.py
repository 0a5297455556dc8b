"""Edits of what surrounds every page, and those that no service hears of."""

from django.utils import timezone

from articles.models import Article, Category, Person, Topic
from delivery.services import mark_gone, move_address
from editions.columns import column
from editions.enums import State
from editions.models import Edition, MenuItem, PageEdition, SocialLink
from editions.services import make_default
from publications.models import IssueEdition, MailSettings
from readers.models import Comment
from seeds.factories.naming import in_editions
from tests.delivery.pages.edits import Desk, edit
from tests.delivery.pages.small_site import CODES


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
