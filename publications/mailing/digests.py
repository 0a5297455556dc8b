"""The weekly digest: what an edition published since the last one, to those who asked for it.

Each week is looked at once: a row of `Digest` says what came of it, so that two workers, or one that begins anew after
it was killed, send nothing twice. A week with too little waits for the next one, and its articles are in that.
"""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from articles.bylines import said
from articles.cards import Card, cards_of
from articles.models import Article
from delivery.short_links import short_path
from editions.head import absolute
from editions.models import Edition
from editions.richtext.plain import excerpt
from editions.scripts.calendars import format_date
from mailing import services
from mailing.composing import place
from mailing.enums import SendingState
from mailing.models import Sending
from publications.mailing.issues import DIGEST_KIND
from publications.mailing.letters import (
    ARTICLE,
    LEAD_TEASER,
    TEASER,
    IssueMail,
    MailLine,
    MailSection,
    preheader_of,
    privacy_words,
    settings_of,
)
from publications.mailing.pictures import SMALL, WIDE, mail_picture
from publications.models import Digest, MailSettings
from readers.models import Subscriber
from readers.subscribing.lists import ListOffer
from readers.subscribing.tokens import leave_path_of, manage_path_of

LIST = "digest"
# So many at most; the rest is on the site. And so far back, where nothing was sent for long.
MOST, LONGEST = 30, timedelta(weeks=5)
# A digest that could not be begun in its time, since no sender was at work, is still sent within a day.
LATEST = timedelta(hours=24)


def digest_offers(code: str) -> list[ListOffer]:
    """The list, where the edition has a digest."""
    if not MailSettings.objects.filter(edition=code, digest_is_on=True).exists():
        return []
    return [ListOffer(LIST, _("Weekly digest"), _("Once a week, what is new."))]


def due_digests(now: datetime | None = None) -> list[Digest]:
    """Look at the weeks whose moment has come, and start what is to be sent; those that were looked at now."""
    now = now or timezone.now()
    found = []
    for settings in MailSettings.objects.filter(digest_is_on=True, edition__is_visible=True).select_related("edition"):
        due = last_moment(settings, now)
        is_new = settings.digest_set_at is None or settings.digest_set_at < due
        if is_new and now - due <= LATEST and (digest := begin_digest(settings, due)):
            found.append(digest)
    return found


def last_moment(settings: MailSettings, now: datetime) -> datetime:
    """The last moment at which a digest was due, as the edition's clock has it."""
    zone = settings.edition.zone
    today = now.astimezone(zone).date()
    day = today - timedelta(days=(today.weekday() - settings.digest_weekday) % 7)
    due = datetime.combine(day, time(settings.digest_hour), zone)
    return due if due <= now else datetime.combine(day - timedelta(weeks=1), time(settings.digest_hour), zone)


def next_moment(settings: MailSettings, now: datetime) -> datetime:
    zone = settings.edition.zone
    day = last_moment(settings, now).astimezone(zone).date() + timedelta(weeks=1)
    return datetime.combine(day, time(settings.digest_hour), zone)


def begin_digest(settings: MailSettings, due: datetime) -> Digest | None:
    """Note what comes of a week, and start its sending; None where somebody has looked at it before."""
    edition = settings.edition
    due_on = due.astimezone(edition.zone).date()
    if Digest.objects.filter(edition=edition, due_on=due_on).exists():
        return None
    since = since_when(edition, due)
    try:
        with transaction.atomic():
            digest = Digest.objects.create(edition=edition, due_on=due_on, since=since, until=due)
            digest.n_articles = new_articles(edition, since, due).count()
            wanted = Subscriber.objects.receiving(edition.code, LIST).exists()
            if wanted and digest.n_articles >= settings.digest_least:
                digest.sending = start_digest(digest)
            digest.save(update_fields=["n_articles", "sending"])
    except IntegrityError:
        # Another sender was first.
        return None
    return digest


def start_digest(digest: Digest) -> Sending:
    edition = digest.edition
    with translation.override(edition.language):
        title = title_of(edition, digest.since, digest.until)
    sending = services.plan(
        kind=DIGEST_KIND, key=f"{digest.due_on:%Y-%m-%d}", edition=edition, audience=LIST, title=title
    )
    services.start(sending)
    return sending


