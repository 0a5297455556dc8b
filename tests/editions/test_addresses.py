"""Addresses that end in a slug."""

import pytest
from django.urls import reverse, set_script_prefix
from hypothesis import given
from hypothesis import strategies as st

from editions.addresses import address_of

# What `editions.scripts` lets stand in a slug, and more.
SLUGS = st.text(st.characters(categories=["L", "N", "M"], include_characters="-_\u200c"), min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("articles:detail", ("en",)),
        ("articles:category", ("fa",)),
        ("articles:topic", ("ar",)),
        ("articles:person", ("sq",)),
        ("media_gallery:item", ("fa", "photos")),
    ],
)
@given(slug=SLUGS)
def test_they_are_what_the_table_of_addresses_gives(name: str, args: tuple[str, ...], slug: str):
    assert address_of(name, *args, slug) == reverse(name, args=[*args, slug])


def test_a_site_beneath_a_path_has_it_before_them():
    plain = address_of("articles:detail", "en", "a")
    set_script_prefix("/site/")
    try:
        assert address_of("articles:detail", "en", "a") == f"/site{plain}"
    finally:
        set_script_prefix("/")
