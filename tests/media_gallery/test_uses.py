"""Where pictures are used: what points to them, what has them within its text, and what waits to."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, Person
from articles.services import save_article
from editions.enums import State
from editions.models import Page, PageEdition
from media_gallery.mentions import mentions, models_with_texts
from media_gallery.models import Image, LibraryTag
from media_gallery.uses import (
    all_uses_now,
    in_texts,
    unused_numbers,
    used_among,
    uses_in_texts,
    uses_in_texts_now,
    uses_of,
)
from seeds.factories.articles import make_article, make_story
from seeds.factories.media import make_image, make_media_item
from seeds.factories.publications import make_book, make_issue

pytestmark = [pytest.mark.usefixtures("editions", "files_dir")]


def figure(image: Image) -> str:
    return f'<p>Look</p><figure class="picture" data-image="{image.pk}"><figcaption></figcaption></figure>'


def change_of(article: Article, body: str) -> None:
    """A change of a live article that waits to be published."""
    article.body = body
    save_article(article, as_pending=True)


def test_every_model_with_texts_says_when_it_changed():
    for model, _names in models_with_texts():
        assert model._meta.get_field("updated_at").auto_now, model


def test_tags_are_no_use():
    image = make_image()
    image.tags.add(LibraryTag.objects.create(name="river"))
    assert uses_of(image) == []
    assert used_among([image]) == set()
    assert unused_numbers(10) == [image.pk]


def test_story_says_where_each_edition_stands():
    image = make_image()
    story = make_story(image=image)
    make_article(story=story, edition="fa", published=False)
    make_article(story=story, edition="en")
    (use,) = uses_of(image)
    assert [(code, standing.shape) for code, standing in use.standings or ()] == [("en", "published"), ("fa", "draft")]
    assert use.is_public


def test_text_leads_to_its_edition_and_says_where_it_stands():
    image = make_image()
    article = make_article(edition="fa", body=figure(image), published=False, title="پل")
    (use,) = uses_in_texts(image)
    assert use.address.endswith(f"/story/{article.story_id}/change/?edition=fa")
    assert (use.name, use.within, use.is_public) == ("پل", True, False)
    assert use in uses_in_texts_now(image)


def test_texts_of_every_kind_are_found():
    image = make_image()
    page = Page.objects.create(key="about")
    PageEdition.objects.create(page=page, edition_id="en", title="About", slug="about", body=figure(image))
    make_article(body=figure(image))
    make_media_item(text_sq=figure(image))
    make_book(description_ar=figure(image))
    issue = make_issue(editions=["en"])
    text = issue.texts.get()
    text.lead = figure(image)
    text.save()
    assert len(uses_in_texts(image)) == len(uses_in_texts_now(image)) == 5
    assert all(use.address for use in uses_in_texts(image))


def test_change_that_waits_to_be_published_counts():
    shown, waiting = make_image(), make_image()
    article = make_article(body=figure(shown))
    change_of(article, figure(waiting))
    (use,) = uses_in_texts_now(waiting)
    assert not use.is_public
    assert used_among([waiting]) == {waiting.pk}
    assert unused_numbers(10) == []


@pytest.mark.parametrize(
    ("use", "public"),
    [("draft", False), ("live", True), ("scheduled", True), ("withdrawn", False), ("portrait", True), ("bare", False)],
)
def test_picture_is_public_where_readers_see_it_or_will(use: str, public: bool):
    image = make_image()
    if use == "portrait":
        Person.objects.create(name_en="Mira", portrait=image)
    elif use == "bare":
        make_story(image=image)
    elif use == "scheduled":
        make_article(body=figure(image), published_at=timezone.now() + timedelta(days=1))
    elif use == "withdrawn":
        make_article(body=figure(image), state=State.WITHDRAWN)
    else:
        make_article(body=figure(image), published=use == "live")
    assert any(one.is_public for one in all_uses_now(image)) is public


def test_what_is_remembered_follows_every_change():
    first, second = make_image(), make_image()
    article = make_article(body=figure(first))
    assert in_texts() == {first.pk}
    article.body = figure(second)
    article.save()
    assert in_texts() == {second.pk}
    other = make_article(body=figure(first))
    assert in_texts() == {first.pk, second.pk}
    article.story.delete()
    assert in_texts() == {first.pk}
    other.body = "<p>Bare</p>"
    other.save()
    assert in_texts() == set()


def test_first_row_of_a_table_that_was_empty_is_noticed():
    assert in_texts() == set()
    image = make_image()
    make_article(body=figure(image))
    assert in_texts() == {image.pk}


def test_what_is_remembered_costs_one_query():
    make_article(body=figure(make_image()))
    mentions()
    with CaptureQueriesContext(connection) as queries:
        mentions()
    assert len(queries) == 1


def test_use_of_many_pictures_is_asked_in_few_queries():
    images = [make_image() for _ in range(12)]
    make_story(image=images[0])
    make_article(body=figure(images[1]))
    make_issue(cover=images[2])
    mentions()
    with CaptureQueriesContext(connection) as queries:
        assert used_among(images) == {image.pk for image in images[:3]}
    assert len(queries) <= 3


def test_uses_of_one_picture_are_asked_in_a_bounded_number_of_queries():
    counts = []
    image = make_image()
    for _ in range(2):
        for _ in range(5):
            make_issue(cover=image)
            make_article(image=image, body=figure(image))
            make_media_item(image=image)
        mentions()
        with CaptureQueriesContext(connection) as queries:
            uses_of(image)
            uses_in_texts(image)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 14
