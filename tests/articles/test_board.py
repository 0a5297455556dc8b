"""The parity board: what it shows of each story in each edition, what each filter finds, paging, and what it costs."""

from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from articles.board import rows as board_rows
from articles.board.cells import rows_of
from articles.board.summary import Sum, summary_of
from articles.enums import Stage
from articles.models import Article, Category, Plan, Story
from articles.planning import plan_story
from articles.services import save_article
from editions.enums import State
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article, make_category, make_story

BUDGET = 16


@pytest.fixture
def editor(editions) -> User:
    return make_user(role="editor", username="erin")


@pytest.fixture
def desk(editor, client: Client) -> Client:
    client.force_login(editor)
    return client


def ago(**span: float):
    return timezone.now() - timedelta(**span)


def told(name: str, **articles: dict) -> Story:
    """A story with an article in each named edition; {} is published an hour ago."""
    story = make_story(working_title=name)
    for code, fields in articles.items():
        make_article(edition=code, story=story, **fields)
    return story


def shown(desk: Client, query: str = "") -> list[str]:
    """Working titles of the page, from the top."""
    answer = desk.get(f"{reverse('admin:board')}?{query}")
    assert answer.status_code == 200
    return [row.story.working_title for row in answer.context["rows"]]


def cell(story: Story, code: str, user: User):
    from editions import registry

    (row,) = rows_of([story.pk], list(registry.all_editions().values()), user=user)
    return next(cell for cell in row.cells if cell.edition.code == code)


# Cells.


@pytest.mark.parametrize(
    ("fields", "shape", "word"),
    [
        (None, "none", "not begun"),
        ({"published": False}, "draft", "draft"),
        ({"published": False, "stage": Stage.REVIEW}, "review", "in review"),
        ({"published": False, "stage": Stage.APPROVED}, "approved", "approved"),
        ({"published_at": timezone.now() + timedelta(days=900)}, "scheduled", "scheduled"),
        ({}, "published", "published"),
        ({"state": State.WITHDRAWN}, "withdrawn", "withdrawn"),
    ],
)
def test_cell_says_the_state_in_a_word_and_a_shape(editor, fields, shape, word):
    story = told("A", en={}, **({"fa": fields} if fields is not None else {}))
    found = cell(story, "fa", editor).standing
    assert (found.shape, found.word) == (shape, word)


def test_cell_says_why_an_edition_leaves_the_story_out(editions, editor, desk):
    story = told("A", en={})
    plan_story(story, editions["fa"], by=editor, is_declined=True, reason="محلی")
    assert cell(story, "fa", editor).standing.word == "deliberately not"
    page = desk.get(reverse("admin:board")).content.decode()
    assert "standing--declined" in page
    assert "محلی" in page


def test_cell_counts_stale_blocks_and_says_since_when_and_leads_to_updating(editor, desk):
    story = told("A", en={}, fa={"n_changed": 2, "n_removed": 1, "n_missing": 1, "stale_since": ago(days=3)})
    found = cell(story, "fa", editor)
    assert (found.stale, found.action) == (4, "update")
    assert "4 blocks out of date" in desk.get(reverse("admin:board")).content.decode()


def test_cell_names_assignee_and_planned_day(editions, editor, desk):
    story = told("A", en={})
    arash = make_user(role="translator", editions=["fa"], first_name="Arash")
    plan_story(story, editions["fa"], by=editor, assignee=arash, planned_for=date(2026, 3, 21))
    page = desk.get(reverse("admin:board")).content.decode()
    cells = page.split("<tbody>")[1]
    assert "Arash" in cells
    assert '<time datetime="2026-03-21">21 Mar</time>' in cells


