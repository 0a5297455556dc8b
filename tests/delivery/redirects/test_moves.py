"""Moving addresses, one by one and by the thousand: whatever the order, none chain and none loop."""

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from delivery.models import Origin, Redirect
from delivery.redirects.addresses import Address
from delivery.redirects.finding import find
from delivery.services import Move, mark_gone, move_address, moved_to, remember

NAMES = "abcde"


def rows() -> set[tuple[str, str, str]]:
    return set(Redirect.objects.values_list("host", "old_path", "new_path"))


def test_redirects_to_an_address_that_moves_are_led_straight_on(db):
    move_address(old_path="/a/", new_path="/b/")
    move_address(old_path="/b/", new_path="/c/")
    assert rows() == {("", "/a/", "/c/"), ("", "/b/", "/c/")}


def test_moving_back_forgets_the_way_there(db):
    move_address(old_path="/a/", new_path="/b/")
    move_address(old_path="/b/", new_path="/a/")
    assert rows() == {("", "/b/", "/a/")}


def test_other_spellings_of_an_address_are_led_on_too(db):
    Redirect.objects.create(old_path="/old", new_path="/%d8%a8/")
    move_address(old_path="/%D8%A8/", new_path="/c/")
    assert moved_to("/OLD/") == "/c/"


def test_what_is_gone_takes_along_what_led_to_it(db):
    move_address(old_path="/a/", new_path="/b/")
    mark_gone(path="/b/")
    assert rows() == {("", "/a/", ""), ("", "/b/", "")}
    assert moved_to("/a/") is None


def test_sites_with_hosts_of_their_own_each_have_their_addresses(db):
    remember(moves=[Move("en.old.example", "/?p=1", "/en/a/"), Move("www.fa.old.example", "/?p=1", "/fa/b/")])
    assert find(Address.read("https://en.old.example/?p=1")).new_path == "/en/a/"
    assert find(Address.read("https://fa.old.example/?p=1")).new_path == "/fa/b/"
    # Two sites say two things: nobody knows which is meant.
    assert find(Address.read("https://new.example/?p=1")) is None


def test_what_one_site_alone_knows_is_found_under_any_host(db):
    remember(moves=[Move("old.example", "/2012/title/", "/en/a/")])
    assert find(Address.read("https://new.example/2012/title/")).new_path == "/en/a/"


def test_a_second_time_changes_nothing(db, django_assert_num_queries):
    moves = [Move("old.example", f"/?p={number}", f"/en/articles/{number}/") for number in range(500)]
    assert remember(moves=moves) == 500
    before = list(Redirect.objects.order_by("pk").values())
    with django_assert_num_queries(3):
        # What is known of them and what leads to them, in a transaction.
        assert remember(moves=moves) == 0
    assert list(Redirect.objects.order_by("pk").values()) == before


def test_what_was_said_at_the_desk_stands_against_a_site_that_moves_in(db):
    remember(moves=[Move("", "/a/", "/desk/")], origin=Origin.DESK)
    assert remember(moves=[Move("", "/a/", "/import/")]) == 0
    remember(moves=[Move("", "/desk/", "/moved/")], origin=Origin.MOVED)
    assert rows() == {("", "/a/", "/moved/"), ("", "/desk/", "/moved/")}


def test_a_guess_gives_way(db):
    moves = [Move("", "/?name=a", "/1/"), Move("", "/?name=a", "/2/", True), Move("", "/?name=b", "/2/", True)]
    remember(moves=moves)
    assert rows() == {("", "/?name=a", "/1/"), ("", "/?name=b", "/2/")}


def test_the_front_page_of_an_old_host_stays_where_another_leads_to_the_root(db):
    remember(moves=[Move("old.example", "/", "/en/"), Move("old.example", "/home/", "/")])
    assert moved_to("/", "old.example") == "/en/"


def test_what_changes_the_case_alone_leads_there_and_never_to_itself(editions, client: Client):
    move_address(old_path="/en/articles/Bridge/", new_path="/en/articles/bridge/")
    assert client.get("/en/articles/Bridge/").headers["Location"] == "/en/articles/bridge/"
    # Should nothing stand there any more, it is not here; it does not lead to itself.
    assert client.get("/en/articles/bridge/").status_code == 404


moves = st.lists(
    st.tuples(st.sampled_from(["", "", "testserver", "old.example"]), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    max_size=12,
)


class Moving(TestCase):
    """Any sequence of moves; something stands where it has been moved to last, and nothing where it was."""

    @given(moves, st.booleans())
    @hypothesis_settings(max_examples=60)
    def test_no_address_leads_round_in_circles(self, sequence, at_once):
        live: set[str] = set()
        done = []
        for host, old, new in sequence:
            if old != new:
                live.discard(old)
                live.add(new)
                done.append(Move(host, f"/{old}/", f"/{new}/"))
        if at_once:
            remember(moves=done, origin=Origin.MOVED)
        else:
            for move in done:
                remember(moves=[move], origin=Origin.MOVED)
        for name in NAMES:
            if name in live:
                continue
            asked = f"/{name}/"
            found = find(Address.read(asked, "testserver"), asked=asked)
            for _step in range(10):
                if found is None or found.new_path.strip("/") in live:
                    break
                asked = found.new_path
                found = find(Address.read(asked, "testserver"), asked=asked)
            else:
                pytest.fail(f"{name} never arrives: {sequence}")

    @given(moves)
    @hypothesis_settings(max_examples=60)
    def test_redirects_of_this_site_never_lead_to_one_another(self, sequence):
        remember(moves=[Move("", f"/{old}/", f"/{new}/") for _host, old, new in sequence], origin=Origin.MOVED)
        old = set(Redirect.objects.values_list("key", flat=True))
        assert not old & set(Redirect.objects.values_list("new_key", flat=True))

    @given(moves)
    @hypothesis_settings(max_examples=40)
    def test_at_once_is_as_one_after_the_other(self, sequence):
        done = [Move(host, f"/{old}/", f"/{new}/") for host, old, new in sequence]
        for move in done:
            remember(moves=[move])
        one_by_one = rows()
        Redirect.objects.all().delete()
        remember(moves=done)
        assert rows() == one_by_one
