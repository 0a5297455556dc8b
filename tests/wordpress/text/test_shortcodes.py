"""Shortcodes, and what else classic bodies show: pictures, videos, sound."""

# Rows of tables, each on its line.
# ruff: noqa: E501

import pytest

from tests.wordpress.text.site import UPLOADS, converted, gallery, left, picture, video

FERRY = f'<img class="alignnone size-medium wp-image-12" src="{UPLOADS}/2012/03/ferry-300x200.jpg" alt="A ferry" width="300" />'
TUBE = video("https://www.youtube.com/watch?v=aqz-KE-bpKQ")

CAPTIONS = [
    (f'[caption id="attachment_12" align="alignright" width="300"]{FERRY} A <em>ferry</em>[/caption]', "A <em>ferry</em>"),
    (f'[caption id="attachment_12" width="300" caption="A ferry"]{FERRY}[/caption]', "A ferry"),
    (f"[caption id='attachment_12' caption='A &quot;ferry&quot; &amp; more']{FERRY}[/caption]", 'A "ferry" &amp; more'),
    (f'[caption caption="A <em>ferry</em>"]{FERRY}[/caption]', "A <em>ferry</em>"),
    (f"[wp_caption id=attachment_12]{FERRY} A ferry[/wp_caption]", "A ferry"),
    (f'[caption id="attachment_12"]<a href="{UPLOADS}/2012/03/ferry.jpg" rel="attachment wp-att-12">{FERRY}</a> A ferry[/caption]', "A ferry"),
    (f"[caption]<p>{FERRY}</p>A\nferry[/caption]", "A<br>ferry"),
    (f"[caption]{FERRY}[/caption]", ""),
    (f'[caption]{FERRY} See <a href="https://old.example/bell/">the bell</a>[/caption]', 'See <a href="/en/articles/bell/">the bell</a>'),
    (f'<div class="wp-caption alignleft">{FERRY}<p class="wp-caption-text">A ferry</p></div>', "A ferry"),
    (f'<dl class="wp-caption"><dt>{FERRY}</dt><dd class="wp-caption-dd wp-caption-text">A ferry</dd></dl>', "A ferry"),
    (f"<figure>{FERRY}<figcaption>A ferry</figcaption></figure>", "A ferry"),
]  # fmt: skip

GALLERIES = [
    ("[gallery]", [101, 102, 103]),
    ('[gallery ids="12,11"]', [102, 101]),
    ("[gallery ids='13, 12' columns=2 link=\"file\"]", [103, 102]),
    ("[gallery ids=12]", [102]),
    ("[gallery ids=”12,13″]", [102, 103]),
    ("[gallery ids=&quot;12,13&quot;]", [102, 103]),
    ('[gallery include="11,13"]', [101, 103]),
    ('[gallery exclude="12"]', [101, 103]),
    ('[gallery order="DESC" orderby="ID"]', [103, 102, 101]),
    ('[gallery ids="11,99,13"]', [101, 103]),
    ("[gallery /]", [101, 102, 103]),
]

