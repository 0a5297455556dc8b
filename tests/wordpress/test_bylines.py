"""Which lines are bylines, what they say, and what is left of the text."""

# Rows of tables, each on its line.
# ruff: noqa: E501

import pytest

from wordpress.bylines import parse_byline, read_byline

BYLINES = [
    ("By Jane Doe", ("Jane Doe",), ""),
    ("by Jane Doe", ("Jane Doe",), ""),
    ("BY JANE DOE", ("JANE DOE",), ""),
    ("By: Jane Doe", ("Jane Doe",), ""),
    ("By Jane Doe.", ("Jane Doe",), ""),
    ("By Jane Doe – The Harbour Post", ("Jane Doe",), "The Harbour Post"),
    ("By Jane Doe — Harbour News Agency", ("Jane Doe",), "Harbour News Agency"),
    ("By Jane Doe - Harbour Post", ("Jane Doe",), "Harbour Post"),
    ("By Jane Doe—Harbour Post", ("Jane Doe",), "Harbour Post"),
    ("By Jane Doe | Harbour Post", ("Jane Doe",), "Harbour Post"),
    ("By Jane Doe (The Harbour Post)", ("Jane Doe",), "The Harbour Post"),
    ("By Jane Doe, The Harbour Post", ("Jane Doe",), "The Harbour Post"),
    ("By Jane Doe for the Harbour Post", ("Jane Doe",), "the Harbour Post"),
    ("By Jane Doe and John Roe", ("Jane Doe", "John Roe"), ""),
    ("By Jane Doe, John Roe and Ann Lee – Harbour Post", ("Jane Doe", "John Roe", "Ann Lee"), "Harbour Post"),
    ("By Jane Doe & John Roe", ("Jane Doe", "John Roe"), ""),
    ("By Dr. J. R. O’Brien-Smith", ("Dr. J. R. O’Brien-Smith",), ""),
    ("By Jan van der Berg – harbour.example", ("Jan van der Berg",), "harbour.example"),
    ("Written by Jane Doe", ("Jane Doe",), ""),
    ("(By Jane Doe)", ("Jane Doe",), ""),
    ("By Homer (Old Stories)", ("Homer",), "Old Stories"),
    ("By مریم احمدی – The Harbour Post", ("مریم احمدی",), "The Harbour Post"),
    ("نوشتهٔ مریم احمدی", ("مریم احمدی",), ""),
    ("نوشته‌ی مریم احمدی – روزنامهٔ بندر", ("مریم احمدی",), "روزنامهٔ بندر"),
    ("نوشتهٔ مریم احمدی و رضا کریمی", ("مریم احمدی", "رضا کریمی"), ""),
    ("نویسنده: مریم احمدی", ("مریم احمدی",), ""),
    ("نویسندگان: مریم احمدی، رضا کریمی و سارا نیک‌نام", ("مریم احمدی", "رضا کریمی", "سارا نیک‌نام"), ""),
    ("به قلم مریم احمدی (ماهنامهٔ باغ)", ("مریم احمدی",), "ماهنامهٔ باغ"),
    ("به‌قلم: مریم احمدی", ("مریم احمدی",), ""),
    ("از: مریم احمدی", ("مریم احمدی",), ""),
    ("گزارش: مریم احمدی – خبرگزاری بندر", ("مریم احمدی",), "خبرگزاری بندر"),
    ("بقلم أحمد علي", ("أحمد علي",), ""),
    ("بقلم: أحمد علي", ("أحمد علي",), ""),
    ("بقلم / أحمد علي", ("أحمد علي",), ""),
    ("بقلم أحمد علي – جريدة الميناء", ("أحمد علي",), "جريدة الميناء"),
    ("بقلم أحمد علي (جريدة الميناء)", ("أحمد علي",), "جريدة الميناء"),
    ("بقلم أحمد علي وسارة حسن", ("أحمد علي", "سارة حسن"), ""),
    ("بقلم أحمد علي، سارة حسن ووليد نور", ("أحمد علي", "سارة حسن", "وليد نور"), ""),
    ("بقلم سامي وليد", ("سامي وليد",), ""),
    ("إعداد: سارة حسن", ("سارة حسن",), ""),
    ("Nga Arta Hoxha", ("Arta Hoxha",), ""),
    ("Nga Arta Hoxha – Gazeta e Portit", ("Arta Hoxha",), "Gazeta e Portit"),
    ("Nga: Arta Hoxha", ("Arta Hoxha",), ""),
    ("Nga Arta Hoxha dhe Gëzim Çela", ("Arta Hoxha", "Gëzim Çela"), ""),
    ("Shkruar nga Arta Hoxha (Revista Kopshti)", ("Arta Hoxha",), "Revista Kopshti"),
    ("Autori: Gëzim Çela", ("Gëzim Çela",), ""),
    ("Source: The Harbour Post", (), "The Harbour Post"),
    ("منبع: روزنامهٔ بندر", (), "روزنامهٔ بندر"),
    ("المصدر: جريدة الميناء", (), "جريدة الميناء"),
    ("Burimi: Gazeta e Portit", (), "Gazeta e Portit"),
]

