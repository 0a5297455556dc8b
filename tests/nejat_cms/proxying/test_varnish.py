"""Varnish with the configuration that is printed for it, told by the sender's own calls."""

import pytest

from delivery.proxies.asking import NotTakenError
from delivery.proxies.chosen import read
from delivery.proxies.keys import EVERYTHING, key, surrogate, to_purge
from delivery.proxies.telling import purge
from tests.nejat_cms.proxying import conftest
from tests.nejat_cms.proxying.conftest import Front

pytestmark = [pytest.mark.once]
SECRET = "a-secret-of-some-length"
TAGS = ["articles_article.id=5", "editions_edition.id=fa"]
LIFETIME = {"Surrogate-Control": "max-age=86400, stale-while-revalidate=60, stale-if-error=86400"}


@pytest.fixture(params=["", "?by=ban"], ids=["xkey", "ban"])
def chosen(request, settings, site: Front):
    settings.PURGE = read(f"varnish://127.0.0.1:{site.port}{request.param}", SECRET)
    return settings.PURGE


@pytest.fixture
def pages(monkeypatch, settings) -> None:
    """Two pages of the site that say what they are made of, and one that may not be kept."""
    told = {"Cache-Control": "public, no-cache", **LIFETIME}
    monkeypatch.setitem(conftest.answers, "/en/", (b"page", {**told, "xkey": " ".join(surrogate(TAGS))}))
    other = {**told, "xkey": " ".join(surrogate(["articles_article.id=6"]))}
    monkeypatch.setitem(conftest.answers, "/fa/", (b"other", other))
    monkeypatch.setitem(conftest.answers, "/ar/", (b"unkept", {"Cache-Control": "public, no-cache"}))


def times(front: Front, path: str) -> int:
    return sum(asked == path for _method, asked, _headers in front.asked)


def test_page_is_kept_until_one_of_its_parts_changes(chosen, pages, varnish_front: Front):
    for _ in range(3):
        answer = varnish_front.get("/en/", Cookie="theme=dark")
        assert (answer.status, answer.body) == (200, b"page")
        assert answer.headers["cache-control"] == "public, no-cache"
        assert "xkey" not in answer.headers
        assert "surrogate-control" not in answer.headers
        varnish_front.get("/fa/?utm_source=x&fbclid=1")
    assert (times(varnish_front, "/en/"), times(varnish_front, "/fa/")) == (1, 1)
    purge(chosen, to_purge(["articles_article.id=5"]))
    varnish_front.get("/en/")
    varnish_front.get("/fa/")
    assert (times(varnish_front, "/en/"), times(varnish_front, "/fa/")) == (2, 1)
    purge(chosen, [key(EVERYTHING)])
    varnish_front.get("/en/")
    varnish_front.get("/fa/")
    assert (times(varnish_front, "/en/"), times(varnish_front, "/fa/")) == (3, 2)


def test_what_may_not_be_kept_and_who_is_signed_in_is_passed_on(chosen, pages, varnish_front: Front):
    for _ in range(2):
        varnish_front.get("/ar/")
        varnish_front.get("/en/", Cookie="a=1; sessionid=xyz")
        varnish_front.get("/admin/")
    assert [times(varnish_front, path) for path in ("/ar/", "/en/", "/admin/")] == [2, 2, 2]


def test_nobody_purges_without_the_secret(chosen, pages, varnish_front: Front, settings):
    other = read(f"varnish://127.0.0.1:{varnish_front.port}{'?by=ban' if chosen.by_ban else ''}", "another-secret")
    with pytest.raises(NotTakenError, match="403"):
        purge(other, ["aaaaaaaa"])
