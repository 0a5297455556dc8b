"""The weekly digest: once a week, what is new, to those who asked for it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from editions.enums import State
from mailing.enums import SendingState
from mailing.models import Sending
from publications.mailing.digests import (
    LIST,
    digest_mail,
    digest_offers,
    due_digests,
    last_moment,
    next_moment,
    since_when,
)
from publications.models import Digest, MailSettings
from readers.subscribing.lists import lists_of
from seeds.factories.articles import make_article, make_category, make_story
from seeds.factories.editions import make_edition
from seeds.factories.media import make_image
from seeds.factories.readers import make_subscriber

pytestmark = pytest.mark.django_db

# A Saturday, nine in the morning of Tehran.
SATURDAY = datetime(2024, 11, 30, 5, 30, tzinfo=UTC)
WEEK = timedelta(weeks=1)


@pytest.fixture
def settings_fa(editions) -> MailSettings:
    edition = make_edition("fa")
    edition.time_zone = "Asia/Tehran"
    edition.save()
    return MailSettings.objects.create(
        edition=edition,
        digest_is_on=True,
        digest_weekday=5,
        digest_hour=8,
        digest_least=2,
        digest_set_at=SATURDAY - 3 * WEEK,
    )


@pytest.fixture
def reader(settings_fa):
    return make_subscriber(edition="fa", lists=(LIST,), email="fa@example.org")


def publish(*, ago: timedelta, title: str = "", **fields):
    return make_article(edition="fa", published_at=SATURDAY - ago, **({"title": title} if title else {}), **fields)


def test_moment_is_that_of_the_editions_clock(settings_fa):
    due = last_moment(settings_fa, SATURDAY)
    assert due == datetime(2024, 11, 30, 4, 30, tzinfo=UTC)
    assert last_moment(settings_fa, due - timedelta(seconds=1)) == due - WEEK
    assert next_moment(settings_fa, SATURDAY) == due + WEEK


def test_what_is_new_is_sent_once_a_week(settings_fa, reader):
    publish(ago=timedelta(days=1))
    publish(ago=timedelta(days=2))
    publish(ago=timedelta(days=9))
    [digest] = due_digests(SATURDAY)
    assert (digest.n_articles, digest.sending.state) == (2, SendingState.FILLING)
    assert digest.sending.audience == LIST
    assert due_digests(SATURDAY + timedelta(minutes=1)) == []
    assert Sending.objects.count() == 1


def test_week_with_too_little_waits_and_its_articles_are_in_the_next(settings_fa, reader):
    publish(ago=timedelta(days=1), title="First")
    [skipped] = due_digests(SATURDAY)
    assert (skipped.n_articles, skipped.sending) == (1, None)
    publish(ago=-timedelta(days=2), title="Second")
    # Nothing was sent: what is new is counted for a week from the last one that was.
    Digest.objects.create(
        edition=settings_fa.edition,
        due_on=(SATURDAY - WEEK).date(),
        since=SATURDAY - 2 * WEEK,
        until=SATURDAY - WEEK,
        sending=Sending.objects.create(
            kind="digest",
            key="2024-11-23",
            edition=settings_fa.edition,
            audience=LIST,
            title="x",
            state=SendingState.DONE,
        ),
    )
    [digest] = due_digests(SATURDAY + WEEK)
    assert digest.n_articles == 2
    assert digest.sending


@pytest.mark.usefixtures("settings_fa")
def test_nothing_is_begun_where_nobody_gets_it():
    publish(ago=timedelta(days=1))
    publish(ago=timedelta(days=2))
    [digest] = due_digests(SATURDAY)
    assert digest.sending is None


def test_moment_before_it_was_switched_on_is_let_pass(settings_fa, reader):
    publish(ago=timedelta(days=1))
    publish(ago=timedelta(days=2))
    settings_fa.digest_set_at = SATURDAY - timedelta(minutes=5)
    settings_fa.save()
    assert due_digests(SATURDAY) == []


def test_moment_that_is_long_past_is_let_pass(settings_fa, reader):
    publish(ago=timedelta(days=1))
    publish(ago=timedelta(days=2))
    assert due_digests(SATURDAY + timedelta(days=2)) == []


def test_digest_that_is_off_or_of_a_hidden_edition_is_not_sent(settings_fa, reader):
    publish(ago=timedelta(days=1))
    publish(ago=timedelta(days=2))
    edition = settings_fa.edition
    edition.is_visible = False
    edition.save()
    assert due_digests(SATURDAY) == []
    edition.is_visible = True
    edition.save()
    MailSettings.objects.update(digest_is_on=False)
    assert due_digests(SATURDAY) == []


def test_list_is_offered_where_the_digest_is_on(settings_fa):
    with translation.override("fa"):
        assert [offer.key for offer in digest_offers("fa")] == [LIST]
        assert LIST in [offer.key for offer in lists_of("fa")]
    assert digest_offers("en") == []


@pytest.mark.usefixtures("files_dir")
def test_newest_with_a_picture_leads_and_the_rest_stand_by_category(settings_fa):
    category = make_category(name="باغ")
    publish(ago=timedelta(hours=1), title="بی‌تصویر", story=make_story(category=category))
    publish(ago=timedelta(hours=2), title="با تصویر", story=make_story(image=make_image(size=(800, 600))))
    publish(ago=timedelta(hours=3), title="پیش‌نویس", state=State.DRAFT)
    edition = settings_fa.edition
    with translation.override("fa"):
        mail = digest_mail(edition, SATURDAY - WEEK, SATURDAY, SATURDAY.date())
    assert mail
    assert [(section.heading, [line.heading for line in section.lines]) for section in mail.sections] == [
        ("", ["با تصویر"]),
        ("باغ", ["بی‌تصویر"]),
    ]
    assert mail.sections[0].lines[0].is_lead
    assert "با تصویر" in mail.subject


def test_mail_arrives_in_the_readers_language_and_is_left_by_itself(settings_fa, reader, delivered, monkeypatch):
    publish(ago=timedelta(days=1))
    publish(ago=timedelta(days=2))
    due_digests(SATURDAY)
    [mail] = delivered()
    assert (mail["To"], mail["Content-Language"]) == ("fa@example.org", "fa")
    assert mail["List-Id"].startswith("<digest.fa.")
    assert f"/{LIST}/" in mail["List-Unsubscribe"]


def test_long_silence_reaches_back_no_further_than_some_weeks(settings_fa):
    sending = Sending.objects.create(
        kind="digest", key="2024-02-24", edition=settings_fa.edition, audience=LIST, title="x", state=SendingState.DONE
    )
    old = SATURDAY - timedelta(weeks=40)
    Digest.objects.create(edition=settings_fa.edition, due_on=old.date(), since=old - WEEK, until=old, sending=sending)
    assert since_when(settings_fa.edition, SATURDAY) == SATURDAY - timedelta(weeks=5)
