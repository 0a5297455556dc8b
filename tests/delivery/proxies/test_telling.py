"""Purges as each interface wants them, against real servers."""

import base64
import hashlib
import hmac
import json
import socket
import time

import pytest

from delivery.proxies.asking import NotTakenError
from delivery.proxies.chosen import read
from delivery.proxies.telling import purge

SECRET = "a-secret-of-some-length"
TAKEN = (200, {}, b'{"success": true, "errors": [], "result": {"id": "x"}}')


def keys(count: int) -> list[str]:
    return [f"key{number:05}" for number in range(count)]


def test_fastly_gets_keys_in_batches_of_256_with_its_token(interface):
    chosen = read(f"fastly://SU1Z0isxPaozGVKXdv0eY?api={interface.url}", SECRET)
    assert purge(chosen, keys(300)) == 2
    first, second = interface.asked
    assert (first.method, first.path) == ("POST", "/service/SU1Z0isxPaozGVKXdv0eY/purge")
    assert first.headers["fastly-key"] == SECRET
    assert "fastly-soft-purge" not in first.headers
    assert json.loads(first.body)["surrogate_keys"] + json.loads(second.body)["surrogate_keys"] == keys(300)
    assert len(json.loads(first.body)["surrogate_keys"]) == 256


def test_fastly_purges_softly_where_that_is_wished(interface):
    purge(read(f"fastly://SU1Z0isxPaozGVKXdv0eY?soft=1&api={interface.url}", SECRET), keys(1))
    assert interface.asked[0].headers["fastly-soft-purge"] == "1"


def test_cloudflare_gets_tags_in_batches_of_100_and_must_say_that_it_purged(interface):
    chosen = read(f"cloudflare://023e105f4ecef8ad9ca31a8372d0c353?api={interface.url}/client/v4", SECRET)
    interface.usual = TAKEN
    assert purge(chosen, keys(201)) == 3
    assert [one.path for one in interface.asked] == [
        "/client/v4/zones/023e105f4ecef8ad9ca31a8372d0c353/purge_cache"
    ] * 3
    assert interface.asked[0].headers["authorization"] == f"Bearer {SECRET}"
    assert [len(json.loads(one.body)["tags"]) for one in interface.asked] == [100, 100, 1]
    interface.usual = (200, {}, b'{"success": false, "errors": [{"message": "no"}]}')
    with pytest.raises(NotTakenError, match="did not say that it purged"):
        purge(chosen, keys(1))


def test_varnish_gets_keys_in_a_header_on_every_host(interface, second_interface):
    chosen = read(f"varnish://{interface.host},{second_interface.host}", SECRET)
    assert purge(chosen, keys(201)) == 4
    for host in (interface, second_interface):
        assert [(one.method, one.path) for one in host.asked] == [("PURGE", "/")] * 2
        assert host.asked[0].headers["x-purge-secret"] == SECRET
        assert [name for one in host.asked for name in one.headers["xkey-purge"].split()] == keys(201)


def test_varnish_is_told_softly_or_by_bans_where_that_is_wished(interface):
    purge(read(f"varnish://{interface.host}?soft=1", ""), ["aaaaaaaa", "bbbbbbbb"])
    purge(read(f"varnish://{interface.host}?by=ban", ""), ["aaaaaaaa", "bbbbbbbb"])
    soft, ban = interface.asked
    assert soft.headers["xkey-softpurge"] == "aaaaaaaa bbbbbbbb"
    assert (ban.method, ban.headers["x-ban-keys"]) == ("BAN", "aaaaaaaa|bbbbbbbb")
    assert "x-purge-secret" not in ban.headers


def test_one_host_of_two_that_does_not_answer_is_a_failure(interface, second_interface):
    second_interface.usual = (503, {}, b"")
    with pytest.raises(NotTakenError, match="503"):
        purge(read(f"varnish://{interface.host},{second_interface.host}", ""), keys(1))


@pytest.mark.parametrize(
    ("secret", "raw"),
    [(SECRET, SECRET.encode()), ("whsec_" + base64.b64encode(b"0" * 24).decode(), b"0" * 24)],
    ids=["as written", "in base64"],
)
def test_webhook_is_signed_as_standard_webhooks_are(interface, secret, raw):
    purge(read(f"{interface.url}/purge?site=1", secret), ["aaaaaaaa"])
    (asked,) = interface.asked
    assert asked.path == "/purge?site=1"
    assert json.loads(asked.body) == {"type": "purge", "keys": ["aaaaaaaa"], "header": "Surrogate-Key"}
    signed = f"{asked.headers['webhook-id']}.{asked.headers['webhook-timestamp']}.".encode() + asked.body
    expected = base64.b64encode(hmac.new(raw, signed, hashlib.sha256).digest()).decode()
    assert asked.headers["webhook-signature"] == f"v1,{expected}"
    assert abs(int(asked.headers["webhook-timestamp"]) - time.time()) < 60


def test_refusal_names_the_host_and_the_pause_that_it_asks_for_and_no_secret(interface):
    interface.usual = (429, {"Retry-After": "30"}, b"too many")
    with pytest.raises(NotTakenError) as refused:
        purge(read(f"fastly://SU1Z0isxPaozGVKXdv0eY?api={interface.url}", SECRET), keys(1))
    assert refused.value.pause == 30
    assert str(refused.value) == f"{interface.host}: 429 Too Many Requests. too many"


def test_nobody_there_is_a_failure_like_others():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{probe.getsockname()[1]}"
        with pytest.raises(NotTakenError, match=host):
            purge(read(f"varnish://{host}", ""), keys(1))
