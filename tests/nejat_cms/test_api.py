"""The API: what it says, how, and what it refuses; its answers are held against its own description."""

import json
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils.dateparse import parse_datetime

from articles.models import Article, Correction
from articles.services import withdraw_articles
from editions.models import Edition
from nejat_cms.api.openapi import document
from seeds.factories import make_article, make_media_item, make_person, make_story, make_topic
from tests.site_wide.world import CODES, World, build_world

SITE = "http://127.0.0.1:8000"
LISTS = {
    "articles": "Article", "categories": "Category", "topics": "Named", "people": "Person", "issues": "Issue",
    "books": "Book", "media": "MediaItem",
}  # fmt: skip


@pytest.fixture
def world(db, files_dir) -> World:
    return build_world()


def faults(value: Any, schema: dict[str, Any], where: str = "") -> list[str]:
    """How a value differs from a JSON schema; of the schema's language, what our description uses."""
    if "$ref" in schema:
        return faults(value, document()["components"]["schemas"][schema["$ref"].rpartition("/")[2]], where)
    if "anyOf" in schema:
        found = [faults(value, one, where) for one in schema["anyOf"]]
        return [] if not all(found) else found[0]
    if "enum" in schema:
        return [] if value in schema["enum"] else [f"{where}: {value!r} is none of {schema['enum']}"]
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}
    wanted = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if type(value) not in {kinds[one] for one in wanted}:
        return [f"{where}: {value!r} is no {wanted}"]
    if isinstance(value, dict):
        return object_faults(value, schema, where)
    if isinstance(value, list):
        return [fault for place, one in enumerate(value) for fault in faults(one, schema["items"], f"{where}[{place}]")]
    return format_faults(value, schema.get("format"), where) if isinstance(value, str) else []


def object_faults(value: dict[str, Any], schema: dict[str, Any], where: str) -> list[str]:
    known = schema.get("properties", {})
    lacking = [f"{where}: lacks {name}" for name in schema.get("required", []) if name not in value]
    more = [
        f"{where}: has {name}" for name in value if name not in known and schema.get("additionalProperties") is False
    ]
    inner = [
        fault for name, one in value.items() if name in known for fault in faults(one, known[name], f"{where}.{name}")
    ]
    return [*lacking, *more, *inner]


def format_faults(value: str, kind: str | None, where: str) -> list[str]:
    if kind == "uri" and not urlsplit(value).netloc:
        return [f"{where}: {value!r} is no full address"]
    if kind == "date-time" and (parse_datetime(value) is None or parse_datetime(value).tzinfo is None):
        return [f"{where}: {value!r} is no moment"]
    return []


def schema_of(path: str) -> dict[str, Any]:
    answer = document()["paths"][path]["get"]["responses"]["200"]
    return answer["content"]["application/json"]["schema"]


def read(client: Client, path: str) -> dict[str, Any]:
    response = client.get(path.removeprefix(SITE))
    assert response.status_code == 200, path
    assert response.headers["Content-Type"] == "application/json"
    return response.json()


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_as_they_are_described(client, world, name):
    for code in CODES:
        said = read(client, f"/api/v1/{code}/{name}/")
        assert said["items"], (code, name)
        assert faults(said, schema_of(f"/{{edition}}/{name}/"), name) == []


def test_one_article_is_as_it_is_described(client, world):
    Correction.objects.create(article=world.articles["fa"], text="سه دهانه")
    for code in CODES:
        said = read(client, f"/api/v1/{code}/articles/{world.articles[code].slug}/")
        assert faults(said, schema_of("/{edition}/articles/{slug}/"), code) == []
    assert faults(read(client, "/api/v1/editions/"), schema_of("/editions/")) == []
    assert faults(read(client, "/api/v1/"), schema_of("/")) == []


def test_description_names_every_address_and_is_served(client, world):
    said = read(client, "/api/v1/openapi.json")
    assert said == json.loads(json.dumps(document()))
    assert said["openapi"] == "3.1.0"
    from nejat_cms.api.urls import urlpatterns

    routes = {
        "/" + str(one.pattern).removeprefix("v1/").replace("<edition:edition>", "{edition}") for one in urlpatterns
    }
    routes = {route.replace("<part:slug>", "{slug}") for route in routes} - {"/openapi.json"}
    assert set(said["paths"]) == routes
    used = json.dumps(said)
    for name in said["components"]["schemas"]:
        assert f'"#/components/schemas/{name}"' in used, name


def test_article_carries_its_text_as_html_and_block_by_block(client, editions, files_dir):
    body = '<h2 data-block="aaaaaaaaaa">سنگ</h2><p data-block="bbbbbbbbbb">پل <a href="/fa/">خانه</a></p>'
    article = make_article(edition="fa", body=body)
    said = read(client, f"/api/v1/fa/articles/{article.slug}/")
    assert [(one["id"], one["tag"], one["text"]) for one in said["blocks"]] == [
        ("aaaaaaaaaa", "h2", "سنگ"),
        ("bbbbbbbbbb", "p", "پل خانه"),
    ]
    assert said["html"].startswith('<div lang="fa" dir="rtl"><h2 dir="rtl">سنگ</h2>')
    assert f'href="{SITE}/fa/"' in said["html"]
    assert "data-block" not in said["html"] + json.dumps(said["blocks"])


