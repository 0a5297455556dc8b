"""What the templates of an issue's and a digest's mail are given."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.cards import LONG_TITLE
from delivery.short_links import short_path
from editions.columns import translated
from editions.head import absolute
from editions.models import Edition
from editions.richtext.plain import excerpt
from editions.scripts.calendars import format_date
from editions.scripts.digits import to_digits
from editions.templatetags.editions import file_size
from mailing.composing import place
from mailing.drawing import Drawn, draw
from publications.contents import Line, Section, sections_of
from publications.covers.shown import cover_of
from publications.mailing.pictures import COVER, SMALL, WIDE, MailPicture, mail_picture
from publications.mailing.rich import mail_html, mail_words
from publications.models import IssueEdition, MailSettings
from publications.printing.unseen import offered
from publications.subscribing import list_key
from readers.subscribing.tokens import leave_path_of, manage_path_of

# The letters of articles and issues among the short addresses: in mail, which is read as text too, they can be read.
ARTICLE, ISSUE = "a", "n"
TEASER, LEAD_TEASER, PREHEADER = 240, 400, 120


@dataclass(frozen=True)
class MailLine:
    """An entry; `address` is full, and "" where there is nothing to open."""

    heading: str
    teaser: str = ""
    address: str = ""
    category: str = ""
    byline: str = ""
    picture: MailPicture | None = None
    is_lead: bool = False

    @property
    def is_long(self) -> bool:
        return len(self.heading) > LONG_TITLE


@dataclass(frozen=True)
class MailSection:
    heading: str
    lines: tuple[MailLine, ...]


@dataclass(frozen=True)
class MailDocument:
    """A file to read, by its words: "Read the PDF (2.4 MB)"."""

    address: str
    words: str


@dataclass(frozen=True)
class IssueMail:
    """All that is said in a mail.

    Attributes:
        about: a line on what this is: name, number, date.
        web: where it is read on the web.
        inside: a heading for entries that stand beneath none.
        why, privacy: why one gets it, and what is not counted.
        identity: who sends it, line by line.
        manage, leave: addresses with a place for each one's token.
    """

    subject: str
    preheader: str
    about: str
    title: str
    web: str
    home: str
    why: str
    privacy: str
    manage: str
    leave: str
    inside: str = ""
    lead: SafeString = field(default_factory=SafeString)
    lead_text: str = ""
    cover: MailPicture | None = None
    documents: tuple[MailDocument, ...] = ()
    sections: tuple[MailSection, ...] = ()
    identity: tuple[str, ...] = ()


def issue_mail(
    text: IssueEdition, edition: Edition, *, with_drafts: bool = False, contents: Iterable[Section] | None = None
) -> IssueMail:
    """The mail of an issue, in the edition's language, which must be active.

    Args:
        text: with its issue, series and cover.
        with_drafts: for previews: articles to come stand there as they will, without a link.
        contents: what stands in it; None: what is stored.
    """
    code = edition.code
    words = getattr(text, "mail_words", None)
    contents = sections_of(text, with_drafts=with_drafts) if contents is None else contents
    sections = mail_sections(contents, code)
    series = translated(text.issue.series, "name", code)
    number, day = text.issue.number, format_date(text.issue.issued_on, edition.date_style)
    said = _("Number %(number)s, %(date)s") % {"number": to_digits(str(number), edition.digits), "date": day}
    lead_text = mail_words(text.lead)
    held = place("token")
    settings = settings_of(edition)
    return IssueMail(
        subject=(words.subject if words else "") or text.title,
        preheader=(words.preheader if words else "") or preheader_of(lead_text, sections),
        about=f"{series} · {said}",
        title=text.title,
        web=absolute(short_path(ISSUE, text.pk)),
        home=absolute(reverse("home", args=[code])),
        why=_("You get this because you subscribed to “{list}” at {site}.").format(list=series, site=edition.site_name),
        privacy=privacy_words(counts=settings.counts_links),
        manage=absolute(manage_path_of(code, held)),
        leave=absolute(leave_path_of(code, held, list_key(text.issue.series))),
        inside=_("Inside this issue"),
        lead=mail_html(text.lead, edition.language, edition.direction),
        lead_text=lead_text,
        cover=mail_picture(cover_of(text), code, COVER, alt=_("Cover: {title}").format(title=text.title)),
        documents=documents_of(text, edition),
        sections=sections,
        identity=tuple(settings.postal.splitlines()),
    )


def settings_of(edition: Edition) -> MailSettings:
    """As they are set; of an edition that has set nothing, what holds then."""
    return MailSettings.objects.filter(edition=edition.code).first() or MailSettings(edition=edition)


def privacy_words(*, counts: bool) -> str:
    if counts:
        return _(
            "We count how often a link in this mail is followed, never by whom. No picture reports that you read it."
        )
    return _("This mail reports nothing back: no picture tells us that you read it, and no link is counted.")


def preheader_of(lead: str, sections: Iterable[MailSection]) -> str:
    """What mail programs show beside the subject: how the lead begins, else what there is to read."""
    headings = "; ".join(line.heading for section in sections for line in section.lines)
    return excerpt(lead.partition("\n")[0], PREHEADER) or excerpt(headings, PREHEADER)


def documents_of(text: IssueEdition, edition: Edition) -> tuple[MailDocument, ...]:
    """What readers may have of its PDF and EPUB."""
    pdf, epub = offered(text)
    found = []
    if pdf:
        size = file_size(pdf.size, edition)
        words = _("Read the PDF ({size})").format(size=size) if size else _("Read the PDF")
        found.append(MailDocument(absolute(pdf.address), words))
    if epub:
        size = file_size(epub.size, edition)
        words = _("Take the EPUB along ({size})").format(size=size) if size else _("Take the EPUB along")
        found.append(MailDocument(absolute(epub.address), words))
    return tuple(found)


def mail_sections(sections: Iterable[Section], code: str) -> tuple[MailSection, ...]:
    return tuple(
        MailSection(section.heading, tuple(mail_line(line, code) for line in section.lines)) for section in sections
    )


def mail_line(line: Line, code: str) -> MailLine:
    if line.article is not None and line.address:
        address = absolute(short_path(ARTICLE, line.article.pk))
    else:
        address = absolute(line.address) if line.address else ""
    return MailLine(
        heading=line.heading,
        teaser=excerpt(line.teaser, LEAD_TEASER if line.is_lead else TEASER),
        address=address,
        category=line.category,
        byline=line.byline,
        # What a small picture shows, the heading beside it says; in its place stands nothing that is read twice.
        picture=mail_picture(line.image, code, WIDE if line.is_lead else SMALL),
        is_lead=line.is_lead,
    )


def draw_mail(mail: IssueMail, edition: Edition) -> Drawn:
    """HTML and plain text, in the edition's language and time."""
    with translation.override(edition.language), timezone.override(edition.zone):
        return draw("issue", context_of(mail, edition), edition, accent=edition.accent)


def context_of(mail: IssueMail, edition: Edition) -> dict[str, Any]:
    """What the templates `email/issue` are given."""
    said = {"subject": mail.subject, "preheader": mail.preheader, "site_name": edition.site_name}
    return {**said, "mail": mail, "edition": edition}
