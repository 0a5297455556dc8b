"""Categories, topics and people in the desk."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.enums import Shelf
from articles.models import Category, Person, Placement, Topic
from delivery.models import Redirect
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article, make_category, make_person, make_story, make_topic
from tests.accounts.desk_forms import edit, errors_of, fields_of, form_of, send


@pytest.fixture
def editor(editions, client: Client) -> Client:
    client.force_login(make_user(role="editor", editions=["en"]))
    return client


def in_language(client: Client, language: str) -> Client:
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    return client


@pytest.mark.parametrize("language", ["en", "ar", "fa", "sq"])
def test_topic_saved_in_any_interface_language_keeps_its_names(editor: Client, language: str):
    topic = make_topic(name_en="Iran", name_ar="إيران", name_fa="ایران", name_sq="Irani")
    url = reverse("admin:articles_topic_change", args=[topic.pk])
    assert edit(in_language(editor, language), url, name_sq="Irani i ri").status_code == 302
    topic = Topic.objects.get(pk=topic.pk)
    assert [topic.name_en, topic.name_ar, topic.name_fa, topic.name_sq] == ["Iran", "إيران", "ایران", "Irani i ri"]
    assert topic.slug_fa == "ایران"


@pytest.mark.parametrize("language", ["en", "fa"])
def test_topic_of_one_edition_is_made_from_another_interface_language(editor: Client, language: str):
    url = reverse("admin:articles_topic_add")
    assert edit(in_language(editor, language), url, name_ar="حدائق").status_code == 302
    topic = Topic.objects.get()
    assert (topic.name_ar, topic.slug_ar) == ("حدائق", "حدائق")
    assert not topic.name_en
    assert not topic.name_fa
    assert topic.slug_en is None


def test_base_column_is_neither_shown_nor_written(editor: Client):
    topic = make_topic(name_en="Gardens")
    base = Topic.objects.rewrite(False).values_list("name", flat=True).get()
    url = reverse("admin:articles_topic_change", args=[topic.pk])
    fields = form_of(in_language(editor, "fa"), url)
    assert "name" not in fields
    assert "slug" not in fields
    send(editor, url, fields, name_fa="باغ‌ها")
    assert Topic.objects.rewrite(False).values_list("name", flat=True).get() == base


def test_name_can_be_cleared_in_the_language_of_the_interface(editor: Client):
    topic = make_topic(name_en="Gardens", name_fa="باغ")
    url = reverse("admin:articles_topic_change", args=[topic.pk])
    assert edit(in_language(editor, "fa"), url, name_fa="").status_code == 302
    topic.refresh_from_db()
    assert not topic.name_fa
    assert topic.slug_fa is None
    assert topic.name_en == "Gardens"


def test_doubled_address_is_told_once_at_its_field_with_its_edition(editor: Client):
    make_topic(name_fa="باغ")
    response = edit(editor, reverse("admin:articles_topic_add"), name_fa="باغ", name_en="Orchards")
    (message,) = errors_of(response)
    assert "فارسی" in message
    assert "slug_fa" in response.context["adminform"].form.errors
    assert fields_of(response)["name_en"] == ["Orchards"]
    assert Topic.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name_en": "x" * 500}, "name_en"),
        ({"name_en": "Good", "slug_en": "not an address!"}, "slug_en"),
        ({"name_en": "Good", "slug_en": "x" * 200}, "slug_en"),
    ],
)
def test_bad_input_is_one_message_and_the_form_comes_back_filled(editor: Client, change: dict, field: str):
    response = edit(editor, reverse("admin:articles_topic_add"), **change)
    assert len(errors_of(response)) == 1
    assert list(response.context["adminform"].form.errors) == [field]
    assert fields_of(response)[field] == [change[field]]
    assert not Topic.objects.exists()


def test_characters_that_cannot_be_seen_are_not_stored(editor: Client):
    edit(editor, reverse("admin:articles_person_add"), name_en=" Ann\u202e\x07  Lee ", biography_en="One\x01\r\ntwo")
    person = Person.objects.get()
    assert person.name_en == "Ann Lee"
    assert person.biography_en == "One\r\ntwo"


def test_two_editors_of_two_editions_lose_nothing(editor: Client):
    person = make_person(name_en="Ann", name_fa="آن")
    url = reverse("admin:articles_person_change", args=[person.pk])
    first, second = form_of(editor, url), form_of(editor, url)
    assert send(editor, url, first, name_en="Anne").status_code == 302
    assert send(editor, url, second, name_fa="آنا").status_code == 302
    person = Person.objects.get()
    assert (person.name_en, person.name_fa) == ("Anne", "آنا")


def test_same_field_changed_by_two_is_refused_once(editor: Client):
    person = make_person(name_en="Ann")
    url = reverse("admin:articles_person_change", args=[person.pk])
    first, second = form_of(editor, url), form_of(editor, url)
    send(editor, url, first, name_en="Anne")
    response = send(editor, url, second, name_en="Anna")
    (message,) = errors_of(response)
    assert "Anne" in message
    again = fields_of(response)
    assert again["name_en"] == ["Anna"]
    assert send(editor, url, again).status_code == 302
    assert Person.objects.get().name_en == "Anna"


def test_new_address_leaves_a_redirect(editor: Client):
    category = make_category(name_en="Gardens", editions=["en"])
    edit(editor, reverse("admin:articles_category_change", args=[category.pk]), slug_en="parks")
    redirect = Redirect.objects.get()
    assert (redirect.old_path, redirect.new_path) == ("/en/category/gardens/", "/en/category/parks/")


def test_feed_of_a_category_moves_with_it(editor: Client):
    category = make_category(name_en="Gardens", name_fa="باغ", editions=["en", "fa"])
    url = reverse("admin:articles_category_change", args=[category.pk])
    edit(editor, url, slug_en="parks")
    edit(editor, url, slug_en="green-parks", slug_fa="بوستان")
    for old, new in (("en", "parks"), "green-parks"), (("en", "gardens"), "green-parks"), (("fa", "باغ"), "بوستان"):
        code, slug = old
        answer = editor.get(reverse("articles:category-feed", args=[code, slug]))
        assert answer.status_code == 301
        assert answer["Location"] == reverse("articles:category-feed", args=[code, new])
        assert editor.get(answer["Location"]).status_code == 200
    assert editor.get("/en/category/nowhere/feed/").status_code == 404
    Redirect.objects.create(old_path="/en/category/old/", new_path="https://example.org/")
    assert editor.get("/en/category/old/feed/").status_code == 404


def test_moved_category_takes_its_articles_along(editor: Client):
    old, new, child = make_category(), make_category(), make_category()
    child.parent = old
    child.save()
    article = make_article(story=make_story(category=child))
    edit(editor, reverse("admin:articles_category_change", args=[child.pk]), parent=str(new.pk))
    shelves = Placement.objects.filter(article=article, shelf=Shelf.CATEGORY).values_list("target_id", flat=True)
    assert set(shelves) == {child.pk, new.pk}


def test_category_cannot_stand_under_itself(editor: Client):
    top = make_category()
    below = make_category(parent=top)
    response = edit(editor, reverse("admin:articles_category_change", args=[top.pk]), parent=str(below.pk))
    assert len(errors_of(response)) == 1
    assert Category.objects.get(pk=top.pk).parent_id is None


def test_categories_are_listed_as_a_tree(editor: Client):
    first = make_category(name="First", position=2)
    second = make_category(name="Second", position=1)
    below = make_category(name="Below", position=9, parent=second)
    response = editor.get(reverse("admin:articles_category_changelist"))
    assert list(response.context["cl"].result_list) == [second, below, first]


def test_order_of_categories_is_set_in_the_list(editor: Client):
    category = make_category(position=1)
    url = reverse("admin:articles_category_changelist")
    response = send(editor, url, form_of(editor, url), **{"form-0-position": "7", "_save": "Save"})
    assert response.status_code == 302
    category.refresh_from_db()
    assert category.position == 7


@pytest.mark.parametrize("name", ["name_en", "name_fa"])
def test_people_are_found_by_their_name_in_any_edition(editor: Client, name: str):
    person = make_person(name_en="Nasrin Karimi", name_fa="نسرین کریمی")
    make_person()
    query = {"app_label": "articles", "model_name": "credit", "field_name": "person", "term": getattr(person, name)}
    found = editor.get(reverse("admin:autocomplete"), query).json()["results"]
    assert [one["id"] for one in found] == [str(person.pk)]


@pytest.mark.parametrize("model", ["category", "topic", "person"])
def test_list_page_asks_few_queries(editor: Client, model: str, django_assert_max_num_queries):
    make = {"category": make_category, "topic": make_topic, "person": make_person}[model]
    for _ in range(30):
        make()
    with django_assert_max_num_queries(10):
        editor.get(reverse(f"admin:articles_{model}_changelist"))


@pytest.mark.parametrize("name", ["articles_category", "articles_topic", "articles_person"])
def test_thing_without_any_name_is_refused(editor: Client, name: str):
    response = edit(editor, reverse(f"admin:{name}_add"))
    assert "Give it a name in at least one edition." in errors_of(response)
    assert not Category.objects.exists()
    assert not Topic.objects.exists()
    assert not Person.objects.exists()