PICTURES = [
    (FERRY, picture(102)),
    (f"{FERRY} Words after it.", f"{picture(102)}<p>Words after it.</p>"),
    (f"Words before it. {FERRY}", f"<p>Words before it.</p>{picture(102)}"),
    (f"Words {FERRY.replace('alignnone', 'alignleft')} around it.", f"{picture(102)}<p>Words around it.</p>"),
    (f"Words {FERRY} around it.", f"<p>Words around it.</p>{picture(102)}"),
    (f"One{FERRY}two", f"<p>One two</p>{picture(102)}"),
    (f"One\n{FERRY}\ntwo", f"<p>One</p>{picture(102)}<p>two</p>"),
    (f"<h2>{FERRY}One</h2>", f"<h2>One</h2>{picture(102)}"),
    (f"<h2>{FERRY}</h2>", picture(102)),
    (f"<ul><li>{FERRY}</li></ul>", f"<ul><li>{picture(102)}</li></ul>"),
    (f"<table><tr><td>{FERRY}</td></tr></table>", picture(102)),
    (f'<a href="https://example.org/">{FERRY} Words</a>',
     picture(102, '<a href="https://example.org/">A ferry</a>') + '<p><a href="https://example.org/">Words</a></p>'),
    (f'<table><tr><td>{FERRY}</td></tr><tr><td><small>One</small></td></tr></table>', picture(102, "One")),
    (f'{FERRY.replace("src=", "data-src=")}<noscript>{FERRY}</noscript>', picture(102)),
    (f"<noscript>{FERRY}</noscript>", picture(102)),
    (f'<img src="data:image/gif;base64,R0" data-src="{UPLOADS}/2012/03/river.png">', picture(103)),
    ('<img src="//old.example/wp-content/uploads/2012/03/river.png">', picture(103)),
    ('<img class="latex" src="https://old.example/latex.php?x" alt="x^2">', "<p><code>x^2</code></p>"),
    (f'<div class="gallery"><dl class="gallery-item"><dt class="gallery-icon"><a href="x.jpg">{FERRY}</a></dt>'
     '<dd class="wp-caption-text gallery-caption">One</dd></dl></div>', picture(102, "One")),
    (f'<div id="gallery-1" class="gallery galleryid-1 gallery-columns-2"><dl class="gallery-item"><dt class="gallery-icon">{FERRY}</dt>'
     '<dd class="wp-caption-text gallery-caption">One</dd></dl><br style="clear:both"/><dl class="gallery-item"><dt>'
     f"{FERRY}</dt></dl></div>", gallery(picture(102, "One"), picture(102))),
    (f'<table><tr><td>{FERRY}</td><td>One</td></tr></table>',
     f"<table><tbody><tr><td>{picture(102)}</td><td><p>One</p></td></tr></tbody></table>"),
]  # fmt: skip

VIDEOS = [
    ("https://www.youtube.com/watch?v=aqz-KE-bpKQ", TUBE),
    ("Before\n\nhttps://youtu.be/aqz-KE-bpKQ?t=3\n\nAfter", f"<p>Before</p>{TUBE}<p>After</p>"),
    ("Before\nhttps://youtu.be/aqz-KE-bpKQ\nAfter", f"<p>Before</p>{TUBE}<p>After</p>"),
    ("<p>https://youtu.be/aqz-KE-bpKQ</p>", TUBE),
    ("[embed]https://youtu.be/aqz-KE-bpKQ[/embed]", TUBE),
    ('[embed width="500" height="300"]https://youtu.be/aqz-KE-bpKQ[/embed]', TUBE),
    ('[embed]<a href="https://youtu.be/aqz-KE-bpKQ">https://youtu.be/aqz-KE-bpKQ</a>[/embed]', TUBE),
    ('[video src="https://youtu.be/aqz-KE-bpKQ"]', TUBE),
    ("[youtube https://www.youtube.com/watch?v=aqz-KE-bpKQ&amp;w=640]", TUBE),
    ("[youtube=https://www.youtube.com/watch?v=aqz-KE-bpKQ]", TUBE),
    ('[youtube id="aqz-KE-bpKQ"]', TUBE),
    ("[youtube]aqz-KE-bpKQ[/youtube]", TUBE),
    ("[vimeo 76979871]", video("https://vimeo.com/76979871")),
    ('[aparat id="abc123"]', video("https://www.aparat.com/v/abc123")),
    ('<iframe width="560" src="//www.youtube.com/embed/aqz-KE-bpKQ?rel=0" allowfullscreen></iframe>', TUBE),
    ('<p><iframe src="about:blank" data-src="https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ"></iframe></p>', ""),
    ('<iframe data-src="https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ"></iframe>', TUBE),
    ('<iframe src="https://player.vimeo.com/video/76979871"></iframe>', video("https://vimeo.com/76979871")),
    ('<style>.x{}</style><div class="x"><iframe src="https://www.aparat.com/video/video/embed/videohash/abc123/vt/frame"></iframe></div>',
     video("https://www.aparat.com/v/abc123")),
    ('<div id="1"><script src="https://www.aparat.com/embed/abc123?data[rnddiv]=1"></script></div>', video("https://www.aparat.com/v/abc123")),
    ('<object width="425"><param name="movie" value="http://www.youtube.com/v/aqz-KE-bpKQ&hl=en"></param>'
     '<embed src="http://www.youtube.com/v/aqz-KE-bpKQ"></embed></object>', TUBE),
    ('<embed src="http://www.youtube.com/v/aqz-KE-bpKQ">', TUBE),
    ("See https://youtu.be/aqz-KE-bpKQ for more.", "<p>See https://youtu.be/aqz-KE-bpKQ for more.</p>"),
    ("https://example.org/a", '<p><a href="https://example.org/a">https://example.org/a</a></p>'),
]  # fmt: skip

