"""Classic bodies: where paragraphs and lines end, and what old editors left behind."""

# Rows of tables, each on its line.
# ruff: noqa: E501

import pytest

from tests.wordpress.text.site import converted, left

PARAGRAPHS = [
    ("One.\n\nTwo.", "<p>One.</p><p>Two.</p>"),
    ("One.\r\n\r\nTwo.", "<p>One.</p><p>Two.</p>"),
    ("One\ntwo.", "<p>One<br>two.</p>"),
    ("One  \n  two.", "<p>One<br>two.</p>"),
    ("\n\n\nOne.\n \t\n\n\nTwo.\n\n", "<p>One.</p><p>Two.</p>"),
    ("One<br />\ntwo.", "<p>One<br>two.</p>"),
    ("One\n<br>two.", "<p>One<br>two.</p>"),
    ("One<br><br />Two.", "<p>One</p><p>Two.</p>"),
    ("One<br>&nbsp;<br>Two.", "<p>One</p><p>Two.</p>"),
    ("<p>One\ntwo.</p>", "<p>One<br>two.</p>"),
    ("<p>One.</p>\n<p>Two.</p>", "<p>One.</p><p>Two.</p>"),
    ("<p>One.</p>\nTwo.\n\nThree.", "<p>One.</p><p>Two.</p><p>Three.</p>"),
    ("<p>One.<p>Two.", "<p>One.</p><p>Two.</p>"),
    ("<div>One.\n\nTwo.</div>", "<p>One.</p><p>Two.</p>"),
    ("<div>One.</div><div>Two.<div>Three.</div></div>", "<p>One.</p><p>Two.</p><p>Three.</p>"),
    ("Before<div>within</div>after", "<p>Before</p><p>within</p><p>after</p>"),
    ("<strong>One\n\ntwo</strong> three", "<p><strong>One</strong></p><p><strong>two</strong> three</p>"),
    ("<strong>One\ntwo</strong>", "<p><strong>One</strong><br><strong>two</strong></p>"),
    ("<em><p>One.</p><p>Two.</p></em>", "<p><em>One.</em></p><p><em>Two.</em></p>"),
    ("<ul>\n<li>One</li>\n<li>Two\nlines</li>\n</ul>\nAfter.",
     "<ul><li><p>One</p></li><li><p>Two<br>lines</p></li></ul><p>After.</p>"),
    ("<blockquote>One.\n\nTwo.</blockquote>", "<blockquote><p>One.</p><p>Two.</p></blockquote>"),
    ("<h2>A\nheading</h2>\nText.", "<h2>A heading</h2><p>Text.</p>"),
    ("<pre>\nfirst\n\n  second &lt;b&gt;\n</pre>", "<pre><code>first\n\n  second &lt;b&gt;</code></pre>"),
    ("<script>\nvar a = 1;\n\nvar b = '<p>';\n</script>\nText.", "<p>Text.</p>"),
    ("<style>p {\n\ncolor: red }</style>Text.", "<p>Text.</p>"),
    ("One.<!-- a note\n\nof the editor -->\n\nTwo.", "<p>One.</p><p>Two.</p>"),
    ("Page one.<!--nextpage-->Page two.", "<p>Page one.</p><p>Page two.</p>"),
    ("<hr />\nText.\n<hr>", "<hr><p>Text.</p><hr>"),
    ("", ""),
    (" \n&nbsp;\n<p>&nbsp;</p><div><br></div>", ""),
]  # fmt: skip

