"""Plans of a story in an edition: made, taken, given back, moved; and who may."""

from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from accounts.enums import NoticeKind
from accounts.models import Notice, User
from articles.models import Plan, Story
from articles.planning import TakenError, give_back, move_to_day, plan_story, take_story_on
from articles.services import withdraw_articles
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article, make_story

DAY = date(2026, 3, 21)


@pytest.fixture
def story(editions) -> Story:
    return make_story(working_title="Gardens")


@pytest.fixture
def editor(editions) -> User:
    return make_user(role="editor", editions=["fa"], username="erin")


@pytest.fixture
def translator(editions) -> User:
    return make_user(role="translator", editions=["fa"], username="arash")


def page(story: Story, code: str = "fa", name: str = "board-plan") -> str:
    return reverse(f"admin:{name}", args=[story.pk, code])


def test_who_is_given_a_story_is_told_once_and_it_is_in_the_history(editions, story, editor, translator):
    plan_story(story, editions["fa"], by=editor, assignee=translator, planned_for=DAY)
    plan_story(story, editions["fa"], by=editor, assignee=translator, planned_for=date(2026, 3, 22))
    (notice,) = Notice.objects.all()
    assert (notice.user, notice.kind, notice.about) == (translator, NoticeKind.ASSIGNED, "Gardens")
    assert notice.address.endswith(f"/{story.pk}/change/?edition=fa")
    messages = [entry.change_message for entry in LogEntry.objects.order_by("pk")]
    assert messages == [
        "فارسی: given to arash, planned for 2026-03-21",
        "فارسی: given to arash, planned for 2026-03-22",
    ]


def test_saving_a_plan_unchanged_says_nothing(editions, story, editor):
    plan_story(story, editions["fa"], by=editor, planned_for=DAY)
    plan_story(story, editions["fa"], by=editor, planned_for=DAY)
    assert LogEntry.objects.count() == 1


def test_story_that_nobody_has_is_taken_by_the_first(editions, story, translator):
    other = make_user(role="contributor", editions=["fa"])
    take_story_on(story, editions["fa"], by=translator)
    with pytest.raises(TakenError):
        take_story_on(story, editions["fa"], by=other)
    assert Plan.objects.get().assignee == translator
    with pytest.raises(TakenError):
        give_back(story, editions["fa"], by=other)
    give_back(story, editions["fa"], by=translator)
    assert Plan.objects.get().assignee is None


def test_story_that_the_edition_leaves_out_is_not_taken(editions, story, editor, translator):
    plan_story(story, editions["fa"], by=editor, is_declined=True, reason="Local")
    with pytest.raises(TakenError):
        take_story_on(story, editions["fa"], by=translator)


def test_moving_the_day_leaves_the_rest_of_the_plan(editions, story, editor, translator):
    plan_story(story, editions["fa"], by=editor, assignee=translator, planned_for=DAY)
    move_to_day(story, editions["fa"], by=editor, day=date(2026, 4, 1))
    plan = Plan.objects.get()
    assert (plan.assignee, plan.planned_for) == (translator, date(2026, 4, 1))


# The pages.


def test_editor_plans_on_the_page_and_comes_back_where_they_were(story, editor, translator, client: Client):
    client.force_login(editor)
    board = f"{reverse('admin:board')}?live=en"
    sent = {"assignee": translator.pk, "planned_for": "2026-03-21", "reason": "", "next": board}
    assert client.post(page(story), sent)["Location"] == board
    plan = Plan.objects.get()
    assert (plan.assignee, plan.planned_for, plan.is_declined) == (translator, DAY, False)


def test_page_leads_to_no_other_site(story, editor, client: Client):
    client.force_login(editor)
    answer = client.post(page(story), {"next": "https://evil.example/"})
    assert answer["Location"] == f"/admin/articles/story/{story.pk}/change/?edition=fa"


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"is_declined": "on", "reason": "  "}, "reason"),
        ({"planned_for": "yesterday"}, "planned_for"),
        ({"planned_for": "1850-01-01"}, "planned_for"),
        ({"assignee": "99999"}, "assignee"),
        ({"assignee": "x"}, "assignee"),
        ({"reason": "x" * 301, "is_declined": "on"}, "reason"),
    ],
)
def test_wrong_plans_are_refused_at_their_field(story, editor, client: Client, sent, field):
    client.force_login(editor)
    answer = client.post(page(story), sent)
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert not Plan.objects.exists()


