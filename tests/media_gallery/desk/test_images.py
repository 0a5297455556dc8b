"""The library of pictures in the desk."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.models import Person
from media_gallery.models import Image
from media_gallery.pictures import focus_classes
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article, make_story
from seeds.factories.media import jpeg, make_image, make_media_item
from seeds.factories.publications import make_issue
from tests.accounts.desk_forms import edit, errors_of, fields_of, form_of, send
from tests.media_gallery.pictures import encoded, scene, stored_scene

ADD = "admin:media_gallery_image_add"
LIST = "admin:media_gallery_image_changelist"

pytestmark = pytest.mark.usefixtures("files_dir")


@pytest.fixture
def editor(editions, client: Client) -> Client:
    client.force_login(make_user(role="editor", editions=["en"]))
    return client


def upload(*names: str) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(name, jpeg(), "image/jpeg") for name in names]


def page_of(image: Image) -> str:
    return reverse("admin:media_gallery_image_change", args=[image.pk])


def test_one_upload_leads_to_its_words(editor: Client):
    response = editor.post(reverse(ADD), {"files": upload("boat.jpg")})
    image = Image.objects.get()
    assert response.url == page_of(image)
    assert image.title == "boat"
    assert image.uploaded_by.username.startswith("editor")


def test_same_content_again_leads_to_the_picture_there_is(editor: Client):
    file = SimpleUploadedFile("boat.jpg", jpeg(shade=1))
    editor.post(reverse(ADD), {"files": [file]})
    file.seek(0)
    response = editor.post(reverse(ADD), {"files": [file]}, follow=True)
    image = Image.objects.get()
    told = [str(message) for message in response.context["messages"]]
    assert any("already" in message and page_of(image) in message for message in told)


def test_upload_says_what_it_looks_like_and_stays(editor: Client):
    first = stored_scene(1)
    file = SimpleUploadedFile("again.jpg", encoded(scene(1), quality=40))
    response = editor.post(reverse(ADD), {"files": [file]}, follow=True)
    assert Image.objects.count() == 2
    told = [str(message) for message in response.context["messages"]]
    assert any("looks like" in message and page_of(first) in message for message in told)


def test_several_pictures_are_uploaded_at_once(editor: Client):
    response = editor.post(reverse(ADD), {"files": upload("one.jpg", "two.jpg", "three.jpg")})
    assert response.url == reverse(LIST)
    assert Image.objects.count() == 3


def test_what_is_no_picture_is_named_and_the_others_are_kept(editor: Client):
    bad = SimpleUploadedFile("letter.jpg", b"no picture", "image/jpeg")
    response = editor.post(reverse(ADD), {"files": [*upload("one.jpg"), bad]}, follow=True)
    assert Image.objects.count() == 1
    told = [str(message) for message in response.context["messages"]]
    assert len([message for message in told if "letter.jpg" in message]) == 1


@pytest.mark.parametrize("content", [b"", b"no picture"])
def test_upload_of_nothing_usable_is_one_message(editor: Client, content: bytes):
    response = editor.post(reverse(ADD), {"files": [SimpleUploadedFile("letter.jpg", content)]})
    assert response.status_code == 200
    assert len(response.context["form"].errors["files"]) == 1
    assert not Image.objects.exists()


def test_upload_without_a_file_is_one_message(editor: Client):
    response = editor.post(reverse(ADD), {})
    assert list(response.context["form"].errors["files"]) == ["Choose at least one picture."]


def test_words_of_each_edition_are_kept_apart(editor: Client):
    image = make_image(alt_fa="قایق")
    editor.defaults["HTTP_ACCEPT_LANGUAGE"] = "fa"
    edit(editor, page_of(image), alt_en="A boat", caption_ar="قارب", focal_x="10", focal_y="80")
    image.refresh_from_db()
    assert (image.alt_en, image.alt_fa, image.caption_ar) == ("A boat", "قایق", "قارب")
    assert (image.focal_x, image.focal_y) == (10, 80)


@pytest.mark.parametrize("changes", [{"focal_x": "101"}, {"focal_y": "-1"}, {"alt_en": "x" * 600}])
def test_bad_words_are_one_message(editor: Client, changes: dict):
    response = edit(editor, page_of(make_image()), **changes)
    assert len(errors_of(response)) == 1
    assert {name: fields_of(response)[name] for name in changes} == {name: [new] for name, new in changes.items()}


def test_renditions_made_meanwhile_are_not_undone(editor: Client):
    image = make_image()
    fields = form_of(editor, page_of(image))
    Image.objects.update(renditions={"jpeg": [320]})
    send(editor, page_of(image), fields, title="Boat")
    assert Image.objects.values_list("title", "renditions").get() == ("Boat", {"jpeg": [320]})


def test_picture_names_where_it_is_used(editor: Client):
    image = make_image()
    uses = [make_story(image=image), make_media_item(image=image), make_issue(cover=image)]
    make_media_item(kind="photos", pictures=[image, make_image()], title="An album")
    Person.objects.create(name_en="Portrayed", portrait=image)
    html = editor.get(page_of(image)).content.decode()
    for name in [*map(str, uses), "An album", "Portrayed"]:
        assert name in html


@pytest.mark.parametrize("use", ["story", "portrait", "text"])
def test_used_picture_is_not_deleted_and_the_page_says_why(editor: Client, use: str):
    image = make_image()
    if use == "story":
        make_story(image=image, working_title="The user")
    elif use == "portrait":
        Person.objects.create(name_en="The user", portrait=image)
    else:
        body = f'<p>Look</p><figure class="picture" data-image="{image.pk}"></figure>'
        make_article(title="The user", body=body)
    url = reverse("admin:media_gallery_image_delete", args=[image.pk])
    assert "The user" in editor.get(url).content.decode()
    editor.post(url, {"post": "yes"})
    assert Image.objects.filter(pk=image.pk).exists()


def test_unused_picture_is_deleted_with_its_files(editor: Client, django_capture_on_commit_callbacks):
    image = make_image()
    name = image.file.name
    assert default_storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(reverse("admin:media_gallery_image_delete", args=[image.pk]), {"post": "yes"})
    assert not Image.objects.exists()
    assert not default_storage.exists(name)


def test_refusal_shows_the_uses_with_edition_and_state(editor: Client):
    image = make_image()
    make_article(
        edition="fa", title="پل", image=image, body=f'<figure class="picture" data-image="{image.pk}"></figure>'
    )
    url = reverse("admin:media_gallery_image_delete", args=[image.pk])
    html = editor.post(url, {"post": "yes"}).content.decode()
    assert html.count('<li class="uses__item">') == 2
    assert "?edition=fa" in html
    assert 'lang="fa" dir="rtl"' in html
    assert "standing--published" in html


def test_page_of_a_picture_asks_a_bounded_number_of_queries(editor: Client, django_assert_max_num_queries):
    image = stored_scene(1)
    for number in range(3):
        stored_scene(1, quality=30 + number)
        make_article(image=image, body=f'<figure class="picture" data-image="{image.pk}"></figure>')
        make_issue(cover=image)
        make_media_item(kind="photos", pictures=[image])
    editor.get(page_of(image))
    with django_assert_max_num_queries(28):
        html = editor.get(page_of(image)).content.decode()
    assert html.count('class="alikes__item"') == 4
    with django_assert_max_num_queries(45):
        editor.get(reverse("admin:media_gallery_image_delete", args=[image.pk]))


def test_table_of_words_is_written_in_each_edition_and_says_what_lacks(editor: Client):
    image = make_image(alt_fa="قایق", caption_fa="قایق", credit_fa="میرا", alt_sq="")
    html = editor.get(page_of(image)).content.decode()
    rows = {code: html.split(f'<bdi lang="{code}"')[1].split("</tr>")[0] for code in ("en", "ar", "fa", "sq")}
    told = {code: row.split("words__state--")[1].split("<")[0].split(">")[1] for code, row in rows.items()}
    assert told == {
        "en": "lacks caption, credit",
        "ar": "lacks caption, credit",
        "fa": "complete",
        "sq": "lacks alternative text, caption, credit",
    }
    field = html.split('<textarea name="caption_fa"')[1].split(">")[0]
    assert 'lang="fa"' in field
    assert 'dir="rtl"' in field


def test_crops_keep_the_focal_point_as_the_site_does(editor: Client):
    image = make_image(focal_x=25, focal_y=75)
    html = editor.get(page_of(image)).content.decode()
    assert html.count(f'class="picture__img {focus_classes(image)}"') == 5


def test_author_uploads_and_describes_but_does_not_delete(editions, client: Client):
    client.force_login(make_user(role="contributor", editions=["fa"]))
    client.post(reverse(ADD), {"files": upload("boat.jpg")})
    image = Image.objects.get()
    edit(client, page_of(image), alt_fa="قایق")
    assert Image.objects.get().alt_fa == "قایق"
    assert client.post(reverse("admin:media_gallery_image_delete", args=[image.pk]), {"post": "yes"}).status_code == 403


def test_picture_can_be_chosen_from_the_list_in_a_popup(editor: Client):
    image = make_image()
    html = editor.get(reverse(LIST), {"_popup": "1"}).content.decode()
    assert f'data-popup-opener="{image.pk}"' in html
