"""Articles of different editions that are likely one story are found, with reasons, and in bounded time."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from wordpress.joining.likely import Likely, Pair
from wordpress.joining.traits import address_key, consonants_of, names_in, numbers_in, slug_stem

MOMENT = datetime(2014, 3, 5, 9, 30, tzinfo=UTC)


def pairs_of(*articles: dict, taken: dict | None = None) -> list[Pair]:
    likely = Likely()
    for number, article in enumerate(articles):
        likely.add(number, **{"kind": "post", "moment": MOMENT, **article})
    return likely.pairs(taken)


def signs(pair: Pair) -> set[str]:
    return {str(reason.sign) for reason in pair.reasons}


def test_the_same_picture_on_the_same_day_is_a_pair():
    (pair,) = pairs_of({"edition": "en", "picture": "d1"}, {"edition": "fa", "picture": "d1"})
    assert (pair.one, pair.other, pair.score, pair.is_strong) == (0, 1, 65, True)
    assert [str(reason) for reason in pair.reasons] == ["the same picture", "the same day"]


def test_the_same_day_alone_is_none():
    assert pairs_of({"edition": "en"}, {"edition": "fa"}) == []


def test_a_link_from_one_to_the_other_is_a_pair():
    (pair,) = pairs_of(
        {"edition": "en", "addresses": ["https://en.example.org/garden/", "https://en.example.org/?p=7"]},
        {"edition": "fa", "body": '<p><a href="http://EN.example.org/garden">English</a></p>'},
    )
    assert "link" in signs(pair)
    (back,) = pairs_of(
        {"edition": "en", "addresses": ["https://en.example.org/?p=7"]},
        {"edition": "fa", "body": '<p><a href="http://en.example.org/?p=7&amp;utm=x">English</a></p>'},
    )
    assert "link" in signs(back)


def test_numbers_and_names_are_the_same_in_every_script():
    (pair,) = pairs_of(
        {
            "edition": "en",
            "body": "<p>The library of Samarkand has 12,480 books, 317 of them from Nishapur, since 1821.</p>",
        },
        {
            "edition": "fa",
            "body": "<p>کتابخانهٔ سمرقند از سال ۱۸۲۱ دارای ۱۲٬۴۸۰ کتاب است که ۳۱۷ جلد آن از نیشابور است.</p>",
        },
    )
    words = " ".join(str(reason) for reason in pair.reasons)
    assert {"numbers", "names"} <= signs(pair)
    assert "12480" in words
    assert "Samarkand" in words


def test_a_slug_of_another_language_is_the_same_without_its_ending():
    (pair,) = pairs_of(
        {"edition": "en", "slug": "old-garden-of-roses"}, {"edition": "sq", "slug": "old-garden-of-roses-sq"}
    )
    assert "address" in signs(pair)


def test_the_same_video_speaks_for_a_pair():
    (pair,) = pairs_of(
        {"edition": "en", "body": "<p>https://youtu.be/abcDEF12345</p>"},
        {"edition": "ar", "body": '<iframe src="https://www.youtube.com/embed/abcDEF12345"></iframe>'},
    )
    assert "video" in signs(pair)


def test_a_picture_that_many_have_says_nothing():
    articles = [{"edition": code, "picture": "logo", "moment": None} for code in ("en", "fa") for _ in range(30)]
    assert pairs_of(*articles) == []


def test_years_between_them_speak_against_a_pair():
    far = {"edition": "fa", "picture": "d1", "moment": MOMENT + timedelta(days=900)}
    assert pairs_of({"edition": "en", "picture": "d1"}, far) == []


def test_articles_of_one_edition_and_of_two_kinds_are_no_pair():
    assert pairs_of({"edition": "en", "picture": "d"}, {"edition": "en", "picture": "d"}) == []
    assert pairs_of({"edition": "en", "picture": "d"}, {"edition": "fa", "picture": "d", "kind": "page"}) == []


def test_an_edition_that_a_story_has_already_is_not_offered_again():
    articles = [{"edition": "en", "picture": "d"}, {"edition": "fa", "picture": "d"}]
    assert pairs_of(*articles, taken={0: ["fa", "ar"]}) == []
    assert pairs_of(*articles, taken={1: ["en"]}) == []
    assert len(pairs_of(*articles, taken={0: ["sq"]})) == 1


def test_two_that_are_as_likely_are_both_shown_and_neither_taken_for_granted():
    found = pairs_of(
        {"edition": "en", "picture": "d", "slug": "walled-garden"},
        {"edition": "fa", "picture": "d"},
        {"edition": "fa", "picture": "d", "moment": MOMENT + timedelta(minutes=5)},
    )
    assert len(found) == 2
    assert not any(pair.is_strong for pair in found)


def test_three_editions_make_three_pairs():
    found = pairs_of(*({"edition": code, "picture": "d"} for code in ("en", "fa", "ar")))
    assert {(pair.one, pair.other) for pair in found} == {(2, 0), (2, 1), (0, 1)}


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [
        ("Samarkand", "سمرقند"), ("Kandahar", "قندهار"), ("Isfahan", "اصفهان"), ("Ferdowsi", "فردوسی"),
        ("Tehran", "تهران"), ("Nishapur", "نیشابور"), ("Skanderbeg", "اسکندربگ"),
        ("Çanakkale", "چاناککاله"),
    ],
)  # fmt: skip
def test_a_name_has_the_same_consonants_in_both_scripts(latin, arabic):
    assert consonants_of(latin) == consonants_of(arabic)


def test_numbers_are_read_in_the_digits_of_every_edition():
    assert numbers_in("۱۲٬۴۸۰ و ٣١٧ و 1,821 و 3٫5 و 7") == {"12480", "317", "1821", "3.5"}


def test_short_and_common_words_are_no_names():
    assert names_in("The End of it; and in May") == {}


@pytest.mark.parametrize(
    ("slug", "stem"), [("a-b-2", ""), ("roses-of-iran-fa", "roses-of-iran"), ("12-34-56", ""), ("post", "")]
)
def test_what_tells_languages_apart_is_no_part_of_an_address(slug, stem):
    assert slug_stem(slug) == stem


def test_an_address_is_the_same_in_any_spelling():
    assert address_key("http://www.Example.org/%d8%a8/?utm_source=x#top") == address_key("https://example.org/ب")
    assert address_key("https://example.org/?p=7") != address_key("https://example.org/?p=8")
    address_key("http://[broken")


@pytest.mark.timeout(300)
def test_thousands_of_one_day_are_paired_without_comparing_all_with_all():
    """Each shares its picture with a few others, and all were published on one day: there is nothing worse."""
    chance, likely = random.Random(5), Likely()  # noqa: S311 - the same every time
    count = 5_000
    for code in ("en", "fa"):
        for number in range(count):
            body = (
                f"<p>In {chance.randint(1900, 2020)} there were {number * 37 + 1000} of {chance.randint(10, 999)}.</p>"
            )
            likely.add((code, number), edition=code, body=body, moment=MOMENT, picture=str(number // 3))
    found = likely.pairs()
    right = sum(pair.one[1] == pair.other[1] for pair in found)
    assert right > count * 0.95
