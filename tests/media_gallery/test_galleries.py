"""Galleries in texts as readers see them, and what else reads a body."""

import re

import pytest

from articles.checklist.outline import outline_of
from delivery.lite import lite_page
from editions.richtext.blocks import scan, units_of, without_ids
from editions.richtext.diff import diff_html
from editions.richtext.identify import identify
from editions.richtext.portable import portable
from editions.richtext.sanitise import clean_html
from media_gallery.bodies import draw_body
from media_gallery.mentions import numbers_in
from media_gallery.pictures import full_size_url
from seeds.factories.articles import make_article
from tests.media_gallery.pictures import stored_image

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_dir")]


def picture(number: int, caption: str = "") -> str:
    return f'<figure class="picture" data-image="{number}"><figcaption>{caption}</figcaption></figure>'


def gallery(*pictures: str, caption: str = "") -> str:
    return f'<figure class="gallery">{"".join(pictures)}<figcaption>{caption}</figcaption></figure>'


@pytest.fixture
def images(editions):
    colours = ("teal", "navy", "olive", "maroon", "purple")
    return [stored_image(60 + place, 40, colour, alt_en=colour) for place, colour in enumerate(colours)]


def test_gallery_is_stored_as_it_is_written_and_is_one_unit(images):
    body = f"<p>a</p>{gallery(*(picture(one.pk, 'c') for one in images), caption='All')}<p>b</p>"
    assert clean_html(body) == body
    assert scan(body).is_canonical
    kept = identify(body)
    assert without_ids(kept) == body
    assert [unit.tag for unit in units_of(kept)] == ["p", "figure", "p"]
    assert kept.count("data-block") == 3
    assert units_of(kept)[1].addresses == tuple(str(one.pk) for one in images)
    assert numbers_in(body) == tuple(one.pk for one in images)
    assert [one.image for one in outline_of(body).figures] == [one.pk for one in images]


def test_pictures_are_drawn_in_a_grid_each_with_its_caption_and_its_full_size(editions, images):
    first, second, third = images[:3]
    body = gallery(picture(first.pk, "One <em>bell</em>"), picture(second.pk), picture(third.pk), caption="All & each")
    html = draw_body(f"<p>a</p>{body}<p>b</p>", editions["en"])
    assert html.startswith('<p>a</p><figure class="pictures pictures--3"><figure class="figure">')
    assert f'<a class="pictures__link" href="{full_size_url(first)}"><picture>' in html
    assert '<figcaption class="figure__caption">One <em>bell</em></figcaption>' in html
    assert html.endswith(
        '<figcaption class="figure__caption pictures__caption">All & each</figcaption></figure><p>b</p>'
    )
    assert html.count("<figure") == html.count("</figure>") == 4


@pytest.mark.parametrize(("number", "columns"), [(2, 2), (3, 3), (4, 2), (5, 3)])
def test_number_of_columns_follows_that_of_the_pictures(editions, images, number, columns):
    html = draw_body(gallery(*(picture(one.pk) for one in images[:number])), editions["en"])
    assert f'<figure class="pictures pictures--{columns}">' in html
    assert "figcaption" not in html


def test_upright_pictures_stand_upright_and_crops_keep_the_focal_point(editions):
    images = [stored_image(40, 60 + n, colour, focal_y=20) for n, colour in enumerate(("teal", "navy"))]
    html = draw_body(gallery(*(picture(one.pk) for one in images)), editions["fa"])
    assert '<figure class="pictures pictures--2 pictures--tall">' in html
    assert html.count('class="picture__img fy-20"') == 2
    # Without words of their own, what they lead to has a name all the same, in the edition's digits.
    assert 'aria-label="تصویر ۲"' in html or 'aria-label="Picture ۲"' in html


def test_gallery_of_which_one_picture_is_here_is_that_picture(editions, images):
    gone = gallery(picture(999), picture(images[0].pk), caption="Of all")
    html = draw_body(gone, editions["en"])
    assert html.startswith('<figure class="figure"><picture>')
    assert html.endswith('<figcaption class="figure__caption">Of all</figcaption></figure>')
    assert draw_body(gallery(picture(998), picture(999), caption="Of all"), editions["en"]) == ""


def test_notes_in_captions_are_listed_and_embeds_beside_stay(editions, images):
    noted = picture(images[0].pk, 'A<span class="footnote">Noted.</span>')
    video = '<figure class="embed"><a href="https://vimeo.com/1084537">https://vimeo.com/1084537</a></figure>'
    html = draw_body(gallery(noted, picture(images[1].pk)) + video, editions["en"])
    assert 'A<sup class="noteref">' in html
    assert "Noted." in html
    assert html.index("</figure></figure>") < html.index("embed__link")


def test_elsewhere_a_gallery_is_its_figures(editions, images):
    html = draw_body(gallery(picture(images[0].pk, "One"), picture(images[1].pk), caption="All"), editions["en"])
    mailed = portable(html, language="en", direction="ltr")
    assert "class=" not in mailed
    assert len(re.findall(r'<a href="http[^"]+"><img src="http', mailed)) == 2
    assert '<figcaption dir="ltr">All</figcaption></figure>' in mailed
    text = lite_page(f"<main>{html}</main>", style="/s.css", full="/", is_page=lambda path: False)
    assert "[teal]" in text
    assert "<figcaption>All</figcaption>" in text


def test_comparison_names_the_picture_that_was_added(images):
    one, two = images[:2]
    before, after = gallery(picture(one.pk, "One")), gallery(picture(one.pk, "One"), picture(two.pk, "Two"))
    shown = diff_html(before, after, picture=lambda number: f"/p/{number}")
    assert f'<ins><img src="/p/{two.pk}" alt=""></ins>' in shown
    assert f'<ins><img src="/p/{one.pk}"' not in shown


def test_page_asks_for_the_style_of_galleries_where_it_has_one(client, editions, images):
    body = gallery(*(picture(one.pk) for one in images[:2]))
    with_one = make_article(edition="en", title="With", slug="with", body=body)
    without = make_article(edition="en", title="Without", slug="without", body=picture(images[0].pk))
    assert b"css/pictures." in client.get(with_one.get_absolute_url()).content
    assert b"css/pictures." not in client.get(without.get_absolute_url()).content
