"""What is done at the desk stands on the audit log, once, and is read by those whom it concerns."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.audit import record
from accounts.enums import AuditAction
from accounts.models import AuditEntry, User
from articles.models import Article, Correction
from articles.pending import schedule_pending
from articles.services import EditConflictError, publish_articles, save_article, withdraw_articles
from editions.models import Page, PageEdition
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article, make_category, make_topic
from seeds.factories.media import make_image, make_media_item
from seeds.factories.publications import make_book, make_issue
from tests.accounts.desk_forms import edit, form_of, send
from tests.accounts.roles import make_member

LOG = reverse("admin:accounts_auditentry_changelist")
pytestmark = pytest.mark.usefixtures("files_dir")


@pytest.fixture
def admin(editions, client: Client) -> User:
    user = make_user(role="admin", username="root", first_name="Ruth", last_name="Root")
    client.force_login(user)
    return user


def acts() -> list[tuple[str, str, str]]:
    """(action, edition, name) of every entry, oldest first."""
    return list(AuditEntry.objects.order_by("pk").values_list("action", "edition_code", "about"))


def story_page(article: Article) -> str:
    return f"{reverse('admin:articles_story_change', args=[article.story_id])}?edition={article.edition_id}"


def press(client: Client, url: str, **changes: Any) -> Any:
    answer = send(client, url, form_of(client, url), **changes)
    assert answer.status_code == 302
    return answer


# Articles.


def test_article_is_published_changed_and_withdrawn(client: Client, admin):
    article = make_article(edition="fa", title="باغ", published=False, category=make_category())
    url = story_page(article)
    press(client, url, **{"article-title": "باغ‌ها", "_save": "1"})
    assert acts() == []
    press(client, url, _publish="1")
    press(client, url, _withdraw="1")
    assert acts() == [("publish", "fa", "باغ‌ها"), ("withdraw", "fa", "باغ‌ها")]
    published = AuditEntry.objects.get(action="publish")
    assert (published.by, published.by_name) == (admin, "Ruth Root")
    assert (published.kind, published.object_id) == ("articles.article", str(article.pk))
    assert published.detail["before"] == "draft"


def test_moment_in_the_future_is_a_schedule_and_so_is_an_end(client: Client, admin):
    article = make_article(published=False, category=make_category())
    tomorrow, later = (timezone.now() + timedelta(days=days) for days in (1, 9))
    fields = {"article-published_at": f"{tomorrow:%Y-%m-%dT%H:%M}", "_publish": "1"}
    press(client, story_page(article), **fields)
    press(client, story_page(article), **{"article-unpublish_at": f"{later:%Y-%m-%dT%H:%M}", "_save": "1"})
    entries = AuditEntry.objects.order_by("pk")
    assert [entry.action for entry in entries] == ["schedule", "schedule"]
    assert f"{later:%Y-%m-%dT%H:%M}" in entries[1].detail["until"]


def test_new_words_of_a_published_article_are_a_publication(editions):
    article = make_article(title="Gardens")
    article.title = "Gardens at night"
    save_article(article, by=None, is_minor=True)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.by, entry.by_name) == ("publish", None, "")
    assert (entry.detail["revision"], entry.detail["is_minor"]) == (2, True)


def test_change_that_waits_is_scheduled(editions):
    article = make_article()
    save_article(article, as_pending=True)
    schedule_pending(article, at=timezone.now() + timedelta(days=1))
    assert [action for action, _edition, _name in acts()] == ["schedule"]


def test_many_at_once_are_an_entry_each(client: Client, admin):
    articles = [make_article(edition="sq", published=False, category=make_category()) for _ in range(3)]
    make_article(edition="sq", story=make_article().story)
    chosen = [str(article.story_id) for article in articles]
    stories = reverse("admin:articles_story_changelist")
    client.post(stories, {"action": "publish", "edition": "sq", "_selected_action": chosen})
    client.post(stories, {"action": "withdraw", "edition": "sq", "_selected_action": chosen})
    assert [(action, edition) for action, edition, _name in acts()] == [("publish", "sq")] * 3 + [
        ("withdraw", "sq")
    ] * 3
    assert {entry.by for entry in AuditEntry.objects.all()} == {admin}


def test_service_that_does_nothing_writes_nothing(editions):
    article, draft = make_article(), make_article(published=False)
    publish_articles([article])
    withdraw_articles([draft])
    assert acts() == []


def test_act_that_fails_leaves_no_entry(editions):
    article = make_article(published=False)
    article.version += 1
    with pytest.raises(EditConflictError):
        save_article(article)
    assert acts() == []


def test_story_that_is_deleted_takes_its_articles_along(client: Client, admin):
    article = make_article(title="Bees", published=False)
    make_article(edition="fa", story=article.story, title="زنبور", published=False)
    client.post(reverse("admin:articles_story_delete", args=[article.story_id]), {"post": "yes"})
    assert not Article.objects.exists()
    deleted = acts()
    assert deleted[0][:2] == ("delete", "")
    assert set(deleted[1:]) == {("delete", "en", "Bees"), ("delete", "fa", "زنبور")}


def test_correction_is_added_changed_and_deleted(client: Client, admin):
    article = make_article(title="Bees")
    add = f"{reverse('admin:articles_correction_add')}?article={article.pk}"
    press(client, add, text="The date was wrong.")
    change = reverse("admin:articles_correction_change", args=[Correction.objects.get().pk])
    press(client, change, text="The year was wrong.")
    press(client, change)
    client.post(change.replace("change", "delete"), {"post": "yes"})
    assert acts() == [("correct", "en", "Bees")] * 3
    told = [(entry.detail["before"], entry.detail["after"]) for entry in AuditEntry.objects.order_by("pk")]
    assert told == [
        ("", "The date was wrong."),
        ("The date was wrong.", "The year was wrong."),
        ("The year was wrong.", ""),
    ]


# Pages, issues, and what all editions share.


def test_page_of_an_edition_is_published_changed_and_withdrawn(client: Client, admin):
    page = Page.objects.create(key="about")
    PageEdition.objects.create(page=page, edition_id="sq", title="Rreth nesh", slug="rreth")
    url = f"{reverse('admin:editions_page_change', args=[page.pk])}?edition=sq"
    press(client, url, _publish="1")
    press(client, url, **{"text-title": "Kush jemi", "_save": "1"})
    press(client, url, _withdraw="1")
    assert [(action, edition) for action, edition, _name in acts()] == [
        ("publish", "sq"),
        ("publish", "sq"),
        ("withdraw", "sq"),
    ]
    assert AuditEntry.objects.first().kind == "editions.page"


def test_issue_of_an_edition_is_published_and_withdrawn(client: Client, admin):
    issue = make_issue(editions=["fa"])
    url = f"{reverse('admin:publications_issue_change', args=[issue.pk])}?edition=fa"
    press(client, url, _withdraw="1")
    press(client, url, _publish="1")
    assert [(action, edition) for action, edition, _name in acts()] == [("withdraw", "fa"), ("publish", "fa")]


@pytest.mark.parametrize(
    ("label", "make"), [("media_gallery_mediaitem", make_media_item), ("publications_book", make_book)]
)
def test_shared_things_are_published_and_withdrawn(client: Client, admin, label: str, make):
    thing = make(state="draft", published_at=None)
    page, many = reverse(f"admin:{label}_change", args=[thing.pk]), reverse(f"admin:{label}_changelist")
    press(client, page, state="published")
    chosen = {"_selected_action": [str(thing.pk)]}
    client.post(many, {"action": "withdraw", **chosen})
    client.post(many, {"action": "publish", **chosen})
    assert [(action, edition) for action, edition, _name in acts()] == [
        ("publish", ""),
        ("withdraw", ""),
        ("publish", ""),
    ]


def test_whatever_is_deleted_is_named(client: Client, admin):
    topic, image = make_topic(name="Water"), make_image(name="Bridge")
    client.post(reverse("admin:articles_topic_delete", args=[topic.pk]), {"post": "yes"})
    client.post(reverse("admin:media_gallery_image_delete", args=[image.pk]), {"post": "yes"})
    others = [make_topic(name="Maps"), make_topic(name="Roads")]
    chosen = {"action": "delete_selected", "_selected_action": [str(one.pk) for one in others], "post": "yes"}
    client.post(reverse("admin:articles_topic_changelist"), chosen)
    assert [action for action, _edition, _name in acts()] == ["delete"] * 4
    assert {name for _action, _edition, name in acts()} == {"Water", str(image), "Maps", "Roads"}


def test_question_before_deleting_writes_nothing(client: Client, admin):
    topic = make_topic()
    client.get(reverse("admin:articles_topic_delete", args=[topic.pk]))
    assert acts() == []


def test_setting_of_an_edition_says_what_it_was(client: Client, admin):
    edit(client, reverse("admin:editions_edition_change", args=["sq"]), is_visible=None, tagline="Lajme")
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.edition_code) == ("setting", "sq")
    assert entry.detail == {
        "before": {"is_visible": True, "tagline": ""},
        "after": {"is_visible": False, "tagline": "Lajme"},
    }


# Reading it.


@pytest.fixture
def entries(editions) -> dict[str, AuditEntry]:
    by = make_user(role="editor", editions=["en"], first_name="Ann", last_name="Elin")
    return {
        "en": record(AuditAction.PUBLISH, make_article(title="Bees"), by=by, edition="en"),
        "fa": record(AuditAction.WITHDRAW, make_article(edition="fa", title="باغ"), edition="fa"),
        "": record(AuditAction.DELETE, make_category(name="Old things"), by=by),
    }


@pytest.mark.parametrize(
    ("who", "seen"),
    [("admin", {"en", "fa", ""}), ("editor", {"en"}), ("publisher", {"en"}), ("confined", None), ("contributor", None)],
)
def test_log_is_read_by_editors_and_publishers_of_the_edition(client: Client, entries, who: str, seen: set[str] | None):
    if who == "confined":
        user = make_member("editor", "en", sections=[make_category()])
    else:
        user = make_user(role="admin") if who == "admin" else make_member(who, "en")
    client.force_login(user)
    answer = client.get(LOG)
    assert answer.status_code == (200 if seen else 403)
    for code, entry in entries.items():
        page = reverse("admin:accounts_auditentry_change", args=[entry.pk])
        assert (client.get(page).status_code == 200) is (code in (seen or ()))
        if seen:
            assert (entry.about in answer.content.decode()) is (code in seen)


def test_nobody_writes_on_it_by_hand(client: Client, admin, entries):
    entry = entries["en"]
    page = reverse("admin:accounts_auditentry_change", args=[entry.pk])
    assert client.get(reverse("admin:accounts_auditentry_add")).status_code == 403
    assert client.post(page, {"about": "Other"}).status_code == 403
    assert client.post(page.replace("change", "delete"), {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [str(entry.pk)], "post": "yes"}
    client.post(LOG, chosen)
    assert AuditEntry.objects.filter(about="Bees").count() == 1


def test_log_leads_to_the_thing_and_says_everything_in_the_language_of_the_desk(client: Client, admin, entries):
    admin.language = "fa"
    admin.save()
    page = client.get(LOG).content.decode()
    assert '<html lang="fa" dir="rtl"' in page
    assert f'<a href="/admin/articles/article/{entries["en"].object_id}/change/"><bdi lang="en" dir="ltr">Bees' in page
    assert '<bdi lang="fa" dir="rtl">باغ</bdi>' in page
    assert "Old things" in page
    assert f"/admin/articles/category/{entries[''].object_id}/" not in page


def test_times_are_those_of_the_readers_own_edition(client: Client, editions):
    user = make_member("editor", "fa")
    entry = record(AuditAction.PUBLISH, make_article(edition="fa"), edition="fa")
    AuditEntry.objects.filter(pk=entry.pk).update(at="2026-03-01T22:15Z")
    client.force_login(user)
    page = client.get(LOG, headers={"Accept-Language": "en"}).content.decode()
    assert "Asia/Tehran" in page
    # Half past three hours ahead of UTC: the next day.
    assert "2 March 2026, 01:45" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("action=withdraw", {"fa"}),
        ("edition=en", {"en"}),
        ("q=bees", {"en"}),
        ("q=Elin", {"en", ""}),
        ("at__gte=2020-01-01%2000:00:00%2B00:00", {"en", "fa", ""}),
    ],
)
def test_log_is_sifted(client: Client, admin, entries, query: str, found: set[str]):
    rows = client.get(f"{LOG}?{query}").context["cl"].result_list
    assert {row.edition_code for row in rows} == found


def test_log_is_sifted_by_person(client: Client, admin, entries):
    by = entries["en"].by
    answer = client.get(f"{LOG}?person={by.pk}")
    assert {row.edition_code for row in answer.context["cl"].result_list} == {"en", ""}
    assert "Ann Elin" in answer.content.decode()


def test_log_costs_the_same_whatever_its_length(client: Client, admin, django_assert_max_num_queries):
    article = make_article()
    for _ in range(60):
        record(AuditAction.PUBLISH, article, by=admin, edition="en", detail={"at": "2026-03-01T22:15:00+00:00"})
    with django_assert_max_num_queries(10):
        assert client.get(LOG).status_code == 200


def test_name_stays_when_a_person_is_gone(client: Client, admin, entries):
    entries["en"].by.delete()
    page = client.get(LOG).content.decode()
    assert "Ann Elin" in page


def test_old_entries_are_taken_away_only_when_it_is_meant(entries, capsys):
    AuditEntry.objects.filter(pk=entries["fa"].pk).update(at=timezone.now() - timedelta(days=400))
    call_command("prune_audit", older_than=365)
    assert "1 entries would be deleted" in capsys.readouterr().out
    assert AuditEntry.objects.count() == 3
    call_command("prune_audit", older_than=365, yes=True)
    assert {entry.edition_code for entry in AuditEntry.objects.all()} == {"en", ""}
    with pytest.raises(CommandError):
        call_command("prune_audit", older_than=0, yes=True)
