"""The desk's calendar: what is planned and what is set, by edition, in both calendars."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Plan
from articles.pending import schedule_pending
from articles.planning import plan_story
from articles.schedule import CHANGES, ENDS, GOES_LIVE, PLANNED, entries_between
from articles.services import save_article
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article, make_story

# Far enough off to lie in the future whenever this runs.
FIRST, LAST = date(2190, 3, 1), date(2190, 3, 31)


@pytest.fixture
def editor(editions):
    return make_user(role="editor", username="erin")


def listed(editions, user, *codes: str):
    chosen = [editions[code] for code in codes or editions]
    return [(one.kind, one.edition.code, one.day, one.title) for one in entries_between(FIRST, LAST, chosen, user)]


def test_planned_and_set_come_with_their_editions_own_day(editions, editor):
    story = make_story(working_title="Gardens")
    plan_story(story, editions["fa"], by=editor, planned_for=date(2190, 3, 12))
    # Half past ten in the evening in London is the next day in Tehran.
    evening = datetime(2190, 3, 10, 22, 30, tzinfo=UTC)
    make_article(edition="fa", title="باغ", published_at=evening)
    make_article(edition="en", title="Garden", published_at=evening)
    make_article(edition="sq", title="Kopshti", unpublish_at=evening)
    changed = make_article(edition="ar", title="حديقة")
    save_article(changed, by=editor, as_pending=True)
    schedule_pending(changed, at=evening, by=editor)
    assert sorted(listed(editions, editor)) == sorted(
        [
            (PLANNED, "fa", date(2190, 3, 12), "Gardens"),
            (GOES_LIVE, "fa", date(2190, 3, 11), "باغ"),
            (GOES_LIVE, "en", date(2190, 3, 10), "Garden"),
            (ENDS, "sq", date(2190, 3, 10), "Kopshti"),
            (CHANGES, "ar", date(2190, 3, 11), "حديقة"),
        ]
    )
    assert {row[1] for row in listed(editions, editor, "fa")} == {"fa"}


def test_drafts_past_moments_and_declined_plans_are_not_there(editions, editor):
    make_article(edition="en", published=False, published_at=datetime(2190, 3, 10, tzinfo=UTC))
    make_article(edition="en", unpublish_at=datetime(2190, 2, 1, tzinfo=UTC))
    story = make_story()
    plan_story(story, editions["en"], by=editor, planned_for=FIRST, is_declined=True, reason="x")
    assert listed(editions, editor) == []


def test_only_editions_whose_drafts_one_may_read(editions, editor):
    story = make_story()
    for code in editions:
        plan_story(story, editions[code], by=editor, planned_for=FIRST)
    translator = make_user(role="translator", editions=["sq"])
    assert [row[1] for row in listed(editions, translator)] == ["sq"]
    assert all(not entry.plan_address for entry in entries_between(FIRST, LAST, editions.values(), translator))


def test_queries_do_not_grow_with_what_is_planned(editions, editor, django_assert_max_num_queries):
    for number in range(12):
        plan_story(make_story(), editions["fa"], by=editor, assignee=editor, planned_for=FIRST + timedelta(days=number))
        make_article(edition="en", published_at=datetime(2190, 3, 2 + number, tzinfo=UTC))
    # Four kinds of our own, and releases.
    with django_assert_max_num_queries(6):
        assert len(listed(editions, editor)) == 24


# The page.


def page(client: Client, **query: str):
    answer = client.get(reverse("admin:calendar"), query)
    assert answer.status_code == 200
    return answer


def test_persian_desk_sees_jalali_months_from_saturday(editions, client: Client):
    client.force_login(make_user(role="editor", language="fa"))
    shown = page(client, month="1405-01")
    assert "فروردین ۱۴۰۵" in shown.content.decode()
    first = shown.context["weeks"][0].days
    assert (first[0].weekday, first[0].date, first[0].is_outside) == ("شنبه", date(2026, 3, 21), False)
    assert first[0].label == "۱ فروردین"


def test_calendar_follows_the_chosen_edition_and_the_wish(editions, client: Client):
    client.force_login(make_user(role="editor", language="en"))
    assert page(client).context["asked"].calendar == "gregorian"
    assert page(client, edition="fa").context["asked"].calendar == "jalali"
    assert page(client, edition="fa", calendar="gregorian").context["asked"].calendar == "gregorian"
    shown = page(client, month="1405-01")
    assert "Farvardin 1405" in shown.content.decode()
    assert [lane.edition.code for lane in page(client, edition="fa").context["weeks"][0].lanes] == ["fa"]


def test_changing_the_calendar_stays_at_the_same_time(editions, client: Client):
    client.force_login(make_user(role="editor"))
    other = page(client, month="1405-01").context["links"]["other"]
    assert "month=2026-04" in other
    assert str(client.get(other).context["asked"].month) == "2026-04"


def test_week_is_shown_by_its_days_and_leads_to_the_months(editions, client: Client):
    client.force_login(make_user(role="editor"))
    shown = page(client, week="2026-03-18")
    (week,) = shown.context["weeks"]
    assert (week.days[0].date, week.days[6].date) == (date(2026, 3, 16), date(2026, 3, 22))
    assert "week=2026-03-09" in shown.context["links"]["before"]
    assert "month=2026-03" in shown.context["links"]["month"]


def test_planned_day_is_moved_from_the_calendar(editions, editor, client: Client):
    story = make_story(working_title="Gardens")
    plan_story(story, editions["fa"], by=editor, planned_for=date(2026, 3, 21))
    client.force_login(editor)
    shown = page(client, month="2026-03").content.decode()
    move = reverse("admin:board-plan-move", args=[story.pk, "fa"])
    assert f'action="{move}"' in shown
    answer = client.post(move, {"planned_for": "2026-03-28", "next": "/admin/calendar/?month=2026-03"})
    assert answer["Location"] == "/admin/calendar/?month=2026-03"
    assert Plan.objects.get().planned_for == date(2026, 3, 28)


@pytest.mark.parametrize(
    "query",
    [
        {"month": "0001-01"}, {"month": "x"}, {"week": "0001-01-01"}, {"week": "x"}, {"calendar": "mayan"},
        {"edition": "xx"}, {"month": "1279-01"}, {"month": "1578-12"}, {"month": "2200-12"}, {"month": "1900-01"},
        {"week": "1900-01-01"}, {"week": "2200-12-31"}, {"month": "1900-01", "calendar": "jalali"},
        {"month": "1578-12", "calendar": "gregorian"},
    ],
)  # fmt: skip
def test_senseless_days_do_no_harm(editions, client: Client, query):
    client.force_login(make_user(role="editor"))
    page(client, **query)


@pytest.mark.parametrize(
    ("who", "status"), [("anonymous", 302), ("reader", 302), ("newcomer", 403), ("translator", 200), ("admin", 200)]
)
def test_gate_of_the_calendar(editions, client: Client, who, status):
    if who != "anonymous":
        role = {"reader": None, "newcomer": "contributor"}.get(who, who)
        client.force_login(make_user(role=role, editions=[] if who == "newcomer" else ["fa"]))
    assert client.get(reverse("admin:calendar")).status_code == status