def test_what_is_published_is_not_left_out(story, editor, client: Client):
    article = make_article(edition="fa", story=story)
    client.force_login(editor)
    sent = {"is_declined": "on", "reason": "Local"}
    assert list(client.post(page(story), sent).context["form"].errors) == ["is_declined"]
    assert not Plan.objects.exists()
    withdraw_articles([article], by=editor)
    assert client.post(page(story), sent).status_code == 302


def test_who_does_not_work_in_the_edition_is_given_nothing(story, editor, client: Client):
    client.force_login(editor)
    elsewhere = make_user(role="translator", editions=["sq"])
    assert client.post(page(story), {"assignee": elsewhere.pk}).status_code == 200
    assert not Plan.objects.exists()


# What each may: plan (page with a form), take, see the plan (page without one).
PEOPLE = {
    "anonymous": "",
    "reader": "",
    "editor of fa": "see plan take",
    "publisher of fa": "see plan take",
    "contributor of fa": "see take",
    "translator of fa": "see take",
    "editor of en": "",
    "admin": "see plan",
}


def sign_in(client: Client, who: str) -> User | None:
    if who == "anonymous":
        return None
    role, _of, code = who.partition(" of ")
    user = make_user(role=None if role == "reader" else role, editions=[code] if code else None)
    client.force_login(user)
    return user


@pytest.mark.parametrize("who", PEOPLE)
def test_gate_of_planning(story, client: Client, who: str):
    may = PEOPLE[who].split()
    user = sign_in(client, who)
    assert (client.get(page(story)).status_code == 200) is ("see" in may)
    client.post(page(story), {"planned_for": "2026-03-21"})
    assert Plan.objects.filter(planned_for=DAY).exists() is ("plan" in may)
    client.post(page(story, name="board-plan-move"), {"planned_for": "2026-03-25"})
    assert Plan.objects.filter(planned_for=date(2026, 3, 25)).exists() is ("plan" in may)
    client.post(page(story, name="board-plan-take"), {"take": "1"})
    assert Plan.objects.filter(assignee__isnull=False).exists() is ("take" in may)
    if "take" in may:
        assert Plan.objects.get().assignee == user
        client.post(page(story, name="board-plan-take"), {"take": "0"})
        assert Plan.objects.get().assignee is None


def test_plan_that_one_only_reads_names_who_has_it(editions, story, editor, translator, client: Client):
    plan_story(story, editions["fa"], by=editor, assignee=editor)
    client.force_login(translator)
    shown = client.get(page(story)).content.decode()
    assert "erin" in shown
    assert "I take it" not in shown


@pytest.mark.parametrize("typed", ["no day", "0001-01-01", "2026-13-01"])
def test_senseless_day_moves_nothing(editions, story, editor, client: Client, typed: str):
    plan_story(story, editions["fa"], by=editor, planned_for=DAY)
    client.force_login(editor)
    client.post(page(story, name="board-plan-move"), {"planned_for": typed})
    assert Plan.objects.get().planned_for == DAY


def test_unknown_story_or_edition_is_404(story, editor, client: Client):
    client.force_login(editor)
    assert client.get(page(story, "xx")).status_code == 404
    assert client.get(reverse("admin:board-plan", args=[0, "fa"])).status_code == 404


def test_story_page_shows_the_plan_of_its_edition(editions, story, editor, translator, client: Client):
    plan_story(story, editions["fa"], by=editor, assignee=translator, planned_for=DAY)
    client.force_login(editor)
    shown = client.get(f"{reverse('admin:articles_story_change', args=[story.pk])}?edition=fa").content.decode()
    assert "arash" in shown
    assert '<time datetime="2026-03-21">' in shown
    assert page(story) in shown
