"""Public pages of media."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from articles.models import MediaCredit
from editions.enums import State
from editions.unions import fetch_union
from media_gallery.enums import Kind
from media_gallery.models import MediaItem
from media_gallery.renditions import make_renditions
from media_gallery.views import A_PAGE
from seeds.factories.articles import make_person
from seeds.factories.media import make_image, make_media_item

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_dir", "editions")]

BUDGET = 8
CODES = ("en", "ar", "fa", "sq")


def main_of(response) -> str:
    return re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL)[0]


def hrefs(html: str, css_class: str) -> list[str]:
    return re.findall(rf'class="{css_class}"[^>]*?href="([^"]+)"', html)


@pytest.mark.parametrize(("code", "direction"), [("en", "ltr"), ("ar", "rtl"), ("fa", "rtl"), ("sq", "ltr")])
@pytest.mark.parametrize("kind", Kind.values)
def test_every_page_is_in_the_editions_language_and_direction(client, code, direction, kind):
    item = make_media_item(kind=kind)
    for path in (f"/{code}/media/", f"/{code}/media/{kind}/", item.address_in(code)):
        response = client.get(path)
        assert response.status_code == 200
        html = response.content.decode()
        assert f'<html lang="{code}" dir="{direction}">' in html
        assert f'href="http://127.0.0.1:8000{path}"' in html
        assert item.title_en in main_of(response)
        assert not response.cookies
        assert " style=" not in html
        assert client.head(path).status_code == 200


def test_overview_shows_the_newest_of_each_kind_and_leaves_out_empty_ones(client):
    now = timezone.now()
    items = [make_media_item(title=f"Cartoon {n}", published_at=now - timedelta(days=n)) for n in range(1, 7)]
    html = main_of(client.get("/en/media/"))
    assert [item.title_en in html for item in items] == [True] * 4 + [False] * 2
    assert html.index("Cartoon 1") < html.index("Cartoon 2")
    assert 'id="cartoons"' in html
    assert 'id="videos"' not in html


def test_media_without_any_item_say_so(client):
    assert client.get("/en/media/").status_code == 200
    assert "Nothing has been published here yet." in main_of(client.get("/en/media/videos/"))


@pytest.mark.parametrize(
    "hidden",
    [
        {"published": False},
        {"published_at": datetime(2100, 1, 1, tzinfo=UTC)},
        {"state": State.WITHDRAWN},
        {"title_en": ""},
        {"slug_en": None},
        {"editions": ["fa"]},
    ],
    ids=["draft", "scheduled", "withdrawn", "untitled", "without address", "of another edition"],
)
def test_item_that_the_edition_does_not_show_is_in_no_page_of_it(client, hidden):
    shown = make_media_item(title="Shown")
    item = make_media_item(title="Hidden", published_at=timezone.now() - timedelta(hours=2)) if not hidden else None
    item = make_media_item(**{"title": "Hidden", "slug_en": "hidden", **hidden})
    for path in ("/en/media/", "/en/media/cartoons/", shown.address_in("en")):
        assert "Hidden" not in main_of(client.get(path))
    gone = 410 if item.state == State.WITHDRAWN else 404
    assert client.get("/en/media/cartoons/hidden/").status_code == gone


def test_withdrawn_item_that_nobody_ever_saw_is_404(client):
    make_media_item(slug_en="never", state=State.WITHDRAWN, published_at=datetime(2100, 1, 1, tzinfo=UTC))
    assert client.get("/en/media/cartoons/never/").status_code == 404


def test_hidden_edition_has_no_media(client, editions):
    item = make_media_item()
    editions["sq"].is_visible = False
    editions["sq"].save()
    assert client.get("/sq/media/").status_code == 404
    assert client.get(item.address_in("sq")).status_code == 404
    assert "/sq/media/" not in client.get(item.address_in("en")).content.decode()


def test_item_is_found_under_its_own_kind_only(client):
    make_media_item(kind=Kind.CARTOONS, slug_en="same")
    make_media_item(kind=Kind.NEWSPICS, slug_en="same", title="A news picture")
    assert "A news picture" in main_of(client.get("/en/media/newspics/same/"))
    assert client.get("/en/media/videos/same/").status_code == 404
    assert client.get("/en/media/paintings/same/").status_code == 404


def test_alternates_are_the_editions_that_show_the_item(client):
    item = make_media_item(editions=["en", "fa"])
    html = client.get(item.address_in("en")).content.decode()
    assert sorted(re.findall(r'<link rel="alternate" hreflang="([^"]+)"', html)) == ["en", "fa", "x-default"]
    assert f'hreflang="fa" href="http://127.0.0.1:8000{item.address_in("fa")}"' in html


def test_words_of_the_picture_are_the_editions_own(client):
    image = make_image(caption_en="At dawn", credit_en="Mina", caption_fa="سپیده", credit_fa="مینا")
    item = make_media_item(kind=Kind.NEWSPICS, image=image)
    en, fa = (main_of(client.get(item.address_in(code))) for code in ("en", "fa"))
    assert "At dawn" in en
    assert "سپیده" not in en
    assert "سپیده" in fa
    assert "At dawn" not in fa


def test_byline_names_who_made_it(client):
    item = make_media_item()
    MediaCredit.objects.create(item=item, person=make_person(name="Dana Rao"), role="cartoonist")
    assert "Dana Rao" in main_of(client.get(item.address_in("en")))


def test_list_is_paged_by_key_and_reads_every_item_once(client):
    now = timezone.now().replace(microsecond=0)
    count = A_PAGE + 5
    image = make_image()
    # Some share their moment: the number decides.
    items = [
        make_media_item(title=f"No {n}.", image=image, published_at=now - timedelta(hours=n // 3)) for n in range(count)
    ]
    seen, path = [], "/en/media/cartoons/"
    while path:
        html = client.get(path).content.decode()
        seen += re.findall(r"No \d+\.", re.sub(r"<footer.*", "", html, flags=re.DOTALL))
        older = re.search(r'class="pager__older" rel="next" href="([^"]+)"', html)
        path = older[1].replace("&amp;", "&") if older else ""
    assert len(seen) == len(set(seen)) == count
    assert set(seen) == {item.title_en for item in items}


def test_older_pages_are_addressed_by_their_key_alone(client):
    image = make_image()
    for _ in range(A_PAGE + 1):
        make_media_item(image=image)
    first = client.get("/en/media/cartoons/").content.decode()
    older = re.search(r'rel="next" href="http://127.0.0.1:8000([^"]+)"', first)[1]
    html = client.get(older + "&utm_source=x").content.decode()
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{older}">' in html
    assert client.get("/en/media/cartoons/?before=nonsense").status_code == 404


def test_neighbours_are_the_next_of_the_kind_even_at_one_moment(client):
    moment = timezone.now() - timedelta(hours=1)
    first, second, third = (make_media_item(title=f"Turn {n}", published_at=moment) for n in (1, 2, 3))
    make_media_item(kind=Kind.NEWSPICS, title="Stranger", published_at=moment)
    html = main_of(client.get(second.address_in("en")))
    assert hrefs(html, "adjacent__prev") == [first.address_in("en")]
    assert hrefs(html, "adjacent__next") == [third.address_in("en")]
    assert hrefs(main_of(client.get(first.address_in("en"))), "adjacent__prev") == []
    assert hrefs(main_of(client.get(third.address_in("en"))), "adjacent__next") == []


def test_columns_of_joined_queries_come_in_the_order_asked_for():
    item = make_media_item(title="The title", slug_en="the-address")
    items = MediaItem.objects.filter(pk=item.pk)
    # Both orders: one of them would be wrong in every process.
    for columns in (("title_en", "slug_en"), ("slug_en", "title_en"), ("slug_en", "pk"), ("image__width", "slug_en")):
        expected = items.values_list(*columns).get()
        assert fetch_union([items.values_list(*columns)[:1]] * 2) == [(0, expected), (1, expected)]


def test_picture_of_an_album_opens_full_size_without_script(client):
    images = [make_image(size=(700, 400), caption_en=f"Place {n}", credit_en=f"Mina {n}") for n in range(3)]
    for image in images:
        make_renditions(image)
    album = make_media_item(kind=Kind.PHOTOS, pictures=images[::-1])
    html = main_of(client.get(album.address_in("en")))
    links = hrefs(html, "gallery__link")
    assert len(links) == 3
    assert [image.digest[2:20] in link for image, link in zip(images[::-1], links, strict=True)] == [True] * 3
    for link in links:
        assert client.get(link)["Content-Type"] == "image/jpeg"
    assert html.index("Place 2") < html.index("Place 1") < html.index("Place 0")
    assert "Mina 2" in html


def test_tall_picture_is_marked_as_such(client):
    tall, wide = make_media_item(image=make_image(size=(8, 12))), make_media_item(image=make_image(size=(12, 8)))
    assert "media-item--tall" in main_of(client.get(tall.address_in("en")))
    assert "media-item--tall" not in main_of(client.get(wide.address_in("en")))


def test_video_elsewhere_asks_nothing_of_the_other_site_before_the_click(client):
    item = make_media_item(kind=Kind.VIDEOS, video_url="https://www.youtube.com/watch?v=dQw4w9WgXcQ")
    html = client.get(item.address_in("en")).content.decode()
    assert 'href="https://www.youtube.com/watch?v=dQw4w9WgXcQ"' in html
    assert 'data-player="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"' in html
    assert "<iframe" not in html
    assert re.search(r'<script type="module" src="/static/js/embeds[^"]*\.js">', html)
    assert not re.search(r'(src|srcset|poster)="(https?:)?//', html)


def test_video_of_our_own_waits_for_the_reader(client):
    item = make_media_item(
        kind=Kind.VIDEOS, video_url="", video_file=ContentFile(b"\x00\x00\x00\x18ftypmp42" + bytes(50), "a.mp4")
    )
    html = main_of(client.get(item.address_in("en")))
    video = re.search(r"<video [^>]+>", html)[0]
    assert 'preload="none"' in video
    assert 'poster="/files/' in video
    assert client.get(re.search(r' src="([^"]+)"', video)[1])["Content-Type"] == "video/mp4"
    assert "embeds" not in html


def test_text_of_an_item_is_drawn(client):
    image = make_image()
    text = f'<p>Said</p><figure class="picture" data-image="{image.pk}"></figure><h2>More</h2>'
    html = main_of(client.get(make_media_item(text_en=text).address_in("en")))
    assert "<p>Said</p>" in html
    assert image.digest in html
    assert "data-image" not in html


@pytest.mark.parametrize("kind", Kind.values)
def test_pages_keep_their_budget_however_much_they_show(client, kind, django_assert_max_num_queries):
    image, other = make_image(), make_image()
    items = [make_media_item(kind=kind, image=image, pictures=[image, other] * 4) for _ in range(A_PAGE + 2)]
    body = f'<figure class="picture" data-image="{image.pk}"></figure>'
    MediaItem.objects.filter(pk=items[3].pk).update(text_en=body)
    for path in ("/en/media/", f"/en/media/{kind}/", items[3].address_in("en")):
        with django_assert_max_num_queries(BUDGET):
            assert client.get(path).status_code == 200


def test_names_with_markup_and_mixed_direction_stay_text(client):
    title = 'پل "A & B" <script>alert(1)</script>'
    item = make_media_item(title=title)
    for path in ("/en/media/", "/fa/media/cartoons/", item.address_in("fa")):
        html = client.get(path).content.decode()
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert(1)" in html
