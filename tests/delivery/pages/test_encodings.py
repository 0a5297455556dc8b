"""Which encoding a browser gets."""

import pytest

from delivery.encodings import ENCODINGS, chosen, decode, encode


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", ""),
        ("identity", ""),
        ("gzip", "gzip"),
        ("gzip, deflate", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, zstd", "zstd"),
        ("GZIP", "gzip"),
        ("br;q=0.5, gzip", "gzip"),
        ("br;q=0, zstd;q=0, gzip;q=0", ""),
        ("br;q=0.000, *", "zstd"),
        ("*", "br"),
        ("*;q=0", ""),
        ("gzip;q=0.2, identity;q=1", "gzip"),
        ("brotli, sbr", ""),
        ("br;q=nonsense", "br"),
        (",,;q=1,", ""),
        (", ".join(["x"] * 100) + ", br", ""),
    ],
)
def test_browser_gets_what_it_likes_best_and_then_the_smallest(accepted, encoding):
    assert chosen(accepted) == encoding


@pytest.mark.parametrize("name", ["", *ENCODINGS])
def test_what_is_encoded_is_the_same_each_time_and_can_be_read(name):
    text = "پل کهنه است. ".encode() * 100
    encoded = encode(name, text) if name else text
    assert decode(name, encoded) == text
    if name:
        assert encode(name, text) == encoded
        assert len(encoded) < len(text)
