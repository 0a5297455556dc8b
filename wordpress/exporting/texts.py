"""What the items of all texts have in common: language, body, states."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any
from urllib.parse import quote

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from articles.enums import CreditRole, Stage
from editions import registry
from editions.enums import State
from wordpress.exporting.blocks import Body, shown_html
from wordpress.exporting.library import Library
from wordpress.exporting.lines import words_of
from wordpress.exporting.people import People
from wordpress.exporting.report import Report
from wordpress.exporting.scope import Scope
from wordpress.exporting.shelves import Shelves, group_slug
from wordpress.exporting.told import exact
from wordpress.importing.words import STANDFIRST, TITLE, plain, standfirst_of

# So many signs of an address WordPress keeps, each letter of another script being six of them.
LONGEST_SLUG = 200


@dataclass
class Room:
    """What exporting a text needs of the rest of the site."""

    scope: Scope
    people: People
    shelves: Shelves
    library: Library
    report: Report

    def body(self, html: str, code: str, *more: str) -> tuple[str, list[tuple[str, str]]]:
        """A body as blocks, `more` behind it, and the field of its notes."""
        written, notes, lacking = self.written(html, code)
        for name in lacking:
            self.report.lacking[name] += 1
        body = "\n\n".join(one for one in (written, *more) if one)
        if notes:
            return f"{body}\n\n<!-- wp:footnotes /-->", [("footnotes", notes)]
        return body, []

    def written(self, html: str, code: str) -> tuple[str, str, list[str]]:
        body = Body(self.library.in_edition(code), code)
        written = body.written(html or "")
        return written, body.lines.footnotes(), body.lacking

    def language_terms(self, code: str, numbers: dict[str, int]) -> list[tuple[str, str, str]]:
        """The terms that name an item's language, and what it is a translation of."""
        if not self.scope.is_multilingual:
            return []
        terms = [("language", code, registry.all_editions()[code].endonym)]
        if len(numbers) > 1:
            terms.append(("post_translations", group_slug(numbers), group_slug(numbers)))
        return terms

    def mind_slug(self, slug: str) -> None:
        if len(quote(slug)) > LONGEST_SLUG:
            self.report.lacking["slugs"] += 1


@dataclass(frozen=True)
class Place:
    """Where a text stands in WordPress, and what our importer is told of it besides."""

    status: str
    date: datetime
    is_dated: bool
    told: dict[str, Any]


def place_of(
    text: Any, *, begun: datetime, unpublish_at: datetime | None = None, stage: str = "", now: datetime | None = None
) -> Place:
    """Published texts are `publish`, or `future` before their moment; withdrawn ones `private`, which only editors of
    WordPress see; drafts `draft`, or `pending` once they wait for somebody to look at them."""
    moment = text.published_at
    more = {"ends": exact(unpublish_at)}
    if text.state == State.PUBLISHED and moment:
        status = "publish" if moment <= (now or timezone.now()) else "future"
        return Place(status, moment, True, more)
    if text.state == State.WITHDRAWN:
        told = {**more, "state": "withdrawn", "begun": "" if moment else exact(begun)}
        return Place("private", moment or begun, True, {**told, "moment": exact(moment)})
    status = "pending" if stage in {Stage.REVIEW, Stage.APPROVED} else "draft"
    more |= {"stage": stage if stage == Stage.APPROVED else "", "begun": exact(begun), "moment": exact(moment)}
    return Place(status, begun, False, more)


def meant(*, title: str, standfirst: str = "") -> dict[str, str]:
    """Words that the importer would not read back to the letter, as they are meant."""
    found = {}
    if plain(escape(title, quote=False), longest=TITLE) != title:
        found["title"] = title
    if standfirst and standfirst_of(escape(standfirst, quote=False).strip()) != standfirst:
        found["standfirst"] = standfirst
    return found if len(standfirst) <= STANDFIRST else {**found, "standfirst": standfirst}


def credits_shown(people: People, credits: Iterable[dict[str, Any]], code: str) -> str:
    """Who has part in a text besides its first author, for readers of WordPress."""
    rest = list(credits)
    if rest and rest[0].get("role", CreditRole.AUTHOR) == CreditRole.AUTHOR:
        rest = rest[1:]
    if not rest:
        return ""
    with translation.override(code):
        parts = []
        for one in rest:
            name = f"<bdi>{words_of(people.called(one['login'], code))}</bdi>"
            if one.get("address"):
                name = f'<a href="{escape(one["address"])}">{name}</a>'
            role = CreditRole(one.get("role", CreditRole.AUTHOR)).label
            parts.append(_("%(role)s: %(name)s") % {"role": escape(str(role)).capitalize(), "name": name})
    return shown_html("<br>".join(parts))
