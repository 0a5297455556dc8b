"""The manifest of an edition, the page without a connection, and the service worker."""

import json
import re
import struct
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from editions.models import Edition

CODES = ("en", "ar", "fa", "sq")


@pytest.mark.parametrize("code", CODES)
def test_manifest_is_in_the_language_and_direction_of_its_edition(client: Client, editions, code: str):
    answer = client.get(f"/{code}/manifest.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    told = json.loads(answer.content)
    edition = editions[code]
    assert (told["lang"], told["dir"], told["name"]) == (code, edition.direction, edition.site_name)
    assert told["start_url"] == told["scope"] == told["id"] == f"/{code}/"
    assert client.get(told["shortcuts"][0]["url"]).status_code == 200
    assert f'<link rel="manifest" href="/{code}/manifest.webmanifest">' in client.get(f"/{code}/").content.decode()


def test_manifest_names_icons_as_large_as_it_says(client: Client, editions):
    told = json.loads(client.get("/en/manifest.webmanifest").content)
    drawn = [icon for icon in told["icons"] if icon["type"] == "image/png"]
    assert {(icon["sizes"], icon["purpose"]) for icon in drawn} == {
        (f"{size}x{size}", purpose) for size in (192, 512) for purpose in ("any", "maskable")
    }
    for icon in drawn:
        name = re.sub(r"\.[0-9a-f]{12}\.", ".", icon["src"].removeprefix("/static/"))
        header = Path(str(finders.find(name))).read_bytes()[:24]
        assert header.startswith(b"\x89PNG")
        width, height = struct.unpack(">II", header[16:24])
        assert icon["sizes"] == f"{width}x{height}"


def test_manifest_has_the_colour_of_its_site(client: Client, editions):
    Edition.objects.filter(code="fa").update(accent="#7a1f1f")
    assert json.loads(client.get("/fa/manifest.webmanifest").content)["theme_color"] == "#7a1f1f"


def test_colours_of_the_manifest_are_those_of_the_styles():
    from delivery.offline.manifest import ACCENT, PAPER

    tokens = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text()
    assert f"--accent-light: {ACCENT};" in tokens
    assert f"--paper: {PAPER};" in tokens


def test_worker_answers_for_the_whole_site_and_is_asked_for_anew_each_time(client: Client, editions):
    answer = client.get("/sw.js")
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Cache-Control"] == "public, no-cache"
    assert "Set-Cookie" not in answer
    script = answer.content.decode()
    pages = json.loads(re.search(r"const PAGES = (\[.*\])", script)[1])
    assert set(pages) == {f"/{code}/offline/" for code in CODES}
    parts = json.loads(re.search(r"const PARTS = (\[.*\])", script)[1])
    assert any("offline-page" in part for part in parts)
    assert "&quot;" not in script


def test_worker_changes_when_what_it_keeps_changes_and_only_then(client: Client, editions):
    before = client.get("/sw.js").content
    assert client.get("/sw.js").content == before
    Edition.objects.filter(code="sq").update(accent="#7a1f1f")
    changed = client.get("/sw.js").content
    assert changed != before
    Edition.objects.filter(code="sq").update(is_visible=False)
    hidden = client.get("/sw.js").content
    assert hidden != changed
    assert b"/sq/" not in hidden


def test_policy_allows_workers_and_manifests_of_this_site_alone(client: Client, editions):
    policy = client.get("/en/")["Content-Security-Policy"]
    assert "worker-src 'self';" in f"{policy};"
    assert "manifest-src 'self';" in f"{policy};"


@pytest.mark.parametrize("code", CODES)
def test_page_without_a_connection_is_of_its_edition_and_not_indexed(client: Client, editions, code: str):
    page = client.get(f"/{code}/offline/").content.decode()
    assert f'<html lang="{code}" dir="{editions[code].direction}">' in page
    assert '<meta name="robots" content="noindex">' in page
    assert f'hreflang="{code}"' in page


def test_a_hidden_edition_has_neither(client: Client, editions):
    Edition.objects.filter(code="sq").update(is_visible=False)
    assert client.get("/sq/manifest.webmanifest").status_code == 404
    assert client.get("/sq/offline/").status_code == 404
