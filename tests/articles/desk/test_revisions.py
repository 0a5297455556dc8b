"""The pages of revisions: listed, read, compared, named, brought back, by those who may."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from articles.autosaves import keep_while_writing
from articles.models import Article
from articles.revisions import Text, article_to_write, text_now
from articles.services import save_article
from editions.richtext.blocks import without_ids
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article
from seeds.factories.media import make_image

ZWNJ = "\u200c"


@pytest.fixture
def user(editions) -> User:
    return make_user(role="editor", editions=["en", "fa"], first_name="Ada", last_name="Berg")


@pytest.fixture
def editor(user: User, client: Client) -> Client:
    client.force_login(user)
    return client


@pytest.fixture
def article(user: User) -> Article:
    """Published, with a draft of changes: three revisions."""
    article = make_article(title="Gardens", slug="gardens", body="<p>One</p><p>Two and more</p>")
    for body, note in (("<p>One</p><p>Two and less</p>", "Shorter"), ("<p>One</p>", "Shorter still")):
        at_work = article_to_write(article.pk)
        at_work.body = body
        save_article(at_work, as_pending=True, by=user, note=note)
    return article


def address(name: str, article: Article, *arguments: Any, **query: Any) -> str:
    base = reverse(f"admin:articles_article_{name}", args=[article.pk, *arguments])
    return f"{base}?{'&'.join(f'{key}={value}' for key, value in query.items())}" if query else base


def page(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, (url, response.status_code)
    return response.content.decode()


def test_list_says_when_who_what_and_why(editor: Client, article: Article):
    shown = page(editor, address("revisions", article))
    for words in ("Ada Berg", "Shorter still", "as it came in", "readers see this", "waits to be published"):
        assert words in shown, words
    rows = editor.get(address("revisions", article)).context["rows"]
    assert [row.revision.number for row in rows] == [3, 2, 1]


def test_moments_are_those_of_the_editions_zone(editor: Client, article: Article):
    article.edition.time_zone = "Asia/Tehran"
    article.edition.save()
    revision = article.revisions.latest("number")
    revision.made_at = "2026-05-01T06:30:00+00:00"
    revision.save()
    assert "10:00" in page(editor, address("revisions", article))


def test_texts_kept_while_writing_are_folded(editor: Client, user: User, article: Article):
    for session in "abc":
        keep_while_writing(article, Text(title="T", body="<p>x</p>"), by=user, session=session * 32, version=1)
    rows = editor.get(address("revisions", article)).context["rows"]
    assert [(row.revision and row.revision.number, len(row.folded)) for row in rows] == [
        (None, 3),
        (3, 0),
        (2, 0),
        (1, 0),
    ]
    assert "3 texts kept while writing" in page(editor, address("revisions", article))


def test_long_history_is_paged_and_each_page_costs_the_same(editor: Client, user: User, article: Article):
    for number in range(60):
        at_work = article_to_write(article.pk)
        at_work.body = f"<p>Version {number}</p>"
        save_article(at_work, as_pending=True, by=user)
    with CaptureQueriesContext(connection) as queries:
        first = editor.get(address("revisions", article))
    assert len(first.context["rows"]) == 50
    assert len(queries) <= 10
    second = editor.get(address("revisions", article, before=first.context["older"]))
    assert len(second.context["rows"]) == 13
    assert second.context["older"] is None


def test_article_that_was_never_saved_here_says_so(editor: Client, editions):
    assert "Nothing was saved here" in page(editor, address("revisions", make_article()))


def test_one_revision_is_shown_as_readers_would_see_it(editor: Client, article: Article):
    shown = page(editor, address("revision", article, 2))
    assert "<p>Two and less</p>" in shown
    assert "<ins>" not in shown.split('class="compared"')[1]


def test_any_two_are_compared_word_by_word(editor: Client, article: Article):
    shown = page(editor, address("compare", article, old=1, new=2))
    assert "Two and <del>more</del> <ins>less</ins>" in shown
    assert "1 place is different" in shown
    # The order in which they are named does not matter.
    assert "Two and <del>more</del> <ins>less</ins>" in page(editor, address("compare", article, old=2, new=1))


def test_what_readers_see_is_compared_with_the_draft(editor: Client, article: Article):
    shown = page(editor, address("compare", article, old="readers", new="now"))
    assert "<del>Two and more</del>" in shown
    assert "gone" in shown


def test_comparison_is_in_the_direction_of_the_content(editor: Client, user: User, editions):
    article = make_article(edition="fa", body=f"<p>او می{ZWNJ}رود</p>", published=False)
    at_work = article_to_write(article.pk)
    at_work.body = f"<p>او نمی{ZWNJ}رود</p>"
    save_article(at_work, by=user)
    shown = page(editor, address("compare", article, old=1, new=2))
    assert '<div class="compared" lang="fa" dir="rtl">' in shown
    assert f"<del>می{ZWNJ}رود</del> <ins>نمی{ZWNJ}رود</ins>" in shown


def test_changed_picture_is_shown(editor: Client, user: User, files_dir):
    image, other = make_image(), make_image()
    figure = '<figure class="picture" data-image="{}"><figcaption>The bridge</figcaption></figure>'
    article = make_article(body=figure.format(image.pk))
    at_work = article_to_write(article.pk)
    at_work.body = figure.format(other.pk)
    save_article(at_work, as_pending=True, by=user)
    shown = page(editor, address("compare", article, old="readers", new="now"))
    for op, one in (("del", image), ("ins", other)):
        assert f'<{op}><img src="{reverse("library-picture", args=[one.pk])}" alt=""></{op}>' in shown


@pytest.mark.parametrize(
    "query", [{}, {"old": "1"}, {"old": "99", "new": "1"}, {"old": "x", "new": "now"}, {"old": "9" * 30, "new": "1"}]
)
def test_comparison_of_what_is_not_there_is_not_found(editor: Client, article: Article, query: dict[str, str]):
    assert editor.get(address("compare", article, **query)).status_code == 404


def restore(client: Client, article: Article, **sent: Any) -> Any:
    version = Article.objects.get(pk=article.pk).version
    return client.post(address("restore", article), {"version": version, **sent})


def test_revision_is_brought_back_into_the_draft(editor: Client, user: User, article: Article):
    answer = restore(editor, article, old="1")
    assert answer["Location"].endswith("?edition=en")
    now = Article.objects.get(pk=article.pk)
    assert without_ids(text_now(now).body) == "<p>One</p><p>Two and more</p>"
    assert now.pending.note == "restored from 1"
    assert now.pending.made_by == user


def test_paragraph_is_brought_back_from_what_is_compared(editor: Client, article: Article):
    shown = page(editor, address("compare", article, old=2, new="now"))
    assert '<button class="button" form="restore" name="part" value="1">' in shown
    restore(editor, article, old="2", part="1")
    now = Article.objects.get(pk=article.pk)
    assert without_ids(text_now(now).body) == "<p>One</p><p>Two and less</p>"
    assert now.pending.note == "a paragraph of 2"
    assert without_ids(now.body) == "<p>One</p><p>Two and more</p>"


def test_nothing_is_brought_back_over_what_somebody_saved_meanwhile(editor: Client, article: Article):
    answer = restore(editor, article, old="1", version="1")
    assert answer.status_code == 302
    assert without_ids(text_now(Article.objects.get(pk=article.pk)).body) == "<p>One</p>"


@pytest.mark.parametrize(
    "sent", [{"old": "99"}, {"old": "x"}, {}, {"old": "1", "part": "77"}, {"old": "1", "part": "x"}]
)
def test_what_is_not_there_is_not_brought_back(editor: Client, article: Article, sent: dict[str, str]):
    assert restore(editor, article, **sent).status_code == 404
    assert article.revisions.count() == 3


def test_revision_is_named_and_the_name_taken_away(editor: Client, article: Article):
    editor.post(address("name", article, 2), {"name": " As sent\u202e to the reader "})
    assert article.revisions.get(number=2).name == "As sent to the reader"
    assert "As sent to the reader" in page(editor, address("revisions", article))
    editor.post(address("name", article, 2), {"name": ""})
    assert article.revisions.get(number=2).name == ""


# Who may read them, and who may bring something back; of a published article in the edition en.
PEOPLE: dict[str, tuple[dict[str, Any] | None, int, bool]] = {
    "nobody": (None, 302, False),
    "reader": ({"role": None}, 302, False),
    "newcomer": ({"role": "contributor", "editions": []}, 403, False),
    "contributor": ({"role": "contributor", "editions": ["en"]}, 200, False),
    "translator": ({"role": "translator", "editions": ["en"]}, 200, False),
    "editor": ({"role": "editor", "editions": ["en"]}, 200, True),
    "publisher": ({"role": "publisher", "editions": ["en"]}, 200, True),
    "editor elsewhere": ({"role": "editor", "editions": ["fa"]}, 403, False),
    "publisher elsewhere": ({"role": "publisher", "editions": ["fa"]}, 403, False),
    "admin": ({"role": "admin"}, 200, True),
}


@pytest.mark.parametrize("who", PEOPLE)
def test_revisions_are_for_members_of_the_edition_and_brought_back_by_its_editors(
    client: Client, article: Article, who: str
):
    fields, reads, may_restore = PEOPLE[who]
    if fields:
        client.force_login(make_user(**fields))
    pages = [
        address("revisions", article),
        address("revision", article, 2),
        address("compare", article, old=1, new="now"),
    ]
    for url in pages:
        answer = client.get(url)
        assert answer.status_code == reads, url
        if reads == 200:
            assert (">Bring" in answer.content.decode()) is (may_restore and url != pages[0])
        for method in (client.post, client.put, client.delete):
            assert method(url).status_code in {302, 403, 405}, url
    restore(client, article, old="1")
    client.post(address("name", article, 2), {"name": "Named"})
    assert article.revisions.count() == (4 if may_restore else 3)
    assert (article.revisions.get(number=2).name == "Named") is may_restore
    for url in (address("restore", article), address("name", article, 2)):
        assert client.get(url).status_code in {302, 405}


def test_forged_requests_of_another_site_are_refused(user: User, article: Article):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(user)
    assert restore(strict, article, old="1").status_code == 403
    assert strict.post(address("name", article, 2), {"name": "Named"}).status_code == 403
    assert article.revisions.count() == 3


def test_own_draft_is_brought_back_by_its_contributor(client: Client, editions):
    writer = make_user(role="contributor", editions=["en"])
    article = make_article(published=False, created_by=writer, body="<p>One</p>")
    at_work = article_to_write(article.pk)
    at_work.body = "<p>Two</p>"
    save_article(at_work, by=writer)
    client.force_login(writer)
    restore(client, article, old="1")
    article.refresh_from_db()
    assert without_ids(article.body) == "<p>One</p>"
