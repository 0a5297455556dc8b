"""Days and hours that the desk tells stand in the calendar, digits and words of the language that it speaks."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.audit import record
from accounts.enums import AuditAction
from accounts.models import AuditEntry, User
from articles.models import Article, Correction, PreviewLink, Revision, Story
from articles.pending import schedule_pending
from articles.preview_links import make_link
from articles.revisions import article_to_write
from articles.services import save_article
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article
from seeds.factories.publications import make_release
from tests.articles.desk.test_two_editors import page_of

# A date of Western digits, as the stock formats write it.
FOREIGN = re.compile(r"\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}/\d{1,2}/\d{4}", re.ASCII)
MOMENT = datetime(2026, 3, 20, 8, 0, tzinfo=UTC)
IN_WORDS = {"fa": "۲۹ اسفند ۱۴۰۴، ۱۱:۳۰", "en": "20 March 2026, 11:30"}


@pytest.fixture(params=["fa", "en"])
def language(request) -> str:
    return request.param


@pytest.fixture
def article(editions, language: str) -> Article:
    """Persian, so in Tehran's time, with all that the desk tells a moment of: all of them `MOMENT`."""
    editor = make_user(role="admin", username="ada", language=language)
    article = make_article(edition="fa", published_at=timezone.now() - timedelta(days=1))
    at_work = article_to_write(article.pk)
    at_work.body = "<p>دوم</p>"
    save_article(at_work, by=editor, as_pending=True)
    article = Article.objects.get(pk=article.pk)
    schedule_pending(article, at=timezone.now() + timedelta(days=3), by=editor)
    Correction.objects.create(article=article, text="نامی نادرست بود.", made_at=MOMENT)
    Revision.objects.update(made_at=MOMENT)
    make_release(article, goes_live_at=MOMENT)
    record(AuditAction.PUBLISH, article, edition="fa")
    AuditEntry.objects.update(at=MOMENT)
    make_link(article, by=editor, days=7)
    Article.objects.filter(pk=article.pk).update(pending_at=MOMENT)
    Story.objects.update(updated_at=MOMENT)
    return article


def shown(client: Client, address: str) -> str:
    """What a reader of the page sees of it."""
    page = client.get(address).content.decode()
    main = page[page.index("<body") :]
    main = re.sub(r"<(script|textarea|select)\b.*?</\1>", "", main, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", " ", main))


def test_moments_are_told_in_the_desks_own_calendar(client: Client, article: Article, language: str):
    client.force_login(User.objects.get(username="ada"))
    for address in (
        page_of(article.story, "fa"),
        reverse("admin:articles_article_revisions", args=[article.pk]),
        reverse("admin:articles_article_revision", args=[article.pk, 1]),
        f"{reverse('admin:articles_article_compare', args=[article.pk])}?old=1&new=2",
        reverse("admin:accounts_auditentry_changelist"),
    ):
        words = shown(client, address)
        assert FOREIGN.findall(words) == [], address
        assert address.endswith("auditentry/") or IN_WORDS[language] in words, address
    assert FOREIGN.findall(shown(client, reverse("admin:articles_story_changelist"))) == []
    assert PreviewLink.objects.exists()
