"""What somebody may do, in words: the acts of the desk, each with the gate's question.

The users' page and docs/roles.md are made of it, so that neither can say something else than the gate.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import gate
from accounts.gate import TextToBe
from editions.enums import State


@dataclass(frozen=True)
class Act:
    """Something that is done at the desk; `may(user, code)` asks the gate about an edition."""

    words: str | Promise
    may: Callable[[Any, str], bool]


def _section(user: Any, code: str) -> int | None:
    """One of the sections that a confined role has, as good as any other."""
    return next(iter(sorted(gate.sections_in(user, code) or ())), None)


def _others(user: Any, code: str, **fields: Any) -> TextToBe:
    """A text by somebody else, in a section of the user's."""
    return TextToBe(code, section_id=_section(user, code), **fields)


def _known(user: Any, code: str) -> TextToBe:
    """A published translation, from an edition that the user translates from."""
    return _others(user, code, state=State.PUBLISHED, translated_from=_some_source(user, code))


def _own(user: Any, code: str, **fields: Any) -> TextToBe:
    return TextToBe(code, created_by_id=user.pk, section_id=_section(user, code), **fields)


def _some_source(user: Any, code: str) -> str:
    """An edition that the user translates from."""
    return next(iter(sorted(user.translates_from(code))), "another")


# In one edition, in the sections that the role is held in.
IN_EDITION = (
    Act(_("read drafts"), lambda user, code: gate.may_see_drafts(user, code, _others(user, code))),
    Act(_("begin stories and articles"), lambda user, code: gate.may_start(user, code, _others(user, code))),
    Act(_("begin translations"), lambda user, code: gate.may_translate(user, code, _some_source(user, code))),
    Act(_("write drafts of their own, and those given to them"), lambda u, code: gate.may_write(u, _own(u, code))),
    Act(
        _("update published translations, for review"),
        lambda user, code: gate.may_write(user, _known(user, code)),
    ),
    Act(_("write drafts of others"), lambda user, code: gate.may_write(user, _others(user, code))),
    Act(_("delete drafts"), lambda user, code: gate.may_delete(user, _others(user, code))),
    Act(
        _("review, approve, publish and withdraw, change and correct what readers see"),
        lambda user, code: gate.may_publish(user, code, _others(user, code, state=State.PUBLISHED)),
    ),
    Act(
        _("decide on comments"),
        lambda user, code: gate.may_moderate(user, code, _others(user, code, state=State.PUBLISHED)),
    ),
    Act(_("publish issues and standing pages"), lambda user, code: gate.may_publish(user, code, TextToBe(code))),
    Act(_("release several texts at one instant, and publish against a check"), gate.may_release),
    Act(_("read the audit log"), gate.may_read_log),
    Act(_("read messages of the contact form"), gate.may_read_messages),
    Act(_("send mail to subscribers, and see how many they are"), gate.may_send),
    Act(_("see, import and export subscribers with their addresses"), gate.may_see_subscribers),
)
# Of all editions together.
OF_ALL = (
    Act(_("add pictures, media, people and topics"), lambda user, _code: gate.may_share_things(user)),
    Act(
        _("order categories and series, publish media and books, delete what is shared"),
        lambda user, _code: gate.may_curate(user),
    ),
    Act(_("change editions, menus, redirects and users"), lambda user, _code: gate.may_manage_site(user)),
)


def acts_in(user: Any, code: str) -> list[str | Promise]:
    """What the user may do in an edition."""
    return [act.words for act in IN_EDITION if act.may(user, code)]


def acts_of_all(user: Any) -> list[str | Promise]:
    """What the user may do to what all editions share."""
    return [act.words for act in OF_ALL if act.may(user, "")]