def test_cell_says_that_a_change_waits_and_how_far_it_is(editor):
    article = make_article(edition="fa")
    article.body = "<p>Other.</p>"
    save_article(article, by=editor, as_pending=True)
    assert cell(article.story, "fa", editor).pending == "changes pending"
    Article.objects.filter(pk=article.pk).update(stage=Stage.REVIEW)
    assert cell(article.story, "fa", editor).pending == "change in review"
    Article.objects.filter(pk=article.pk).update(pending_at=timezone.now() + timedelta(days=1))
    assert cell(article.story, "fa", editor).pending == "change scheduled"


@pytest.mark.parametrize(
    ("role", "code", "actions"),
    [
        ("editor", "fa", {"fa": "translate", "sq": ""}),
        ("translator", "fa", {"fa": "translate", "sq": ""}),
        ("contributor", "sq", {"fa": "", "sq": "translate"}),
        ("admin", None, {"fa": "translate", "sq": "translate"}),
    ],
)
def test_cell_offers_to_begin_what_the_gate_allows(editions, role, code, actions):
    story = told("A", en={})
    user = make_user(role=role, editions=[code] if code else None)
    assert {code: cell(story, code, user).action for code in actions} == actions


def test_where_nothing_is_published_one_starts_and_does_not_translate(editions):
    story = told("A", en={"published": False})
    assert cell(story, "fa", make_user(role="editor")).action == "start"


def test_members_of_other_editions_see_states_but_neither_drafts_titles_nor_links_to_plan(editions, client):
    story = told("A", fa={"title": "هنوز راز است", "published": False})
    user = make_user(role="editor", editions=["en"])
    assert cell(story, "fa", user).plan_address == ""
    client.force_login(user)
    assert "راز" not in client.get(reverse("admin:board")).content.decode()


# Filters.


@pytest.fixture
def stories(editions, editor) -> dict[str, Story]:
    heritage = make_category(name="Heritage")
    found = {
        "both": told("both", en={"published_at": ago(days=1)}, fa={"published_at": ago(hours=20)}),
        "english": told("english", en={"published_at": ago(days=2)}),
        "old-english": told("old-english", en={"published_at": ago(days=40)}),
        "persian": told("persian", fa={"published_at": ago(days=3)}),
        "stale": told(
            "stale",
            en={"published_at": ago(days=5)},
            fa={"published_at": ago(days=30), "stale_since": ago(days=4), "n_changed": 1},
        ),
        "staler": told(
            "staler",
            en={"published_at": ago(days=9)},
            fa={"published_at": ago(days=30), "stale_since": ago(days=8), "n_missing": 2},
        ),
        "declined": told("declined", en={"published_at": ago(days=6)}),
        "draft": told("draft", en={"published": False}),
        "review": told("review", en={"published": False, "stage": Stage.REVIEW}),
        "approved": told("approved", fa={"published": False, "stage": Stage.APPROVED}),
        "scheduled": told("scheduled", en={"published_at": timezone.now() + timedelta(days=2)}),
        "withdrawn": told("withdrawn", en={"state": State.WITHDRAWN}),
        "empty": told("empty"),
    }
    Story.objects.filter(pk=found["english"].pk).update(category=make_category(name="Bridges", parent=heritage))
    plan_story(found["declined"], editions["fa"], by=editor, is_declined=True, reason="x")
    plan_story(found["persian"], editions["en"], by=editor, assignee=editor)
    article = found["both"].articles.get(edition="fa")
    article.body = "<p>x</p>"
    save_article(article, by=editor, as_pending=True)
    return found


