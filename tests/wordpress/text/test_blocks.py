"""Bodies of the block editor."""

# Rows of tables, each on its line.
# ruff: noqa: E501

import pytest

from tests.wordpress.text.site import UPLOADS, converted, gallery, left, picture, video

FERRY = f'<img src="{UPLOADS}/2012/03/ferry.jpg" alt="A ferry" class="wp-image-12"/>'
BELL = f'<img src="{UPLOADS}/2012/03/bell.jpg" alt="" class="wp-image-11"/>'


def block(name: str, inside: str, attributes: str = "") -> str:
    return f"<!-- wp:{name} {attributes + ' ' if attributes else ''}-->\n{inside}\n<!-- /wp:{name} -->"


PLAIN = [
    (block("paragraph", "<p>One\ntwo.</p>"), "<p>One two.</p>"),
    (block("core/paragraph", "<p>One.</p>"), "<p>One.</p>"),
    (block("paragraph", '<p class="has-drop-cap"><em>One</em></p>', '{"dropCap":true}'), "<p><em>One</em></p>"),
    (block("heading", '<h3 id="a">One</h3>', '{"level":3}'), "<h2>One</h2>"),
    (block("list", "<ul>" + block("list-item", "<li>One</li>") + block("list-item", "<li>Two</li>") + "</ul>"),
     "<ul><li><p>One</p></li><li><p>Two</p></li></ul>"),
    (block("list", '<ol start="5"><li>One<ul><li>Two</li></ul></li></ol>', '{"ordered":true,"start":5}'),
     '<ol start="5"><li><p>One</p><ul><li><p>Two</p></li></ul></li></ol>'),
    (block("list", "<ul>" + block("list-item", "<li>One" + block("list", "<ol><li>Two</li></ol>") + "</li>") + "</ul>"),
     "<ul><li><p>One</p><ol><li><p>Two</p></li></ol></li></ul>"),
    (block("quote", '<blockquote class="wp-block-quote">' + block("paragraph", "<p>One.</p>") + "<cite>Ann</cite></blockquote>"),
     "<blockquote><p>One.</p><p>— Ann</p></blockquote>"),
    (block("quote", "<blockquote><p>One <cite>A Book</cite> two.</p><cite>– Ann</cite></blockquote>"),
     "<blockquote><p>One <em>A Book</em> two.</p><p>– Ann</p></blockquote>"),
    (block("pullquote", '<figure class="wp-block-pullquote"><blockquote><p>One.</p><cite>Ann</cite></blockquote></figure>'),
     '<blockquote class="pullquote"><p>One.</p><p>— Ann</p></blockquote>'),
    (block("code", '<pre class="wp-block-code"><code>a &lt; b\n\n[gallery] [[caption]]</code></pre>'),
     "<pre><code>a &lt; b\n\n[gallery] [caption]</code></pre>"),
    (block("preformatted", '<pre class="wp-block-preformatted">One<br>  two</pre>'), "<pre><code>One\n  two</code></pre>"),
    (block("verse", '<pre class="wp-block-verse">One\n  two\n\n<em>three</em></pre>'), "<p>One<br>two</p><p><em>three</em></p>"),
    (block("separator", '<hr class="wp-block-separator"/>'), "<hr>"),
    (block("spacer", '<div style="height:100px" class="wp-block-spacer"></div>'), ""),
    (block("columns", "<div>" + block("column", "<div>" + block("paragraph", "<p>One</p>") + "</div>")
     + block("column", "<div>" + block("paragraph", "<p>Two</p>") + "</div>") + "</div>"), "<p>One</p><p>Two</p>"),
    (block("group", "<section>" + block("group", "<div>" + block("paragraph", "<p>One</p>") + "</div>") + "</section>"),
     "<p>One</p>"),
    (block("buttons", "<div>" + block("button", '<div><a class="wp-block-button__link" href="/x/">Go</a></div>')
     + block("button", '<div><a href="/y/">On</a></div>') + "</div>"), '<p><a href="/x/">Go</a></p><p><a href="/y/">On</a></p>'),
    (block("details", "<details><summary>More</summary>" + block("paragraph", "<p>One</p>") + "</details>"),
     "<p><strong>More</strong></p><p>One</p>"),
    (block("html", '<div onclick="x()"><b>One</b><br><br>two</div>'), "<p><strong>One</strong></p><p>two</p>"),
    (block("nextpage", "<!--nextpage-->"), ""),
    (block("freeform", "One\n\ntwo"), "<p>One</p><p>two</p>"),
    ("Classic\n\ntext" + block("paragraph", "<p>One</p>") + "more\nof it", "<p>Classic</p><p>text</p><p>One</p><p>more<br>of it</p>"),
    (block("file", f'<div class="wp-block-file"><object class="wp-block-file__embed" data="{UPLOADS}/leaflet.pdf"></object>'
     f'<a href="{UPLOADS}/leaflet.pdf">A leaflet</a><a href="{UPLOADS}/leaflet.pdf" class="wp-block-file__button" download>'
     "Download</a></div>", f'{{"id":31,"href":"{UPLOADS}/leaflet.pdf"}}'), '<p><a href="/files/leaflet.pdf">A leaflet</a></p>'),
    ('<!-- wp:block {"ref":7} /-->', "<p>Said everywhere.</p>"),
    (block("paragraph", '<p>One<sup data-fn="0a1b2c3d-4e5f" class="fn"><a href="#0a1b2c3d-4e5f" id="x">1</a></sup></p>') + "<!-- wp:footnotes /-->",
     "<p>One<sup>1</sup></p><hr><ol><li><p>One <em>note</em>.</p></li><li><p>Two.</p></li></ol>"),
    (block("table", '<figure class="wp-block-table"><table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr>'
     '<td colspan="2" style="x">1</td></tr></tbody><tfoot><tr><td></td><td>2</td></tr></tfoot></table>'
     "<figcaption>Said of it</figcaption></figure>"),
     "<table><tbody><tr><th><p>A</p></th><th><p>B</p></th></tr><tr><td colspan=\"2\"><p>1</p></td></tr>"
     "<tr><td><p></p></td><td><p>2</p></td></tr></tbody></table><p>Said of it</p>"),
]  # fmt: skip

