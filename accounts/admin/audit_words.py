"""The details of an entry of the audit log, in words."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.desk.dates import desk_moment
from accounts.enums import ROLE_NAMES
from editions.enums import State

MOMENTS = frozenset({"at", "until", "send_at"})
# Values that stand for something.
VALUES = {
    **{role.value: name for role, name in ROLE_NAMES.items()},
    **dict(State.choices),
    # What was done with a mailing.
    "sample": gettext_lazy("sample"),
    "start": gettext_lazy("sent at once"),
    "pause": gettext_lazy("paused"),
    "resume": gettext_lazy("went on"),
    "cancel": gettext_lazy("cancelled"),
}
# What the details are called, in words; others are shown as they are.
WORDS = {
    "at": gettext_lazy("goes live at"),
    "until": gettext_lazy("until"),
    "before": gettext_lazy("before"),
    "after": gettext_lazy("after"),
    "revision": gettext_lazy("revision"),
    "minor": gettext_lazy("minor"),
    "is_minor": gettext_lazy("minor"),
    "note": gettext_lazy("why"),
    "numbers": gettext_lazy("how many"),
    "files": gettext_lazy("files"),
    "post": gettext_lazy("posts"),
    "page": gettext_lazy("pages"),
    "comment": gettext_lazy("comments"),
    "attachment": gettext_lazy("files"),
    "nav_menu_item": gettext_lazy("menu entries"),
    "subscribers": gettext_lazy("subscribers"),
    "rows": gettext_lazy("rows"),
    "state": gettext_lazy("state"),
    "list": gettext_lazy("list"),
    "changed": gettext_lazy("changed"),
    "kind": gettext_lazy("kind"),
    "role": gettext_lazy("role"),
    "sections": gettext_lazy("only in sections"),
    "joined_to": gettext_lazy("joined to"),
    "articles": gettext_lazy("articles"),
    "translates_from": gettext_lazy("translates from"),
    "act": gettext_lazy("act"),
    "why": gettext_lazy("why"),
    "round": gettext_lazy("time"),
    "send_at": gettext_lazy("is sent at"),
    "sending": gettext_lazy("sending"),
    "gets_mail": gettext_lazy("gets mail"),
    "is_active": gettext_lazy("works here"),
    "is_superuser": gettext_lazy("admin"),
    "is_staff": gettext_lazy("enters the desk"),
    "password": gettext_lazy("password"),
    "is_visible": gettext_lazy("shown to readers"),
    "is_default": gettext_lazy("default edition"),
}


def said(detail: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The details as pairs of words: what was before and after side by side, name by name."""
    before, after = detail.get("before"), detail.get("after")
    rest = dict(detail)
    if isinstance(before, dict) and isinstance(after, dict):
        rest = {name: value for name, value in detail.items() if name not in {"before", "after"}}
        for name in {**before, **after}:
            values = {"before": told(name, before.get(name)), "after": told(name, after.get(name))}
            yield word_for(name), _("%(before)s, now %(after)s") % values
    for name, value in rest.items():
        yield word_for(name), told(name, value)


def word_for(name: str) -> str:
    return str(WORDS.get(name, name))


def told(name: str, value: Any) -> str:
    """A value as a person reads it, moments in the time that is shown."""
    if value is None or value in ("", []):
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return _(", ").join(word_for(str(one)) for one in value)
    if isinstance(value, dict):
        return _(", ").join(f"{word_for(str(key))} {one}" for key, one in value.items())
    if name in MOMENTS:
        return desk_moment(datetime.fromisoformat(value))
    return str(VALUES.get(str(value), value))
