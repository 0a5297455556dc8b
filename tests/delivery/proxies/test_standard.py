"""What a server in front of the site sets by itself is what Django answers."""

import pytest
from django.test import Client

from delivery.proxies import standard
from seeds.factories import make_article

# Of one page alone.
OWN = {"content-length", "etag"}


def told(path: str, *, host: str = "127.0.0.1:8000", scheme: str = "http") -> dict[str, str]:
    answer = Client().get(path, headers={"host": host, "x-forwarded-proto": scheme})
    return {name.lower(): value for name, value in answer.items() if name.lower() not in OWN}


def expected() -> dict[str, str]:
    return {name.lower(): value for name, value in standard.headers().items()}


@pytest.fixture
def article(editions, files_dir):
    return make_article(edition="fa", title="پل", published=True)


def test_pages_have_the_standard_headers_and_no_others(article):
    for path in ("/fa/", "/fa/articles/", article.get_absolute_url(), "/fa/search/"):
        assert told(path) == expected(), path


def test_pages_of_a_site_by_https_have_them_with_its_own(article, settings):
    settings.SITE_URL = "https://example.org"
    settings.ALLOWED_HOSTS = ["example.org"]
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_PRELOAD = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert told("/fa/", host="example.org", scheme="https") == expected()
    assert "strict-transport-security" in expected()
    assert told("/fa/", host="example.org", scheme="http") != expected()


@pytest.mark.parametrize("path", ["/fa/feed/", "/sitemap.xml", "/robots.txt", "/fa/manifest.webmanifest", "/healthz"])
def test_what_is_no_page_has_headers_of_its_own(article, path):
    assert told(path) != expected()
