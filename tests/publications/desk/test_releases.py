"""Releases in the desk: who prepares them, what their page says, what its buttons do."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.enums import Stage
from articles.models import Article
from editions.enums import State
from publications.enums import ReleaseState
from publications.models import Release, ReleaseItem
from publications.releases import set_release
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article, make_category, make_story
from seeds.factories.publications import make_issue, make_release
from tests.accounts.desk_forms import edit, form_of, send

ADD = "admin:publications_release_add"

pytestmark = pytest.mark.usefixtures("files_dir")


def draft(edition: str = "en", **fields: Any) -> Article:
    given = {"published": False, "stage": Stage.APPROVED, "edition": edition, **fields}
    return make_article(story=make_story(category=make_category()), **given)


def page_of(release: Release) -> str:
    return reverse("admin:publications_release_change", args=[release.pk])


def act_of(release: Release) -> str:
    return reverse("admin:publications_release_act", args=[release.pk])


def told(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def in_days(days: int) -> datetime:
    return (timezone.now() + timedelta(days=days)).replace(second=0, microsecond=0)


@pytest.fixture
def publisher(editions, client: Client) -> Client:
    client.force_login(make_user(role="publisher", editions=["en", "fa"], username="pia"))
    return client


def test_release_is_made_with_texts_of_several_editions(publisher: Client):
    english, persian = draft(), draft("fa")
    issue = make_issue(editions=["fa"], published=False).texts.get()
    page = reverse(ADD)
    values = {**form_of(publisher, page), "add_articles": [str(english.pk), str(persian.pk)]}
    values |= {"add_issues": [str(issue.pk)], "zone": ["Asia/Tehran"]}
    response = send(publisher, page, values, name="Spring", goes_live_at="2050-03-21T03:30")
    release = Release.objects.get()
    assert response["Location"] == page_of(release)
    assert (release.name, release.made_by.username) == ("Spring", "pia")
    assert release.goes_live_at == datetime(2050, 3, 21, 0, 0, tzinfo=UTC)
    assert {item.text for item in release.items.all()} == {english, persian, issue}
    assert release.state == ReleaseState.PLANNED
    # What is in it already is not added twice, and ticked parts are taken out.
    first = release.items.get(article=english)
    edit(publisher, page_of(release), add_articles=[str(persian.pk)], remove=[str(first.pk)])
    assert {item.text for item in release.items.all()} == {persian, issue}


def test_moment_is_shown_in_the_time_of_who_types_it_and_in_each_editions_own(editions, client: Client):
    client.force_login(make_user(role="publisher", editions=["fa"]))
    release = make_release(draft("fa"), goes_live_at="2050-03-21T00:00:00Z")
    page = client.get(page_of(release)).content.decode()
    assert 'value="2050-03-21T03:30"' in page
    assert '<option value="Asia/Tehran" selected>' in page
    assert "۱ فروردین ۱۴۲۹، ۰۳:۳۰" in page
    assert edit(client, page_of(release)).status_code == 302
    assert Release.objects.get().goes_live_at == datetime(2050, 3, 21, 0, 0, tzinfo=UTC)


def test_page_says_what_is_not_ready_and_why(publisher: Client):
    release = make_release(draft(title="Good"), draft("fa", title="بد", stage=Stage.REVIEW), goes_live_at=in_days(1))
    response = publisher.get(page_of(release))
    page = response.content.decode()
    assert response.context["lacking"] == 1
    assert "1 text is not ready, so nothing can be released." in page
    assert "It is in review: nobody has approved it." in page
    rows = {row.title: row.is_ready for group in response.context["groups"] for row in group.rows}
    assert rows == {"Good": True, "بد": False}


def test_button_sets_what_is_ready_and_the_release_is_closed_then(publisher: Client):
    articles = [draft(), draft("fa")]
    release = make_release(*articles, goes_live_at=in_days(1))
    response = publisher.post(page_of(release), {**form_of(publisher, page_of(release)), "_set": "1"}, follow=True)
    assert told(response)[0].startswith("Set: all of it goes live on")
    assert set(Article.objects.values_list("state", "published_at")) == {(State.PUBLISHED, release.goes_live_at)}
    page = response.content.decode()
    assert 'name="_set"' not in page
    assert "call it off first" in page
    assert publisher.post(page_of(release), {"name": "Other"}).status_code == 403
    assert publisher.get(reverse("admin:publications_release_delete", args=[release.pk])).status_code == 403
    release.refresh_from_db()
    response = publisher.post(act_of(release), {"act": "call_off", "version": release.version}, follow=True)
    assert told(response) == ["Called off: 2 texts are what they were before."]
    assert set(Article.objects.values_list("state", flat=True)) == {State.DRAFT}
    assert 'name="_set"' in response.content.decode()


def test_button_saves_and_says_why_nothing_was_released(publisher: Client):
    release = make_release(draft(), draft("fa", title="بد", stage=Stage.WRITING), goes_live_at=in_days(1))
    values = form_of(publisher, page_of(release))
    response = send(publisher, page_of(release), values, name="Renamed", _now="1")
    assert told(publisher.get(response["Location"])) == ["Nothing was released. Not ready: فارسی: بد."]
    release.refresh_from_db()
    assert (release.name, release.state) == ("Renamed", ReleaseState.PLANNED)
    assert set(Article.objects.values_list("state", flat=True)) == {State.DRAFT}


def test_button_releases_now_what_waited(publisher: Client):
    article = draft()
    release = make_release(article, goes_live_at=in_days(1))
    set_release(release, by=make_user(role="admin"))
    response = publisher.post(act_of(release), {"act": "now", "version": release.version}, follow=True)
    assert told(response) == ["Released: readers see all of it."]
    assert publisher.get(article.get_absolute_url()).status_code == 200
    assert "stays as it is on record" in response.content.decode()


def test_page_that_is_out_of_date_does_nothing(publisher: Client):
    release = make_release(draft(), goes_live_at=in_days(1))
    values = form_of(publisher, page_of(release))
    edit(publisher, page_of(release), name="Theirs")
    response = send(publisher, page_of(release), values, name="Mine", _set="1")
    assert "Somebody else has changed this release" in response.content.decode()
    release.refresh_from_db()
    assert (release.name, release.state) == ("Theirs", ReleaseState.PLANNED)
    set_release(release, by=make_user(role="admin"))
    publisher.post(act_of(release), {"act": "call_off", "version": release.version - 1})
    assert Release.objects.get().state == ReleaseState.SET


# Who -> their answer to: reading, adding, acting on a release of en and fa that waits.
WALK: list[tuple[str, dict | None, int, int, int]] = [
    ("anonymous", None, 302, 302, 302),
    ("a reader", {"role": None}, 302, 302, 302),
    ("a newcomer", {"role": "publisher", "editions": []}, 403, 403, 403),
    ("a contributor", {"role": "contributor", "editions": ["en", "fa"]}, 200, 403, 403),
    ("a translator", {"role": "translator", "editions": ["en", "fa"]}, 200, 403, 403),
    ("an editor", {"role": "editor", "editions": ["en", "fa"]}, 200, 403, 403),
    ("a publisher of one", {"role": "publisher", "editions": ["en"]}, 200, 200, 403),
    ("a publisher of another", {"role": "publisher", "editions": ["sq"]}, 200, 200, 403),
    ("a publisher of both", {"role": "publisher", "editions": ["en", "fa"]}, 200, 200, 302),
    ("an admin", {"role": "admin"}, 200, 200, 302),
]


@pytest.mark.parametrize(("who", "fields", "reads", "adds", "acts"), WALK, ids=[row[0] for row in WALK])
def test_who_may_do_what_with_a_release(editions, client: Client, who, fields, reads, adds, acts):
    release = make_release(draft(), draft("fa"), goes_live_at=in_days(1))
    set_release(release, by=make_user(role="admin"))
    if fields is not None:
        client.force_login(make_user(**fields))
    assert client.get(page_of(release)).status_code == reads
    assert client.get(reverse(ADD)).status_code == adds
    may = acts == 302 and reads == 200
    assert ('value="call_off"' in client.get(page_of(release)).content.decode()) is may
    assert client.get(act_of(release)).status_code in {405, 302}
    assert client.post(act_of(release), {"act": "call_off", "version": release.version}).status_code == acts
    assert Release.objects.get().state == (ReleaseState.CANCELLED if may else ReleaseState.SET)


def test_publisher_of_one_edition_prepares_but_does_not_set(editions, client: Client):
    client.force_login(make_user(role="publisher", editions=["en"]))
    release = make_release(draft(), draft("fa", title="راز"), goes_live_at=in_days(1))
    page = client.get(page_of(release)).content.decode()
    assert "setting it needs somebody who may release in every edition" in page
    # A draft of an edition that is not theirs is not named to them.
    assert "راز" not in page
    response = send(client, page_of(release), form_of(client, page_of(release)), _set="1")
    assert told(client.get(response["Location"])) == ["You may not release in every edition of it."]
    assert set(Article.objects.values_list("state", flat=True)) == {State.DRAFT}


def test_draft_that_the_user_may_not_read_cannot_be_put_in(editions, client: Client):
    client.force_login(make_user(role="publisher", editions=["en"]))
    release, secret = make_release(), draft("fa")
    issue = make_issue(editions=["fa"], published=False).texts.get()
    for field, pk in (("add_articles", secret.pk), ("add_issues", issue.pk)):
        response = edit(client, page_of(release), **{field: [str(pk)]})
        assert response.status_code == 200
    assert not ReleaseItem.objects.exists()


def test_part_of_another_release_cannot_be_taken_out_here(publisher: Client):
    mine, other = make_release(draft()), make_release(draft())
    response = edit(publisher, page_of(mine), remove=[str(other.items.get().pk)])
    assert response.status_code == 200
    assert other.items.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "},
        {"goes_live_at": "9999-12-31T23:59"},
        {"goes_live_at": "0001-01-01T00:00"},
        {"goes_live_at": "soon"},
        {"zone": "Mars/Base"},
        {"add_articles": ["999999999"]},
        {"version": "99"},
    ],
)
def test_wrong_values_are_told_and_nothing_is_saved(publisher: Client, wrong):
    release = make_release(draft(), name="Spring", goes_live_at=in_days(1))
    response = edit(publisher, page_of(release), **wrong)
    assert response.status_code == 200
    assert 'class="errorlist' in response.content.decode()
    assert Release.objects.values_list("name", "goes_live_at", "version").get() == (
        "Spring",
        release.goes_live_at,
        1,
    )


@pytest.mark.parametrize("keys", [["x"], ["9" * 30], ["-1", "1e3", "٣", "\x00"], ["1 OR 1=1"]])
def test_keys_that_can_be_none_are_passed_over(publisher: Client, keys):
    release = make_release()
    for field in ("add_articles", "add_issues"):
        assert edit(publisher, page_of(release), **{field: keys}).status_code == 302
    assert edit(publisher, page_of(release), remove=keys).status_code == 302
    assert not ReleaseItem.objects.exists()


def test_story_and_issue_say_that_they_wait_in_a_release(publisher: Client):
    article, issue = draft(), make_issue(editions=["en"], published=False)
    release = make_release(article, issue.texts.get(), name="Spring <b>", goes_live_at=in_days(1))
    pages = [
        reverse("admin:articles_story_change", args=[article.story_id]) + "?edition=en",
        reverse("admin:publications_issue_change", args=[issue.pk]) + "?edition=en",
    ]
    for page in pages:
        content = publisher.get(page).content.decode()
        assert "It is planned for the release" in content
        assert "Spring &lt;b&gt;" in content
        assert page_of(release) in content
    set_release(release, by=make_user(role="admin"))
    for page in pages:
        assert "What you change until then goes live with it." in publisher.get(page).content.decode()
    Release.objects.update(goes_live_at=timezone.now() - timedelta(minutes=1))
    for page in pages:
        assert "the release" not in publisher.get(page).content.decode()


def test_list_says_where_releases_stand_and_filters_by_it(publisher: Client):
    for name, days in (("Comes", 1), ("Came", -1)):
        make_release(name=name, goes_live_at=in_days(days), state=ReleaseState.SET)
    make_release(name="Planned")
    address = reverse("admin:publications_release_changelist")
    shown = {
        stands: [release.name for release in publisher.get(address, {"stands": stands}).context["cl"].result_list]
        for stands in ("planned", "set", "done", "cancelled", "x")
    }
    assert shown == {
        "planned": ["Planned"],
        "set": ["Comes"],
        "done": ["Came"],
        "cancelled": [],
        "x": ["Planned", "Came", "Comes"],
    }
    page = publisher.get(address).content.decode()
    assert "standing--scheduled" in page
    assert "standing--published" in page


def test_issues_are_found_by_typing_and_written_on_their_issues_page(publisher: Client):
    issue = make_issue(editions=["en", "sq"], title="Winter", published=False)
    query = {"app_label": "publications", "model_name": "releaseitem", "field_name": "issue", "term": "Winter"}
    found = publisher.get(reverse("admin:autocomplete"), query).json()["results"]
    # The Albanian draft is not theirs to know.
    assert len(found) == 1
    text = issue.texts.get(edition="en")
    page = reverse("admin:publications_issueedition_change", args=[text.pk])
    assert publisher.get(page)["Location"] == (
        reverse("admin:publications_issue_change", args=[issue.pk]) + "?edition=en"
    )
    for name in ("add", "delete", "history"):
        args = [] if name == "add" else [text.pk]
        status = publisher.get(reverse(f"admin:publications_issueedition_{name}", args=args)).status_code
        assert status in ({403} if name == "add" else {200, 403})


def test_page_costs_a_bounded_number_of_queries(publisher: Client, django_assert_max_num_queries):
    release = make_release(*(draft(code) for code in ("en", "fa") for _ in range(8)), goes_live_at=in_days(1))
    publisher.get(page_of(release))
    with django_assert_max_num_queries(16):
        publisher.get(page_of(release))


def test_list_tells_moments_in_the_desks_calendar_and_the_users_time(client: Client, editions):
    make_release(goes_live_at=datetime(2026, 3, 20, 8, 0, tzinfo=UTC))
    client.force_login(make_user(role="publisher", editions=["fa"], language="fa"))
    page = client.get(reverse("admin:publications_release_changelist")).content.decode()
    assert "۲۹ اسفند ۱۴۰۴، ۱۱:۳۰ (Asia/Tehran)" in page


@pytest.mark.parametrize("value", ["", "[]", "2026-03-29", "9" * 30, "\x00"])
def test_values_in_the_address_of_a_new_release_are_no_error(publisher: Client, value: str):
    sent = {"add_articles": value, "add_issues": value, "goes_live_at": value, "zone": value}
    assert publisher.get(reverse("admin:publications_release_add"), sent).status_code == 200