TIDIED = [
    # What word processors and old editors wrote.
    ('<p class="MsoNormal" style="margin:0"><span lang="EN-US" style="font-size:12pt">One<o:p></o:p></span></p>', "<p>One</p>"),
    ("<!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]-->One", "<p>One</p>"),
    ('<p align="center"><font color="red" size="4" face="Arial">One</font></p>', "<p>One</p>"),
    ("<center><b>One</b> <i>two</i></center>", "<p><strong>One</strong> <em>two</em></p>"),
    ("<b><strong>One</strong></b>", "<p><strong>One</strong></p>"),
    ("<strong>One</strong><strong> two</strong>", "<p><strong>One two</strong></p>"),
    ("<strong> One </strong>two", "<p><strong>One</strong> two</p>"),
    ("<strong></strong><em> </em>One", "<p>One</p>"),
    ('<b style="font-weight:normal">One</b>', "<p>One</p>"),
    ('<span style="font-weight: bold; font-style: italic">One</span>', "<p><strong><em>One</em></strong></p>"),
    ('<span style="text-decoration: line-through">One</span> <del>two</del>', "<p><s>One two</s></p>"),
    ('<span style="text-decoration: underline">One</span> <u>two</u> <ins>three</ins>', "<p>One two three</p>"),
    ("H<sub>2</sub>O, x<sup>2</sup>, <kbd>Ctrl</kbd>", "<p>H<sub>2</sub>O, x<sup>2</sup>, <code>Ctrl</code></p>"),
    ("<q>One</q>", "<p>“One”</p>"),
    ("<q>یک</q>", "<p>«یک»</p>"),
    ('One <span lang="fr">deux</span>', '<p>One <bdi lang="fr">deux</bdi></p>'),
    ('تلفن <span dir="ltr">12-34</span>', "<p>تلفن <bdi>12-34</bdi></p>"),
    ("<ruby>山<rp>(</rp><rt>yama</rt><rp>)</rp></ruby>", "<p>山 (yama)</p>"),
    ('<p dir="rtl"><span dir="rtl">یک</span></p>', "<p>یک</p>"),
    ('<p dir="RTL"><span lang="FA" dir="RTL">یک</span> <b><span lang="AR-SA">دو</span></b></p>', "<p>یک <strong>دو</strong></p>"),
    ('<p class="MsoListParagraphCxSpFirst"><span style="font-family:Symbol">·<span>&nbsp;&nbsp; </span></span>One</p>\n'
     '<p class="MsoListParagraphCxSpLast">·&nbsp; <b>Two</b></p><p class="MsoListParagraph">3. Three</p>',
     "<ul><li><p>One</p></li><li><p><strong>Two</strong></p></li></ul><p>3. Three</p>"),
    ("<math><mi>x</mi><mo>=</mo><mn>2</mn></math>", "<p>x=2</p>"),
    ("<dl><dt>Name</dt><dd>What it is.</dd></dl>", "<p><strong>Name</strong></p><p>What it is.</p>"),
    ("<details><summary>More</summary>Within.</details>", "<p><strong>More</strong></p><p>Within.</p>"),
    ("<address>Street 1\nTown</address>", "<p>Street 1<br>Town</p>"),
    ("<code>one()</code>", "<p><code>one()</code></p>"),
    ("<code>a {\n\tb: c;\n}</code>", "<pre><code>a {\n\tb: c;\n}</code></pre>"),
    ("<plaintext>One", "<pre><code>One</code></pre>"),
    # Not balanced.
    ("One</div></p></strong> two", "<p>One two</p>"),
    ("<strong>One <em>two</strong> three</em>", "<p><strong>One <em>two</em></strong> three</p>"),
    ("One <", "<p>One &lt;</p>"),
    ("1 < 2 and 3 > 2", "<p>1 &lt; 2 and 3 &gt; 2</p>"),
    ("<someone@example.org> wrote", "<p>&lt;someone@example.org&gt; wrote</p>"),
    ("One <!-- never ended", "<p>One never ended</p>"),
    ("One <a href='x", "<p>One &lt;a href='x</p>"),
    ('<a href="/x/" title="1 > 2">One</a>', '<p><a href="/x/" title="1 &gt; 2">One</a></p>'),
    ("<table><tr><td>One</div><td>Two</table>", "<table><tbody><tr><td><p>One</p></td><td><p>Two</p></td></tr></tbody></table>"),
    # Entities, once.
    ("Fish &amp; chips &copy; &#8211; &#x2013; &hellip;", "<p>Fish &amp; chips © – – …</p>"),
    ("&amp;lt;b&amp;gt; &lt;b&gt;", "<p>&amp;lt;b&amp;gt; &lt;b&gt;</p>"),
    ("a&nbsp;b", "<p>a&nbsp;b</p>"),
    ("&#99999999999999999999;", "<p>\ufffd</p>"),
    # Smilies are words; pictures of them are what they stand for.
    (":) 8-) :cry:", "<p>:) 8-) :cry:</p>"),
    ('One <img class="emoji" alt="🌿" src="https://s.w.org/images/core/emoji/11/72x72/1f33f.png">', "<p>One 🌿</p>"),
    ('One <img class="wp-smiley" alt=":)" src="https://old.example/wp-includes/images/smilies/simple-smile.png">', "<p>One :)</p>"),
]  # fmt: skip

