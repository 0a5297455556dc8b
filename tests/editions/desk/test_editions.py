"""Editions, menus and redirects in the desk."""

import pytest
from django.test import Client
from django.urls import reverse

from delivery.models import Redirect
from editions.models import Edition, MenuItem, SocialLink
from editions.queries import menu_of
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article
from tests.accounts.desk_forms import edit, errors_of, fields_of, form_of, send

MENU = "admin:editions_menuitem_changelist"


@pytest.fixture
def admin(editions, client: Client) -> Client:
    client.force_login(make_user(role="admin"))
    return client


def page_of(code: str) -> str:
    return reverse("admin:editions_edition_change", args=[code])


def test_form_sent_back_unchanged_changes_nothing(admin: Client):
    before = Edition.objects.filter(pk="fa").values().get()
    assert edit(admin, page_of("fa")).status_code == 302
    after = Edition.objects.filter(pk="fa").values().get()
    assert {**after, "frame_version": 0} == {**before, "frame_version": 0}


def test_identity_of_an_edition_is_written(admin: Client):
    edit(
        admin,
        page_of("fa"),
        site_name="نجات نو",
        tagline="خبر",
        copyright_from="2004",
        share_targets=["telegram", "email"],
        accent_own="on",
        accent="#7a1f3d",
    )
    edition = Edition.objects.get(pk="fa")
    assert (edition.site_name, edition.tagline, edition.copyright_from) == ("نجات نو", "خبر", 2004)
    assert edition.share_targets == ["telegram", "email"]
    assert edition.accent == "#7a1f3d"
    assert edit(admin, page_of("fa"), accent_own=None, share_targets=None).status_code == 302
    edition.refresh_from_db()
    assert edition.accent == ""
    assert edition.share_targets == []


def test_second_calendar_is_chosen_and_given_up(admin: Client):
    article = make_article(edition="fa")
    assert edit(admin, page_of("fa"), second_calendar="hijri").status_code == 302
    assert "ه\u200d.ق." in admin.get(article.get_absolute_url()).content.decode()
    assert edit(admin, page_of("fa"), second_calendar="").status_code == 302
    assert " (<bdi>" not in admin.get(article.get_absolute_url()).content.decode()


def test_default_edition_moves_at_once(admin: Client):
    assert edit(admin, page_of("fa"), is_first="on").status_code == 302
    assert list(Edition.objects.filter(is_default=True).values_list("pk", flat=True)) == ["fa"]


def test_default_edition_cannot_be_unticked_or_hidden(admin: Client):
    edit(admin, page_of("en"), is_first=None)
    assert Edition.objects.get(pk="en").is_default
    response = edit(admin, page_of("en"), is_visible=None)
    assert len(errors_of(response)) == 1
    assert Edition.objects.get(pk="en").is_visible


def test_hidden_edition_cannot_become_the_default(admin: Client):
    response = edit(admin, page_of("fa"), is_first="on", is_visible=None)
    assert len(errors_of(response)) == 1
    assert Edition.objects.get(is_default=True).pk == "en"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"accent_own": "on", "accent": "#ffff00"}, "accent"),
        ({"accent_own": "on", "accent": "red"}, "accent"),
        ({"copyright_from": "12"}, "copyright_from"),
        ({"site_name": ""}, "site_name"),
        ({"site_name": "x" * 500}, "site_name"),
        ({"direction": "up"}, "direction"),
        ({"second_calendar": "jalali"}, "second_calendar"),
        ({"second_calendar": "lunar"}, "second_calendar"),
    ],
)
def test_bad_input_is_one_message(admin: Client, changes: dict, field: str):
    before = Edition.objects.filter(pk="fa").values().get()
    response = edit(admin, page_of("fa"), **changes)
    assert len(errors_of(response)) == 1
    assert list(response.context["adminform"].form.errors) == [field]
    assert Edition.objects.filter(pk="fa").values().get() == before


def test_social_links_are_written_beside(admin: Client):
    edit(
        admin,
        page_of("fa"),
        **{"social_links-0-name": "تلگرام", "social_links-0-address": "https://t.me/x", "social_links-0-position": "0"},
    )
    assert SocialLink.objects.get().edition_id == "fa"


