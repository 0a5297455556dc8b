"""What is sent out never reaches our own machine or network."""

import socket

import pytest

from delivery.posting import RefusedAddressError, is_open, post, resolve


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",  # noqa: S104
        "::1", "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "::",
    ],
)  # fmt: skip
def test_addresses_of_our_own_network_are_closed(address):
    assert not is_open(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_public_addresses_are_open(address):
    assert is_open(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://2130706433/", "http://0x7f.1/", "http://0/",
        "file:///etc/passwd", "gopher://example.org/", "ftp://example.org/", "http://", "http://[", "http://user:pw@example.org/",
        "http://example.org:99999/", "http://no-such-host.invalid/", "http://169.254.169.254/latest/meta-data/",
    ],
)  # fmt: skip
def test_hostile_addresses_are_refused_before_anything_is_sent(url):
    with pytest.raises(RefusedAddressError):
        post(url, b"{}", {})


def test_a_name_with_one_private_address_among_public_ones_is_refused(monkeypatch):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("93.184.216.34", "10.0.0.7")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_named: found)
    with pytest.raises(RefusedAddressError):
        resolve("two-faced.example", 80)


def test_a_name_is_asked_once_so_that_it_cannot_lead_elsewhere_a_moment_later(monkeypatch, other_side, settings):
    asked = []
    real = socket.getaddrinfo

    def once(host, *arguments, **named):
        if host == "two-faced.example":
            asked.append(host)
            return real("127.0.0.1", *arguments, **named)
        return real(host, *arguments, **named)

    monkeypatch.setattr(socket, "getaddrinfo", once)
    assert post(other_side.url.replace("127.0.0.1", "two-faced.example"), b"{}", {}).status == 204
    assert asked == ["two-faced.example"]


def test_redirects_are_not_followed(other_side):
    other_side.statuses = [302]
    assert post(other_side.url, b"{}", {}).status == 302
    assert len(other_side.bodies) == 1
