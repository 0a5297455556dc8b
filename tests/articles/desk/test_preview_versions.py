"""What the preview beside the text can show of a story, and to whom."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article, Revision
from articles.revisions import Text
from articles.services import save_article
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article, make_category, make_story
from seeds.factories.media import make_image
from tests.accounts.desk_forms import form_of

pytestmark = pytest.mark.usefixtures("files_dir")

# Who -> what they are answered when they ask for an English draft, and for the published English text.
ANSWERS: list[tuple[str, dict | None, int, int]] = [
    ("anonymous", None, 302, 302),
    ("a reader", {"role": None}, 302, 302),
    ("a newcomer", {"role": "contributor", "editions": []}, 403, 200),
    ("a contributor", {"role": "contributor", "editions": ["en"]}, 200, 200),
    ("a translator", {"role": "translator", "editions": ["en"]}, 200, 200),
    ("an editor", {"role": "editor", "editions": ["en"]}, 200, 200),
    ("a publisher", {"role": "publisher", "editions": ["en"]}, 200, 200),
    ("an editor of another", {"role": "editor", "editions": ["fa"]}, 403, 200),
    ("an admin", {"role": "admin"}, 200, 200),
]


def preview_of(article: Article, query: str = "") -> str:
    return reverse("admin:articles_article_preview", args=[article.pk]) + query


def page_of(article: Article) -> str:
    return f"{reverse('admin:articles_story_change', args=[article.story_id])}?edition={article.edition_id}"


def versions(client: Client, article: Article) -> list[tuple[str, str]]:
    return [(one.edition.code, one.word) for one in client.get(page_of(article)).context["versions"]]


def with_pending(article: Article, **changes: str) -> Article:
    """The article with a change that readers do not see yet."""
    changed = Article.objects.get(pk=article.pk)
    for name, value in changes.items():
        setattr(changed, name, value)
    save_article(changed, as_pending=True)
    return Article.objects.get(pk=article.pk)


@pytest.mark.parametrize(("who", "fields", "draft", "published"), ANSWERS, ids=[row[0] for row in ANSWERS])
def test_who_may_see_a_preview(editions, client: Client, who, fields, draft, published):
    live = with_pending(make_article(story=make_story(), title="Known"), title="Waiting")
    written = make_article(story=make_story(), published=False)
    if fields is not None:
        client.force_login(make_user(**fields))
    assert client.get(preview_of(written)).status_code == draft
    assert client.get(preview_of(live)).status_code == draft
    # A draft has no published text to ask for.
    assert client.get(preview_of(written, "?text=published")).status_code == draft
    assert client.get(preview_of(live, "?text=published")).status_code == published
    # What is posted by who may not write is not shown, nor an error.
    assert client.post(preview_of(live), {"article-title": "Typed"}).status_code == draft


@pytest.fixture
def editor(client: Client, editions) -> Client:
    client.force_login(make_user(role="editor", editions=["en"]))
    return client


def test_preview_shows_the_change_that_waits_and_on_demand_what_readers_see(editor: Client):
    article = with_pending(make_article(story=make_story(), title="Known"), title="Waiting")
    assert "Waiting</h1>" in editor.get(preview_of(article)).content.decode()
    assert "Known</h1>" in editor.get(preview_of(article, "?text=published")).content.decode()


def test_pane_offers_what_the_user_may_read(editor: Client):
    story = make_story()
    english = make_article(story=story, published=False)
    make_article(story=story, edition="fa", published=False)
    make_article(story=story, edition="sq")
    assert versions(editor, english) == [("en", "as typed"), ("sq", "published")]
    editor.force_login(make_user(role="admin"))
    assert versions(editor, english) == [("en", "as typed"), ("fa", "draft"), ("sq", "published")]


def test_pane_offers_the_waiting_change_beside_the_published_text(editor: Client):
    article = with_pending(make_article(story=make_story(), title="Known"), title="Waiting")
    editor.force_login(make_user(role="translator", editions=["en"]))
    assert versions(editor, article) == [("en", "draft"), ("en", "published")]


def test_pane_says_that_an_edition_has_to_be_saved_first(editor: Client, editions):
    words = "begins when its article has been saved"
    assert words in editor.get(reverse("admin:articles_story_add")).content.decode()
    begun = make_article(story=make_story())
    assert words not in editor.get(page_of(begun)).content.decode()
    assert words in editor.get(page_of(begun).replace("edition=en", "edition=fa")).content.decode()


def test_framed_preview_leaves_out_the_words_that_its_frame_says(editor: Client):
    article = make_article(story=make_story(), published=False)
    assert "readers do not see this" in editor.get(preview_of(article)).content.decode()
    assert "readers do not see this" not in editor.get(preview_of(article, "?framed")).content.decode()


def test_preview_shows_a_chosen_category_and_picture_and_saves_neither(editor: Client):
    story = make_story(category=make_category(name="Gardens"), image=make_image(alt_en="A gate"))
    article = make_article(story=story, published=False)
    new, picture = make_category(name="Rivers"), make_image(alt_en="A weir")
    typed = {**form_of(editor, page_of(article)), "category": str(new.pk), "image": str(picture.pk)}
    page = editor.post(preview_of(article), typed).content.decode()
    assert "Rivers" in page
    assert 'alt="A weir"' in page
    assert "A gate" not in page
    emptied = editor.post(preview_of(article), {**typed, "category": "", "image": ""}).content.decode()
    assert "A gate" not in emptied
    story.refresh_from_db()
    assert story.category.name_en == "Gardens"


def test_contributor_sees_a_public_storys_own_category_whatever_is_posted(client: Client, editions):
    user = make_user(role="contributor", editions=["en"])
    story = make_story(category=make_category(name="Gardens"))
    make_article(story=story, edition="fa")
    mine = make_article(story=story, published=False, created_by=user)
    client.force_login(user)
    other = make_category(name="Rivers")
    page = client.post(preview_of(mine), {"article-title": "Typed", "category": str(other.pk)}).content.decode()
    assert "Typed</h1>" in page
    assert "Rivers</a>" not in page.partition("<main")[2]


HOSTILE = [
    {},
    {"category": "x", "image": "-1"},
    {"category": "9" * 30, "image": "٣"},
    {"category": "\x00", "image": "1 OR 1=1"},
    {"article-title": "\x00", "article-body": "<p>\x00</p>"},
    {"article-title": "‮" * 400, "article-standfirst": "x" * 5000},
    {"article-body": "<p>" * 2000},
    {"article-body": '<figure class="picture" data-image="999999999999999999999"></figure>'},
    {"article-published_at": "9999-99-99T99:99", "article-unpublish_at": "0001-01-01T00:00"},
    {"article-published_at": "9999-12-31T23:59"},
    {"article-version": "x"},
    {"article-title": ["a", "b"], "article-slug": "../../etc"},
]


@pytest.mark.parametrize("posted", HOSTILE)
def test_no_post_breaks_a_preview_or_is_kept(editor: Client, posted):
    article = make_article(story=make_story(category=make_category()), title="Gardens", published=False)
    before = Article.objects.values().get(), list(Revision.objects.values())
    with CaptureQueriesContext(connection) as queries:
        response = editor.post(preview_of(article, "?framed"), posted)
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    written = [one["sql"] for one in queries if one["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}]
    assert not written
    assert (Article.objects.values().get(), list(Revision.objects.values())) == before
    assert not response.cookies


def test_preview_of_a_open_pending_leaves_the_stored_one(editor: Client):
    article = make_article(story=make_story(), title="Known")
    before = Text.of(article)
    editor.get(preview_of(with_pending(article, title="Waiting")))
    assert Text.of(Article.objects.get(pk=article.pk)) == before