def test_an_edition_is_added_by_command_only_and_the_list_says_so(admin: Client):
    assert admin.get(reverse("admin:editions_edition_add")).status_code == 403
    assert "add_edition" in admin.get(reverse("admin:editions_edition_changelist")).content.decode()


def test_edition_with_texts_cannot_be_deleted(admin: Client):
    article = make_article(edition="sq")
    url = reverse("admin:editions_edition_delete", args=["sq"])
    assert str(article) in admin.get(url).content.decode()
    admin.post(url, {"post": "yes"})
    assert Edition.objects.filter(pk="sq").exists()
    assert admin.get(reverse("admin:editions_edition_delete", args=["en"])).status_code == 403


# Menus.


def test_menu_entry_is_named_and_hidden_per_edition(admin: Client):
    edit(
        admin,
        reverse("admin:editions_menuitem_add"),
        target="articles:all",
        label_en="Articles",
        label_fa="مقاله‌ها",
        is_hidden_fa="on",
    )
    assert [entry.label for entry in menu_of("en")] == ["Articles"]
    assert menu_of("fa") == []


def test_menu_saved_in_a_persian_interface_keeps_the_other_labels(admin: Client):
    item = MenuItem.objects.create(label_en="Articles", label_fa="مقاله", address="/en/articles/")
    admin.defaults["HTTP_ACCEPT_LANGUAGE"] = "fa"
    edit(admin, reverse("admin:editions_menuitem_change", args=[item.pk]), label_sq="Artikuj")
    item = MenuItem.objects.get()
    assert (item.label_en, item.label_fa, item.label_sq) == ("Articles", "مقاله", "Artikuj")


@pytest.mark.parametrize(
    "changes",
    [
        {"label_en": "X", "target": "articles:all", "address": "/en/"},
        {"label_en": "X", "address": "javascript:alert(1)"},
        {"label_en": "X", "address": "//evil.example/"},
        {"label_en": "X", "target": "nothing:1"},
        {"label_en": "x" * 300, "address": "/en/"},
    ],
)
def test_menu_entry_that_leads_nowhere_good_is_refused(admin: Client, changes: dict):
    response = edit(admin, reverse("admin:editions_menuitem_add"), **changes)
    assert len(errors_of(response)) == 1
    assert fields_of(response)["label_en"] == [changes["label_en"]]
    assert not MenuItem.objects.exists()


def test_menu_is_listed_as_a_tree_and_ordered_by_number(admin: Client, django_assert_max_num_queries):
    second = MenuItem.objects.create(label_en="Second", address="/b/", position=2)
    first = MenuItem.objects.create(label_en="First", address="/a/", position=1)
    below = MenuItem.objects.create(label_en="Below", address="/c/", position=9, parent=first)
    with django_assert_max_num_queries(8):
        response = admin.get(reverse(MENU))
    assert list(response.context["cl"].result_list) == [first, below, second]
    fields = form_of(admin, reverse(MENU))
    row = next(i for i in range(3) if fields[f"form-{i}-id"] == [str(second.pk)])
    send(admin, reverse(MENU), fields, **{f"form-{row}-position": "0", "_save": "Save"})
    assert list(admin.get(reverse(MENU)).context["cl"].result_list) == [second, first, below]


# Redirects.


def test_redirect_is_stored_as_requests_spell_it(admin: Client):
    edit(admin, reverse("admin:delivery_redirect_add"), old_path="/2009/باغ/", new_path="/fa/articles/باغ/")
    response = admin.get("/2009/باغ/")
    assert response.status_code == 301
    assert response.url == Redirect.objects.get().new_path


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("old", "/en/"),
        ("//evil.example/", "/en/"),
        ("/admin/x/", "/en/"),
        ("/old/", "javascript:alert(1)"),
        ("/old/", "//evil.example/"),
        ("/old/", "/old/"),
        ("/old/", "/moved/"),
    ],
)
def test_redirect_that_would_loop_or_lead_astray_is_refused(admin: Client, old: str, new: str):
    Redirect.objects.create(old_path="/moved/", new_path="/en/")
    response = edit(admin, reverse("admin:delivery_redirect_add"), old_path=old, new_path=new)
    assert len(errors_of(response)) == 1
    assert Redirect.objects.count() == 1