def test_translations_and_what_it_is_translated_from_are_named(client, editions):
    story = make_story()
    source = make_article(edition="en", story=story, title="The bridge")
    article = make_article(edition="fa", story=story, title="پل", source=source)
    make_article(edition="ar", story=story, published=False)
    said = read(client, f"/api/v1/fa/articles/{article.slug}/")
    assert [one["edition"] for one in said["translations"]] == ["en"]
    assert said["translated_from"]["title"] == "The bridge"


def test_only_what_readers_see_is_said(client, editions):
    draft, known = make_article(published=False), make_article()
    Edition.objects.filter(code="sq").update(is_visible=False)
    assert [one["id"] for one in read(client, "/api/v1/en/articles/")["items"]] == [known.pk]
    assert client.get(f"/api/v1/en/articles/{draft.slug}/").status_code == 404
    assert client.get("/api/v1/sq/articles/").status_code == 404
    assert "sq" not in [one["code"] for one in read(client, "/api/v1/editions/")["items"]]
    withdraw_articles([known])
    assert read(client, "/api/v1/en/articles/")["items"] == []


def test_next_links_lead_through_everything_once(client, world):
    for name, size in (("articles", 4), ("articles/?topic=water", 4), ("issues", 5), ("people", 3), ("media", 5)):
        path, _, query = name.partition("/?")
        address: str | None = f"/api/v1/en/{path}/?limit={size}" + (f"&{query}" if query else "")
        found: list[int] = []
        while address:
            said = read(client, address)
            assert 0 < len(said["items"]) <= size
            found += [one["id"] for one in said["items"]]
            address = said["next"]
        assert len(found) == len(set(found)), name
        everything = read(client, f"/api/v1/en/{path}/?limit=100" + (f"&{query}" if query else ""))
        assert found == [one["id"] for one in everything["items"]], name
        assert everything["next"] is None


def test_equal_moments_do_not_lose_an_article(client, editions):
    first = make_article()
    for _ in range(4):
        make_article(published_at=first.published_at)
    said = read(client, "/api/v1/en/articles/?limit=2")
    again = read(client, said["next"])
    assert not {one["id"] for one in said["items"]} & {one["id"] for one in again["items"]}
    assert len(again["items"]) == 2


def test_articles_of_a_topic_a_category_or_a_person(client, editions):
    topic, person = make_topic(name="Water"), make_person(name="Mira Halvorsen")
    make_article()
    article = make_article(topics=[topic], authors=[person])
    for query in ("topic=water", "person=mira-halvorsen"):
        assert [one["id"] for one in read(client, f"/api/v1/en/articles/?{query}")["items"]] == [article.pk]


@pytest.mark.parametrize(
    "query",
    [
        "limit=0", "limit=101", "limit=-1", "limit=a", "limit=", "limit=٣", "limit=1&limit=2", "before=x",
        "before=1-1-1", "before=" + "9" * 20 + "-1", "before=1'--", "page=2", "offset=10", "order=x", "fields[]=a",
        "topic=none", "topic=%00", "topic=a/b", "category=", "topic=" + "x" * 300, "person=%E2%80%AEx&topic=y",
    ],
)  # fmt: skip
def test_hostile_parameters_are_answered_in_json(client, editions, query):
    response = client.get(f"/api/v1/en/articles/?{query}")
    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    said = response.json()
    assert said["status"] == 400
    assert said["detail"]
    assert faults(said, document()["components"]["schemas"]["Problem"]) == []


@pytest.mark.parametrize(
    "path", ["people/?after=-1", "people/?after=9223372036854775808", "media/?kind=x", "issues/?after=1"]
)
def test_parameters_of_other_lists_are_checked_too(client, editions, path):
    assert client.get(f"/api/v1/en/{path}").status_code == 400


@pytest.mark.parametrize(
    "path", ["", "v2/", "v1/xx/articles/", "v1/en/", "v1/en/articles/none/", "v1/en/comments/", "v1/..%2f"]
)
def test_unknown_addresses_are_404_in_json(client, editions, path):
    response = client.get(f"/api/{path}")
    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(editions, method):
    client = Client(enforce_csrf_checks=False)
    assert getattr(client, method)("/api/v1/en/articles/").status_code == 405


def test_scripts_of_other_sites_may_read(client, editions):
    response = client.options("/api/v1/en/articles/")
    assert response.status_code == 204
    assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert client.get("/api/v1/en/articles/").headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response.headers


def test_answers_may_be_kept_and_are_not_sent_twice(client, editions):
    make_article()
    first = client.get("/api/v1/en/articles/")
    assert first.headers["Cache-Control"] == "public, max-age=60"
    again = client.get("/api/v1/en/articles/", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    Article.objects.update(title="Another title")
    again = client.get("/api/v1/en/articles/", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 200


def test_next_page_is_in_the_link_header_too(client, editions):
    for _ in range(3):
        make_article()
    response = client.get("/api/v1/en/articles/?limit=2")
    assert response.headers["Link"] == f'<{response.json()["next"]}>; rel="next"'


def test_queries_do_not_grow_with_what_is_said(client, editions, files_dir, django_assert_max_num_queries):
    def costs(path: str, most: int) -> None:
        with django_assert_max_num_queries(most):
            assert len(read(client, path)["items"]) == 30

    for number in range(30):
        make_article(topics=[make_topic(name=f"Topic {number}")], authors=[make_person()])
        make_media_item(title=f"Item {number}", text_en="<p>Words.</p>")
    costs("/api/v1/en/articles/?limit=30", 3)
    costs("/api/v1/en/media/?limit=30", 2)
    costs("/api/v1/en/people/?limit=30", 2)
