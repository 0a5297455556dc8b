"""What a server in front of the site sets by itself is what Django answers."""

import pytest
from django.test import Client

from delivery.proxies import standard
from seeds.factories import make_article


@pytest.fixture(autouse=True)
def anew(monkeypatch) -> None:
    """What was worked out of other settings is not asked."""
    monkeypatch.setattr(standard, "_expected", standard._expected.__wrapped__)
    monkeypatch.setattr(standard, "_own", standard._own.__wrapped__)


OWN = "127.0.0.1:8000"


def asked(path: str, *, host: str = OWN, scheme: str = "http") -> list[tuple[str, str]]:
    return list(Client().get(path, headers={"host": host, "x-forwarded-proto": scheme}).items())


def is_standard(path: str, *, host: str = OWN, scheme: str = "http") -> bool:
    told = asked(path, host=host, scheme=scheme)
    return standard.is_standard(told, host=host, is_secure=scheme == "https", path=path)


@pytest.fixture
def article(editions, files_dir):
    return make_article(edition="fa", title="پل", published=True)


def test_pages_have_the_standard_headers(article):
    for path in ("/fa/", "/fa/articles/", article.get_absolute_url()):
        assert is_standard(path), path


def test_pages_of_a_site_by_https_have_them_with_its_own(article, settings):
    settings.SITE_URL = "https://example.org"
    settings.ALLOWED_HOSTS = ["example.org"]
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_PRELOAD = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert is_standard("/fa/", host="example.org", scheme="https")
    assert not is_standard("/fa/", host="example.org", scheme="http")


@pytest.mark.parametrize("path", ["/fa/feed/", "/sitemap.xml", "/robots.txt", "/fa/manifest.webmanifest", "/healthz"])
def test_what_is_no_page_has_headers_of_its_own(article, path):
    assert not is_standard(path)


def test_page_for_another_host_or_with_a_header_more_is_none(article):
    told = asked("/fa/")
    own = {"host": OWN, "is_secure": False, "path": "/fa/"}
    assert standard.is_standard(told, **own)
    assert not standard.is_standard(told, **{**own, "host": "localhost:8000"})
    assert not standard.is_standard([*told, ("Surrogate-Key", "aaaaaaaa")], **own)
    assert not standard.is_standard([*told, ("Link", "</x>; rel=hub")], **own)
