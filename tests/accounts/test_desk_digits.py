"""The desk writes numbers and moments as its language does, in stock lists and pages too."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from accounts.desk.dates import in_desk_digits
from accounts.models import User
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_category, make_story
from seeds.factories.publications import make_issue, make_series

SHOWN = re.compile(
    r"<(?:script|style|option|title|bdi|select|code)\b.*?</(?:script|style|option|title|bdi|select|code)>|<[^>]*>", re.S
)


@pytest.fixture
def admin_user(editions) -> User:
    return make_user(role="admin", username="paria", language="fa", last_login=timezone.now())


@pytest.fixture
def desk(admin_user) -> Client:
    client = Client()
    client.force_login(admin_user)
    return client


def words(client: Client, path: str) -> str:
    page = client.get(path).content.decode()
    return SHOWN.sub(" ", page[page.index('id="content"') :])


def test_lists_count_in_persian_digits(desk: Client):
    category = make_category(name_fa="باغ‌ها", name_en="باغ‌ها")
    for _number in range(3):
        make_story(category=category)
    make_issue(series=make_series(name_fa="خبرنامه"), number=4)
    assert "۳" in words(desk, reverse("admin:articles_category_changelist"))
    for name in ("articles_story", "articles_topic", "publications_issue"):
        # How many of a page are ticked is written by a stock script.
        shown = re.sub(r"\d+ از \d+", "", words(desk, reverse(f"admin:{name}_changelist")))
        assert not re.search(r"[0-9]", shown), re.findall(r"[^\n]*[0-9][^\n]*", shown)
    assert "خبرنامه ۴" in words(desk, reverse("admin:publications_issue_changelist"))


def test_page_of_a_user_tells_moments_in_the_desks_calendar(desk: Client, admin_user):
    shown = words(desk, reverse("admin:accounts_user_change", args=[admin_user.pk]))
    year = timezone.now().year
    assert f"{year}" not in shown
    assert re.search("۱۴[۰-۹]{2}", shown)


def test_marks_and_entities_keep_their_digits(editions):
    with translation.override("fa"):
        assert in_desk_digits('<a href="?p=2">2</a> &#39;12&#39;') == '<a href="?p=2">۲</a> &#39;۱۲&#39;'
    with translation.override("en"):
        assert in_desk_digits("12") == "12"


def test_what_the_checklist_counts_is_in_persian_digits_and_what_it_quotes_is_as_typed(desk: Client):
    typed = {
        "edition": "fa",
        "article-title": "باغ",
        "article-body": '<p>یک دو سه <a href="https://example.org/">اینجا 2</a></p>',
    }
    told = [point["message"] for point in desk.post(reverse("admin:articles_story_checks"), typed).json()["points"]]
    assert any("۵" in message for message in told), told
    assert not any(re.search(r"[0-9]", message) for message in told if "اینجا 2" not in message), told