PICTURED = [
    (block("image", f'<figure class="wp-block-image">{FERRY}<figcaption>A <em>ferry</em></figcaption></figure>', '{"id":12}'),
     picture(102, "A <em>ferry</em>")),
    (block("image", f'<figure class="wp-block-image alignwide"><img src="{UPLOADS}/x.jpg" alt=""/></figure>', '{"id":12,"align":"wide"}'),
     picture(102, is_wide=True)),
    (block("image", f'<div class="wp-block-image"><figure class="alignleft"><a href="{UPLOADS}/2012/03/ferry.jpg">{FERRY}</a></figure></div>'),
     picture(102)),
    (block("image", f'<figure><a href="https://old.example/ferry-2/">{FERRY}</a></figure>', '{"linkDestination":"attachment"}'),
     picture(102)),
    (block("image", f'<figure><a href="https://old.example/bell/">{FERRY}</a></figure>', '{"linkDestination":"custom"}'),
     picture(102, '<a href="/en/articles/bell/">A ferry</a>')),
    (block("image", f'<figure><a href="https://example.org/">{FERRY}</a><figcaption>Said</figcaption></figure>'),
     picture(102, '<a href="https://example.org/">Said</a>')),
    (block("gallery", '<figure class="wp-block-gallery"><ul class="blocks-gallery-grid">'
     f'<li class="blocks-gallery-item"><figure>{FERRY}<figcaption>One</figcaption></figure></li>'
     f'<li class="blocks-gallery-item"><figure>{BELL}</figure></li></ul><figcaption>All of it</figcaption></figure>', '{"ids":[12,11]}'),
     gallery(picture(102, "One"), picture(101), caption="All of it")),
    (block("gallery", '<figure class="wp-block-gallery has-nested-images">'
     + block("image", f"<figure>{FERRY}<figcaption>One</figcaption></figure>", '{"id":12}')
     + block("image", f"<figure>{BELL}</figure>", '{"id":11}') + "<figcaption>All of it</figcaption></figure>"),
     gallery(picture(102, "One"), picture(101), caption="All of it")),
    ('<!-- wp:gallery {"ids":["13",12]} /-->', gallery(picture(103), picture(102))),
    (block("gallery", f'<figure class="wp-block-gallery"><figure>{FERRY}</figure><figcaption>All of it</figcaption></figure>'),
     picture(102, "All of it")),
    (block("jetpack/tiled-gallery", f'<div class="wp-block-jetpack-tiled-gallery"><div class="tiled-gallery__row"><figure>{FERRY}</figure>'
     f"<figure>{BELL}</figure></div></div>"), gallery(picture(102), picture(101))),
    (block("cover", f'<div class="wp-block-cover"><img class="wp-block-cover__image-background wp-image-12" src="{UPLOADS}/2012/03/ferry.jpg"/>'
     '<div class="wp-block-cover__inner-container">' + block("paragraph", "<p>Words on it</p>") + "</div></div>", '{"id":12}'),
     picture(102) + "<p>Words on it</p>"),
    (block("cover", f'<div style="background-image:url({UPLOADS}/2012/03/ferry.jpg)"><p class="wp-block-cover-text">Words</p></div>',
     f'{{"url":"{UPLOADS}/2012/03/ferry.jpg"}}'), picture(102) + "<p>Words</p>"),
    (block("media-text", f'<div class="wp-block-media-text alignwide"><figure class="wp-block-media-text__media">{FERRY}</figure>'
     '<div class="wp-block-media-text__content">' + block("paragraph", "<p>Beside it</p>") + "</div></div>", '{"mediaId":12}'),
     picture(102) + "<p>Beside it</p>"),
    (block("embed", '<figure class="wp-block-embed is-type-video"><div class="wp-block-embed__wrapper">\nhttps://youtu.be/aqz-KE-bpKQ\n'
     "</div><figcaption>Said</figcaption></figure>", '{"url":"https://youtu.be/aqz-KE-bpKQ","type":"video"}'),
     video("https://www.youtube.com/watch?v=aqz-KE-bpKQ") + "<p>Said</p>"),
    (block("core-embed/vimeo", "<figure><div>https://vimeo.com/76979871</div></figure>", '{"url":"https://vimeo.com/76979871"}'),
     video("https://vimeo.com/76979871")),
    (block("video", '<figure class="wp-block-video"><video controls src="https://www.aparat.com/v/abc123"></video></figure>'),
     video("https://www.aparat.com/v/abc123")),
]  # fmt: skip

