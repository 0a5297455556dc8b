"""Notices by mail: one message a notice, in the language that the desk speaks to its reader."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.enums import NOTICE_SENTENCES, NoticeKind
from accounts.gate import may_enter, may_see_drafts
from accounts.models import Notice, desk_languages
from editions.head import absolute
from mailing.drawing import Written, single_mail

# First strong isolate, pop: a name within a line of another direction (Unicode UAX #9).
FSI, PDI = "\u2068", "\u2069"
# RFC 3834: no answering machine shall answer; the second is what Exchange listens to.
HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


def wants(notice: Notice) -> bool:
    user = notice.user
    may_read = notice.edition_id is None or may_see_drafts(user, notice.edition_id)
    return bool(user.email and user.wants_mail and may_enter(user) and may_read)


def language_of(notice: Notice) -> str:
    """The user's own; of one who left it to the browser, the edition's that the notice is about."""
    known = dict(desk_languages())
    asked = (notice.user.language, notice.edition_id or "", settings.LANGUAGE_CODE)
    return next(code for code in asked if code in known)


def message(notice: Notice) -> EmailMultiAlternatives:
    """In the active language."""
    context = mail_context(notice)
    tongue = Written(context["language"], context["direction"])
    return single_mail("notice", context, tongue, to=notice.user.email, headers=dict(HEADERS))


def sentence_of(notice: Notice) -> SafeString:
    """What happened, as HTML; the thing's name is a piece of its edition's language."""
    # What is assigned may have no article yet: it goes by the story's working title, in whatever language that is.
    edition = notice.edition if notice.kind != NoticeKind.ASSIGNED else None
    written = format_html(' lang="{}" dir="{}"', edition.language, edition.direction) if edition else ""
    about = format_html("<bdi{}>{}</bdi>", written, notice.about)
    return format_html(str(NOTICE_SENTENCES[NoticeKind(notice.kind)]), about=about)


def mail_context(notice: Notice) -> dict[str, Any]:
    about = " ".join(notice.about.split())
    return {
        "notice": notice,
        "subject": str(NOTICE_SENTENCES[NoticeKind(notice.kind)]).format(
            about=translation.gettext("“{title}”").format(title=f"{FSI}{about}{PDI}")
        ),
        "sentence": sentence_of(notice),
        "by": (notice.by.get_full_name() or notice.by.get_username()) if notice.by else "",
        "site_name": translation.gettext("The desk"),
        "act": translation.gettext("Open it at the desk"),
        "address": absolute(notice.address),
        "settings_address": absolute(reverse("admin:notices")),
        "language": translation.get_language(),
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
    }
