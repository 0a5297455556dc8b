"""Links by which somebody outside reads a draft: signed, for some days, until they are withdrawn."""

from datetime import timedelta

import pytest
from django.core.signing import Signer
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.enums import AuditAction
from accounts.models import AuditEntry
from articles.models import Article, PreviewLink
from articles.preview_links import link_of, make_link, token_of, withdraw_links
from articles.services import save_article
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article, make_story


@pytest.fixture
def draft(editions) -> Article:
    return make_article(story=make_story(), title="Gardens", published=False)


def path_of(link: PreviewLink) -> str:
    return reverse("preview-link", args=[token_of(link)])


def over(article: Article) -> PreviewLink:
    """A link that ran out a minute ago."""
    now = timezone.now()
    return PreviewLink.objects.create(
        article=article, made_at=now - timedelta(days=1), expires_at=now - timedelta(minutes=1)
    )


def test_stranger_reads_the_draft_and_nothing_is_kept_of_it(client: Client, draft: Article):
    response = client.get(path_of(make_link(draft, by=None, days=1)))
    page = response.content.decode()
    assert response.status_code == 200
    assert "Gardens</h1>" in page
    assert "This link works until" in page
    assert 'name="robots" content="noindex"' in page
    assert response.headers["Cache-Control"] == "no-store, private"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert "ETag" not in response.headers


def test_notice_is_in_the_editions_language_calendar_and_digits(client: Client, editions):
    article = make_article(story=make_story(), edition="fa", title="باغ", published=False)
    link = make_link(article, by=None, days=7)
    PreviewLink.objects.update(expires_at="2045-03-20T20:30:00Z")
    link.refresh_from_db()
    page = client.get(path_of(link)).content.decode()
    assert '<html lang="fa" dir="rtl">' in page
    assert "۲ فروردین ۱۴۲۴" in page
    assert "۰۰:۰۰" in page


def test_link_shows_the_article_as_it_stands_now(client: Client, draft: Article):
    path = path_of(make_link(draft, by=None, days=1))
    draft.title = "Orchards"
    save_article(draft)
    assert "Orchards</h1>" in client.get(path).content.decode()


def test_link_to_an_article_that_readers_know_shows_the_change_that_waits(client: Client, editions):
    article = make_article(story=make_story(), title="Known")
    path = path_of(make_link(article, by=None, days=1))
    article.title = "Waiting"
    save_article(article, as_pending=True)
    assert "Waiting</h1>" in client.get(path).content.decode()
    assert "Known</h1>" in client.get(article.get_absolute_url()).content.decode()


@pytest.mark.parametrize("code", ["en", "fa"])
def test_link_that_is_over_says_so_in_the_editions_language(client: Client, editions, code: str):
    article = make_article(story=make_story(), edition=code, title="Secret", published=False)
    response = client.get(path_of(over(article)))
    assert response.status_code == 410
    page = response.content.decode()
    assert f'<html lang="{code}"' in page
    assert "Secret" not in page
    assert "no-store" in response.headers["Cache-Control"]


def test_link_is_over_at_its_moment(client: Client, draft: Article):
    link = make_link(draft, by=None, days=1)
    assert client.get(path_of(link)).status_code == 200
    past = timezone.now() - timedelta(days=1)
    PreviewLink.objects.update(made_at=past - timedelta(hours=1), expires_at=past.replace(microsecond=0))
    link.refresh_from_db()
    assert client.get(path_of(link)).status_code == 410


def test_withdrawn_links_lead_nowhere_and_new_ones_do(client: Client, draft: Article):
    other = make_article(story=make_story(), published=False)
    paths = [path_of(make_link(draft, by=None, days=days)) for days in (1, 30)]
    elsewhere = path_of(make_link(other, by=None, days=1))
    assert withdraw_links(draft, by=None) == 2
    assert [client.get(path).status_code for path in paths] == [410, 410]
    assert client.get(elsewhere).status_code == 200
    assert client.get(path_of(make_link(draft, by=None, days=1))).status_code == 200


def test_token_cannot_be_prolonged_nor_moved_to_another_article(client: Client, draft: Article):
    link = make_link(draft, by=None, days=1)
    other = make_link(make_article(story=make_story(), published=False), by=None, days=30)
    body, _dot, signature = token_of(link).rpartition(".")
    later = f"{link.pk}-{int(other.expires_at.timestamp())}"
    elsewhere = f"{other.pk}-{body.partition('-')[2]}"
    forged = [f"{one}.{signature}" for one in (later, elsewhere)]
    # Signed by this site, but for something else; and rightly signed, of a link that there is not.
    forged += [Signer(sep=".").sign(body), Signer(sep=".", salt="articles.preview_links").sign(later)]
    forged += [Signer(sep=".", salt="articles.preview_links").sign(one) for one in ("x", "-1-1", "9" * 40 + "-1", "")]
    forged += [body, "", ".", "x", token_of(link)[:-1], token_of(link) + "A", "%00", "٣-١.x"]
    for token in forged:
        assert client.get(f"/preview/{token}/").status_code == 404, token
        assert link_of(token) is None


