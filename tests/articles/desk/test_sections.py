"""The story page and the lists of somebody who works in some sections only."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from articles.models import Article, Correction, Story
from editions.enums import State
from seeds.factories.articles import make_article, make_category, make_story
from tests.accounts.desk_forms import errors_of, form_of, send
from tests.accounts.roles import make_member

ADD = f"{reverse('admin:articles_story_add')}?edition=en"
LIST = reverse("admin:articles_story_changelist")


@pytest.fixture
def sections(editions):
    return make_category(name="Heritage"), make_category(name="Gardens")


@pytest.fixture
def editor(sections, client: Client) -> User:
    user = make_member("editor", "en", sections=[sections[0]])
    client.force_login(user)
    return user


def page_of(article: Article) -> str:
    return f"{reverse('admin:articles_story_change', args=[article.story_id])}?edition={article.edition_id}"


def new_story(client: Client, **changes):
    return send(client, ADD, form_of(client, ADD), **{"article-title": "Bees", **changes})


def test_categories_offered_are_those_of_the_user(client: Client, sections, editor):
    heritage, gardens = sections
    page = client.get(ADD).content.decode()
    assert f'<option value="{heritage.pk}"' in page
    assert f'<option value="{gardens.pk}"' not in page


def test_story_is_published_in_a_section_of_ones_own(client: Client, sections, editor):
    assert new_story(client, category=str(sections[0].pk), _publish="1").status_code == 302
    assert Article.objects.get().state == State.PUBLISHED


@pytest.mark.parametrize("choice", ["none", "other"])
def test_story_is_not_published_outside_them_and_nothing_typed_is_lost(client: Client, sections, editor, choice: str):
    answer = new_story(client, category="" if choice == "none" else str(sections[1].pk), _publish="1")
    assert answer.status_code == 200
    assert errors_of(answer)
    assert "Bees" in answer.content.decode()
    assert not Article.objects.exists()


def test_draft_without_a_section_is_kept_and_found_again(client: Client, sections, editor):
    assert new_story(client, _save="1").status_code == 302
    article = Article.objects.get()
    assert "Bees" in client.get(LIST).content.decode()
    answer = send(client, page_of(article), form_of(client, page_of(article)), _publish="1")
    assert answer.status_code == 200
    assert Article.objects.get().state == State.DRAFT
    fields = {"category": str(sections[0].pk), "_publish": "1"}
    assert send(client, page_of(article), form_of(client, page_of(article)), **fields).status_code == 302
    assert Article.objects.get().state == State.PUBLISHED


def test_story_is_not_moved_out_of_reach(client: Client, sections, editor):
    article = make_article(category=sections[0], published=False)
    answer = send(client, page_of(article), form_of(client, page_of(article)), category=str(sections[1].pk), _save="1")
    assert len(errors_of(answer)) >= 1
    assert Story.objects.get().category == sections[0]


def test_published_article_of_another_section_is_read_only(client: Client, sections, editor):
    article = make_article(category=sections[1], title="Roses", body="<p>Thorns</p>")
    page = client.get(page_of(article)).content.decode()
    assert "Thorns" in page
    assert "article-title" not in page
    for button in ("_save", "_publish", "_withdraw"):
        client.post(page_of(article), {"article-title": "Mine", "article-version": "1", button: "1"})
    article.refresh_from_db()
    assert (article.title, article.state) == ("Roses", State.PUBLISHED)


def test_bulk_actions_leave_other_sections_alone(client: Client, sections, editor):
    inside, outside = (make_article(category=one, published=False) for one in sections)
    for article in (inside, outside):
        make_article(story=article.story, edition="fa")
    chosen = [str(inside.story_id), str(outside.story_id)]
    answer = client.post(LIST, {"action": "publish", "edition": "en", "_selected_action": chosen}, follow=True)
    inside.refresh_from_db()
    outside.refresh_from_db()
    assert (inside.state, outside.state) == (State.PUBLISHED, State.DRAFT)
    assert "1 story was left as it is" in answer.content.decode()
    assert [entry.object_id for entry in AuditEntry.objects.filter(action="publish")] == [str(inside.pk)]


def test_corrections_are_those_of_the_users_sections(client: Client, sections, editor):
    inside, outside = (make_article(category=one) for one in sections)
    mine = Correction.objects.create(article=inside, text="A date was wrong.")
    other = Correction.objects.create(article=outside, text="A name was wrong.")
    page = client.get(reverse("admin:articles_correction_changelist")).content.decode()
    assert mine.text in page
    assert other.text not in page
    add = reverse("admin:articles_correction_add")
    assert client.get(f"{add}?article={inside.pk}").status_code == 200
    assert client.get(f"{add}?article={outside.pk}").status_code == 403


def test_draft_of_another_section_is_not_even_named(client: Client, sections, editor):
    story = make_story(working_title="Roses so far", category=sections[1])
    article = make_article(story=story, title="Roses at last", published=False)
    for page in (LIST, reverse("admin:articles_article_changelist"), page_of(article)):
        shown = client.get(page, follow=True).content.decode()
        assert "Roses" not in shown, page
    assert client.get(reverse("admin:articles_article_preview", args=[article.pk])).status_code == 403


def test_lists_cost_the_same_whatever_their_length(client: Client, sections, editor, django_assert_max_num_queries):
    for _ in range(15):
        make_article(category=sections[0])
    for url in (LIST, reverse("admin:articles_article_changelist")):
        with django_assert_max_num_queries(16):
            assert client.get(url).status_code == 200
