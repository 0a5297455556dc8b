"""Addresses of pages that not every installation of the desk has."""

from typing import Any

from django.urls import NoReverseMatch, reverse


def page_if_any(name: str, *arguments: Any) -> str:
    """The path of the desk's page of that name; "" where there is none."""
    try:
        return reverse(f"admin:{name}", args=arguments)
    except NoReverseMatch:
        return ""
