"""The roles as a table, in docs/roles.md and on the page of a user: both say what the gate says."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.acts import IN_EDITION, OF_ALL
from accounts.enums import ROLE_WORDS, Role
from accounts.models import AuditEntry, Membership, User
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_category
from tests.accounts.desk_forms import edit, errors_of, form_of
from tests.accounts.roles import make_member

PAGE = Path(settings.BASE_DIR) / "docs" / "roles.md"
YES, NO = "●", "–"


@pytest.fixture
def columns(editions) -> dict[str, User]:
    """Who stands at the head of the table's columns."""
    return {
        "contributor": make_member("contributor", "en"),
        "translator": make_member("translator", "en"),
        "editor of some sections": make_member("editor", "en", sections=[make_category()]),
        "editor": make_member("editor", "en"),
        "publisher": make_member("publisher", "en"),
        "admin": make_user(role="admin"),
    }


def table(columns: dict[str, User]) -> str:
    lines = [f"| may | {' | '.join(columns)} |", f"|---|{':---:|' * len(columns)}"]
    for act in (*IN_EDITION, *OF_ALL):
        marks = [YES if act.may(user, "en") else NO for user in columns.values()]
        lines.append(f"| {act.words} | {' | '.join(marks)} |")
    return "\n".join(lines)


def test_document_says_what_the_gate_says(columns):
    with translation.override("en"):
        made = table(columns)
    assert made in PAGE.read_text(encoding="utf-8"), f"docs/roles.md needs this table:\n\n{made}"


def test_every_role_is_explained():
    assert set(ROLE_WORDS) == set(Role)


@pytest.fixture
def admin(editions, client: Client) -> User:
    user = make_user(role="admin", username="root")
    client.force_login(user)
    return user


def page_of(user: User) -> str:
    return reverse("admin:accounts_user_change", args=[user.pk])


def test_page_says_what_somebody_may_do(client: Client, admin):
    heritage = make_category(name="Heritage")
    user = make_member("editor", "en", sections=[heritage])
    reach = client.get(page_of(user)).context["reach"]
    english, arabic = reach["editions"][0], reach["editions"][1]
    assert english["sections"] == ["Heritage"]
    assert [str(act) for act in english["acts"]] == [
        "read drafts",
        "begin stories and articles",
        "begin translations",
        "write drafts of their own, and those given to them",
        "update published translations, for review",
        "write drafts of others",
        "delete drafts",
        "review, approve, publish and withdraw, change and correct what readers see",
        "decide on comments",
    ]
    assert arabic["acts"] == []
    assert [str(act) for act in reach["all"]] == ["add pictures, media, people and topics"]
    assert "Only in:" in client.get(page_of(user)).content.decode()


def test_who_has_left_may_nothing(client: Client, admin):
    user = make_user(role="editor", is_active=False)
    assert "Nothing: they cannot sign in." in client.get(page_of(user)).content.decode()


def test_sections_and_languages_are_ticked_and_kept_on_the_log(client: Client, admin):
    heritage = make_category(name="Heritage")
    below = make_category(name="Bridges", parent=heritage)
    user = make_member("translator", "fa")
    fields = {"memberships-0-translates_from": ["en", "ar"], "memberships-0-sections": [str(below.pk)]}
    assert edit(client, page_of(user), **fields).status_code == 302
    membership = Membership.objects.get()
    assert {one.pk for one in membership.translates_from.all()} == {"en", "ar"}
    assert list(membership.sections.all()) == [below]
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.edition_code, entry.by, entry.about) == ("permit", "fa", admin, user.username)
    assert entry.detail == {
        "before": {"translates_from": [], "sections": []},
        "after": {"translates_from": ["ar", "en"], "sections": ["Bridges"]},
    }
    assert form_of(client, page_of(user))["memberships-0-sections"] == [str(below.pk)]
    assert f"— {below}" in client.get(page_of(user)).content.decode()


def test_role_that_is_given_and_taken_is_kept_on_the_log(client: Client, admin):
    user = make_member("contributor", "en")
    edit(client, page_of(user), **{"memberships-0-role": "editor"})
    edit(client, page_of(user), **{"memberships-1-edition": "sq", "memberships-1-role": "publisher"})
    edit(client, page_of(user), **{"memberships-0-DELETE": "on"})
    told = [(one.edition_code, one.detail["after"].get("role")) for one in AuditEntry.objects.order_by("pk")]
    assert told == [("en", "editor"), ("sq", "publisher"), ("en", None)]


def test_account_that_is_closed_or_made_an_admin_is_kept_on_the_log(client: Client, admin):
    user = make_member("contributor", "en")
    edit(client, page_of(user), is_superuser="on")
    edit(client, page_of(user), is_active=None)
    told = [(one.edition_code, one.detail["after"]) for one in AuditEntry.objects.order_by("pk")]
    assert told == [("", {"is_superuser": True}), ("", {"is_active": False})]


def test_new_user_and_new_password_are_kept_on_the_log(client: Client, admin):
    new = {"username": "ann", "password1": "a-long-secret-42", "password2": "a-long-secret-42"}
    edit(
        client,
        reverse("admin:accounts_user_add"),
        **new,
        **{"memberships-0-edition": "fa", "memberships-0-role": "editor"},
    )
    assert [(one.edition_code, one.about) for one in AuditEntry.objects.order_by("pk")] == [("", "ann"), ("fa", "ann")]
    ann = User.objects.get(username="ann")
    password = {"password1": "another-long-one-43", "password2": "another-long-one-43", "usable_password": "true"}
    client.post(reverse("admin:auth_user_password_change", args=[ann.pk]), password)
    assert AuditEntry.objects.order_by("pk").last().detail == {"changed": ["password"]}


def test_save_that_changes_no_permission_writes_nothing(client: Client, admin):
    edit(client, page_of(make_member("contributor", "en")), first_name="Ann")
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(
    ("role", "fields"),
    [
        ("editor", {"memberships-0-translates_from": ["en"]}),
        ("translator", {"memberships-0-translates_from": ["fa"]}),
        ("publisher", {"memberships-0-sections": "SECTION"}),
    ],
)
def test_what_a_role_cannot_be_confined_to_is_refused_at_its_field(client: Client, admin, role: str, fields: dict):
    section = make_category()
    user = make_member(role, "fa")
    fields = {name: [str(section.pk)] if value == "SECTION" else value for name, value in fields.items()}
    answer = edit(client, page_of(user), **fields)
    assert len(errors_of(answer)) == 1
    assert not AuditEntry.objects.exists()


def test_section_that_a_role_is_confined_to_is_not_deleted(client: Client, admin):
    """Without it the role would hold in all of them."""
    section = make_category(name="Heritage")
    user = make_member("editor", "en", sections=[section])
    url = reverse("admin:articles_category_delete", args=[section.pk])
    assert user.username in client.get(url).content.decode()
    client.post(url, {"post": "yes"})
    assert list(Membership.objects.get(user=user).sections.all()) == [section]


def test_edition_that_somebody_translates_from_is_not_deleted(client: Client, admin):
    user = make_member("translator", "fa", sources=["sq"])
    client.post(reverse("admin:editions_edition_delete", args=["sq"]), {"post": "yes"})
    assert Membership.objects.get(user=user).translates_from.count() == 1


def test_page_costs_the_same_whatever_the_number_of_roles(client: Client, admin, django_assert_max_num_queries):
    for _ in range(20):
        make_category()
    user = make_user(role="editor")
    with django_assert_max_num_queries(30):
        assert client.get(page_of(user)).status_code == 200
