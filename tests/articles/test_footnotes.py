"""An article's notes wherever its text goes."""

import json
import re

import pytest
from django.test import Client

from accounts.models import User
from articles.admin.source_pane import SourcePane
from articles.models import Article
from articles.services import save_article
from articles.translating import start_translation
from editions.enums import State
from editions.models import Edition
from search.services import refresh_things
from seeds.factories import make_article, make_story

pytestmark = pytest.mark.django_db

BODY = (
    '<p>The well<span class="footnote">Thirty-eight metres, says the surveyor.</span> is old.</p>'
    '<p>So is the oak<span class="footnote">An acorn once.</span>.</p>'
)


@pytest.fixture
def article(editions) -> Article:
    return make_article(edition="en", title="The well", standfirst="", body=BODY, story=make_story())


@pytest.fixture
def translation(article: Article) -> Article:
    made = start_translation(source=article, edition=Edition.objects.get(pk="fa"))
    made.title = made.slug = "چاه"
    made.body = re.sub(r">([^<]+)<", r">ف<", article.body)
    made.state, made.published_at = State.PUBLISHED, article.published_at
    save_article(made)
    return Article.objects.get(pk=made.pk)


def ids_and_links(page: str) -> tuple[list[str], set[str]]:
    ids = re.findall(r' id="((?:ref|note)-[^"]*)"', page)
    return ids, set(re.findall(r'href="#((?:ref|note)[^"]*)"', page))


def test_page_has_numbers_notes_and_the_style_sheet_of_notes(client: Client, article: Article):
    page = client.get(article.get_absolute_url()).content.decode()
    ids, links = ids_and_links(page)
    assert len(ids) == len(set(ids)) == 4
    assert links == set(ids)
    assert "css/notes" in page
    # What tells of the text elsewhere (description, structured data) has its sentences alone.
    assert page.count("says the surveyor") == 1
    other = make_article(edition="en", body="<p>Plain</p>")
    assert "css/notes" not in client.get(other.get_absolute_url()).content.decode()


def test_text_alone_leads_to_the_notes_and_back(client: Client, article: Article):
    page = client.get(f"{article.get_absolute_url()}?lite").content.decode()
    ids, links = ids_and_links(page)
    assert links == set(ids)
    assert len(ids) == 4
    assert 'role="doc-endnotes"' in page
    assert 'aria-label="Back to the text, at note 1"' in page


def test_feeds_hold_the_notes_with_links_that_lead_to_them(client: Client, article: Article):
    make_article(edition="en", body=BODY, story=make_story())
    items = json.loads(client.get("/en/feed.json").content)["items"]
    ids, links = ids_and_links("".join(item["content_html"] for item in items))
    assert len(ids) == len(set(ids)) == 8
    assert links == set(ids)
    # They are those of the page, where a reader's program leads there.
    page_ids, _links = ids_and_links(client.get(article.get_absolute_url()).content.decode())
    assert set(page_ids) < set(ids)


def test_side_by_side_each_text_has_its_own_notes_in_its_own_digits(client, article: Article, translation: Article):
    page = client.get(f"{article.get_absolute_url()}with/fa/").content.decode()
    ids, links = ids_and_links(page)
    assert len(ids) == len(set(ids)) == 8
    assert links == set(ids)
    assert 'role="doc-noteref">2</a>' in page
    assert 'role="doc-noteref">۲</a>' in page
    assert page.count('role="doc-endnotes"') == 2


def test_a_translator_sees_each_note_below_its_paragraph_and_notes_that_change_make_it_lag(
    article: Article, translation: Article
):
    pane = SourcePane(article, translation, Edition.objects.get(pk="en"))
    first, second = [row for row in pane.rows if row.kind == "unit"]
    assert "says the surveyor" in first.drawn
    assert '<ol class="notes__list notes__list--latn" start="2">' in second.drawn
    assert 'class="footnote"' in first.copy
    article.body = article.body.replace("Thirty-eight", "Forty")
    save_article(article)
    pane = SourcePane(Article.objects.get(pk=article.pk), translation, Edition.objects.get(pk="en"))
    states = [row.state for row in pane.rows if row.kind == "unit"]
    assert states[0] == "changed"
    assert states[1] != "changed"


def test_the_api_says_where_a_note_stands(client: Client, article: Article):
    data = json.loads(client.get(f"/api/v1/en/articles/{article.slug}/").content)
    assert data["blocks"][0]["text"] == "The well [Thirty-eight metres, says the surveyor.] is old."
    assert 'id="note-' in data["html"]


def test_words_of_notes_are_found_and_sentences_are_whole(client: Client, article: Article):
    refresh_things([article])
    for words in ("surveyor", '"well is old"'):
        assert article.get_absolute_url() in client.get("/en/search/", {"q": words}).content.decode(), words


def test_preview_shows_notes(client: Client, article: Article):
    draft = make_article(edition="fa", body='<p>پل<span class="footnote">یادداشت</span></p>', published=False)
    client.force_login(User.objects.create_superuser("ada"))
    page = client.get(f"/admin/articles/article/{draft.pk}/preview/").content.decode()
    assert 'role="doc-noteref">۱</a>' in page
    assert "یادداشت" in page
