"""What plugins for several languages left in an export joins posts, categories and tags."""

import pytest

from tests.wordpress.test_serialised import serialise
from wordpress.joining.groups import Group, Grouper, Member, editions_of_terms, groups, term_groups
from wordpress.joining.languages import Languages, edition_for, edition_of, language_of, read_languages
from wordpress.wxr.items import Item, Site, Term, TermRef

CODES = ("en", "ar", "fa", "sq")
LANGUAGES = [
    Term(2, "language", "en", "English", description=serialise({"locale": "en_GB", "rtl": 0, "flag_code": "gb"})),
    Term(3, "language", "ir", "فارسی", description=serialise({"locale": "fa_IR", "rtl": 1, "flag_code": "ir"})),
    Term(4, "language", "al", "Shqip", description=serialise({"locale": "sq", "rtl": 0})),
]


def post(number: int, language: str = "", group: str = "", kind: str = "post", **more: object) -> Item:
    terms = [TermRef("language", language)] * bool(language) + [TermRef("post_translations", group)] * bool(group)
    return Item(number, kind, terms=tuple(terms), **more)


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("fa", "fa"), ("fa_IR", "fa"), ("fa-AF", "fa"), ("per", "fa"), ("pes_IR", "fa"), ("al", "sq"), ("sq_AL", "sq"),
        ("sqi", "sq"), ("AR", "ar"), ("ar_SA", "ar"), ("ary", "ar"), ("en_US", "en"), ("eng", "en"), ("en-gb", "en"),
        ("de", ""), ("", ""), ("far", ""), ("x" * 400, ""), ("../en", ""), ("all", ""),
    ],
)  # fmt: skip
def test_a_language_means_the_edition_that_is_in_it(language, code):
    assert edition_for(language, CODES) == code


def test_an_edition_of_a_region_comes_before_that_of_the_language():
    assert edition_for("pt_BR", ("pt", "pt-br")) == "pt-br"
    assert edition_for("pt_PT", ("pt", "pt-br")) == "pt"


def test_polylangs_group_joins_posts_whatever_their_languages_are_called():
    description = serialise({"en": 10, "ir": 11, "al": 12})
    terms = [*LANGUAGES, Term(9, "post_translations", "pll_5f", description=description)]
    items = [post(10, "en", "pll_5f"), post(11, "ir", "pll_5f"), post(12, "al", "pll_5f"), post(13, "en")]
    (group,) = groups(items, terms)
    assert group == Group("post", (Member("en", 10), Member("fa", 11), Member("sq", 12)), "polylang")


def test_a_description_joins_posts_that_do_not_name_their_group():
    terms = [*LANGUAGES, Term(9, "post_translations", "pll_5f", description=serialise({"en": 10, "ir": 11}))]
    (group,) = groups([post(10, "en"), post(11, "ir")], terms)
    assert [member.number for member in group.members] == [10, 11]


def test_a_group_without_its_term_joins_by_its_name():
    assert len(groups([post(10, "en", "pll_a"), post(11, "fa", "pll_a")], [])) == 1


def test_posts_and_pages_of_one_number_group_are_not_mixed():
    assert groups([post(10, "en", "pll_a"), post(11, "fa", "pll_a", kind="page")], []) == []


def test_a_second_post_of_an_edition_is_left_out_and_named():
    (group,) = groups([post(1, "en", "g"), post(2, "fa", "g"), post(3, "en", "g")], [])
    assert group.members == (Member("en", 1), Member("fa", 2))
    assert group.left_out == (Member("en", 3),)


def test_what_a_description_names_and_no_file_has_is_passed_over():
    terms = [Term(9, "post_translations", "g", description=serialise({"en": 1, "fa": 99, "sync": {"en": "en"}}))]
    assert groups([post(1, "en", "g")], terms) == []


def test_a_broken_description_spoils_nothing():
    terms = [Term(9, "post_translations", "g", description='O:3:"Bad":1:{s:2:"en";i:1;}')]
    assert len(groups([post(1, "en", "g"), post(2, "fa", "g")], terms)) == 1


def test_wpmls_group_joins():
    def of_wpml(number: int, language: str) -> Item:
        keys = (("_wpml_import_language_code", language), ("_wpml_import_translation_group", "777"))
        return Item(number, "post", meta=keys)

    (group,) = groups([of_wpml(1, "en"), of_wpml(2, "fa"), of_wpml(3, "ar")], [])
    assert group.by == "wpml"
    assert [member.edition for member in group.members] == ["en", "fa", "ar"]


