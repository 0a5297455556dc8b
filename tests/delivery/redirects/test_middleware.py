"""Old addresses, asked for by readers."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from delivery.services import Move, mark_gone, move_address, remember
from editions.models import Edition


@pytest.fixture(autouse=True)
def shown(editions: dict[str, Edition], settings) -> None:
    settings.SITE_URL = "http://testserver"
    settings.ALLOWED_HOSTS = ["testserver", "old.example", "www.old.example", "fa.old.example"]


def test_moved_address_is_sent_on_and_may_be_mended_within_the_hour(client: Client):
    move_address(old_path="/old/", new_path="/en/")
    response = client.get("/OLD")
    assert (response.status_code, response.headers["Location"]) == (301, "/en/")
    assert response.headers["Cache-Control"] == "public, max-age=3600"
    assert client.head("/old/").status_code == 301


def test_what_is_sent_to_an_old_address_is_not_sent_on(client: Client):
    move_address(old_path="/old/", new_path="/en/")
    assert client.post("/old/").status_code == 404


def test_gone_on_purpose_is_said_in_the_language_of_the_edition(client: Client):
    mark_gone(path="/fa/old/")
    response = client.get("/fa/old/")
    assert response.status_code == 410
    assert '<html lang="fa" dir="rtl"' in response.content.decode()
    assert client.get("/fa/old/?utm_source=x").status_code == 410


def test_hosts_of_old_sites_have_front_pages_of_their_own(client: Client):
    remember(moves=[Move("old.example", "/", "/en/"), Move("fa.old.example", "/", "/fa/")])
    assert client.get("/", headers={"host": "www.old.example"}).headers["Location"] == "/en/"
    assert client.get("/", headers={"host": "fa.old.example"}).headers["Location"] == "/fa/"
    response = client.get("/", headers={"accept-language": "sq"})
    assert (response.status_code, response.headers["Location"]) == (302, "/sq/")


def test_front_page_asked_in_the_old_way_leads_to_what_was_meant(client: Client):
    remember(moves=[Move("old.example", "/?p=12", "/en/articles/a/"), Move("fa.old.example", "/?p=12", "/fa/b/")])
    assert client.get("/?p=12", headers={"host": "old.example"}).headers["Location"] == "/en/articles/a/"
    assert client.get("/?p=12", headers={"host": "fa.old.example"}).headers["Location"] == "/fa/b/"
    # Of two nobody knows which; the front page is there all the same.
    assert client.get("/?p=12").status_code == 302
    assert client.get("/fa/?p=99").status_code == 200


def test_pages_that_are_here_cost_no_query_more_and_are_the_same_bytes(client: Client):
    plain = client.get("/en/")
    remember(moves=[Move("old.example", "/?p=12", "/en/articles/a/"), Move("", "/en/", "/sq/")])
    with CaptureQueriesContext(connection) as queries:
        asked = client.get("/en/?utm_source=mail")
    assert not [query for query in queries if "delivery_redirect" in query["sql"]]
    assert asked.content == plain.content
    assert client.get("/en/?p=99").content == plain.content


def test_unknown_address_costs_one_query(client: Client):
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/2012/03/never/heard/of/?lang=fa").status_code == 404
    assert len([query for query in queries if "delivery_redirect" in query["sql"]]) == 1


def test_nothing_that_is_asked_breaks_it(client: Client):
    move_address(old_path="/old/", new_path="/en/")
    for path in ("/%00/", "/%FF%FE/", "/?p=%00", "/?%FF=%FF&p=1", f"/{'a/' * 3000}", "/?" + "&".join(["a=1"] * 500)):
        assert client.get(path).status_code in {301, 302, 404}


def test_moved_address_of_ours_is_sent_on_in_one_step_with_its_slash_or_without(client: Client):
    move_address(old_path="/en/articles/old-bridge/", new_path="/en/articles/the-bridge/")
    for path in ("/en/articles/old-bridge/", "/en/articles/old-bridge", "/en/articles/old-bridge?utm_source=x"):
        response = client.get(path)
        assert (response.status_code, response.headers["Location"]) == (301, "/en/articles/the-bridge/")
