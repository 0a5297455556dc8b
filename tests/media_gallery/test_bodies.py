"""Bodies as readers see them."""

import pytest

from editions.richtext.sanitise import clean_html
from media_gallery.bodies import draw_body, draw_embed, images_of
from media_gallery.renditions import make_renditions
from tests.media_gallery.pictures import stored_image

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_dir")]

VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


@pytest.fixture
def en(editions):
    return editions["en"]


def figure(number: int, caption: str = "", kind: str = "picture") -> str:
    return f'<figure class="{kind}" data-image="{number}"><figcaption>{caption}</figcaption></figure>'


def test_text_passes_as_it_stands(en):
    body = clean_html(
        '<p class="lead">A &amp; B &lt;tag&gt; &nbsp; “q” <strong>b</strong><br>c <bdi lang="fa">می‌رود</bdi></p>'
        '<h2>Head</h2><ul><li><p>One</p></li></ul><ol start="3"><li><p>Three</p></li></ol>'
        '<blockquote class="pullquote"><p>Pulled</p></blockquote><hr>'
        '<p><a href="/en/about/">own</a> <a>no address</a></p>'
        "<pre><code>if a &lt; b:\n    c</code></pre>"
    )
    assert draw_body(body, en) == body.replace('<bdi lang="fa">', '<bdi lang="fa" dir="rtl">')
    assert draw_body("", en) == ""


def test_picture_is_drawn_with_the_caption_of_the_text_and_the_credit(en):
    image = stored_image(1000, 600, alt_en="A bridge", caption_en="Its own", credit_en="Tomas & Co")
    make_renditions(image)
    html = draw_body(f"<p>a</p>{figure(image.pk, 'Written <em>here</em>')}<p>b</p>", en)
    assert html.startswith('<p>a</p><figure class="figure"><picture><source type="image/avif"')
    assert 'sizes="(min-width: 64em) 38rem, 100vw"' in html
    assert (
        '<figcaption class="figure__caption">Written <em>here</em> '
        '<span class="figure__credit">Tomas &amp; Co</span></figcaption></figure><p>b</p>'
    ) in html
    assert "Its own" not in html


def test_picture_without_a_caption_in_the_text_has_its_own_of_the_edition(editions):
    image = stored_image(caption_en="A <b>", caption_fa="پل", credit_fa="مینا")
    assert '<figcaption class="figure__caption">A &lt;b&gt;</figcaption>' in draw_body(figure(image.pk), editions["en"])
    assert '">پل <span class="figure__credit">مینا</span></figcaption>' in draw_body(figure(image.pk), editions["fa"])
    assert "figcaption" not in draw_body(figure(image.pk), editions["sq"])


def test_picture_that_is_smaller_than_the_column_is_not_drawn_larger(en):
    small, large = stored_image(150, 150, "navy"), stored_image(900, 500)
    assert "picture__img" not in draw_body(figure(small.pk), en)
    assert 'width="150" height="150"' in draw_body(figure(small.pk), en)
    assert 'class="picture__img"' in draw_body(figure(large.pk), en)


def test_wide_picture_reaches_into_the_margin(en):
    image = stored_image()
    assert '<figure class="figure figure--wide">' in draw_body(figure(image.pk, kind="picture picture--wide"), en)


def test_caption_with_a_language_of_its_own_is_kept(en):
    image = stored_image()
    body = clean_html(
        f'<figure class="picture" data-image="{image.pk}"><figcaption lang="fa"><a href="https://x.org/">پل</a>'
        "</figcaption></figure>"
    )
    assert '<a href="https://x.org/" rel="noopener">پل</a>' in draw_body(body, en)


@pytest.mark.parametrize(
    "reference",
    [
        '<figure class="picture" data-image="999999"><figcaption>Gone</figcaption></figure>',
        '<figure class="picture"><figcaption>Gone</figcaption></figure>',
        '<figure class="picture" data-image="x"><figcaption>Gone</figcaption></figure>',
        '<figure class="embed"></figure>',
        '<figure class="embed"><a>no address</a></figure>',
        '<figure class="embed"><a href="javascript:alert(1)">no address</a></figure>',
    ],
)
def test_reference_to_nothing_vanishes(en, reference):
    assert draw_body(f"<p>a</p>{reference}<p>b</p>", en) == "<p>a</p><p>b</p>"


def test_figure_that_refers_to_nothing_else_keeps_what_it_holds(en):
    body = "<figure><blockquote><p>Said</p></blockquote><figcaption>Who</figcaption></figure>"
    assert draw_body(body, en) == body


def test_figure_in_a_figure_is_part_of_the_outer_one(en):
    image = stored_image()
    inner = f'<figure class="embed"><a href="{VIDEO}">x</a></figure>'
    html = draw_body(f'<figure class="picture" data-image="{image.pk}">{inner}</figure><p>b</p>', en)
    assert html.count("<figure") == html.count("</figure>") == 1
    assert html.endswith("</figure><p>b</p>")


def test_embed_is_a_link_that_asks_nothing_of_the_other_site(en):
    html = draw_body(f'<figure class="embed"><a href="{VIDEO}">{VIDEO}</a></figure>', en)
    assert html == (
        f'<figure class="figure embed"><a class="embed__link" href="{VIDEO}"'
        ' data-player="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1" rel="noopener">'
        '<span class="embed__play">Play at youtube.com</span></a></figure>'
    )
    for loads in ("src=", "<iframe", "<script", "<img"):
        assert loads not in html


def test_embed_of_an_unknown_site_is_a_plain_link(en):
    html = draw_body('<figure class="embed"><a href="https://e.org/?a=1&amp;b=2">x</a></figure>', en)
    assert html == '<p><a href="https://e.org/?a=1&amp;b=2" dir="ltr" rel="noopener">https://e.org/?a=1&amp;b=2</a></p>'


def test_embed_of_anything_but_an_address_is_nothing():
    assert draw_embed("javascript:alert(1)//youtube.com") == ""


def test_table_is_a_region_that_scrolls_named_by_its_heading(en):
    table = "<table><tbody><tr><th>A</th></tr></tbody></table>"
    html = draw_body(f"<p>x</p>{table}<h2>Tea &amp; <em>sugar</em></h2><p>y</p>{table}", en)
    region = '<div class="table" role="region" aria-label="{}" tabindex="0">' + table + "</div>"
    assert region.format("Table") in html
    assert region.format("Tea &amp; sugar") in html


@pytest.mark.parametrize(
    ("href", "is_elsewhere"),
    [
        ("https://example.org/", True),
        ("//example.org/", True),
        ("https://[broken", True),
        ("/en/articles/", False),
        ("#top", False),
        ("mailto:a@example.org", False),
        ("http://127.0.0.1:8000/en/", False),
    ],
)
def test_only_links_to_elsewhere_keep_the_window_to_themselves(en, href, is_elsewhere):
    html = draw_body(f'<p><a href="{href}" title="t">x</a></p>', en)
    rel = ' rel="noopener"' if is_elsewhere else ""
    assert html == f'<p><a href="{href}" title="t"{rel}>x</a></p>'


def test_all_pictures_of_a_body_are_read_in_one_query(en, django_assert_num_queries):
    images = [stored_image(colour=colour) for colour in ("red", "green", "blue")]
    body = "".join(figure(image.pk) for image in images) * 2
    with django_assert_num_queries(1):
        html = draw_body(body, en)
    assert html.count("<img") == 6
    found = images_of(body)
    with django_assert_num_queries(0):
        draw_body(body, en, found)
        draw_body("<p>no pictures</p>", en)
