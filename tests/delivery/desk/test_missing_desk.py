"""Addresses that are not here, at the desk; and redirects there."""

import io
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from delivery.models import MissingAddress, Redirect
from delivery.redirects import missing
from delivery.redirects.addresses import Address
from delivery.services import Move, move_address, remember
from search.services import refresh_things
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article

NOT_THEIRS = {
    "nobody": None,
    "reader": {},
    "editor": {"role": "editor", "editions": ["en"]},
    "publisher": {"role": "publisher", "editions": ["en"]},
}


@pytest.fixture
def admin(editions, settings, client: Client) -> Client:
    settings.SITE_URL = "http://testserver"
    client.force_login(make_user(role="admin"))
    return client


def make_missing(path: str, **fields) -> MissingAddress:
    return MissingAddress.objects.create(
        **{"host": "testserver", "path": path, "key": Address.read(path).key, **fields}
    )


def mend(client: Client, row: MissingAddress, act: str, to: str = ""):
    address = reverse("admin:missing-mend")
    return client.post(address, {"missing": row.pk, "act": act, "to": to, "show": "readers"}, follow=True)


def listed(client: Client, show: str = "readers", **query: str) -> list[str]:
    response = client.get(reverse("admin:missing"), {"show": show, **query})
    return [row["shown"] for row in response.context["rows"]]


def test_most_wanted_come_first_and_machines_are_kept_apart(admin: Client):
    make_missing("/seldom/", count=1)
    make_missing("/often/", count=9)
    make_missing("/wp-login.php", count=90, is_probe=True)
    make_missing("/left/", count=5, is_ignored=True)
    assert listed(admin) == ["/often/", "/seldom/"]
    assert listed(admin, "machines") == ["/wp-login.php"]
    assert listed(admin, "ignored") == ["/left/"]


def test_what_was_asked_for_a_moment_ago_is_there(admin: Client):
    admin.get("/2012/lost/")
    assert listed(admin) == ["/2012/lost/"]


def test_long_list_has_pages(admin: Client):
    for number in range(30):
        make_missing(f"/lost-{number}/", count=5)
    response = admin.get(reverse("admin:missing"))
    assert len(response.context["rows"]) == 25
    further = admin.get(response.context["further"])
    shown = {row["shown"] for answer in (response, further) for row in answer.context["rows"]}
    assert (len(further.context["rows"]), len(shown), further.context["further"]) == (5, 30, "")


@pytest.mark.parametrize(
    ("edition", "title", "old"),
    [
        ("en", "The bridge over the quiet river", "/2012/03/bridge-over-the-quiet-river/"),
        ("en", "The bridge over the quiet river", "/archive/the-bridge-over-the-quiet-river-in-spring.html"),
        ("fa", "باغ‌های کنار رودخانه", f"/1391/01/{quote('باغ-های-کنار-رودخانه').lower()}/"),
    ],
)
def test_text_that_is_most_like_it_is_suggested(admin: Client, edition: str, title: str, old: str):
    article = make_article(edition=edition, title=title)
    refresh_things([article, make_article(edition=edition, title="Bread and salt")])
    make_missing(old)
    row = admin.get(reverse("admin:missing")).context["rows"][0]
    assert row["suggested"].address == article.get_absolute_url()
    assert row["suggested"].title == title


def test_nothing_is_suggested_where_nothing_is_like_it(admin: Client):
    make_missing("/2012/03/something-else-altogether/")
    make_missing("/2012/03/17/")
    assert [row["suggested"] for row in admin.get(reverse("admin:missing")).context["rows"]] == [None, None]


def test_one_click_leads_it_on(admin: Client):
    row = make_missing("/lost/", count=3)
    response = mend(admin, row, "redirect", "/en/articles/found/")
    assert "/en/articles/found/" in response.content.decode()
    assert not MissingAddress.objects.exists()
    assert admin.get("/lost/").headers["Location"] == "/en/articles/found/"


def test_one_click_says_that_it_is_gone(admin: Client):
    mend(admin, make_missing("/lost/"), "gone")
    assert admin.get("/lost/").status_code == 410


def test_address_of_an_old_host_is_mended_for_that_host(admin: Client):
    remember(moves=[Move("old.example", "/", "/en/")])
    mend(admin, make_missing("/lost/", host="old.example"), "redirect", "/en/")
    mend(admin, make_missing("/lost-too/", host="another-name.example"), "redirect", "/en/")
    assert set(Redirect.objects.values_list("host", "old_path")) == {
        ("old.example", "/"),
        ("old.example", "/lost/"),
        ("", "/lost-too/"),
    }


def test_what_is_ignored_can_be_shown_again(admin: Client):
    row = make_missing("/lost/")
    mend(admin, row, "ignore")
    assert listed(admin) == []
    mend(admin, row, "show")
    assert listed(admin) == ["/lost/"]


