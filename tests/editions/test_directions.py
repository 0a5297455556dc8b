"""Blocks of the other direction, and runs that must not be taken apart."""

import pytest

from editions.richtext.directions import directed


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>پل</p><p>To be or not to be.</p>", '<p>پل</p><p dir="ltr">To be or not to be.</p>'),
        # One word of the text's own direction, and the block is its own.
        ("<p>Hamlet، نمایش</p>", "<p>Hamlet، نمایش</p>"),
        ("<blockquote><p>To be</p><p>Or not</p></blockquote>",
         '<blockquote dir="ltr"><p dir="ltr">To be</p><p dir="ltr">Or not</p></blockquote>'),
        ("<blockquote><p>To be</p><p>شاعر</p></blockquote>",
         '<blockquote><p dir="ltr">To be</p><p>شاعر</p></blockquote>'),
        ('<p class="note">Ëndërr <strong>e gjatë</strong></p>',
         '<p class="note" dir="ltr">Ëndërr <strong>e gjatë</strong></p>'),
        # Figures, signs and entities have no direction of their own.
        ("<p>2,106 &amp; 12%</p><hr>", "<p>2,106 &amp; 12%</p><hr>"),
        # Markers and columns keep to their side.
        ("<ul><li>Tirana</li><li><p>Durrës</p></li></ul>", "<ul><li>Tirana</li><li><p>Durrës</p></li></ul>"),
        ("<table><tbody><tr><td>Ura</td></tr></tbody></table>", "<table><tbody><tr><td>Ura</td></tr></tbody></table>"),
    ],
)  # fmt: skip
def test_block_in_letters_of_the_other_direction_has_its_own(html, expected):
    assert directed(html, "rtl") == expected


def test_arabic_script_in_a_latin_text_too():
    html = "<p>A bridge</p><blockquote><p>پل را جابه‌جا کردند.</p></blockquote>"
    quoted = '<blockquote dir="rtl"><p dir="rtl">پل را جابه‌جا کردند.</p></blockquote>'
    assert directed(html, "ltr") == f"<p>A bridge</p>{quoted}"


@pytest.mark.parametrize(
    "run",
    [
        "https://example.org/a/b?c=d&amp;e=f#g",
        "www.example.org",
        "editors.fa@example.org",
        "+98 21 5550 0199",
        "+۹۸ (۲۱) ۵۵۵۰-۰۱۹۹",
        "+٣٥٥ ٤ ٥٥٥ ٠١٩٩",
    ],
)
def test_address_or_telephone_number_stays_in_one_piece_in_text_from_right_to_left(run):
    text = f"<p>نشانی: {run}، و پس از آن.</p>"
    kind = ' class="phone"' if run.startswith("+") else ""
    assert directed(text, "rtl") == f'<p>نشانی: <bdi dir="ltr"{kind}>{run}</bdi>، و پس از آن.</p>'
    assert directed(text.replace("نشانی", "a").replace("، و پس از آن", ""), "ltr").count("bdi") == 0


@pytest.mark.parametrize(
    "html",
    [
        "<p>پل <code>https://example.org/</code></p>",
        "<p>پل <bdi>www.example.org</bdi></p>",
        '<p>پل <a href="https://example.org/">اینجا</a></p>',
        "<p>سال‌های ۱۴۰۳-۱۴۰۵، ۲٫۵٪، +۵ و ۱۲ + ۱۳</p>",
        "<p>ساعت ۱۲:۳۰ @ تهران</p>",
    ],
)
def test_what_is_isolated_already_and_what_is_no_run_stays_as_it_stands(html):
    assert directed(html, "rtl") == html


def test_a_full_stop_after_an_address_belongs_to_the_sentence():
    html = "<p>ببینید https://example.org/a. سپس</p>"
    assert '<bdi dir="ltr">https://example.org/a</bdi>. سپس' in directed(html, "rtl")
