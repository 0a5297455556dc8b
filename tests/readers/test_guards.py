"""The guards, one by one."""

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from editions.scripts.folding import plain
from readers.guards import rates
from readers.guards.links import count_links
from readers.guards.origin import is_own
from readers.guards.rates import Rate
from readers.guards.repeats import fingerprint_of
from readers.guards.stamp import LEAST, MOST, Stamped, check_stamp, stamp_for
from readers.guards.words import words_found
from tests.readers.sending import stamped


@pytest.mark.parametrize(
    ("headers", "own"),
    [
        ({"Origin": "http://testserver"}, True),
        ({"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}, True),
        ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, True),
        ({"Referer": "http://testserver/en/articles/a/"}, True),
        ({"Origin": "https://other.example"}, False),
        ({"Origin": "https://other.example", "Referer": "http://testserver/"}, False),
        ({"Origin": "http://testserver", "Sec-Fetch-Site": "cross-site"}, False),
        ({"Origin": "http://testserver", "Sec-Fetch-Site": "same-site"}, False),
        ({"Origin": "http://testserver.evil.example"}, False),
        ({"Origin": "null"}, False),
        ({"Referer": "https://other.example/?http://testserver/"}, False),
        ({"Referer": "http://[testserver"}, False),
        ({}, False),
    ],
)
def test_form_comes_from_a_page_of_the_site(headers: dict[str, str], own: bool):
    assert is_own(RequestFactory().post("/", headers=headers)) is own


def test_stamp_is_good_between_three_seconds_and_a_day_and_for_its_subject():
    assert check_stamp("", "comment:1") is Stamped.NONE
    assert check_stamp(stamp_for("comment:1"), "comment:1") is Stamped.TOO_QUICK
    assert check_stamp(stamped("comment:1", seconds=int(LEAST.total_seconds()) + 1), "comment:1") is Stamped.GOOD
    assert check_stamp(stamped("comment:1", seconds=int(MOST.total_seconds()) + 5), "comment:1") is Stamped.TOO_OLD
    assert check_stamp(stamped("comment:1"), "comment:2") is Stamped.FALSE
    assert check_stamp(stamped("comment:1")[:-1] + "_", "comment:1") is Stamped.FALSE
    assert check_stamp("x", "comment:1") is Stamped.FALSE


def test_links_are_counted_however_they_are_written():
    assert count_links("No link: e.g. this, and that.") == 0
    assert count_links("https://a.example and www.b.example, HTTP://C.EXAMPLE") == 3
    assert count_links("[url=a]b[/url] <a href='x'>y</a>") == 2


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("BUY  Now!", "buy now"),
        ("b\u200bu\u200by now", "Buy now"),
        ("ارزان‌ترین كيف‌ها", "ارزان‌ترین کیف‌ها"),
        ("اَرزان", "ارزان"),
        ("ار\u0640\u0640زان", "ارزان"),
        ("falas për ty", "FALAS PER TY"),
        ("code ۱۲۳", "code 123"),
    ],
)
def test_listed_words_are_found_however_they_are_spelled(text: str, listed: str):
    assert words_found(f"Look: {text}.", f"other\n\n{listed}\n") == [listed]


def test_listed_words_are_whole_words():
    assert words_found("The classic essays of Scunthorpe", "ass\nessay") == []


def test_fold_leaves_words_apart():
    assert plain("  Two\nwords, – here ") == "two words here"
    assert fingerprint_of("Two words.") == fingerprint_of("two  WORDS")
    assert fingerprint_of("Two words") != fingerprint_of("Two swords")


def request_from(address: str):
    return RequestFactory().post("/", REMOTE_ADDR=address)


def test_one_place_may_send_so_much_and_another_is_not_in_its_way():
    allowed = (Rate(2, 60), Rate(3, 3600))
    first = request_from("203.0.113.5")
    assert [rates.count(first, "comment", allowed) for _ in range(4)] == [0, 0, 60, 3600]
    assert rates.count(request_from("203.0.113.6"), "comment", allowed) == 0
    assert rates.count(first, "contact", allowed) == 0


def test_neighbours_in_one_ipv6_network_are_one_place():
    assert rates.place_of(request_from("2001:db8:1:2::1")) == rates.place_of(request_from("2001:db8:1:2:ffff::9"))
    assert rates.place_of(request_from("2001:db8:1:2::1")) != rates.place_of(request_from("2001:db8:1:3::1"))


def test_address_is_kept_nowhere_and_its_name_changes_with_the_salt():
    request = request_from("203.0.113.5")
    name = rates.place_of(request)
    assert "203" not in name or "203.0.113.5" not in name
    assert rates.place_of(request) == name
    cache.clear()
    assert rates.place_of(request) != name
