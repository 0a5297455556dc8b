"""What tests are made with holds what it promises."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from PIL import Image as Pillow

from accounts import gate
from articles.models import Article, Placement
from editions.models import Edition
from media_gallery.enums import Kind
from media_gallery.models import Image
from publications.documents import check_pdf
from seeds import factories

pytestmark = pytest.mark.django_db


def test_published_article_is_read_in_its_edition_alone(editions):
    article = factories.make_article(edition="fa", title="کتابخانهٔ شب")
    assert Client().get(article.get_absolute_url()).status_code == 200
    assert not Article.objects.in_edition("en").live().exists()


def test_draft_is_not_live(editions):
    factories.make_article(published=False)
    assert not Article.objects.live().exists()


def test_article_makes_the_edition_it_needs():
    factories.make_article(edition="sq")
    assert list(Edition.objects.values_list("pk", flat=True)) == ["sq"]


def test_article_stands_on_the_lists_of_its_story():
    category, topic, author = factories.make_category(), factories.make_topic(), factories.make_person()
    article = factories.make_article(category=category, topics=[topic], authors=[author])
    places = set(Placement.objects.filter(article=article).values_list("shelf", "target_id"))
    assert places == {("category", category.pk), ("topic", topic.pk), ("person", author.pk)}


def test_names_stand_in_the_editions_asked_for():
    person = factories.make_person(name="Mira", editions=["en", "fa"])
    assert [person.name_in(code) for code in ("en", "ar", "fa", "sq")] == ["Mira", "", "Mira", ""]


def test_image_is_a_real_picture_of_its_own(files_dir):
    first, second = factories.make_image(size=(30, 20)), factories.make_image()
    with first.file.open() as file:
        assert Pillow.open(file).size == (30, 20)
    assert first.pk != second.pk
    assert Image.objects.count() == 2


def test_two_hundred_images_differ():
    assert len({factories.jpeg() for _ in range(200)}) == 200


@pytest.mark.parametrize("kind", Kind.values)
def test_media_item_is_valid_and_shown(kind, editions, files_dir):
    item = factories.make_media_item(kind=kind)
    item.full_clean()
    assert item.pictures.count() == (2 if kind == Kind.PHOTOS else 0)
    assert Client().get(item.address_in("ar")).status_code == 200


def test_issue_lists_the_articles_of_each_edition(editions, files_dir):
    english, persian = factories.make_article(), factories.make_article(edition="fa")
    issue = factories.make_issue(editions=["en", "fa"], articles=[english, persian], with_pdf=True)
    texts = {text.edition_id: text for text in issue.texts.all()}
    assert [entry.article for entry in texts["en"].entries.all()] == [english]
    assert [entry.article for entry in texts["fa"].entries.all()] == [persian]
    check_pdf(texts["fa"].pdf)
    assert Client().get(texts["fa"].get_absolute_url()).status_code == 200


def test_book_is_listed_with_its_authors(editions, files_dir):
    people = [factories.make_person(), factories.make_person()]
    book = factories.make_book(authors=people, with_pdf=True)
    book.full_clean()
    assert [row.person for row in book.book_authors.all()] == people
    assert Client().get(book.address_in("sq")).status_code == 200


def test_roles_hold_in_the_editions_given(editions):
    editor = factories.make_user(role="editor", editions=["fa"])
    author = factories.make_user(role="contributor")
    assert gate.may_publish(editor, "fa")
    assert not gate.may_publish(editor, "en")
    assert gate.may_start(author, "sq")
    assert not gate.may_publish(author, "sq")
    assert gate.may_manage_site(factories.make_user(role="admin"))
    assert not gate.may_enter(factories.make_user())


def test_user_signs_in_with_the_known_password(editions):
    user = factories.make_user(role="contributor")
    assert Client().login(username=user.username, password=factories.PASSWORD)


def test_second_article_of_a_story_in_an_edition_is_refused():
    article = factories.make_article()
    with pytest.raises(ValidationError):
        Article(story=article.story, edition=article.edition, title="Again").full_clean()
