"""The whole demo, in one transaction."""

import secrets
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Membership, User
from editions.models import Edition
from search.rebuilding import rebuild
from seeds.loading import texts
from seeds.loading.comments import load_comments
from seeds.loading.drawing import draw_all
from seeds.loading.editions import load_editions, load_menu, load_pages
from seeds.loading.media import load_media
from seeds.loading.pictures import Painter, load_pictures
from seeds.loading.publications import load_publications
from seeds.loading.stories import load_shelf, load_stories
from seeds.loading.subscribers import load_subscribers


def is_empty() -> bool:
    """Whether nothing has been put in yet: the demo goes into an empty database only."""
    return not Edition.objects.exists() and not User.objects.exists()


@transaction.atomic
def load_demo(
    *,
    password: str = "",
    tell: Callable[[str], None],
    progress: Callable[[int, int], None],
    painter: Painter = draw_all,
) -> str:
    """Editions, texts, pictures, publications and users. Returns the users' password.

    Args:
        password: of all demo users; empty: one made at random.
        tell: hears what is being done.
        progress: hears how many of the pictures are done.
        painter: makes the pictures; tests give one that makes them small.
    """
    now = timezone.now()
    tell("Editions")
    load_editions()
    password = password or secrets.token_urlsafe(12)
    users = load_users(password)
    tell("Pictures")
    images = load_pictures(texts.plan(), progress, painter=painter)
    tell("Stories")
    shelf = load_shelf(images)
    stories = load_stories(shelf, images, now=now, by=users["editor"])
    tell("Comments")
    load_comments(stories, now=now, by=users["editor"])
    tell("Media")
    load_media(images, shelf.people, now=now)
    tell("Publications")
    load_publications(images, stories, shelf.people, now=now)
    load_subscribers(now=now)
    tell("Menu and pages")
    load_pages()
    load_menu()
    tell("Search index")
    rebuild()
    return password


def load_users(password: str) -> dict[str, User]:
    """`admin`, and one user per role with that role in all editions."""
    admin = User(username="admin", is_staff=True, is_superuser=True)
    users = {"admin": admin} | {role.value: User(username=role.value, is_staff=True) for role in Role}
    for user in users.values():
        user.set_password(password)
        user.save()
    Membership.objects.bulk_create(
        Membership(user=users[role.value], edition_id=code, role=role) for role in Role for code in texts.CODES
    )
    return users
