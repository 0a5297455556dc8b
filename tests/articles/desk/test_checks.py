"""The checklist at the desk: what keeps an article back when it is published, and who may publish all the same."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import AuditAction
from accounts.models import AuditEntry
from articles.models import Article, Story
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article, make_category, make_person, make_story
from seeds.factories.media import make_image
from tests.accounts.desk_forms import edit, fields_of, form_of, send
from tests.articles.desk.test_two_editors import messages_of

pytestmark = pytest.mark.usefixtures("files_dir")

PUBLISH, SAVE = {"_publish": "1"}, {"_save": "1"}
ALL_THE_SAME = {"_all_the_same": "1"}
CHECKS = "admin:articles_story_checks"


def page_of(article: Article) -> str:
    story = reverse("admin:articles_story_change", args=[article.story_id])
    return f"{story}?edition={article.edition_id}"


@pytest.fixture
def article(editions) -> Article:
    """Of a story without a category, whose picture has no credit."""
    return make_article(story=make_story(image=make_image()), published=False)


def sign_in(client: Client, role: str, **fields: Any) -> Client:
    client.force_login(make_user(role=role, **fields))
    return client


def test_publishing_is_refused_with_every_reason_and_what_was_typed_stays(client: Client, article: Article):
    sign_in(client, "editor")
    answer = edit(client, page_of(article), **PUBLISH, **{"article-body": "<p>Newly written</p>"})
    first, *reasons = messages_of(answer)
    assert "2 points have to be settled" in first
    assert any("no category" in one for one in reasons)
    assert any("no credit in this edition" in one for one in reasons)
    assert fields_of(answer)["article-body"] == ["<p>Newly written</p>"]
    article.refresh_from_db()
    assert (article.state, article.version) == ("draft", 1)


def test_a_draft_is_saved_whatever_is_missing(client: Client, article: Article):
    sign_in(client, "editor")
    assert edit(client, page_of(article), **SAVE, **{"article-title": "Not yet whole"}).status_code == 302


def test_what_was_settled_on_the_same_page_counts(client: Client, article: Article):
    sign_in(client, "editor")
    category, image = make_category(), make_image(credit_en="Somebody")
    answer = edit(client, page_of(article), **PUBLISH, category=str(category.pk), image=str(image.pk))
    assert answer.status_code == 302
    article.refresh_from_db()
    assert article.state == "published"


def test_a_new_story_is_not_published_without_a_category(client: Client, editions):
    sign_in(client, "editor")
    url = f"{reverse('admin:articles_story_add')}?edition=fa"
    answer = edit(client, url, **PUBLISH, **{"article-title": "باغ"})
    assert len(messages_of(answer)) == 2
    assert not Story.objects.exists()
    assert edit(client, url, **PUBLISH, **{"article-title": "باغ"}, category=str(make_category().pk)).status_code == 302


def test_typed_direction_controls_keep_it_back_though_saving_would_take_them_out(client: Client, editions):
    sign_in(client, "editor")
    article = make_article(published=False, category=make_category())
    answer = edit(client, page_of(article), **PUBLISH, **{"article-body": "<p>a\u202eb</p>"})
    assert "Hidden direction controls" in messages_of(answer)[1]
    assert edit(client, page_of(article), **SAVE, **{"article-body": "<p>a\u202eb</p>"}).status_code == 302


def test_publisher_publishes_all_the_same_and_it_is_written_on_the_log(client: Client, article: Article):
    sign_in(client, "publisher")
    refused = send(client, page_of(article), form_of(client, page_of(article)), **PUBLISH)
    assert "_all_the_same" in refused.content.decode()
    answer = send(client, page_of(article), fields_of(refused), **PUBLISH, **ALL_THE_SAME)
    assert answer.status_code == 302
    article.refresh_from_db()
    assert article.state == "published"
    entry = AuditEntry.objects.get(action=AuditAction.OVERRIDE)
    assert (entry.edition_code, entry.object_id) == ("en", str(article.pk))
    assert entry.detail["points"] == ["category", "credit"]


def test_a_ticked_box_that_was_not_needed_is_not_written_on_the_log(client: Client, editions):
    sign_in(client, "publisher")
    article = make_article(published=False, category=make_category())
    assert edit(client, page_of(article), **PUBLISH, **ALL_THE_SAME).status_code == 302
    assert not AuditEntry.objects.filter(action=AuditAction.OVERRIDE).exists()


@pytest.mark.parametrize("fields", [{"role": "editor"}, {"role": "editor", "editions": ["en"]}])
def test_editor_is_offered_no_box_and_ticking_it_does_nothing(client: Client, article: Article, fields: dict):
    sign_in(client, **fields)
    refused = edit(client, page_of(article), **PUBLISH, **ALL_THE_SAME)
    assert len(messages_of(refused)) == 3
    assert "_all_the_same" not in refused.content.decode()
    article.refresh_from_db()
    assert article.state == "draft"


def test_publisher_of_another_edition_overrides_nothing_here(client: Client, article: Article):
    sign_in(client, "publisher", editions=["fa"])
    edit(client, f"{page_of(article)}", **PUBLISH, **ALL_THE_SAME)
    article.refresh_from_db()
    assert article.state == "draft"


def test_a_published_article_is_changed_and_withdrawn_without_being_checked(client: Client, editions):
    sign_in(client, "editor")
    article = make_article(title="As it came")
    assert edit(client, page_of(article), **SAVE, **{"article-title": "Mended"}).status_code == 302
    assert edit(client, page_of(article), _withdraw="1").status_code == 302


# While writing.


def asked(client: Client, article: Article | None, **fields: str) -> Any:
    sent = {
        "story": str(article.story_id) if article else "",
        "edition": article.edition_id if article else "en",
        "article-title": "Typed",
        "article-standfirst": "Told",
        "article-body": "<p>Text</p>",
        **fields,
    }
    return client.post(reverse(CHECKS), sent)


def keys(answer: Any) -> set[str]:
    assert answer.status_code == 200, answer.status_code
    return {point["key"] for point in answer.json()["points"]}


def test_points_are_those_of_the_page_as_it_is_typed(client: Client, article: Article):
    sign_in(client, "editor")
    typed = {"category": str(make_category().pk), "image": "", "credits-TOTAL_FORMS": "1"}
    credit = {"credits-0-person": str(make_person().pk), "credits-0-role": "author"}
    assert keys(asked(client, article)) == {"category", "picture", "author", "reading-time"}
    assert keys(asked(client, article, **typed, **credit)) == {"picture", "reading-time"}
    assert keys(asked(client, article, **typed, **credit, **{"credits-0-DELETE": "on"})) >= {"author"}
    assert keys(asked(client, None, **typed)) == {"picture", "author", "reading-time"}
    assert keys(asked(client, article, category="9" * 40, image="x")) >= {"category"}
    article.refresh_from_db()
    assert article.title != "Typed"


def test_picture_points_lead_to_the_pictures_page(client: Client, article: Article):
    sign_in(client, "editor")
    answer = asked(client, article, image=str(article.story.image_id))
    [point] = [point for point in answer.json()["points"] if point["key"] == "credit"]
    assert point["where"] == "image"
    assert point["address"] == reverse("admin:media_gallery_image_change", args=[article.story.image_id])


def test_who_may_not_shape_the_story_is_told_of_it_as_it_is_stored(client: Client, editions):
    author = make_user(role="contributor", editions=["fa"])
    story = make_story(category=make_category())
    make_article(story=story)
    article = make_article(story=story, edition="fa", published=False, created_by=author)
    client.force_login(author)
    assert "category" not in keys(asked(client, article, category=""))


@pytest.mark.parametrize(
    "who", [{"role": None}, {"role": "editor", "editions": ["fa"]}, {"role": "contributor", "editions": ["en"]}]
)
def test_points_are_for_those_who_may_write_the_article(client: Client, article: Article, who: dict[str, Any]):
    client.force_login(make_user(**who))
    assert asked(client, article).status_code in {302, 403}


def test_points_are_asked_for_by_post_signed_in_and_with_a_token(client: Client, article: Article):
    assert asked(client, article).status_code == 302
    sign_in(client, "editor")
    assert client.get(reverse(CHECKS)).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_user(role="editor"))
    assert asked(strict, article).status_code == 403
    assert asked(client, article, edition="zz").status_code == 403


def test_looking_while_writing_takes_few_queries(client: Client, article: Article, django_assert_max_num_queries):
    sign_in(client, "editor")
    with django_assert_max_num_queries(10):
        asked(client, article, image=str(article.story.image_id))