SONG = '<p><a href="/files/song.mp3">song.mp3</a></p>'
LEFT = [
    (f'[audio src="{UPLOADS}/song.mp3"]', SONG, [("audio", f"{UPLOADS}/song.mp3")]),
    (f'[audio mp3="{UPLOADS}/song.mp3" ogg="{UPLOADS}/song.ogg"][/audio]', SONG, [("audio", f"{UPLOADS}/song.mp3")]),
    (f"[audio {UPLOADS}/song.mp3]", SONG, [("audio", f"{UPLOADS}/song.mp3")]),
    (f"[audio:{UPLOADS}/song.mp3|titles=A song]", SONG, [("audio", f"{UPLOADS}/song.mp3")]),
    ("[audio]", '<p><a href="/files/song.mp3">song.mp3</a></p>', [("audio", "21")]),
    ('[playlist ids="21"]', '<p><a href="/files/song.mp3">song.mp3</a></p>', [("audio", "21")]),
    ("[playlist]", '<p><a href="/files/song.mp3">song.mp3</a></p>', [("audio", "21")]),
    (f"{UPLOADS}/song.mp3".replace("https", "http"), SONG, [("audio", f"{UPLOADS}/song.mp3".replace("https", "http"))]),
    ('[video mp4="https://example.org/a%20b.mp4" width="640"][/video]',
     '<p><a href="https://example.org/a%20b.mp4">a b.mp4</a></p>', [("video", "https://example.org/a%20b.mp4")]),
    ("https://twitter.com/someone/status/1", '<p><a href="https://twitter.com/someone/status/1">https://twitter.com/someone/status/1</a></p>',
     [("embed", "twitter.com")]),
    ('<iframe src="https://maps.example/?q=1" title="A map"></iframe>', '<p><a href="https://maps.example/?q=1">A map</a></p>',
     [("element", "iframe")]),
    ('<iframe src="https://www.youtube.com/embed/videoseries?list=PL1"></iframe>',
     '<p><a href="https://www.youtube.com/playlist?list=PL1">https://www.youtube.com/playlist?list=PL1</a></p>', [("element", "iframe")]),
    ('<img src="https://elsewhere.example/b%20c.jpg">', '<p><a href="https://elsewhere.example/b%20c.jpg">b c.jpg</a></p>',
     [("picture", "https://elsewhere.example/b%20c.jpg")]),
    ('<img src="https://old.example/pdf.png" alt="PDF:" width="16" height="16px"> A leaflet', "<p>PDF: A leaflet</p>",
     [("picture", "https://old.example/pdf.png")]),
    ('[gallery ids="99"]', "", [("picture", "99")]),
    ('One <img src="https://count.example/1.gif" width="1" height="1">', "<p>One</p>", [("picture", "https://count.example/1.gif")]),
    # Shortcodes of plugins.
    ('[contact-form-7 id="12" title="Write to us"]', '<p>[contact-form-7 id="12" title="Write to us"]</p>', [("shortcode", "contact-form-7")]),
    ("[toc]\n\nOne", "<p>[toc]</p><p>One</p>", [("shortcode", "toc")]),
    ('[vc_row][vc_column width="1/2"]One\n\n[vc_text]<b>Two</b>[/vc_text][/vc_column][/vc_row]', "<p>One</p><p><strong>Two</strong></p>",
     [("shortcode", "vc_row"), ("shortcode", "vc_column"), ("shortcode", "vc_text")]),
    ('[box title="Good &amp; bad"]Within.[/box]', "<p><strong>Good &amp; bad</strong></p><p>Within.</p>", [("shortcode", "box")]),
    ('One [button url="https://old.example/bell/"]the bell[/button] two', '<p>One <a href="/en/articles/bell/">the bell</a> two</p>',
     [("shortcode", "button")]),
    ('[pdf-embedder url="https://old.example/wp-content/uploads/leaflet.pdf" title="Leaflet"]', '<p><a href="/files/leaflet.pdf">Leaflet</a></p>',
     [("shortcode", "pdf-embedder")]),
    ("[one a=1]outer [one b=2]inner[/one] outer[/one]", "<p>outer inner outer</p>", [("shortcode", "one"), ("shortcode", "one")]),
    ("[audio_list a=1] One [audio_list]two[/audio_list]", "<p>[audio_list a=1] One two</p>", [("shortcode", "audio_list")] * 2),
]  # fmt: skip