FILTERS = [
    ("", "empty withdrawn scheduled approved review draft declined staler stale persian old-english english both"),
    ("live=en", "both english stale declined staler old-english"),
    ("live=en&standing=missing&in=fa", "english old-english"),
    ("live=en&standing=missing&in=fa&days=7", "english"),
    ("standing=missing&in=fa", "empty withdrawn scheduled review draft old-english english"),
    ("standing=lagging&in=fa", "staler stale"),
    ("standing=lagging&in=en", ""),
    ("standing=lagging", "staler stale"),
    ("standing=lagging&sort=story", "staler stale"),
    ("standing=declined&in=fa", "declined"),
    ("standing=declined", "declined"),
    ("standing=declined&in=en", ""),
    ("standing=draft", "draft"),
    ("standing=review&in=en", "review"),
    ("standing=review&in=fa", ""),
    ("standing=approved", "approved"),
    ("standing=scheduled", "scheduled"),
    ("standing=published&in=fa&sort=story", "staler stale persian both"),
    ("standing=pending", "both"),
    ("standing=withdrawn", "withdrawn"),
    ("days=7", "both english persian stale declined"),
    ("days=7&sort=story", "declined stale persian english both"),
    ("assignee=me", "persian"),
    ("assignee=me&in=en", "persian"),
    ("assignee=me&in=fa", ""),
    ("assignee=nobody&live=en&days=7", "both english stale declined"),
    ("q=stale", "staler stale"),
    ("q=STALER&sort=live", "staler"),
    ("q=nothing", ""),
    ("q=nothing&sort=live", ""),
    ("q=nothing&sort=stale", ""),
    ("sort=stale&live=en", "staler stale"),
]


@pytest.mark.parametrize(("query", "names"), FILTERS, ids=[query or "all" for query, _names in FILTERS])
def test_filter_finds(desk, stories, query: str, names: str):
    assert shown(desk, query) == names.split()


def test_category_finds_those_under_it_too(desk, stories):
    parent = Category.objects.get(name_en="Heritage").pk
    assert shown(desk, f"category={parent}") == ["english"]
    assert shown(desk, f"category={parent}&live=en&standing=missing&in=fa") == ["english"]
    assert shown(desk, f"category={make_category().pk}") == []


def test_assignee_by_name(desk, stories, editor):
    assert shown(desk, f"assignee={editor.pk}") == ["persian"]


def test_newest_published_counts_a_story_once_where_it_is_newest(desk, editions):
    told("first", en={"published_at": ago(days=1)}, fa={"published_at": ago(days=9)})
    told("second", en={"published_at": ago(days=8)}, fa={"published_at": ago(days=2)})
    told("third", sq={"published_at": ago(days=3)})
    assert shown(desk, "sort=live") == ["first", "second", "third"]
    assert shown(desk, "sort=live&live=fa") == ["second", "first"]


def test_longest_out_of_date_comes_first(desk, editions):
    told("first", fa={"stale_since": ago(days=9)}, sq={"stale_since": ago(days=1)})
    told("second", fa={"stale_since": ago(days=2)}, sq={"stale_since": ago(days=3)})
    assert shown(desk, "sort=stale") == ["first", "second"]
    assert shown(desk, "sort=stale&standing=lagging&in=sq") == ["second", "first"]


@pytest.mark.parametrize(
    "query",
    [
        "live=xx&in=yy&standing=zz&days=x&category=x&assignee=x&sort=x", "days=0", "days=-1", "days=99999999",
        "category=99999999999999999999", "category=٣", "assignee=99999999999999999999", "q=%00", "q=" + "x" * 5000,
    ],
)  # fmt: skip
def test_senseless_filters_do_no_harm(desk, stories, query):
    shown(desk, query)


@pytest.mark.parametrize("key", ["x", "1-2-3", "-1", "9" * 30, "1;drop"])
@pytest.mark.parametrize("sort", ["live", "stale", "story"])
def test_malformed_key_is_an_unknown_address(desk, editions, sort, key):
    for name in ("after", "before"):
        assert desk.get(f"{reverse('admin:board')}?sort={sort}&{name}={key}").status_code == 404


# Pages.