SENTENCES = [
    "By Monday",
    "By Monday the bridge was open again.",
    "By 1950 the orchard had two hundred trees.",
    "By the river",
    "By the Old River Gate",
    "By land and sea",
    "By Popular Demand",
    "By All Means",
    "By then Jane Doe had left.",
    "By Jane Doe’s reckoning the well was forty metres deep.",
    "By Jane Doe – 12 March 2010",
    "By train – a journey",
    "By Jane Doe, translated by John Roe",
    "Bystanders cheered.",
    "Jane Doe – The Harbour Post",
    "By Jane Doe! Nobody had expected it.",
    "By Jane Doe – who, it turned out, had never seen the sea and did not wish to.",
    "نوشتهٔ روی دیوار هنوز خوانا بود.",
    "نوشتهٔ روی سنگ",
    "نوشته بود که برمی‌گردد",
    "نویسنده در باغ نشسته بود",
    "از مریم احمدی خبری نبود",
    "از تهران تا شیراز – سفرنامه",
    "گزارش از یک سفر",
    "به قلم و کاغذ",
    "ترجمهٔ مریم احمدی",
    "بقلم رصاص أحمر",
    "كتب أحمد علي رسالة إلى أخته",
    "بقلم من كان في البيت",
    "Nga Tirana në Shkodër – një udhëtim",
    "Nga mali",
    "Nga Tirana",
    "Nga e hëna",
    "Source: nobody remembers where the bell was cast. It was old already.",
    "",
    "By",
]


@pytest.mark.parametrize(("line", "people", "source"), BYLINES)
def test_a_byline_names_its_people_and_its_source(line, people, source):
    assert parse_byline(line) == (people, source)


@pytest.mark.parametrize("line", SENTENCES)
def test_a_sentence_is_no_byline(line):
    assert parse_byline(line) is None
    assert read_byline(f"<p>{line}</p><p>More of the story.</p>") is None


ONE = '<figure class="picture" data-image="1"><figcaption>A</figcaption></figure>'
GALLERY = f'<figure class="gallery">{ONE * 5}<figcaption>Of all</figcaption></figure>'
BODIES = [
    (f"{GALLERY}<p>By Jane Doe – Post</p><p>Text.</p>", f"{GALLERY}<p>Text.</p>"),
    (f"<p>Text.</p><p>By Jane Doe – Post</p>{ONE}{GALLERY}", f"<p>Text.</p>{ONE}{GALLERY}"),
    ("<p>By Jane Doe – Post</p><p>Text.</p>", "<p>Text.</p>"),
    ("<p><strong>By Jane Doe – Post</strong></p><p>Text.</p>", "<p>Text.</p>"),
    ("<p><em><strong>By</strong> Jane Doe</em> – Post</p><p>Text.</p>", "<p>Text.</p>"),
    ("<h3>By Jane Doe – Post</h3><p>Text.</p>", "<p>Text.</p>"),
    ("<p>Text.</p><p>By Jane Doe – Post</p>", "<p>Text.</p>"),
    ("<p>Text.</p><p><em>By Jane Doe – Post</em></p><p>&nbsp;</p>", "<p>Text.</p><p>&nbsp;</p>"),
    ("<p>By Jane Doe – Post<br>Text.</p>", "<p>Text.</p>"),
    ("<p>Text.<br>By Jane Doe – Post</p>", "<p>Text.</p>"),
    ("By Jane Doe – Post\n\nText.\n\nMore.", "Text.\n\nMore."),
    ("Text.\n\nMore.\n\n<em>By Jane Doe – Post</em>\n", "Text.\n\nMore.\n\n"),
    (
        '<figure class="picture" data-image="1"><figcaption>A</figcaption></figure><p>By Jane Doe – Post</p><p>Text.</p>',
        '<figure class="picture" data-image="1"><figcaption>A</figcaption></figure><p>Text.</p>',
    ),
    (
        '<p>Text.</p><p>By Jane Doe – Post</p><figure class="picture" data-image="1"><figcaption></figcaption></figure>',
        '<p>Text.</p><figure class="picture" data-image="1"><figcaption></figcaption></figure>',
    ),
    ("<p>By Jane Doe – Post</p>", ""),
    ("By Jane Doe – Post", ""),
]


@pytest.mark.parametrize(("body", "rest"), BODIES)
def test_a_byline_at_either_end_leaves_the_text_with_all_that_was_its_own(body, rest):
    found = read_byline(body)
    assert found is not None
    assert (found.people, found.source, found.rest) == (("Jane Doe",), "Post", rest)


@pytest.mark.parametrize(
    "body",
    [
        "<p>Text.</p><p>By Jane Doe</p><p>More.</p>",
        "<blockquote><p>By Jane Doe</p></blockquote><p>Text.</p>",
        "<ul><li><p>By Jane Doe</p></li></ul>",
        "<table><tbody><tr><td><p>By Jane Doe</p></td></tr></tbody></table>",
        '<figure class="picture" data-image="1"><figcaption>By Jane Doe</figcaption></figure>',
        "<p>Text.</p><blockquote><p>Said.</p><p>By Jane Doe</p></blockquote>",
        f'<figure class="gallery">{ONE}{ONE}<figcaption>By Jane Doe</figcaption></figure>',
        "<p>Source: The Harbour Post</p><p>Text.</p>",
        "",
        "<p></p>",
    ],
)
def test_a_line_that_is_no_end_of_the_text_stays(body):
    assert read_byline(body) is None


def test_a_link_in_the_line_is_the_address_of_the_source():
    found = read_byline('<p>Text.</p><p>منبع: <a href="https://example.org/?a=1&amp;b=2">روزنامهٔ بندر</a></p>')
    assert found is not None
    assert (found.source, found.address, found.rest) == ("روزنامهٔ بندر", "https://example.org/?a=1&b=2", "<p>Text.</p>")


def test_there_are_enough_examples_of_either_kind():
    assert len(BYLINES) >= 30
    assert len(SENTENCES) >= 20