@pytest.mark.parametrize("to", ["", "nonsense", "//evil.example/", "javascript:alert(1)", "/lost/"])
def test_bad_new_address_is_said_and_nothing_changes(admin: Client, to: str):
    row = make_missing("/lost/")
    assert 'class="error"' in mend(admin, row, "redirect", to).content.decode()
    assert MissingAddress.objects.exists()
    assert not Redirect.objects.exists()


def test_what_was_mended_otherwise_is_no_longer_listed(admin: Client):
    make_missing("/lost/")
    move_address(old_path="/Lost", new_path="/en/")
    assert listed(admin) == []


@pytest.mark.parametrize("who", NOT_THEIRS)
def test_nobody_but_admins_may(editions, client: Client, who: str):
    row = make_missing("/lost/")
    if NOT_THEIRS[who] is not None:
        client.force_login(make_user(**NOT_THEIRS[who]))
    for name in ("missing", "redirects-export", "redirects-import"):
        assert client.get(reverse(f"admin:{name}")).status_code in {302, 403}
    client.post(reverse("admin:missing-mend"), {"missing": row.pk, "act": "gone"})
    client.post(reverse("admin:redirects-import"), {"file": SimpleUploadedFile("r.csv", b"/a/,/b/\n")})
    assert MissingAddress.objects.exists()
    assert not Redirect.objects.exists()


def test_mending_needs_post_and_a_token(editions, admin: Client):
    assert admin.get(reverse("admin:missing-mend")).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_user(role="admin"))
    assert strict.post(reverse("admin:missing-mend"), {"act": "gone", "missing": 1}).status_code == 403


def test_file_goes_out_and_in(admin: Client):
    remember(moves=[Move("old.example", "/?p=1", "/en/a/"), Move("", "/gone/", "")])
    response = admin.get(reverse("admin:redirects-export"))
    content = b"".join(response.streaming_content)
    assert content.decode().splitlines()[0] == "old,new,status"
    Redirect.objects.all().delete()
    taken = admin.post(reverse("admin:redirects-import"), {"file": io.BytesIO(content)}, follow=True)
    assert "2 redirects were taken: 2 are new or different." in taken.content.decode()
    assert Redirect.objects.count() == 2


def test_bad_file_is_said_line_by_line(admin: Client):
    response = admin.post(
        reverse("admin:redirects-import"), {"file": io.BytesIO(b"/a/,/b/\nnonsense,/c/\n/\xff,/d/\n")}
    )
    assert response.status_code == 422
    assert not Redirect.objects.exists()


def test_redirect_with_a_host_and_a_query_is_written_at_the_desk(admin: Client):
    add = reverse("admin:delivery_redirect_add")
    assert admin.post(add, {"old_path": "https://Old.example/?p=7", "new_path": "/en/"}).status_code == 302
    redirect = Redirect.objects.get()
    assert (redirect.host, redirect.old_path, redirect.new_path) == ("old.example", "/?p=7", "/en/")
    change = reverse("admin:delivery_redirect_change", args=[redirect.pk])
    assert "https://old.example/?p=7" in admin.get(change).content.decode()
    assert admin.post(change, {"old_path": "/only/", "new_path": "", "is_gone": "on"}).status_code == 302
    redirect.refresh_from_db()
    assert (redirect.host, redirect.old_path, redirect.is_gone) == ("", "/only/", True)


@pytest.mark.parametrize(
    "sent",
    [
        {"old_path": "/other/", "new_path": ""},
        {"old_path": "/other/", "new_path": "/en/", "is_gone": "on"},
        {"old_path": "/KNOWN", "new_path": "/en/"},
    ],
)
def test_redirect_that_says_nothing_or_two_things_is_refused(admin: Client, sent: dict[str, str]):
    move_address(old_path="/known/", new_path="/sq/")
    assert admin.post(reverse("admin:delivery_redirect_add"), sent).status_code == 200
    assert Redirect.objects.count() == 1


def test_redirects_to_an_address_that_moves_at_the_desk_are_led_straight_on(admin: Client):
    move_address(old_path="/a/", new_path="/b/")
    admin.post(reverse("admin:delivery_redirect_add"), {"old_path": "/b/", "new_path": "/c/"})
    assert set(Redirect.objects.values_list("old_path", "new_path")) == {("/a/", "/c/"), ("/b/", "/c/")}


def test_list_is_searched_in_letters(admin: Client):
    move_address(old_path="/fa/%D8%A8%D8%A7%D8%BA/", new_path="/fa/")
    response = admin.get(reverse("admin:delivery_redirect_changelist"), {"q": "باغ"})
    assert response.context["cl"].result_count == 1
    assert "باغ" in response.content.decode()
    missing.forget_noted()