NOTES = "Said.[ref]One <em>note</em>.[/ref] More.[efn_note]Two.[/efn_note]\n\nEnd."

WORDS = [
    ("[sic] [1] [a note] […] [Ann’s] [یک]", "<p>[sic] [1] [a note] […] [Ann’s] [یک]</p>"),
    ('[[gallery ids="1"]] [[caption]One[/caption]]', '<p>[gallery ids="1"] [caption]One[/caption]</p>'),
    ("[[a link]] [/caption] [b", "<p>[[a link]] [/caption] [b</p>"),
    ("<pre>[gallery]\n[caption]x[/caption]</pre>", "<pre><code>[gallery]\n[caption]x[/caption]</code></pre>"),
    ("<code>[gallery]</code> is a shortcode", "<p><code>[gallery]</code> is a shortcode</p>"),
    ("he wrote [in 1950] that a[0] = b[1]", "<p>he wrote [in 1950] that a[0] = b[1]</p>"),
]


@pytest.mark.parametrize(("body", "caption"), CAPTIONS)
def test_a_picture_keeps_what_is_said_of_it(body, caption):
    found = converted(f"Before.\n\n{body}\n\nAfter.")
    assert found.html == f"<p>Before.</p>{picture(102, caption)}<p>After.</p>"
    assert left(found) == []


@pytest.mark.parametrize(("body", "numbers"), GALLERIES)
def test_a_gallery_is_its_pictures_in_their_order(body, numbers):
    pictures = [picture(number) for number in numbers]
    shown = gallery(*pictures) if len(pictures) > 1 else pictures[0]
    assert converted(f"Before.\n{body}\nAfter.").html == f"<p>Before.</p>{shown}<p>After.</p>"


@pytest.mark.parametrize(("body", "html"), PICTURES + VIDEOS)
def test_pictures_and_videos_stand_by_themselves(body, html):
    assert converted(body).html == html


@pytest.mark.parametrize(("body", "html", "leftovers"), LEFT)
def test_what_cannot_be_shown_here_is_kept_readable_and_named(body, html, leftovers):
    found = converted(body)
    assert (found.html, left(found)) == (html, leftovers)


@pytest.mark.parametrize(("body", "html"), WORDS)
def test_brackets_that_are_no_shortcode_are_words(body, html):
    found = converted(body)
    assert (found.html, left(found)) == (html, [])


def test_notes_of_shortcodes_stand_below_the_text():
    found = converted(NOTES)
    assert found.html == (
        "<p>Said.<sup>1</sup> More.<sup>2</sup></p><p>End.</p>"
        "<hr><ol><li><p>One <em>note</em>.</p></li><li><p>Two.</p></li></ol>"
    )
    assert left(found) == []


def test_a_caption_around_a_video_stands_below_it():
    found = converted("[caption]<iframe src='https://www.youtube.com/embed/aqz-KE-bpKQ'></iframe> Said of it[/caption]")
    assert found.html == f"{TUBE}<p>Said of it</p>"


def test_a_report_of_very_many_leftovers_says_how_many_more_there_are():
    found = converted("[foo_bar]\n" * 3_000)
    assert len(found.leftovers) == 2_001
    assert left(found)[-1] == ("more", "1000")
