"""Rules of the house at the desk: publishers make their edition's, admins all, members see what holds for them."""

import pytest
from django.test import Client
from django.urls import reverse

from editions.models import HouseRule
from seeds.factories.accounts import make_user

LIST, ADD = "admin:editions_houserule_changelist", "admin:editions_houserule_add"


@pytest.fixture
def publisher(editions, client: Client) -> Client:
    client.force_login(make_user(role="publisher", editions=["fa"]))
    return client


def change(rule: HouseRule) -> str:
    return reverse("admin:editions_houserule_change", args=[rule.pk])


def sent(**fields: str) -> dict[str, str]:
    return {"edition": "fa", "pattern": "وب سایت", "replacement": "وبگاه", "message": "", "is_active": "on", **fields}


def test_publisher_makes_changes_and_deletes_a_rule_of_their_edition(publisher: Client):
    assert publisher.post(reverse(ADD), sent()).status_code == 302
    rule = HouseRule.objects.get()
    assert (rule.edition_id, rule.replacement) == ("fa", "وبگاه")
    assert publisher.post(change(rule), sent(replacement="تارنما")).status_code == 302
    rule.refresh_from_db()
    assert rule.replacement == "تارنما"
    publisher.post(reverse("admin:editions_houserule_delete", args=[rule.pk]), {"post": "yes"})
    assert not HouseRule.objects.exists()


@pytest.mark.parametrize("edition", ["", "en", "zz"])
def test_publisher_makes_none_for_another_edition_or_for_all(publisher: Client, edition: str):
    answer = publisher.post(reverse(ADD), sent(edition=edition))
    assert answer.status_code == 200
    assert "edition" in answer.context["adminform"].form.errors
    assert not HouseRule.objects.exists()


def test_publisher_cannot_take_over_or_change_the_rules_of_all(publisher: Client):
    common = HouseRule.objects.create(pattern="web site")
    assert publisher.post(change(common), sent()).status_code == 403
    common.refresh_from_db()
    assert (common.pattern, common.edition_id) == ("web site", None)


def test_members_see_their_editions_rules_and_those_of_all(publisher: Client):
    for edition in (None, "fa", "en"):
        HouseRule.objects.create(pattern=f"of {edition}", edition_id=edition)
    rows = publisher.get(reverse(LIST)).context["cl"].result_list
    assert {rule.pattern for rule in rows} == {"of None", "of fa"}


def test_admin_makes_a_rule_for_all(editions, client: Client):
    client.force_login(make_user(role="admin"))
    assert client.post(reverse(ADD), sent(edition="")).status_code == 302
    assert HouseRule.objects.get().edition is None


def test_an_expression_that_could_run_for_ever_is_refused_with_its_reason(editions, client: Client):
    client.force_login(make_user(role="admin"))
    answer = client.post(reverse(ADD), sent(pattern="(a+)+$", is_regex="on"))
    assert "for ever" in str(answer.context["adminform"].form.errors["pattern"])
    assert not HouseRule.objects.exists()
