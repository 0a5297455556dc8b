"""Users and their roles in the desk."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Membership, User
from seeds.factories.accounts import PASSWORD, make_user
from tests.accounts.desk_forms import edit, errors_of, form_of, send

ADD = "admin:accounts_user_add"
INDEX = "admin:index"


@pytest.fixture
def admin(editions, client: Client) -> Client:
    client.force_login(make_user(role="admin", username="root"))
    return client


def page_of(user: User) -> str:
    return reverse("admin:accounts_user_change", args=[user.pk])


def test_new_user_with_a_role_can_work_at_once(admin: Client, client: Client):
    response = edit(
        admin,
        reverse(ADD),
        **{
            "username": "ann",
            "password1": "a-long-secret-42",
            "password2": "a-long-secret-42",
            "memberships-0-edition": "fa",
            "memberships-0-role": "editor",
        },
    )
    assert response.status_code == 302
    user = User.objects.get(username="ann")
    assert user.is_staff
    assert user.roles() == {"fa": "editor"}
    fresh = Client()
    assert fresh.login(username="ann", password="a-long-secret-42")
    assert fresh.get(reverse(INDEX)).status_code == 200


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"username": "root"}, "username"),
        ({"username": ""}, "username"),
        ({"username": "x" * 300}, "username"),
        ({"password2": "another-secret-42"}, "password2"),
        ({"password1": "short", "password2": "short"}, "password2"),
        ({"email": "no address"}, "email"),
    ],
)
def test_bad_user_is_refused_at_its_field(admin: Client, changes: dict, field: str):
    fields = {"username": "ann", "password1": "a-long-secret-42", "password2": "a-long-secret-42", **changes}
    response = edit(admin, reverse(ADD), **fields)
    assert errors_of(response)
    assert field in response.context["adminform"].form.errors
    assert User.objects.count() == 1


def test_one_role_in_an_edition(admin: Client):
    user = make_user(role="contributor", editions=["en"])
    fields = {"memberships-1-edition": "en", "memberships-1-role": "editor"}
    assert len(errors_of(edit(admin, page_of(user), **fields))) == 1
    assert Membership.objects.get().role == "contributor"


def test_last_admin_is_not_locked_out(admin: Client):
    root = User.objects.get()
    for changes in ({"is_superuser": None}, {"is_active": None}):
        assert len(errors_of(edit(admin, page_of(root), **changes))) == 1
    make_user(role="admin")
    assert edit(admin, page_of(root), is_superuser=None).status_code == 302


def test_nobody_deletes_their_own_account(admin: Client):
    root = User.objects.get()
    url = reverse("admin:accounts_user_delete", args=[root.pk])
    assert admin.post(url, {"post": "yes"}).status_code == 403
    admin.post(
        reverse("admin:accounts_user_changelist"),
        {"action": "delete_selected", "_selected_action": [str(root.pk)], "post": "yes"},
    )
    assert User.objects.filter(pk=root.pk).exists()


def test_user_changes_their_own_password(editions, client: Client):
    user = make_user(role="contributor", editions=["en"])
    client.force_login(user)
    url = reverse("admin:password_change")
    new = "an-even-longer-one-7"
    assert client.post(url, {"old_password": PASSWORD, "new_password1": new, "new_password2": new}).status_code == 302
    user.refresh_from_db()
    assert user.check_password(new)


def test_user_changes_their_own_language(editions, client: Client):
    client.force_login(make_user(role="contributor", editions=["en"]))
    client.post(reverse("admin:language"), {"language": "fa"})
    assert 'lang="fa" dir="rtl"' in client.get(reverse(INDEX)).content.decode()


@pytest.mark.parametrize("role", ["contributor", "editor"])
def test_only_admins_see_users(editions, client: Client, role: str):
    other = make_user(role="admin")
    client.force_login(make_user(role=role))
    for url in (reverse("admin:accounts_user_changelist"), reverse(ADD), page_of(other)):
        assert client.get(url).status_code == 403
        assert client.post(url, {"is_superuser": "on"}).status_code == 403


def test_list_says_roles_in_words_in_few_queries(admin: Client, django_assert_max_num_queries):
    for _ in range(20):
        make_user(role="contributor", editions=["en", "fa"])
    with django_assert_max_num_queries(10):
        html = admin.get(reverse("admin:accounts_user_changelist")).content.decode()
    assert html.count("en: contributor, fa: contributor") == 20
    assert "Admin" in html


def test_password_is_never_in_the_form(admin: Client):
    user = make_user(role="contributor")
    fields = form_of(admin, page_of(user))
    assert "password" not in fields
    send(admin, page_of(user), fields, first_name="Ann")
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert user.first_name == "Ann"
