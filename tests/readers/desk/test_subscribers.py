"""Subscribers at the desk: numbers for who sends, addresses for admins alone."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry
from readers.enums import FileState, SubscriberState
from readers.models import Subscriber, SubscriberFile
from readers.subscribing.tallies import count_joined, count_left
from seeds.factories.accounts import make_user
from seeds.factories.publications import make_series
from seeds.factories.readers import make_subscriber
from tests.accounts.roles import make_member

ADA = "ada.lovelace@example.org"
CSV = b"address,edition,series,consent date,consent source\nada.lovelace@example.org,en,newsletter,2024-05-01,form\n"


@pytest.fixture
def newsletter(editions, settings):
    return make_series(slug="newsletter", name_en="The Newsletter", name_fa="خبرنامه")


@pytest.fixture
def admin(newsletter, client: Client) -> Client:
    client.force_login(make_user(role="admin"))
    return client


def path(name: str, *args) -> str:
    return reverse(f"admin:{name}", args=args)


def all_paths(file: int) -> list[tuple[str, str]]:
    reading = [path("subscribers"), path("subscriber-files"), path("subscriber-file", file)]
    writing = [
        path("subscribers-find"),
        path("subscribers-act"),
        path("subscribers-export"),
        path("subscriber-files"),
        path("subscriber-file-take", file),
    ]
    return [*(("get", one) for one in reading), *(("post", one) for one in writing)]


@pytest.mark.parametrize("role", ["contributor", "translator", "editor", "publisher"])
def test_nobody_but_admins_sees_changes_or_takes_out_an_address(client: Client, newsletter, role):
    ada = make_subscriber(email=ADA)
    file = SubscriberFile.objects.create(name="old.csv", edition_id="en", n_rows=1)
    client.force_login(make_member(role, "en"))
    data = {"email": ADA, "act": "erase", "subscriber": [ada.pk], "edition": "en"}
    for method, address in all_paths(file.pk):
        answer = getattr(client, method)(address, data if method == "post" else {})
        assert answer.status_code == 403, address
        assert ADA not in answer.content.decode()
    assert Subscriber.objects.get() == ada
    for address in (path("index"), f"{path('comments')}?q=lovelace", path("subscriber-numbers")):
        assert ADA not in client.get(address).content.decode()


def test_numbers_are_for_who_sends_in_their_editions(client: Client, newsletter):
    make_subscriber(email=ADA)
    make_subscriber(edition="fa")
    make_subscriber(state=SubscriberState.LEFT, lists=())
    count_joined("en", 3)
    count_left("en")
    client.force_login(make_member("publisher", "en"))
    page = client.get(path("subscriber-numbers")).content.decode()
    assert "The Newsletter" in page
    assert "خبرنامه" not in page
    assert re.search(r"The Newsletter</bdi></th><td>1</td>", page)
    assert '<rect class="growth__joined"' in page
    assert '<rect class="growth__left"' in page
    assert "@" not in page.partition('id="content-main"')[2].partition("</main>")[0]
    for role in ("contributor", "translator", "editor"):
        client.force_login(make_member(role, "en"))
        assert client.get(path("subscriber-numbers")).status_code == 403
    client.logout()
    assert client.get(path("subscriber-numbers")).status_code == 302


def test_list_is_filtered_by_state_edition_and_list(admin: Client):
    make_subscriber(email=ADA)
    make_subscriber(email="other@example.org", lists=("digest",))
    make_subscriber(email="persian@example.org", edition="fa")
    make_subscriber(email="gone@example.org", state=SubscriberState.LEFT)
    page = admin.get(path("subscribers"))
    assert "no-store" in page.headers["Cache-Control"]
    assert set(re.findall(r'dir="ltr">(\S+@\S+)</bdi>', page.content.decode())) == {
        ADA,
        "other@example.org",
        "persian@example.org",
    }

    def shown(**query) -> list[str]:
        return re.findall(r'dir="ltr">(\S+?)@\S+</bdi>', admin.get(path("subscribers"), query).content.decode())

    assert shown(state="left") == ["gone"]
    assert shown(edition="fa") == ["persian"]
    assert shown(list="series:newsletter", edition="en") == ["ada.lovelace"]


def test_one_is_found_by_a_posted_address_that_stands_in_no_log(admin: Client, caplog):
    make_subscriber(email=ADA)
    assert ADA in admin.post(path("subscribers-find"), {"email": ADA.upper()}).content.decode()
    nobody = admin.post(path("subscribers-find"), {"email": "nobody@example.org"})
    assert "Nobody has this address" in nobody.content.decode()
    assert admin.get(path("subscribers-find")).status_code == 405
    assert ADA not in caplog.text


def test_list_costs_the_same_for_many(admin: Client, django_assert_max_num_queries):
    for _number in range(30):
        make_subscriber()
    with django_assert_max_num_queries(16):
        admin.get(path("subscribers"))


def test_ticked_ones_are_erased_and_the_log_says_no_address(admin: Client):
    ada, other = make_subscriber(email=ADA), make_subscriber()
    admin.post(path("subscribers-act"), {"act": "erase", "subscriber": [ada.pk]})
    assert list(Subscriber.objects.all()) == [other]
    entry = AuditEntry.objects.get(action="erase")
    assert entry.detail == {"subscribers": 1}
    assert "@" not in f"{entry.about}{entry.detail}"
    admin.post(path("subscribers-act"), {"act": "leave", "subscriber": [other.pk]})
    other.refresh_from_db()
    assert other.state == SubscriberState.LEFT
    assert admin.post(path("subscribers-act"), {"act": "x"}).status_code == 400


def test_what_is_taken_out_is_a_file_and_stands_on_the_log(admin: Client):
    make_subscriber(email=ADA)
    make_subscriber(edition="fa")
    answer = admin.post(f"{path('subscribers-export')}?edition=en&state=active")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert text.count("@") == 1
    assert "no-store" in answer.headers["Cache-Control"]
    entry = AuditEntry.objects.get(action="export")
    assert (entry.edition_code, entry.detail["subscribers"]) == ("en", 1)
    assert ADA not in str(entry.detail)
    assert admin.get(path("subscribers-export")).status_code == 405


def test_file_is_looked_through_first_and_taken_when_the_button_is_pressed(
    admin: Client, django_capture_on_commit_callbacks
):
    data = CSV + b"nobody,en,newsletter,2024-05-01,form\n"
    sent = {"file": SimpleUploadedFile("old.csv", data), "edition": "en", "series": ""}
    answer = admin.post(path("subscriber-files"), sent)
    assert answer.status_code == 302
    page = admin.get(answer["Location"]).content.decode()
    assert "Subscribe 1 new address" in page
    assert "Line 3:" in page
    assert "@" not in page.partition('id="content-main"')[2].partition("</main>")[0]
    assert not Subscriber.objects.exists()
    file = SubscriberFile.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        admin.post(path("subscriber-file-take", file.pk))
    file.refresh_from_db()
    assert (file.state, file.rows) == (FileState.DONE, [])
    assert Subscriber.objects.get().email == ADA
    assert AuditEntry.objects.get(action="import").detail == {"rows": 1}
    assert "taken in" in admin.get(answer["Location"]).content.decode()


def test_file_under_way_says_how_far_it_is_and_asks_for_itself_again(admin: Client):
    file = SubscriberFile.objects.create(
        name="old.csv", edition_id="en", n_rows=10, n_done=4, state=FileState.RUNNING, counts={"new": 4}
    )
    page = admin.get(path("subscriber-file", file.pk))
    assert page.headers["Refresh"] == "3"
    assert 'max="10" value="4"' in page.content.decode()


def test_file_that_is_no_table_comes_back_with_the_reason(admin: Client):
    sent = {"file": SimpleUploadedFile("old.csv", b"name\nAda\n"), "edition": "en"}
    answer = admin.post(path("subscriber-files"), sent)
    assert answer.status_code == 422
    assert "missing: address, consent date, consent source" in answer.content.decode()
    assert not SubscriberFile.objects.exists()


def test_erasing_a_reader_takes_the_subscription_along(admin: Client):
    make_subscriber(email=ADA)
    found = admin.post(path("erase-reader"), {"email": ADA}).content.decode()
    assert "subscriber" in found
    admin.post(path("erase-reader"), {"email": ADA, "act": "anonymise"})
    assert not Subscriber.objects.exists()
