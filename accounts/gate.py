"""The one gate: who may do what in which edition. Querysets, admin, previews, files and APIs ask here.

The questions that cover the product:
- `may_enter(user)`: use the desk at all;
- `may_write(user, text)`: change a text of an edition; `may_start`, `may_translate`: begin one;
- `may_publish(user, code)`: make it public, change it while it is, withdraw it, approve it;
- `may_release(user, code)`: several at one instant, or one against a check;
- `may_plan(user, code)`: say who writes what for when; `may_take`: take a free one for oneself;
- `may_take_back(user, text)`: out of the review that one handed it in for;
- `may_manage_site(user)`: editions, menus, users and other things that belong to no edition alone.
Things that all editions share (pictures, people, topics, categories, media) are `may_share_things`'s to say.
"""

from typing import Any, Protocol

from accounts.enums import PUBLISHING, Role


class Text(Protocol):
    """What the gate needs to know of a text of an edition: an article, an issue's or a page's."""

    edition_id: str
    state: str
    created_by_id: int | None


def is_admin(user: Any) -> bool:
    return bool(user.is_authenticated and user.is_active and user.is_superuser)


def may_enter(user: Any) -> bool:
    return bool(user.is_authenticated and user.is_active and (user.is_superuser or user.is_staff))


def role_in(user: Any, code: str) -> str | None:
    """The role that an active member of the desk has in the edition, else None."""
    return user.roles().get(code) if may_enter(user) else None


def may_publish(user: Any, code: str) -> bool:
    return is_admin(user) or role_in(user, code) in PUBLISHING


def may_start(user: Any, code: str) -> bool:
    """Begin a new text in the edition."""
    return is_admin(user) or role_in(user, code) in {*PUBLISHING, Role.CONTRIBUTOR}


def may_translate(user: Any, code: str, source: str) -> bool:
    """Begin the edition's text as a translation of another edition's, `source`."""
    if may_start(user, code):
        return True
    return role_in(user, code) == Role.TRANSLATOR and source in (user.translates_from(code) or {source})


def may_release(user: Any, code: str) -> bool:
    """Set texts of the edition to go live together with others, and publish against a check that blocks."""
    return is_admin(user) or role_in(user, code) == Role.PUBLISHER


def may_write(user: Any, text: Text) -> bool:
    """Change a text: editors any of their editions', contributors and translators their own while it is a draft.

    What lies with the editors, in review or approved by them, its writer leaves as it is: who approves a text must know
    that it is the one they read. Until it is approved the writer may take it back (`may_take_back`).
    """
    if may_publish(user, text.edition_id):
        return True
    return _is_own_draft(user, text) and getattr(text, "stage", "writing") == "writing"


def _is_own_draft(user: Any, text: Text) -> bool:
    own_draft = text.state == "draft" and text.created_by_id == getattr(user, "pk", None)
    return own_draft and role_in(user, text.edition_id) in {Role.CONTRIBUTOR, Role.TRANSLATOR}


def may_take_back(user: Any, text: Any) -> bool:
    """Take an own draft out of review, to go on writing."""
    return text.stage == "review" and _is_own_draft(user, text)


def may_plan(user: Any, code: str) -> bool:
    """Say who takes a story in the edition, for which day, or why the edition leaves it out."""
    return may_publish(user, code)


def may_take(user: Any, code: str) -> bool:
    """Take a story that nobody has for oneself, and give it back: whoever writes or translates in the edition."""
    return role_in(user, code) is not None


def may_see_drafts(user: Any, code: str) -> bool:
    """Read what the edition has not published: its members, and admins."""
    return is_admin(user) or role_in(user, code) is not None


def editions_with(user: Any, *roles: str) -> set[str] | None:
    """Codes of editions in which the user has one of `roles` (any role where none is named); None: all of them."""
    if is_admin(user):
        return None
    if not may_enter(user):
        return set()
    return {code for code, role in user.roles().items() if not roles or role in roles}


def may_share_things(user: Any) -> bool:
    """Add and change what all editions share: pictures, people, topics, media. Any member of an edition."""
    return is_admin(user) or (may_enter(user) and bool(user.roles()))


def may_curate(user: Any) -> bool:
    """Delete or restructure what all editions share: categories, series. Editors of any edition."""
    return is_admin(user) or (may_enter(user) and not PUBLISHING.isdisjoint(user.roles().values()))


def may_manage_site(user: Any) -> bool:
    return is_admin(user)


def may_delete(user: Any, text: Text) -> bool:
    """Delete a text: only a draft, by those who could publish it. What was public is withdrawn instead."""
    return text.state == "draft" and may_publish(user, text.edition_id)


def may_shape(user: Any, thing: Any, *, was_public: bool) -> bool:
    """Change what the editions share of a story, issue or page: its category, picture, topics, credits.

    Editors of any edition may; a contributor may while it is theirs (`created_by_id`) and no edition has published it.
    """
    if may_curate(user):
        return True
    return not was_public and may_share_things(user) and thing.created_by_id == user.pk