def test_a_copy_joins_its_original_and_so_do_named_translations():
    items = [
        Item(1, "post", link="https://example.org/a/?lang=en"),
        Item(2, "post", link="https://example.org/b/?lang=fa", meta=(("_icl_lang_duplicate_of", "1"),)),
        Item(3, "post", link="https://example.org/c/?lang=ar", meta=(("wp:translation", "en_US 1"),)),
    ]
    (group,) = groups(items, [])
    assert [member.number for member in group.members] == [1, 2, 3]


def test_sites_with_the_same_numbers_are_kept_apart():
    grouper = Grouper()
    for site in ("one", "two"):
        grouper.add(post(1, "en", "g"), "en", site=site)
        grouper.add(post(2, "fa", "g"), "fa", site=site)
    assert [{member.site for member in group.members} for group in grouper.groups()] == [{"one"}, {"two"}]


def test_the_same_item_twice_is_one_member():
    assert groups([post(1, "en", "g"), post(1, "en", "g")], []) == []


def test_an_item_in_a_language_without_an_edition_is_named_by_it():
    languages = read_languages(LANGUAGES, codes=CODES)
    item = post(1, "de")
    assert edition_of(item, languages, "en") == ""
    assert language_of(item, languages) == "de"
    assert edition_of(post(2), languages, "en") == "en"


def test_the_locale_counts_more_than_the_slug_that_somebody_typed():
    odd = [Term(1, "language", "ar", description=serialise({"locale": "fa_IR"}))]
    assert edition_of(post(1, "ar"), read_languages(odd, codes=CODES), "en") == "fa"


@pytest.mark.parametrize(
    ("link", "home", "traces", "code"),
    [
        ("https://example.org/fa/ketab/", "https://example.org", True, "fa"),
        ("https://example.org/fa/ketab/", "https://example.org", False, "en"),
        ("https://example.org/ketab/?lang=fa", "https://example.org", False, "fa"),
        ("https://example.org/fa/ketab/", "https://example.org/fa", True, "en"),
        ("https://example.org/fa/sq/liber/", "https://example.org/fa", True, "sq"),
        ("https://example.org/de/buch/", "https://example.org", True, "en"),
    ],
)
def test_an_address_names_a_language_where_the_site_has_several(link, home, traces, code):
    terms = [Term(5, "translation_priority", "optional")] * traces
    languages = read_languages(terms, site=Site(link=home), codes=CODES)
    assert edition_of(Item(1, "post", link=link), languages, "en") == code


def test_categories_and_tags_are_joined_across_languages():
    terms = [
        *LANGUAGES,
        Term(20, "category", "libraries", "Libraries"),
        Term(21, "category", "ketabkhaneh", "کتابخانه‌ها"),
        Term(22, "post_tag", "gardens", "Gardens"),
        Term(23, "post_tag", "kopshte", "Kopshte"),
        Term(24, "category", "alone", "Alone"),
        Term(30, "term_translations", "pll_1", description=serialise({"en": 20, "ir": 21})),
        Term(31, "term_translations", "pll_2", description=serialise({"en": 22, "al": 23, "de": 25})),
        Term(32, "term_translations", "pll_3", description=serialise({"en": 24})),
    ]
    languages = read_languages(terms, codes=CODES)
    first, second = term_groups(terms, languages)
    assert (first.taxonomy, [(code, term.slug) for code, term in first.members]) == (
        "category",
        [("en", "libraries"), ("fa", "ketabkhaneh")],
    )
    assert [code for code, _term in second.members] == ["en", "sq"]
    assert editions_of_terms(terms, languages) == {
        ("category", "libraries"): "en",
        ("category", "ketabkhaneh"): "fa",
        ("post_tag", "gardens"): "en",
        ("post_tag", "kopshte"): "sq",
        ("category", "alone"): "en",
    }


def test_wpmls_meta_joins_terms():
    def term(number: int, slug: str, language: str) -> Term:
        meta = (("_wpml_import_language_code", language), ("_wpml_import_translation_group", "t5"))
        return Term(number, "category", slug, meta=meta)

    terms = [term(1, "books", "en"), term(2, "libra", "sq")]
    (group,) = term_groups(terms, Languages(CODES))
    assert [(code, one.slug) for code, one in group.members] == [("en", "books"), ("sq", "libra")]


def test_twenty_thousand_posts_in_four_languages_are_grouped_in_moments():
    grouper = Grouper()
    for number in range(20_000):
        for place, code in enumerate(CODES):
            grouper.add(post(number * 4 + place, code, f"g{number}"), code)
    assert len(grouper.groups()) == 20_000
