"""The one gate: who may do what in which edition. Querysets, admin, previews, files and APIs ask here.

The questions that cover the product:
- `may_enter(user)`: use the desk at all;
- `may_write(user, text)`: change a text of an edition; `may_start`, `may_translate`: begin one;
- `may_revise(user, text)`: write a change to a published translation, for an editor to publish;
- `may_publish(user, code, text)`: make it public, change it while it is, withdraw it, approve it;
- `may_see_drafts(user, code, text)`: read what readers do not see yet;
- `may_release(user, code)`: several at one instant, or one against a check;
- `may_read_log(user, code)`: the audit log of an edition;
- `may_moderate(user, code, text)`, `may_read_messages(user, code)`: what readers send;
- `may_see_subscribers(user, code)`: who gets mail, by their addresses; `may_send(user, code)`: send mail to them;
- `may_plan(user, code)`: say who writes what for when; `may_take`: take a free one for oneself;
- `may_take_back(user, text)`: out of the review that one handed it in for;
- `may_manage_site(user)`: editions, menus, users and other things that belong to no edition alone.
Things that all editions share (pictures, people, topics, categories, media) are `may_share_things`'s to say.

A role is held in one edition, there in all sections or in some. Where no text is given, a question means "in some
section of the edition"; where one is at hand it must be passed. docs/roles.md has the answers as a table, and
docs/adr/0006-roles.md the reasons.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from accounts.enums import PUBLISHING, Role
from editions.enums import State


class Thing(Protocol):
    """Something that somebody made and that may lie in a section: a story, or a text."""

    @property
    def created_by_id(self) -> int | None: ...

    @property
    def section_id(self) -> int | None:
        """Its category; None where it has none, as issues and standing pages."""


class Text(Thing, Protocol):
    """What the gate needs to know of a text of an edition: an article, an issue's or a page's."""

    @property
    def edition_id(self) -> str: ...

    @property
    def state(self) -> str: ...


@dataclass(frozen=True)
class TextToBe:
    """A text that there is not yet, as the gate needs to know it."""

    edition_id: str
    state: str = State.DRAFT
    created_by_id: int | None = None
    section_id: int | None = None
    # The code of the edition whose text it translates; "": it is no translation.
    translated_from: str = ""


# Whether a text was given to a user to work on. Plans live in a room above, which registers how to know.
_assignment: list[Callable[[Any, Any], bool]] = []


def register_assignment(rule: Callable[[Any, Any], bool]) -> None:
    """Let `rule(user, text)` say which texts were given to whom; it is asked for row after row and must be cheap."""
    _assignment[:] = [rule]


def is_assigned(user: Any, text: Any) -> bool:
    return any(rule(user, text) for rule in _assignment)


def is_admin(user: Any) -> bool:
    return bool(user.is_authenticated and user.is_active and user.is_superuser)


def may_enter(user: Any) -> bool:
    return bool(user.is_authenticated and user.is_active and (user.is_superuser or user.is_staff))


def role_in(user: Any, code: str) -> str | None:
    """The role that an active member of the desk has in the edition, else None."""
    return user.roles().get(code) if may_enter(user) else None


def sections_in(user: Any, code: str) -> frozenset[int] | None:
    """Keys of the categories to which a member's role in the edition is confined, those below included; None: all.

    Admins and publishers are confined to none.
    """
    if is_admin(user) or role_in(user, code) == Role.PUBLISHER:
        return None
    return user.sections(code)


def _lies_in_sections(user: Any, code: str, thing: Thing) -> bool:
    sections = sections_in(user, code)
    return sections is None or thing.section_id in sections


def _is_theirs(user: Any, thing: Any) -> bool:
    """Made by the user, or given to them."""
    return thing.created_by_id == getattr(user, "pk", None) or is_assigned(user, thing)


def _is_in_reach(user: Any, code: str, thing: Thing) -> bool:
    """In a section of the user's, or in none yet and theirs."""
    return _lies_in_sections(user, code, thing) or (thing.section_id is None and _is_theirs(user, thing))


def may_publish(user: Any, code: str, text: Text | None = None) -> bool:
    """Make a text of the edition public, change it while it is, approve and withdraw it; without `text`: any."""
    if is_admin(user):
        return True
    return role_in(user, code) in PUBLISHING and (text is None or _lies_in_sections(user, code, text))


def may_start(user: Any, code: str, thing: Thing | None = None) -> bool:
    """Begin a new text in the edition: of `thing`, such as a story; None: of a new one."""
    if is_admin(user):
        return True
    starts = role_in(user, code) in {*PUBLISHING, Role.CONTRIBUTOR}
    return starts and (thing is None or _is_in_reach(user, code, thing))


def may_translate(user: Any, code: str, source: str, thing: Thing | None = None) -> bool:
    """Begin the edition's text as a translation of another edition's, `source`; `thing` as for `may_start`."""
    if may_start(user, code, thing):
        return True
    return _has_pair(user, code, source) and (thing is None or _is_in_reach(user, code, thing))


def _has_pair(user: Any, code: str, source: str) -> bool:
    """A translator who translates from `source` into the edition; who is confined to no pair does from any."""
    return role_in(user, code) == Role.TRANSLATOR and source in (user.translates_from(code) or {source})


def may_release(user: Any, code: str) -> bool:
    """Set texts of the edition to go live together with others, and publish against a check that blocks."""
    return is_admin(user) or role_in(user, code) == Role.PUBLISHER


