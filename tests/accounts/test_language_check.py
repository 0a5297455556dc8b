"""The language lint as the desk's editors ask for it."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from editions.models import HouseRule
from seeds.factories.accounts import make_user

CHECK = "admin:check-language"


def asked(client: Client, *blocks: Any, edition: str = "fa") -> Any:
    data = json.dumps({"edition": edition, "blocks": blocks})
    return client.post(reverse(CHECK), data, content_type="application/json")


@pytest.fixture
def editor(editions, client: Client) -> Client:
    client.force_login(make_user(role="editor"))
    return client


def test_findings_come_by_block_with_offsets_as_a_page_counts_them(editor: Client):
    answer = asked(editor, {"text": "😀😀 كتاب"}, {"text": "درست"}, {"text": "كتاب", "kept": [[0, 4]]})
    first, second, third = answer.json()["blocks"]
    [finding] = first
    assert (finding["start"], finding["end"], finding["replacement"]) == (5, 9, "کتاب")
    assert finding["severity"] == "mistake"
    assert finding["message"]
    assert (second, third) == ([], [])


def test_spans_that_are_kept_are_counted_the_same_way(editor: Client):
    [findings] = asked(editor, {"text": "😀 كتاب كتاب", "kept": [[3, 7]]}).json()["blocks"]
    assert [(one["start"], one["end"]) for one in findings] == [(8, 12)]


def test_quotations_tell_of_direction_controls_alone(editor: Client):
    [findings] = asked(editor, {"text": "كتاب\u202e", "isVerbatim": True}).json()["blocks"]
    assert [one["severity"] for one in findings] == ["error"]


def test_messages_are_in_the_desks_language_and_rules_of_the_house_say_their_own(editions, client: Client):
    HouseRule.objects.create(edition_id="fa", pattern="وب سایت", replacement="وبگاه", message="واژهٔ خانه")
    client.force_login(make_user(role="editor", language="sq"))
    [findings] = asked(client, {"text": "وب سایت"}).json()["blocks"]
    assert [(one["message"], one["replacement"]) for one in findings] == [("واژهٔ خانه", "وبگاه")]


def test_half_a_character_is_no_reason_to_fail(editor: Client):
    assert asked(editor, {"text": "\ud83d  a"}).status_code == 200


@pytest.mark.parametrize(
    "data",
    [
        "",
        "[]",
        "null",
        '{"edition": "fa"}',
        '{"edition": "fa", "blocks": {}}',
        '{"edition": "fa", "blocks": ["a"]}',
        '{"edition": "fa", "blocks": [{"text": 3}]}',
        '{"edition": "fa", "blocks": [{"text": "a", "kept": [[1]]}]}',
        '{"edition": "fa", "blocks": [{"text": "a", "kept": [["x", 2]]}]}',
        '{"edition": [], "blocks": []}',
    ],
)
def test_what_is_no_list_of_blocks_is_refused_plainly(editor: Client, data: str):
    assert editor.post(reverse(CHECK), data, content_type="application/json").status_code == 400


def test_too_much_at_once_is_refused(editor: Client):
    assert asked(editor, *[{"text": "a"}] * 501).status_code == 400
    assert asked(editor, {"text": "a" * 200_001}).status_code == 400


@pytest.mark.parametrize("edition", ["fa", "zz"])
def test_only_members_of_the_edition_are_answered(editions, client: Client, edition: str):
    client.force_login(make_user(role="editor", editions=["sq"]))
    assert asked(client, {"text": "a"}, edition=edition).status_code == 403


@pytest.mark.parametrize("role", ["contributor", "translator", "publisher", "admin"])
def test_every_member_is_answered(editions, client: Client, role: str):
    client.force_login(make_user(role=role))
    assert asked(client, {"text": "a"}).status_code == 200


def test_nobody_is_answered_without_signing_in_a_token_or_by_get(editor: Client):
    assert asked(Client(), {"text": "a"}).status_code == 302
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_user(role="editor"))
    assert asked(strict, {"text": "a"}).status_code == 403
    assert editor.get(reverse(CHECK)).status_code == 405


def test_a_check_takes_few_queries(editor: Client, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        asked(editor, *[{"text": f"متن {number}"} for number in range(50)])


def test_a_form_that_is_sent_in_place_of_json_is_refused(editions):
    client = Client()
    client.force_login(make_user(role="editor"))
    assert client.post(reverse("admin:check-language"), {"edition": "en"}).status_code == 400