LEFT = [
    # What a gallery lacks comes after it.
    (block("gallery", f'<figure class="wp-block-gallery"><figure>{FERRY}</figure><figure><img src="https://old.example/lost.jpg"/></figure>'
     f"<figure>{BELL}</figure></figure>", '{"ids":[12,9,11]}'),
     gallery(picture(102), picture(101)) + '<p><a href="https://old.example/lost.jpg">lost.jpg</a></p>',
     [("picture", "https://old.example/lost.jpg")]),
    ('<!-- wp:latest-posts {"postsToShow":3} /-->', "", [("block", "latest-posts")]),
    (block("query", "<div>" + block("post-template", "<!-- wp:post-title /-->") + "</div>"), "", [("block", "query")]),
    (block("social-links", '<ul><!-- wp:social-link {"url":"https://example.org/"} /--></ul>'), "", [("block", "social-links")]),
    (block("acme/card", "<div><h3>Kept</h3><p>One</p></div>"), "<h2>Kept</h2><p>One</p>", [("block", "acme/card")]),
    ('<!-- wp:acme/box {"title":"A <b>title</b>","url":"/x/","colour":"red"} /-->',
     '<p>A <strong>title</strong></p><p><a href="/x/">/x/</a></p>', [("block", "acme/box")]),
    ('<!-- wp:block {"ref":9} /-->', "", [("block", "block")]),
    ('<!-- wp:block {"ref":8} /-->', "", [("block", "block")]),
    (block("embed", "<figure><div>https://social.example/1</div></figure>", '{"url":"https://social.example/1"}'),
     '<p><a href="https://social.example/1">https://social.example/1</a></p>', [("embed", "social.example")]),
    (block("audio", f'<figure><audio controls src="{UPLOADS}/song.mp3"></audio><figcaption>Sung</figcaption></figure>', '{"id":21}'),
     '<p><a href="/files/song.mp3">song.mp3</a><br>Sung</p>', [("audio", f"{UPLOADS}/song.mp3")]),
    (block("image", '<figure><img src="https://elsewhere.example/a-b.jpg" alt="A view"/><figcaption>Said</figcaption></figure>'),
     '<p><a href="https://elsewhere.example/a-b.jpg">A view</a><br>Said</p>', [("picture", "https://elsewhere.example/a-b.jpg")]),
]  # fmt: skip