def may_write(user: Any, text: Text) -> bool:
    """Change a text: editors any of their sections', everybody drafts of their own and those given to them, translators
    published translations of their pair as well. Of what readers know, only who may publish it touches what they see:
    what others write waits (`may_revise`).

    What lies with the editors, in review or approved by them, its writer leaves as it is: who approves a text must know
    that it is the one they read. Until it is approved the writer may take it back (`may_take_back`).
    """
    if may_publish(user, text.edition_id, text):
        return True
    is_theirs = _is_own_draft(user, text) or may_revise(user, text)
    return is_theirs and getattr(text, "stage", "writing") == "writing"


def may_revise(user: Any, text: Any) -> bool:
    """Write a change to a published translation that an editor publishes: translators, of their language pairs.

    A change that has its moment already would be published by the clock, with nobody having read what was added: it is
    the editors' alone.
    """
    code = text.edition_id
    if text.state != State.PUBLISHED or role_in(user, code) != Role.TRANSLATOR or getattr(text, "pending_at", None):
        return False
    source = getattr(text, "translated_from", "")
    return bool(source) and _has_pair(user, code, source) and _is_in_reach(user, code, text)


def _is_own_draft(user: Any, text: Text) -> bool:
    if text.state != State.DRAFT or role_in(user, text.edition_id) is None:
        return False
    return _is_theirs(user, text) and _is_in_reach(user, text.edition_id, text)


def may_take_back(user: Any, text: Any) -> bool:
    """Take an own draft, or one's own change to a published translation, out of review, to go on writing."""
    if text.stage != "review":
        return False
    return _is_own_draft(user, text) or (may_revise(user, text) and text.pending_by_id == user.pk)


def may_plan(user: Any, code: str, story: Thing | None = None) -> bool:
    """Say who takes a story in the edition, for which day, or why the edition leaves it out."""
    if story is None:
        return may_publish(user, code)
    return may_publish(user, code, TextToBe(code, section_id=story.section_id))


def may_take(user: Any, code: str, story: Thing | None = None) -> bool:
    """Take a story that nobody has for oneself, and give it back: whoever writes or translates in the edition."""
    return role_in(user, code) is not None and (story is None or is_admin(user) or _is_in_reach(user, code, story))


def may_see_drafts(user: Any, code: str, text: Text | None = None) -> bool:
    """Read what the edition has not published: its members in their sections, and admins; without `text`: any."""
    if is_admin(user):
        return True
    if role_in(user, code) is None:
        return False
    return text is None or _lies_in_sections(user, code, text) or _is_theirs(user, text)


def editions_with(user: Any, *roles: str) -> set[str] | None:
    """Codes of editions in which the user has one of `roles` (any role where none is named); None: all of them."""
    if is_admin(user):
        return None
    if not may_enter(user):
        return set()
    return {code for code, role in user.roles().items() if not roles or role in roles}


def may_file_under(user: Any, section: int | None) -> bool:
    """Put a story into a category (its key; None: into none): one of those the user works in, in any edition."""
    if is_admin(user):
        return True
    reach = [sections_in(user, code) for code in editions_with(user) or ()]
    return any(sections is None or section is None or section in sections for sections in reach)


def may_share_things(user: Any) -> bool:
    """Add and change what all editions share: pictures, people, topics, media. Any member of an edition."""
    return is_admin(user) or (may_enter(user) and bool(user.roles()))


def may_curate(user: Any) -> bool:
    """Delete or restructure what all editions share: categories, series. Editors of all sections of any edition."""
    codes = editions_with(user, *PUBLISHING)
    return codes is None or any(sections_in(user, code) is None for code in codes)


def may_read_log(user: Any, code: str) -> bool:
    """Read the audit log of an edition: its publishers, and its editors of all sections."""
    return is_admin(user) or (role_in(user, code) in PUBLISHING and sections_in(user, code) is None)


def may_moderate(user: Any, code: str, text: Text | None = None) -> bool:
    """Decide on comments on a text of the edition: who could publish it; without `text`: on some."""
    return may_publish(user, code, text)


def may_read_messages(user: Any, code: str) -> bool:
    """Read what readers send to the edition by its contact form: its publishers, and its editors of all sections."""
    return is_admin(user) or (role_in(user, code) in PUBLISHING and sections_in(user, code) is None)


def may_see_subscribers(user: Any, code: str) -> bool:
    """See, import, export and erase the edition's subscribers with their addresses: admins alone."""
    return is_admin(user)


def may_send(user: Any, code: str) -> bool:
    """Send mail to the edition's subscribers, and see how many they are: its publishers, and admins."""
    return is_admin(user) or role_in(user, code) == Role.PUBLISHER


def may_replace(user: Any, *, is_public: bool) -> bool:
    """Put another file in the place of a picture: any member, and editors where readers see it."""
    return may_curate(user) or (not is_public and may_share_things(user))


def may_manage_site(user: Any) -> bool:
    return is_admin(user)


def may_delete(user: Any, text: Text) -> bool:
    """Delete a text: only a draft, by those who could publish it. What was public is withdrawn instead."""
    return text.state == State.DRAFT and may_publish(user, text.edition_id, text)


def may_shape(user: Any, thing: Thing, *, was_public: bool) -> bool:
    """Change what the editions share of a story, issue or page: its category, picture, topics, credits.

    Editors of any edition may, in their sections; others while it is theirs (`created_by_id`) and no edition has
    published it.
    """
    codes = editions_with(user)
    if codes is None:
        return True
    if any(may_publish(user, code) and _lies_in_sections(user, code, thing) for code in codes):
        return True
    is_own = thing.created_by_id == user.pk
    return not was_public and is_own and any(_is_in_reach(user, code, thing) for code in codes)
