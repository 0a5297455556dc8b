"""The library as a grid: finding, sorting out, what each card says; its tags."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from media_gallery.models import Image, LibraryTag
from media_gallery.tags import words_in
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article, make_story
from seeds.factories.media import make_image
from tests.accounts.desk_forms import edit, form_of, send
from tests.media_gallery.pictures import stored_scene

LIST = "admin:media_gallery_image_changelist"

pytestmark = pytest.mark.usefixtures("files_dir")


@pytest.fixture
def editor(editions, client: Client) -> Client:
    client.force_login(make_user(role="editor", editions=["en"]))
    return client


def listed(client: Client, **query: Any) -> list[Image]:
    answer = client.get(reverse(LIST), query)
    assert answer.status_code == 200, answer.status_code
    return list(answer.context["cl"].result_list)


def tagged(*names: str, **fields: Any) -> Image:
    image = make_image(**fields)
    for name in names:
        image.tags.add(LibraryTag.objects.get_or_create(name=name)[0])
    return image


def page_of(image: Image) -> str:
    return reverse("admin:media_gallery_image_change", args=[image.pk])


def names_of(image: Image) -> list[str]:
    return list(image.tags.values_list("name", flat=True))


# Finding.


@pytest.mark.parametrize("query", ["قایق", "boat", "BOAT", "harbour", "Mira boat", "qershizë", "QERSHIZË"])
def test_search_reads_names_tags_and_the_words_of_all_editions(editor: Client, query: str):
    boat = tagged("harbour", name="A boat", alt_fa="قایق", credit_ar="Mira", caption_sq="Një qershizë")
    make_image()
    assert listed(editor, q=query) == [boat]


def test_search_minds_neither_yeh_nor_kaf_of_another_keyboard(editor: Client):
    image = tagged("كتاب", alt_fa="یک پل")
    assert listed(editor, q="کتاب") == listed(editor, q="يك") == [image]


def test_every_word_searched_for_must_be_there(editor: Client):
    make_image(name="A boat")
    assert listed(editor, q="boat lake") == []


def test_list_is_newest_first_within_few_queries_whatever_its_length(editor: Client, django_assert_max_num_queries):
    images = [tagged("river") for _ in range(5)]
    make_article(image=images[0], body=f'<figure class="picture" data-image="{images[1].pk}"></figure>')
    assert listed(editor) == images[::-1]
    with django_assert_max_num_queries(14):
        editor.get(reverse(LIST))
    images += [tagged("lake") for _ in range(20)]
    with django_assert_max_num_queries(14):
        assert editor.get(reverse(LIST)).content.decode().count('class="pictures__item"') == 25


def test_second_page_goes_on_where_the_first_ends(editor: Client):
    images = [make_image() for _ in range(50)]
    assert listed(editor, p=1) + listed(editor, p=2) == images[::-1]


# Sorting out.


@pytest.mark.parametrize("field", ["alt", "caption", "credit"])
def test_list_filters_by_what_lacks_in_an_edition(editor: Client, field: str):
    words = {f"{name}_sq": "Fjalë" for name in ("alt", "caption", "credit")}
    missing = make_image(**{**words, f"{field}_sq": ""})
    make_image(**words)
    decorative = make_image(**{**words, "alt_sq": ""}, is_decorative=True)
    assert listed(editor, **{f"no_{field}": "sq"}) == [missing]
    assert decorative not in listed(editor, no_alt="sq")


@pytest.mark.parametrize("query", [{"no_alt": "xx"}, {"tag": "river"}, {"tag": "9" * 30}, {"only": "what"}])
def test_filter_that_is_none_is_none(editor: Client, query: dict[str, str]):
    image = make_image()
    assert listed(editor, **query) == [image]


def test_list_filters_by_tag(editor: Client):
    river = tagged("river", "lake")
    tagged("lake")
    assert listed(editor, tag=LibraryTag.objects.get(name="river").pk) == [river]


def test_list_of_what_nothing_uses(editor: Client):
    unused, shown, within = make_image(), make_image(), make_image()
    make_story(image=shown)
    make_article(body=f'<figure class="picture" data-image="{within.pk}"></figure>')
    assert listed(editor, only="unused") == [unused]


def test_list_of_pictures_that_look_alike_puts_them_together(editor: Client):
    first, other, again, third = stored_scene(1), stored_scene(2), stored_scene(1, quality=40), stored_scene(3)
    last = stored_scene(3, quality=30)
    assert listed(editor, only="alike") == [last, third, again, first]
    other.delete()


# What a card says.


def test_card_says_size_use_and_completeness_in_words(editor: Client):
    image = make_image(size=(30, 20), alt_fa="", caption_en="Boat", credit_en="Mira")
    make_story(image=image)
    make_image()
    html = editor.get(reverse(LIST)).content.decode()
    card = html.split(f'data-image="{image.pk}"')[1].split('class="pictures__item"')[0]
    assert "30 × 20" in card
    assert "pictures__use--used" in card
    hidden = [part.split("</span>")[0] for part in card.split('<span class="visually-hidden">')]
    told = {part.split('lang="')[1][:2]: part.rpartition(": ")[2] for part in hidden if "lang=" in part}
    assert told["en"] == "complete"
    assert told["fa"] == "lacks alternative text, caption, credit"
    other = html.split('class="pictures__item"')[1]
    assert "pictures__use--unused" in other


# Tags.


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("river, lake", ["river", "lake"]),
        ("رودخانه، دریاچه", ["رودخانه", "دریاچه"]),
        ("نهر؛ بحيرة ; lumë", ["نهر", "بحيرة", "lumë"]),
        ("River, river,  RIVER ", ["River"]),
        ("كتاب، کتاب", ["كتاب"]),
        ("می‌رود, می رود", ["می‌رود"]),
        ("old\u202e  bridge,,", ["old bridge"]),
        ("", []),
        (", ،", []),
    ],
)
def test_tags_are_words_between_the_commas_of_any_script(typed: str, words: list[str]):
    assert words_in(typed) == words


def test_tags_of_a_picture_are_edited_as_words(editor: Client):
    image = tagged("river")
    assert form_of(editor, page_of(image))["tag_words"] == ["river"]
    edit(editor, page_of(image), tag_words="Lake، پل")
    assert names_of(image) == ["Lake", "پل"]
    # A tag that no picture has any more is offered no longer.
    assert not LibraryTag.objects.filter(name="river").exists()


def test_form_sent_back_unchanged_leaves_the_tags(editor: Client):
    image = tagged("river", "lake")
    assert edit(editor, page_of(image)).status_code == 302
    assert names_of(image) == ["lake", "river"]


def test_tag_in_another_spelling_is_the_same_tag(editor: Client):
    tagged("River")
    image = make_image()
    edit(editor, page_of(image), tag_words="RIVER")
    assert names_of(image) == ["River"]


def test_second_editor_of_the_tags_is_told(editor: Client):
    image = tagged("river")
    fields = form_of(editor, page_of(image))
    edit(editor, page_of(image), tag_words="lake")
    assert send(editor, page_of(image), fields, tag_words="hill").status_code == 200
    assert names_of(image) == ["lake"]


def act(client: Client, action: str, words: str, images: list[Image]) -> list[str]:
    chosen = {"action": action, "tag_words": words, "_selected_action": [image.pk for image in images]}
    answer = client.post(reverse(LIST), chosen, follow=True)
    return [message.level_tag for message in answer.context["messages"]]


def test_chosen_pictures_get_tags_besides_theirs_and_lose_them(editor: Client):
    first, second, other = tagged("river"), make_image(), make_image()
    assert act(editor, "tag_chosen", "lake, River", [first, second]) == ["success"]
    assert names_of(first) == names_of(second) == ["lake", "river"]
    assert names_of(other) == []
    assert LogEntry.objects.filter(object_id=second.pk).count() == 1
    assert act(editor, "untag_chosen", "LAKE", [first, second]) == ["success"]
    assert names_of(first) == ["river"]
    assert not LibraryTag.objects.filter(name="lake").exists()


def test_bulk_without_tags_is_one_message(editor: Client):
    image = tagged("river")
    assert act(editor, "tag_chosen", " ، ", [image]) == ["error"]
    assert names_of(image) == ["river"]


def test_nothing_is_deleted_in_bulk(editor: Client):
    image = make_image()
    act(editor, "delete_selected", "", [image])
    assert Image.objects.filter(pk=image.pk).exists()


@pytest.mark.parametrize("role", [None, "newcomer"])
def test_who_is_no_member_tags_nothing(editions, client: Client, role: str | None):
    image = make_image()
    client.force_login(make_user(role="contributor", editions=[]) if role else make_user())
    client.post(reverse(LIST), {"action": "tag_chosen", "tag_words": "river", "_selected_action": [image.pk]})
    assert not LibraryTag.objects.exists()