BROKEN = [
    ("<!-- wp:paragraph --><p>One</p>", "<p>One</p>"),
    ("<!-- wp:group --><div><!-- wp:paragraph --><p>One</p><!-- /wp:group -->", "<p>One</p>"),
    ("<p>One</p><!-- /wp:paragraph -->", "<p>One</p>"),
    ('<!-- wp:image {"id":12 --><p>One</p><!-- /wp:image -->', "<p>One</p>"),
    ("<!-- wp:gallery --><p>One</p>", "<p>One</p>"),
    ('<!-- wp:paragraph {"a":[1,{"b":"\\u003c\\u002d\\u002d"}]} --><p>One</p><!-- /wp:paragraph -->', "<p>One</p>"),
    (
        "<!-- wp:columns --><div><!-- wp:column --><p>One</p></div><!-- /wp:columns --><p>Two</p>",
        "<p>One</p><p>Two</p>",
    ),
    ("<!--wp:paragraph--><p>One</p>", "<p>One</p>"),
]


@pytest.mark.parametrize(("body", "html"), PLAIN + PICTURED + BROKEN)
def test_blocks_become_ours(body, html):
    assert converted(body).html == html


@pytest.mark.parametrize(("body", "html"), PLAIN + PICTURED)
def test_nothing_is_left_over_of_blocks_that_are_known(body, html):
    assert left(converted(body)) == []


@pytest.mark.parametrize(("body", "html", "leftovers"), LEFT)
def test_what_has_no_form_here_is_kept_readable_and_named(body, html, leftovers):
    found = converted(body)
    assert (found.html, left(found)) == (html, leftovers)


def test_what_is_left_over_is_shown_as_it_stood():
    (found,) = converted('<!-- wp:acme/map {"place":"here"} /-->').leftovers
    assert found.excerpt == '<!-- wp:acme/map {"place":"here"} /-->'
    (found,) = converted("<!-- wp:acme/map " + '{"place":"' + "here" * 100 + '"} /-->').leftovers
    assert len(found.excerpt) == 200
    assert found.excerpt.endswith("…")


def test_pictures_are_noted_with_what_the_body_says_of_them():
    found = converted(
        block("image", f"<figure>{FERRY}<figcaption>Said &amp; <em>done</em></figcaption></figure>")
        + '<img src="https://elsewhere.example/b.jpg">'
    )
    first, second = found.pictures
    assert (first.kept and first.kept.number, first.number, first.address) == (102, 12, f"{UPLOADS}/2012/03/ferry.jpg")
    assert (first.alt, first.caption) == ("A ferry", "Said & done")
    assert (second.kept, second.number, second.address) == (None, None, "https://elsewhere.example/b.jpg")
