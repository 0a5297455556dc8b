"""What is looked at before an issue is mailed; what blocks, and what is only said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from delivery.short_links import address_of_code
from editions.models import Edition
from mailing.drawing import Drawn
from publications.contents import lines_in, sections_of
from publications.enums import EntryKind
from publications.mailing.issues import is_ready
from publications.mailing.letters import IssueMail, settings_of
from publications.mailing.rich import links_in
from publications.mailing.telling import why_not
from publications.models import IssueEdition

# Programs that cut long mails do so at 102 KB of HTML (Gmail); what is each one's own comes to it.
MOST_BYTES = 100_000
LONG_SUBJECT = 70


@dataclass(frozen=True)
class Check:
    """`words` say what is the matter, or that nothing is; a check that blocks keeps the mail from being sent."""

    words: str
    is_good: bool = False
    blocks: bool = False


def checks_of(
    text: IssueEdition,
    edition: Edition,
    mail: IssueMail,
    drawn: Drawn,
    *,
    at: datetime,
    count: int,
    is_later: bool = False,
) -> list[Check]:
    """In the desk's language.

    Args:
        mail, drawn: as readers would get it now.
        at: when it is sent.
        count: how many get it.
        is_later: it was sent before, and goes to those who came since.
    """
    return [
        good(is_ready(text, at), _("Readers can read the issue then."), why_not(text), blocks=True),
        good(count > 0, _("Somebody gets it."), nobody(is_later=is_later), blocks=True),
        gaps(text, at),
        good(bool(mail.lead_text), _("It has a lead."), _("The lead is empty.")),
        broken_links(text, mail),
        pictures_without_words(mail),
        good(
            len(mail.subject) <= LONG_SUBJECT,
            _("The subject is short enough."),
            _("The subject is long: most programs show its beginning alone."),
        ),
        good(
            len(drawn.html.encode()) <= MOST_BYTES,
            _("It is small enough to be shown whole."),
            _("It is so large that some mail programs cut it. Take out some entries."),
            blocks=True,
        ),
        good(
            bool(settings_of(edition).postal),
            _("Its foot says who sends it."),
            _("Its foot does not say who sends it: name and postal address are asked for in many countries."),
        ),
    ]


def nobody(*, is_later: bool) -> str:
    return _("Everybody who gets this list has it already.") if is_later else _("Nobody gets this list yet.")


def good(holds: bool, yes: str, no: str, *, blocks: bool = False) -> Check:
    return Check(yes, is_good=True) if holds else Check(no, blocks=blocks)


def gaps(text: IssueEdition, at: datetime) -> Check:
    """Entries that readers will not find whole: articles that are not live then, headings that are not translated."""
    entries = text.entries.exclude(kind=EntryKind.SECTION).select_related("article")
    wanted = list(entries.defer("article__body", "article__lineage"))
    missing = sum(
        1
        for entry in wanted
        if entry.is_untranslated
        or (entry.kind == EntryKind.ARTICLE and (entry.article is None or not entry.article.is_live(at)))
    )
    if not lines_in(sections_of(text, now=at)):
        return Check(_("There is nothing in it that readers can read."), blocks=True)
    words = ngettext(
        "%(n)s entry cannot be read by readers: it is left out, or stands without a link.",
        "%(n)s entries cannot be read by readers: they are left out, or stand without a link.",
        missing,
    )
    return good(not missing, _("All its entries can be read."), words % {"n": missing})


def broken_links(text: IssueEdition, mail: IssueMail) -> Check:
    """Links to this site that lead nowhere; other sites are not asked."""
    addresses = [*links_in(text.lead), *(line.address for section in mail.sections for line in section.lines)]
    broken = [address for address in addresses if address and not leads_somewhere(address)]
    words = _("These links lead nowhere: {links}").format(links=", ".join(broken[:5]))
    return good(not broken, _("Its links to this site lead somewhere."), words)


def leads_somewhere(address: str) -> bool:
    if not address.startswith(f"{settings.SITE_URL}/"):
        return True
    path = urlsplit(address).path
    if path.startswith("/s/"):
        return address_of_code(path.removeprefix("/s/")) is not None
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def pictures_without_words(mail: IssueMail) -> Check:
    pictures = [line.picture for section in mail.sections for line in section.lines if line.picture]
    bare = sum(1 for picture in pictures if picture.is_bare)
    words = ngettext(
        "%(n)s picture has no words for readers who do not see it.",
        "%(n)s pictures have no words for readers who do not see them.",
        bare,
    )
    return good(not bare, _("All its pictures have words for readers who do not see them."), words % {"n": bare})


def may_go(checks: Iterable[Check]) -> bool:
    return not any(check.blocks for check in checks)
