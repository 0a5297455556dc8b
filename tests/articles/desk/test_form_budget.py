"""What opening an article costs when everything that can hang on one does."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from articles.autosaves import keep_while_writing
from articles.enums import CreditRole
from articles.models import Article, Correction
from articles.notes import add_note
from articles.pending import schedule_pending
from articles.planning import plan_story
from articles.preview_links import make_link
from articles.revisions import Text, article_to_write
from articles.services import save_article
from articles.translating import start_translation
from editions.enums import State
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article, make_category, make_credit, make_person, make_story, make_topic
from seeds.factories.media import make_image
from seeds.factories.publications import make_release
from tests.articles.desk.test_two_editors import page_of

BUDGET = 25
pytestmark = pytest.mark.usefixtures("files_dir")


@pytest.fixture
def user(editions) -> User:
    return make_user(role="editor")


@pytest.fixture
def editor(user: User, client: Client) -> Client:
    client.force_login(user)
    return client


def laden(user: User, *, published: bool, credits: int) -> Article:
    """A Persian translation with people, topics, a picture, notes, a plan, a release, links and changes waiting."""
    story = make_story(
        category=make_category(parent=make_category()), image=make_image(), topics=[make_topic() for _ in range(4)]
    )
    source = make_article(story=story, edition="en", body="<p>One</p><p>Two</p>")
    for code in ("ar", "sq"):
        make_article(story=story, edition=code)
    for number in range(credits):
        make_credit(story=story, person=make_person(), role=CreditRole.AUTHOR, edition="fa" if number % 2 else None)
    article = start_translation(source=source, edition=source.edition.__class__.objects.get(pk="fa"), by=user)
    if published:
        article.state, article.published_at = State.PUBLISHED, timezone.now() - timedelta(days=1)
    article.slug = "laden"
    save_article(article, by=user)
    at_work = article_to_write(article.pk)
    at_work.body = "<p>یک</p><p>دو</p>"
    save_article(at_work, by=user, as_pending=published)
    article = Article.objects.get(pk=article.pk)
    if published:
        schedule_pending(article, at=timezone.now() + timedelta(days=1), by=user)
        Correction.objects.create(article=article, text="A name was misspelt.")
    for number in range(3):
        note = add_note(article, text=f"Note {number} @{user.username}", by=make_user(role="editor")).note
        add_note(article, text="Answer", by=user, parent=note)
    plan_story(story, article.edition, by=user, assignee=user, planned_for=timezone.localdate())
    make_link(article, by=user, days=7)
    make_release(article)
    kept = Text(title="باغ", slug="laden", body="<p>هنوز ذخیره نشده</p>")
    keep_while_writing(article, kept, by=user, session="a" * 32, version=article.version)
    return article


@pytest.mark.parametrize("published", [True, False])
@pytest.mark.parametrize("credits", [1, 8])
def test_form_opens_in_25_queries_with_everything_that_an_article_can_have(
    editor: Client, user: User, published: bool, credits: int
):
    article = laden(user, published=published, credits=credits)
    address = page_of(article.story, "fa")
    editor.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert editor.get(address).status_code == 200
    assert len(queries) <= BUDGET, "\n".join(query["sql"][:220] for query in queries)
