"""Members of the desk who are named in a text: @ and their user name, in any script."""

import re
from collections.abc import Iterable
from itertools import pairwise

from django.db.models.functions import Lower

from accounts.gate import may_see_drafts
from accounts.models import User

# A user name as Django has them. What stands before the sign must not be part of an e-mail address, which is ASCII; a
# letter of another script may stand there, since Persian and Arabic join their words for "and" and "with" to the next.
MENTION = re.compile(r"(?<![A-Za-z0-9_.+\-@])@([\w.+@-]+)")
MAX_MENTIONS = 20


def readings(run: str) -> list[str]:
    """What a run of signs after @ may mean, the longest first.

    The whole; without the full stops and hyphens of the sentence at its end; and up to where the script changes, for
    "@miraرا" in Persian, which joins its endings.
    """
    whole = [run]
    bare = run.rstrip(".+-@_")
    cuts = [
        run[:place]
        for place, (one, other) in enumerate(pairwise(run), start=1)
        if one.isascii() != other.isascii() and (one.isalpha() or other.isalpha())
    ]
    found = [*whole, bare, *(cut.rstrip(".+-@") for cut in reversed(cuts))]
    return [name for name in dict.fromkeys(found) if name]


def mentions_in(text: str) -> list[list[str]]:
    """For each mention in `text`, at most `MAX_MENTIONS`, the user names that it may mean."""
    return [readings(run) for run in dict.fromkeys(MENTION.findall(text))][:MAX_MENTIONS]


def find_mentioned(text: str, edition: str) -> tuple[list[User], list[str]]:
    """Who is named in `text`, and which names are of nobody who may read what the edition has not published."""
    wanted = mentions_in(text)
    if not wanted:
        return [], []
    names = {name.lower() for group in wanted for name in group}
    known = {user.username.lower(): user for user in _called(names) if may_see_drafts(user, edition)}
    found, unknown = [], []
    for group in wanted:
        user = next((known[name.lower()] for name in group if name.lower() in known), None)
        if user:
            found.append(user)
        else:
            unknown.append(group[min(1, len(group) - 1)])
    return list(dict.fromkeys(found)), unknown


def _called(names: Iterable[str]) -> list[User]:
    # Databases fold ASCII letters alike; other scripts of user names have no capitals that matter here.
    return list(User.objects.annotate(folded=Lower("username")).filter(folded__in=list(names), is_active=True))
