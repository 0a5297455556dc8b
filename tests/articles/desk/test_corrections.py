"""Corrections of what readers have seen."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.enums import AuditAction
from accounts.models import AuditEntry
from articles.models import Article, Correction
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article
from tests.accounts.desk_forms import edit, errors_of, fields_of, form_of

ADD, LIST = "admin:articles_correction_add", "admin:articles_correction_changelist"


def add_page(article) -> str:
    return f"{reverse(ADD)}?article={article.pk}"


@pytest.fixture
def editor(editions, client: Client) -> Client:
    client.force_login(make_user(role="editor", editions=["fa"]))
    return client


def test_correction_is_made_from_the_article_and_leads_back_to_its_story(editor: Client):
    article = make_article(edition="fa")
    answer = edit(editor, add_page(article), text="نام درست شد.")
    story = reverse("admin:articles_story_change", args=[article.story_id])
    assert answer["Location"] == f"{story}?edition=fa"
    assert article.corrections.get().text == "نام درست شد."


def test_correction_is_written_in_the_articles_language_and_direction(editor: Client):
    page = editor.get(add_page(make_article(edition="fa"))).content.decode()
    field = page.split('name="text"')[1].split(">")[0]
    assert 'lang="fa"' in field
    assert 'dir="rtl"' in field


def test_readers_see_the_correction(editor: Client):
    article = make_article(edition="fa")
    edit(editor, add_page(article), text="نام درست شد.")
    assert "نام درست شد." in editor.get(article.get_absolute_url()).content.decode()


@pytest.mark.parametrize(("role", "editions_of"), [("contributor", ["en"]), ("editor", ["fa"]), (None, [])])
def test_only_those_who_publish_in_the_edition_correct(client: Client, editions, role, editions_of):
    article = make_article(edition="en")
    correction = Correction.objects.create(article=article, text="As it was")
    client.force_login(make_user(role=role, editions=editions_of))
    sent = {"kind": "correction", "text": "Hacked", "made_at_0": "2026-01-01", "made_at_1": "10:00"}
    client.post(add_page(article), sent)
    client.post(reverse("admin:articles_correction_change", args=[correction.pk]), sent)
    client.post(reverse("admin:articles_correction_delete", args=[correction.pk]), {"post": "yes"})
    assert list(Correction.objects.values_list("text", flat=True)) == ["As it was"]
    if role == "editor":
        assert "As it was" not in client.get(reverse(LIST)).content.decode()


@pytest.mark.parametrize("number", ["", "x", "-1", "999999", "9" * 30, "٣"])
def test_correction_of_nothing_is_refused(editor: Client, number: str):
    assert editor.get(f"{reverse(ADD)}?article={number}").status_code == 403


@pytest.mark.parametrize("text", ["", "\u202e \u0007", "x" * 2001])
def test_wrong_text_gives_one_message_and_saves_nothing(editor: Client, text: str):
    article = make_article(edition="fa")
    answer = edit(editor, add_page(article), text=text)
    assert len(errors_of(answer)) == 1
    assert not Correction.objects.exists()


def test_correction_of_the_future_is_refused_and_what_was_typed_stays(editor: Client):
    tomorrow = timezone.now() + timedelta(days=2)
    answer = edit(editor, add_page(make_article(edition="fa")), text="متن", made_at_0=f"{tomorrow:%Y-%m-%d}")
    assert len(errors_of(answer)) == 1
    assert fields_of(answer)["text"] == ["متن"]


@pytest.mark.parametrize(
    ("day", "told"),
    [("0001-01-01", "1900"), ("0300-01-01", "1900"), ("9999-12-31", "1900"), ("2001-01-01", "before the article")],
)
def test_correction_of_a_time_that_cannot_be_is_refused_and_what_was_typed_stays(editor: Client, day: str, told: str):
    answer = edit(editor, add_page(make_article(edition="fa")), text="متن", made_at_0=day)
    [problem] = errors_of(answer)
    assert told in problem
    assert fields_of(answer)["made_at_0"] == [day]
    assert not Correction.objects.exists()


def test_earlier_correction_is_still_changed_when_its_article_is_published_anew(editor: Client):
    article = make_article(edition="fa")
    earlier = timezone.now() - timedelta(days=9)
    correction = Correction.objects.create(article=article, text="متن", made_at=earlier)
    edit(editor, reverse("admin:articles_correction_change", args=[correction.pk]), text="متن تازه")
    assert Correction.objects.get().text == "متن تازه"


def test_moment_is_that_of_the_editions_time_zone(editor: Client):
    article = make_article(edition="fa", published_at=datetime(2026, 4, 1, tzinfo=UTC))
    article.edition.time_zone = "Asia/Tehran"
    article.edition.save()
    edit(editor, add_page(article), text="متن", made_at_0="2026-05-01", made_at_1="10:00:00")
    assert Correction.objects.get().made_at.isoformat() == "2026-05-01T06:30:00+00:00"
    url = reverse("admin:articles_correction_change", args=[Correction.objects.get().pk])
    assert form_of(editor, url)["made_at_1"] == ["10:00:00"]


def test_storys_page_lists_corrections_and_leads_to_a_new_one(editor: Client):
    article = make_article(edition="fa")
    Correction.objects.create(article=article, text="نام درست شد.")
    page = editor.get(reverse("admin:articles_story_change", args=[article.story_id]) + "?edition=fa").content.decode()
    assert "نام درست شد." in page
    assert add_page(article) in page


def test_draft_has_nothing_to_correct(editor: Client):
    article = make_article(edition="fa", published=False)
    page = editor.get(reverse("admin:articles_story_change", args=[article.story_id]) + "?edition=fa").content.decode()
    assert add_page(article) not in page


def changed_at(article) -> datetime:
    return Article.objects.get(pk=article.pk).updated_at


def test_feeds_and_search_engines_learn_that_a_corrected_article_has_changed(editor: Client):
    article = make_article(edition="fa")
    moments = [changed_at(article)]
    edit(editor, add_page(article), text="نام درست شد.")
    correction = article.corrections.get()
    moments.append(changed_at(article))
    edit(editor, reverse("admin:articles_correction_change", args=[correction.pk]), text="نام و روز درست شد.")
    moments.append(changed_at(article))
    editor.post(reverse("admin:articles_correction_delete", args=[correction.pk]), {"post": "yes"})
    moments.append(changed_at(article))
    assert moments == sorted(set(moments))
    assert not article.corrections.exists()
    details = AuditEntry.objects.filter(action=AuditAction.CORRECT).order_by("pk").values_list("detail", flat=True)
    assert [(one["before"], one["after"]) for one in details] == [
        ("", "نام درست شد."),
        ("نام درست شد.", "نام و روز درست شد."),
        ("نام و روز درست شد.", ""),
    ]


@pytest.mark.parametrize(
    "fields", [{"published": False}, {"published_at": timezone.now() + timedelta(days=1)}], ids=["draft", "scheduled"]
)
def test_what_no_reader_has_seen_is_not_corrected(editor: Client, fields):
    article = make_article(edition="fa", **fields)
    assert editor.get(add_page(article)).status_code == 403
    story = reverse("admin:articles_story_change", args=[article.story_id])
    assert add_page(article) not in editor.get(f"{story}?edition=fa").content.decode()