@pytest.mark.parametrize("sort", ["story", "live", "live&live=en", "stale", "stale&in=fa"])
def test_pages_show_each_story_once_there_and_back(desk, editions, monkeypatch, sort):
    monkeypatch.setattr(board_rows, "PAGE_SIZE", 3)
    same = ago(days=1)
    for number in range(10):
        # Equal moments are told apart by their numbers.
        moment = same if number % 3 else ago(days=number + 1)
        told(f"{number}", en={"published_at": moment}, fa={"published_at": moment, "stale_since": moment})
    whole, address = [], f"{reverse('admin:board')}?sort={sort}"
    visited = []
    while address:
        answer = desk.get(address)
        visited.append([row.story.working_title for row in answer.context["rows"]])
        whole += visited[-1]
        address = answer.context["on"]
    assert len(whole) == 10
    assert len(set(whole)) == 10
    back = answer.context["back"]
    for expected in reversed(visited[:-1]):
        answer = desk.get(back)
        assert [row.story.working_title for row in answer.context["rows"]] == expected
        back = answer.context["back"]
    assert not back


def test_pages_keep_what_is_asked(desk, editions, monkeypatch):
    monkeypatch.setattr(board_rows, "PAGE_SIZE", 2)
    for number in range(3):
        told(f"{number}", en={})
    answer = desk.get(f"{reverse('admin:board')}?live=en&standing=missing&in=fa&days=7")
    asked = parse_qs(urlsplit(answer.context["on"]).query)
    assert {name: values[0] for name, values in asked.items() if name != "after"} == {
        "live": "en", "standing": "missing", "in": "fa", "days": "7", "sort": "live",
    }  # fmt: skip


# The line of each edition.


def test_summary_counts_what_the_filters_find(desk, stories):
    sums = summary_of(["en", "ar", "fa", "sq"])
    assert sums["fa"] == Sum(missing=7, stale=2, review=0, approved=1)
    assert sums["en"].review == 1
    for code, found in sums.items():
        assert found.missing == len(shown(desk, f"standing=missing&in={code}"))


# Who, and what it costs.


@pytest.mark.parametrize(
    ("who", "status"),
    [("anonymous", 302), ("reader", 302), ("newcomer", 403), ("contributor", 200), ("translator", 200), ("admin", 200)],
)
def test_gate_of_the_board(editions, client: Client, who, status):
    if who != "anonymous":
        role = {"reader": None, "newcomer": "contributor"}.get(who, who)
        client.force_login(make_user(role=role, editions=[] if who == "newcomer" else ["fa"]))
    assert client.get(reverse("admin:board")).status_code == status
    assert client.post(reverse("admin:board")).status_code in {302, 403, 405}


def count(desk: Client, query: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        shown(desk, query)
    return len(queries)


def fill(number: int, editor: User) -> None:
    """Stories as a newsroom has them, in bulk."""
    stories = Story.objects.bulk_create(Story(working_title=f"Story {n}", created_by=editor) for n in range(number))
    rows, plans = [], []
    for n, story in enumerate(stories):
        for code in ("en", "ar", "fa"):
            if code == "fa" and not n % 3:
                plans.append(Plan(story=story, edition_id="fa", assignee=editor, planned_for=date(2026, 3, 21)))
                continue
            stale = ago(hours=n) if code == "ar" and not n % 2 else None
            rows.append(
                Article(
                    story=story, edition_id=code, title=f"{n}", slug=f"{story.pk}", state=State.PUBLISHED,
                    published_at=ago(hours=n + 1), n_changed=1 if stale else 0, stale_since=stale,
                )
            )  # fmt: skip
    Article.objects.bulk_create(rows)
    Plan.objects.bulk_create(plans)


def test_queries_are_few_and_the_same_however_many_stories(desk, editor):
    queries = [
        "", "sort=live", "sort=stale", "live=en&standing=missing&in=fa&days=7", "assignee=me", "q=Story",
        "standing=lagging",
    ]  # fmt: skip
    fill(5, editor)
    few = [count(desk, query) for query in queries]
    fill(200, editor)
    many = [count(desk, query) for query in queries]
    assert many == few
    assert max(many) <= BUDGET