LINKS = [
    ('<a href="https://old.example/bell/">One</a>', '<p><a href="/en/articles/bell/">One</a></p>'),
    ('<a href="https://old.example/wp-content/uploads/leaflet.pdf">One</a>', '<p><a href="/files/leaflet.pdf">One</a></p>'),
    ('<a href="//example.org/a">One</a>', '<p><a href="https://example.org/a">One</a></p>'),
    ('<a href="www.example.org">One</a>', '<p><a href="http://www.example.org">One</a></p>'),
    ('<a href=" https://example.org/?a=1&copy=2&amp;b=3 " target="_blank" rel="x">One</a>',
     '<p><a href="https://example.org/?a=1&amp;copy=2&amp;b=3">One</a></p>'),
    ('<a href="mailto:a@example.org">One</a>', '<p><a href="mailto:a@example.org">One</a></p>'),
    ('<a href="https://example.org/" title="One">One</a>', '<p><a href="https://example.org/">One</a></p>'),
    ('<a name="top"></a>One', "<p>One</p>"),
    ('<a href="https://example.org/"><strong>One</strong></a> two',
     '<p><a href="https://example.org/"><strong>One</strong></a> two</p>'),
    ('<a href="/x/"><p>One</p><p>Two</p></a>', '<p><a href="/x/">One</a></p><p><a href="/x/">Two</a></p>'),
    ('<a href="/x/">One <a href="/y/">two</a></a>', '<p><a href="/x/">One two</a></p>'),
    ('Said.<a href="#_ftn1" name="_ftnref1">[1]</a>\n\n<a href="#_ftnref1">[1]</a> A note. <a href="#fnref1">↩</a>',
     "<p>Said.[1]</p><p>[1] A note.</p>"),
]  # fmt: skip

HEADINGS = [
    ([1, 2, 3, 4, 5, 6], [2, 3, 4, 4, 4, 4]),
    ([2, 3, 2], [2, 3, 2]),
    ([3, 3, 4, 3], [2, 2, 3, 2]),
    ([2, 4, 3, 2], [2, 3, 3, 2]),
    ([5, 3, 4, 2], [2, 2, 3, 2]),
]


@pytest.mark.parametrize(("body", "html"), PARAGRAPHS + TIDIED)
def test_a_classic_body_reads_as_wordpress_showed_it(body, html):
    assert converted(body).html == html


@pytest.mark.parametrize(("body", "html"), LINKS)
def test_links_lead_where_things_are_now(body, html):
    assert converted(body).html == html


@pytest.mark.parametrize(("written", "levels"), HEADINGS)
def test_headings_begin_below_the_title_and_leave_no_gap(written, levels):
    body = "".join(f"<h{level}>A</h{level}>" for level in written)
    assert converted(body).html == "".join(f"<h{level}>A</h{level}>" for level in levels)


def test_headings_within_something_are_no_headings_of_the_text():
    body = "<ul><li><h3>One</h3>two</li></ul><blockquote><h2><strong>Three</strong></h2></blockquote><h5>Four</h5>"
    assert converted(body).html == (
        "<ul><li><p><strong>One</strong></p><p>two</p></li></ul>"
        "<blockquote><p><strong>Three</strong></p></blockquote><h2>Four</h2>"
    )


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "JaVaScRiPt:x", "vbscript:x", "\tjavascript:x", "http://[bad"],
)
def test_links_that_may_not_be_keep_their_words_only(address):
    assert converted(f'<a href="{address}">One</a> two').html == "<p>One two</p>"


def test_links_to_places_in_the_text_are_words_and_named():
    found = converted('<a href="#part-two">Part two</a>')
    assert (found.html, left(found)) == ("<p>Part two</p>", [("link", "#part-two")])


def test_scripts_forms_and_drawings_are_left_out_and_named():
    found = converted(
        'A<script src="/x.js"></script><form><input><button>Send</button></form><svg><path/></svg><style>a</style>'
    )
    assert found.html == "<p>A</p><p>Send</p>"
    assert left(found) == [("element", "script"), ("element", "form"), ("element", "svg")]
    assert found.leftovers[0].excerpt == '<script src="/x.js">'


@pytest.mark.parametrize(
    ("body", "beginning"),
    [
        ("One.\n\n<!--more-->\n\nTwo.", "<p>One.</p>"),
        ("One.<!--more Read on-->Two.", "<p>One.</p>"),
        ("<p>One.<!--more--></p><p>Two.</p>", "<p>One.</p>"),
        ("<div><h2>A</h2>One.<!--more-->Two.</div>", "<h2>A</h2><p>One.</p>"),
        ("<ul><li>One<!--more--></li><li>Two</li></ul>Three", "<ul><li><p>One</p></li><li><p>Two</p></li></ul>"),
        ("One.<!--more-->Two.<!--more-->Three.", "<p>One.</p>"),
        ("<!-- wp:more --><!--more--><!-- /wp:more -->Two.", ""),
        ("One.", ""),
        ("One.<!--moreover-->Two.", ""),
    ],
)
def test_the_beginning_ends_where_the_reader_was_asked_to_read_on(body, beginning):
    found = converted(body)
    assert found.beginning == beginning
    assert found.html.startswith(beginning)
