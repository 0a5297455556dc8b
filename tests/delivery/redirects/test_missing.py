"""Counting what is asked for and is not here."""

import pytest
from django.db import DatabaseError
from django.test import Client

from delivery.models import MissingAddress
from delivery.redirects import missing
from delivery.redirects.addresses import Address
from editions.models import Edition

pytestmark = pytest.mark.usefixtures("editions")


def rows() -> dict[str, int]:
    return dict(MissingAddress.objects.values_list("path", "count"))


def ask(client: Client, path: str, times: int = 1, **headers: str) -> None:
    for _time in range(times):
        assert client.get(path, headers=headers).status_code == 404


def test_address_is_counted_in_one_row_however_it_is_spelt(client: Client):
    ask(client, "/2012/%D8%A8/", 2)
    ask(client, "/2012/%d8%a8")
    ask(client, "/2012/ب/?utm_source=x")
    missing.write()
    ask(client, "/2012/ب/")
    missing.write()
    assert rows() == {"/2012/%D8%A8/": 5}


def test_nothing_is_written_while_a_reader_waits(client: Client):
    ask(client, "/lost/", 3)
    assert not MissingAddress.objects.exists()
    missing.write()
    assert rows() == {"/lost/": 3}


def test_host_that_links_is_kept_and_nothing_of_who_asked(client: Client):
    ask(client, "/lost/?q=secret&p=7", referer="https://www.Blog.example/page?user=ada", user_agent="Ada's browser")
    ask(client, "/lost/?p=7", referer="nonsense")
    missing.write()
    row = MissingAddress.objects.get()
    assert (row.path, row.referrer, row.host) == ("/lost/?p=7", "blog.example", "testserver")
    kept = " ".join(str(getattr(row, field.name)) for field in MissingAddress._meta.fields)
    assert "secret" not in kept
    assert "127.0.0.1" not in kept


def test_address_with_somebodys_mail_address_is_not_kept(client: Client):
    ask(client, "/confirm/ada@example.org/")
    missing.write()
    assert not rows()


def test_pages_that_are_here_and_the_sites_own_addresses_are_not_counted(client: Client):
    client.get("/en/")
    client.get("/files/nothing.jpg")
    client.get("/static/nothing.css")
    client.get("/api/nothing/")
    client.post("/lost/")
    missing.write()
    assert not rows()


@pytest.mark.parametrize(
    "path",
    ["/wp-login.php", "/.env", "/.git/config", "/wp-admin/setup.php", "/vendor/x.php", "/a.aspx", "/cgi-bin/luci"],
)
def test_machines_searches_are_kept_apart(path: str):
    assert missing.is_probe(Address.read(path))


@pytest.mark.parametrize("path", ["/2012/03/title/", "/about.html", "/wp-content/uploads/2012/a.jpg", "/feed/", "/باغ"])
def test_readers_addresses_are_no_searches_of_machines(path: str):
    assert not missing.is_probe(Address.read(path))


def test_flood_of_made_up_addresses_neither_fills_the_table_nor_pushes_out_what_is_wanted(client: Client, monkeypatch):
    monkeypatch.setattr(missing, "MOST_ROWS", {False: 20, True: 5})
    monkeypatch.setattr(missing, "MOST_NEW", 8)
    monkeypatch.setattr(missing, "MOST_HELD", 30)
    ask(client, "/wanted/", 3)
    missing.write()
    for flood in range(6):
        ask(client, "/wp-login.php", 2)
        for number in range(40):
            ask(client, f"/flood-{flood}-{number}/")
        assert missing.write() <= 9
    found = rows()
    assert len(found) <= 21
    assert found["/wanted/"] == 3
    assert found["/wp-login.php"] == 12


def test_what_is_ignored_is_counted_on_and_stays_ignored(client: Client):
    ask(client, "/lost/")
    missing.write()
    MissingAddress.objects.update(is_ignored=True)
    ask(client, "/lost/")
    missing.write()
    row = MissingAddress.objects.get()
    assert (row.is_ignored, row.count) == (True, 2)


@pytest.mark.django_db(transaction=True)
def test_thread_of_its_own_writes_after_a_moment(client: Client, settings, monkeypatch):
    monkeypatch.setattr(missing, "SECONDS", 0.01)
    settings.MISSING_WRITES_ITSELF = True
    ask(client, "/lost/")
    missing._writer.join(30)
    assert rows() == {"/lost/": 1}


def test_what_cannot_be_written_is_written_later(client: Client, monkeypatch, editions: dict[str, Edition]):
    def fail(*_arguments: object) -> None:
        raise DatabaseError

    ask(client, "/lost/", 2)
    with monkeypatch.context() as patched:
        patched.setattr(missing, "_write", fail)
        assert missing.write() == 0
    missing.write()
    assert rows() == {"/lost/": 2}
