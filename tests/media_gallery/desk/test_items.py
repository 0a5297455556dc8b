"""Cartoons, news pictures, albums and videos in the desk."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import MediaCredit
from delivery.models import Redirect
from editions.enums import State
from media_gallery.enums import Kind
from media_gallery.models import Image, MediaItem
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_person
from seeds.factories.media import jpeg, make_image, make_media_item
from tests.accounts.desk_forms import edit, errors_of, fields_of, form_of, send

ADD = "admin:media_gallery_mediaitem_add"
LIST = "admin:media_gallery_mediaitem_changelist"

pytestmark = pytest.mark.usefixtures("files_dir")


@pytest.fixture
def editor(editions, client: Client) -> Client:
    client.force_login(make_user(role="editor", editions=["en"]))
    return client


@pytest.fixture
def author(editions, client: Client) -> Client:
    client.force_login(make_user(role="contributor", editions=["en"]))
    return client


def page_of(item: MediaItem) -> str:
    return reverse("admin:media_gallery_mediaitem_change", args=[item.pk])


def test_cartoon_is_made_with_words_of_two_editions(editor: Client):
    image = make_image()
    response = edit(
        editor,
        reverse(ADD),
        kind="cartoons",
        image=str(image.pk),
        title_en="The tall hat",
        title_fa="کلاه بلند",
        text_fa="<p>خنده</p><script>x</script>",
        state="published",
    )
    assert response.status_code == 302
    item = MediaItem.objects.get()
    assert (item.slug_en, item.slug_fa, item.slug_ar) == ("the-tall-hat", "کلاه-بلند", None)
    assert item.text_fa == "<p>خنده</p>"
    assert item.published_at
    assert item.created_by


def test_form_sent_back_unchanged_changes_nothing(editor: Client):
    item = make_media_item(kind=Kind.PHOTOS)
    before = MediaItem.objects.filter(pk=item.pk).values().get()
    assert edit(editor, page_of(item)).status_code == 302
    after = MediaItem.objects.filter(pk=item.pk).values().get()
    assert {**before, "updated_at": 0} == {**after, "updated_at": 0}
    assert item.pictures.count() == 2


def test_pictures_are_added_to_an_album_several_at_once(editor: Client):
    item = make_media_item(kind=Kind.PHOTOS)
    chosen = [make_image(), make_image()]
    files = [SimpleUploadedFile(f"{n}.jpg", jpeg(), "image/jpeg") for n in range(3)]
    edit(editor, page_of(item), add_pictures=[str(one.pk) for one in chosen], upload_pictures=files)
    positions = list(item.pictures.values_list("position", flat=True))
    assert positions == [0, 1, 2, 3, 4, 5, 6]
    assert [one.image for one in item.pictures.all()[2:4]] == chosen


def test_album_is_ordered_by_number(editor: Client):
    item = make_media_item(kind=Kind.PHOTOS)
    first, second = (place.image for place in item.pictures.all())
    edit(editor, page_of(item), **{"pictures-0-position": "5", "pictures-1-position": "1"})
    assert [place.image for place in item.pictures.all()] == [second, first]


def test_file_that_is_no_picture_adds_nothing_to_the_album(editor: Client):
    item = make_media_item(kind=Kind.PHOTOS)
    files = [SimpleUploadedFile("a.jpg", jpeg(), "image/jpeg"), SimpleUploadedFile("letter.jpg", b"x", "image/jpeg")]
    images = Image.objects.count()
    response = edit(editor, page_of(item), upload_pictures=files, title_en="Typed")
    (message,) = errors_of(response)
    assert "letter.jpg" in message
    assert fields_of(response)["title_en"] == ["Typed"]
    assert Image.objects.count() == images
    assert item.pictures.count() == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": ""}, "kind"),
        ({"image": ""}, "image"),
        ({"image": "999999"}, "image"),
        ({"kind": "videos"}, "video_url"),
        ({"kind": "videos", "video_url": "https://example.org/watch"}, "video_url"),
        ({"title_en": "x" * 500}, "title_en"),
        ({"title_en": "Taken"}, "slug_en"),
        ({"title_en": "Good", "slug_en": "no address!"}, "slug_en"),
        ({"state": "published", "title_en": ""}, "title_en"),
        ({"published_at_0": "3024-01-01", "published_at_1": "10:00:00"}, "published_at"),
    ],
)
def test_bad_input_is_one_message_with_what_was_typed(editor: Client, changes: dict, field: str):
    make_media_item(title="Taken", slug_en="taken")
    fields = {"kind": "cartoons", "image": str(make_image().pk), "title_en": "Good", **changes}
    response = edit(editor, reverse(ADD), **fields)
    assert len(errors_of(response)) == 1
    assert list(response.context["adminform"].form.errors) == [field]
    kept = fields_of(response)
    assert {name: kept[name] for name in fields if fields[name]} == {n: [v] for n, v in fields.items() if v}
    assert MediaItem.objects.count() == 1


def test_two_editors_of_two_editions_lose_nothing(editor: Client):
    item = make_media_item(title="Hat")
    first, second = form_of(editor, page_of(item)), form_of(editor, page_of(item))
    send(editor, page_of(item), first, title_en="A hat")
    send(editor, page_of(item), second, title_fa="کلاه")
    item.refresh_from_db()
    assert (item.title_en, item.title_fa) == ("A hat", "کلاه")


def test_new_address_leaves_a_redirect(editor: Client):
    item = make_media_item(kind=Kind.CARTOONS, slug_en="hat", editions=["en"])
    edit(editor, page_of(item), slug_en="tall-hat")
    redirect = Redirect.objects.get()
    assert (redirect.old_path, redirect.new_path) == ("/en/media/cartoons/hat/", "/en/media/cartoons/tall-hat/")


def test_people_are_credited_beside(editor: Client):
    item, person = make_media_item(), make_person()
    edit(editor, page_of(item), **{"credits-TOTAL_FORMS": "1", "credits-0-person": str(person.pk),
                                   "credits-0-role": "cartoonist", "credits-0-position": "0"})  # fmt: skip
    assert MediaCredit.objects.get().person == person


def test_items_are_published_and_withdrawn_in_bulk(editor: Client):
    drafts = [make_media_item(published=False), make_media_item(published=False)]
    nameless = make_media_item(published=False, editions=[])
    chosen = [str(item.pk) for item in [*drafts, nameless]]
    response = editor.post(reverse(LIST), {"action": "publish", "_selected_action": chosen}, follow=True)
    assert len(list(response.context["messages"])) == 2
    assert set(MediaItem.objects.filter(state=State.PUBLISHED)) == set(drafts)
    editor.post(reverse(LIST), {"action": "withdraw", "_selected_action": chosen})
    assert MediaItem.objects.filter(state=State.WITHDRAWN).count() == 2


def test_author_makes_drafts_and_publishes_nothing(author: Client):
    image = make_image()
    edit(author, reverse(ADD), kind="cartoons", image=str(image.pk), title_en="Hat", state="published")
    item = MediaItem.objects.get()
    assert item.state == State.DRAFT
    edit(author, page_of(item), title_en="A hat", state="published")
    item.refresh_from_db()
    assert (item.title_en, item.state) == ("A hat", State.DRAFT)
    author.post(reverse(LIST), {"action": "publish", "_selected_action": [str(item.pk)]})
    item.refresh_from_db()
    assert item.state == State.DRAFT


def test_author_only_reads_what_is_published(author: Client):
    item = make_media_item(title="Hat")
    assert author.get(page_of(item)).status_code == 200
    assert author.post(page_of(item), {"title_en": "Mine"}).status_code == 403


def test_list_asks_few_queries_and_filters(editor: Client, django_assert_max_num_queries):
    for kind in [Kind.CARTOONS] * 15 + [Kind.VIDEOS] * 15:
        make_media_item(kind=kind, editions=["en"])
    only_fa = make_media_item(editions=["fa"], published=False, published_at=timezone.now() + timedelta(days=1))
    with django_assert_max_num_queries(12):
        response = editor.get(reverse(LIST))
    assert len(response.context["cl"].result_list) == 31
    assert list(editor.get(reverse(LIST), {"edition": "fa"}).context["cl"].result_list) == [only_fa]
    assert len(editor.get(reverse(LIST), {"kind__exact": "videos"}).context["cl"].result_list) == 15
