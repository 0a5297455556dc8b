"""Hosts of addresses."""

from urllib.parse import urlsplit


def host_of(address: str) -> str:
    """The host of an address without `www.`, in small letters; empty where it has none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.").lower()
    except ValueError:
        return ""
