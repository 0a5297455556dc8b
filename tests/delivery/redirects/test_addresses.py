"""Spellings of one address."""

import unicodedata
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delivery.redirects.addresses import Address, normal_host, stored_address

ALIKE = [
    "/2012/سلام-دنیا/",
    "/2012/%D8%B3%D9%84%D8%A7%D9%85-%D8%AF%D9%86%DB%8C%D8%A7/",
    "/2012/%d8%b3%d9%84%d8%a7%d9%85-%d8%af%d9%86%db%8c%d8%a7",
    "/2012/%25d8%25b3%25d9%2584%25d8%25a7%25d9%2585-%25d8%25af%25d9%2586%25db%258c%25d8%25a7/",
    "//2012///سلام-دنیا",
    "/index.php/2012/سلام-دنیا/",
    "/2012/\u200eسلام-دنیا/",
    "/2012/سلام-دنیا/?utm_source=mail&fbclid=1#comments",
    "https://www.old.example:443/2012/سلام-دنیا/",
]


def test_spellings_of_one_address_have_one_key():
    assert {Address.read(text).key for text in ALIKE} == {Address.read(ALIKE[0]).key}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/Caf\u00e9/", "/cafe\u0301"),
        ("/STRASSE/", "/straße/"),
        ("/?p=12", "/index.php?P=12&utm_medium=x"),
        ("/?a=1&b=2", "/?b=2&a=1"),
        ("/?tag=%D8%A8", "/?tag=ب"),
        ("/?cat=3&amp;paged=2", "/?cat=3&paged=2"),
        ("/a%20b/", "/a b/"),
        ("/index.html", "/"),
    ],
)
def test_also_these_are_one(one: str, other: str):
    assert Address.read(one).key == Address.read(other).key


@pytest.mark.parametrize(
    ("one", "other"),
    [("/a/b/", "/b/a/"), ("/?p=1", "/?p=2"), ("/?p=1", "/"), ("/a-b/", "/ab/"), ("/index.php-story/", "/")],
)
def test_these_are_two(one: str, other: str):
    assert Address.read(one).key != Address.read(other).key


def test_broken_encoding_is_kept_as_it_is():
    assert Address.read("/%C7%E1%DA/").key == Address.read("/%c7%e1%da").key
    assert Address.read("/%C7%E1%DA/").key != Address.read("/%C7%E1%DB/").key


def test_host_is_told_apart_without_port_and_www():
    assert normal_host("WWW.Old.Example:8080") == "old.example"
    assert normal_host("مثال.example") == "xn--mgbh0fb.example"
    assert Address.read("https://user@www.Old.example/a").host == "old.example"
    assert Address.read("/a", "Old.example.").host == "old.example"


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=30))
def test_normal_form_is_its_own(text: str):
    address = Address.read(f"/{text}")
    assert Address.read(quote(address.path)).path == address.path or "%" in address.path


@given(st.lists(st.text(st.sampled_from("abéغیß12-_"), min_size=1, max_size=8), min_size=1, max_size=4))
def test_a_path_is_found_however_it_is_encoded(parts: list[str]):
    path = f"/{'/'.join(parts)}/"
    spellings = [path, quote(path), quote(path).lower(), quote(unicodedata.normalize("NFD", path)), path.upper()]
    assert {Address.read(text).key for text in spellings} == {Address.read(path).key}


def test_stored_address_is_as_reverse_writes_it():
    assert stored_address("/fa/articles/باغ/") == "/fa/articles/%D8%A8%D8%A7%D8%BA/"
    assert stored_address("/fa/articles/%d8%a8%d8%a7%d8%ba/?p=1") == "/fa/articles/%D8%A8%D8%A7%D8%BA/?p=1"
