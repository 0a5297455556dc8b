"""What pages tell a proxy, by the one that is named."""

import pytest

from delivery.proxies import headers
from delivery.proxies.chosen import read
from delivery.proxies.keys import MOST, surrogate

TAGS = {"articles_article.id=5", "editions_edition.id=fa"}
SECRET = "s" * 20


def test_pages_say_nothing_where_no_proxy_is_told(settings):
    settings.PURGE = None
    assert headers.for_page(TAGS) == []


@pytest.mark.parametrize(
    ("url", "keys_in", "joint", "lifetime_in"),
    [
        ("fastly://SU1Z0isxPaozGVKXdv0eY", "Surrogate-Key", " ", "Surrogate-Control"),
        ("cloudflare://023e105f4ecef8ad9ca31a8372d0c353", "Cache-Tag", ",", "Cloudflare-CDN-Cache-Control"),
        ("varnish://127.0.0.1:6081", "xkey", " ", "Surrogate-Control"),
        ("https://relay.example.org/purge", "Surrogate-Key", " ", "CDN-Cache-Control"),
        ("https://relay.example.org/purge#header=Edge-Cache-Tag", "Edge-Cache-Tag", ",", "CDN-Cache-Control"),
    ],
)
def test_each_proxy_gets_the_headers_that_it_reads(settings, url, keys_in, joint, lifetime_in):
    settings.PURGE = read(url, SECRET)
    said = dict(headers.for_page(TAGS))
    assert said[keys_in] == joint.join(surrogate(TAGS))
    assert said[lifetime_in] == "max-age=86400, stale-while-revalidate=60, stale-if-error=86400"
    assert len(said) == 2


def test_headers_of_a_page_of_very_many_parts_stay_within_what_proxies_read(settings):
    settings.PURGE = read("varnish://127.0.0.1", "")
    tags = {f"room_{table}.id={number}" for table in range(40) for number in range(50)}
    (name, value), _lifetime = headers.for_page(tags)
    assert len(f"{name}: {value}") < 2000
    assert len(value.split()) <= MOST