def since_when(edition: Edition, now: datetime) -> datetime:
    """Since when articles are new: since the last digest that was sent; where there was none, for a week."""
    sent = Digest.objects.filter(edition=edition, sending__isnull=False).exclude(
        sending__state=SendingState.CANCELLED, sending__started_at=None
    )
    last = sent.order_by("-until").values_list("until", flat=True).first()
    return max(last, now - LONGEST) if last else now - timedelta(weeks=1)


def new_articles(edition: Edition, since: datetime, until: datetime) -> Any:
    """What readers can read that was published between two moments, newest first."""
    rows = Article.objects.in_edition(edition.code).live()
    return rows.filter(published_at__gt=since, published_at__lte=until).newest_first()


def digest_of(sending: Sending) -> Digest | None:
    """The week that a sending is of; of a sample, which is not kept: what the next would have."""
    if sending.pk is None:
        now = timezone.now()
        today = now.astimezone(sending.edition.zone).date()
        return Digest(edition=sending.edition, due_on=today, since=since_when(sending.edition, now), until=now)
    if not is_day(sending.key):
        return None
    return Digest.objects.filter(edition=sending.edition_id, due_on=sending.key).first()


def is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def title_of(edition: Edition, since: datetime, until: datetime) -> str:
    first, last = (format_date(moment.astimezone(edition.zone), edition.date_style) for moment in (since, until))
    return _("New from {first} to {last}").format(first=first, last=last)


def digest_mail(edition: Edition, since: datetime, until: datetime, due_on: date) -> IssueMail | None:
    """The mail of a week, in the edition's language, which must be active; None where nothing is new."""
    code = edition.code
    rows = list(new_articles(edition, since, until).for_list(code)[:MOST])
    if not rows:
        return None
    sections = sections_of_cards(list(zip(rows, cards_of(rows, code), strict=True)), code)
    lead = sections[0].lines[0]
    held = place("token")
    settings = settings_of(edition)
    return IssueMail(
        subject=excerpt(_("This week: {heading}").format(heading=lead.heading), 140),
        preheader=preheader_of("", [MailSection("", section.lines) for section in sections][1:]) or lead.teaser,
        about=" · ".join([_("Weekly digest"), format_date(due_on, edition.date_style)]),
        title=title_of(edition, since, until),
        web=absolute(reverse("home", args=[code])),
        home=absolute(reverse("home", args=[code])),
        why=_("You get this because you subscribed to the weekly digest of {site}.").format(site=edition.site_name),
        privacy=privacy_words(counts=settings.counts_links),
        manage=absolute(manage_path_of(code, held)),
        leave=absolute(leave_path_of(code, held, LIST)),
        sections=sections,
        identity=tuple(settings.postal.splitlines()),
    )


def sections_of_cards(found: list[tuple[Article, Card]], code: str) -> tuple[MailSection, ...]:
    """First the newest that has a picture, large; then the others, by category in the order of the site."""
    first = next((number for number, (_article, card) in enumerate(found) if card.image), 0)
    lead = found.pop(first)
    found.sort(key=lambda pair: category_place(pair[0]))
    by_name: dict[str, list[MailLine]] = {}
    for article, card in found:
        by_name.setdefault(card.label, []).append(line_of_card(article, card, code))
    sections = [MailSection(name, tuple(lines)) for name, lines in by_name.items()]
    return (MailSection("", (line_of_card(*lead, code, is_lead=True),)), *sections)


def category_place(article: Article) -> tuple[int, int]:
    category = article.story.category
    return (0, category.pk) if category else (1, 0)


def line_of_card(article: Article, card: Card, code: str, *, is_lead: bool = False) -> MailLine:
    return MailLine(
        heading=card.title,
        teaser=excerpt(card.standfirst, LEAD_TEASER if is_lead else TEASER),
        address=absolute(short_path(ARTICLE, article.pk)),
        category=card.label if is_lead else "",
        byline=said(card.byline),
        picture=mail_picture(card.image, code, WIDE if is_lead else SMALL),
        is_lead=is_lead,
    )