def test_link_only_reads(draft: Article):
    client = Client(enforce_csrf_checks=True)
    path = path_of(make_link(draft, by=None, days=1))
    assert client.head(path).status_code == 200
    assert client.post(path, {"article-title": "x"}).status_code in {403, 405}
    draft.refresh_from_db()
    assert draft.title == "Gardens"


def test_deleted_article_takes_its_links_along(client: Client, draft: Article):
    path = path_of(make_link(draft, by=None, days=1))
    draft.delete()
    assert client.get(path).status_code == 404


def test_number_of_days_is_one_of_three(draft: Article):
    with pytest.raises(ValueError, match="2"):
        make_link(draft, by=None, days=2)


def links_of(article: Article) -> str:
    return reverse("admin:articles_article_links", args=[article.pk])


MAKERS = [
    (None, 302),
    ({"role": None}, 302),
    ({"role": "contributor", "editions": []}, 403),
    ({"role": "contributor", "editions": ["en"]}, 403),
    ({"role": "translator", "editions": ["en"]}, 403),
    ({"role": "editor", "editions": ["fa"]}, 403),
    ({"role": "editor", "editions": ["en"]}, 302),
    ({"role": "publisher", "editions": ["en"]}, 302),
    ({"role": "admin"}, 302),
]


@pytest.mark.parametrize(("who", "status"), MAKERS)
def test_who_may_make_and_withdraw_links(client: Client, draft: Article, who, status):
    if who:
        client.force_login(make_user(**who))
    may = status == 302 and bool(who and who["role"])
    kept = make_link(draft, by=None, days=1)
    assert client.post(links_of(draft), {"days": "7"}).status_code == status
    assert PreviewLink.objects.count() == 1 + may
    assert client.post(links_of(draft), {"withdraw": "1"}).status_code == status
    kept.refresh_from_db()
    assert kept.is_working is not may
    story = reverse("admin:articles_story_change", args=[draft.story_id])
    assert ('id="links"' in client.get(story, {"edition": "en"}).content.decode()) is may


def test_writer_of_a_draft_may_share_it(client: Client, editions):
    user = make_user(role="contributor", editions=["en"])
    mine = make_article(story=make_story(), published=False, created_by=user)
    client.force_login(user)
    assert client.post(links_of(mine), {"days": "7"}).status_code == 302
    Article.objects.filter(pk=mine.pk).update(state="published", published_at=timezone.now())
    assert client.post(links_of(mine), {"days": "7"}).status_code == 403


@pytest.fixture
def editor(client: Client, editions) -> Client:
    client.force_login(make_user(role="editor", editions=["en"], username="erin"))
    return client


def test_links_are_on_the_story_page_and_on_the_audit_log(editor: Client, draft: Article):
    response = editor.post(links_of(draft), {"days": "7"}, follow=True)
    link = PreviewLink.objects.get()
    assert link.made_by.username == "erin"
    assert path_of(link) in response.content.decode()
    assert "The link was made." in response.content.decode()
    editor.post(links_of(draft), {"withdraw": "1"})
    entries = AuditEntry.objects.filter(action=AuditAction.LINK).order_by("pk")
    assert [(entry.by_name, entry.edition_code, *entry.detail) for entry in entries] == [
        ("erin", "en", "until"),
        ("erin", "en", "withdrawn"),
    ]
    assert path_of(link) not in editor.get(response.redirect_chain[0][0]).content.decode()


def test_script_is_answered_with_the_address(editor: Client, draft: Article):
    response = editor.post(links_of(draft), {"days": "1"}, headers={"Accept": "application/json"})
    assert response.json()["address"].endswith(path_of(PreviewLink.objects.get()))
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("days", ["", "0", "2", "-1", "31", "x", "1e9"])
def test_other_numbers_of_days_are_refused(editor: Client, draft: Article, days: str):
    assert editor.post(links_of(draft), {"days": days}).status_code == 400
    assert not PreviewLink.objects.exists()


def test_links_are_made_by_post_with_the_forms_token_alone(editor: Client, draft: Article):
    assert editor.get(links_of(draft)).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_user(role="admin"))
    assert strict.post(links_of(draft), {"days": "7"}).status_code == 403
    assert not PreviewLink.objects.exists()
