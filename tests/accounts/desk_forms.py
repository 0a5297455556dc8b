"""Fills in the desk's forms as a browser does: what the page shows is sent back, with what the test changes."""

from html.parser import HTMLParser
from typing import Any

from django.test import Client


class _Fields(HTMLParser):
    """The successful controls of the page's main form (HTML, 4.10.21.4), without its buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self._depth = 0
        self._name: str | None = None
        self._text = ""
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("id", "").endswith(("_form", "changelist-form")):
            self._depth += 1
        if not self._depth:
            return
        name = given.get("name", "")
        if tag == "input" and name:
            self._input(name, given)
        elif tag == "textarea":
            self._name, self._text = name, ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in given:
            self.values.setdefault(self._select, []).append(given.get("value", ""))

    def _input(self, name: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        if kind in {"submit", "button", "file"} or "disabled" in given:
            return
        if kind in {"checkbox", "radio"} and "checked" not in given:
            return
        self.values.setdefault(name, []).append(given.get("value", "on" if kind == "checkbox" else ""))

    def handle_data(self, data: str) -> None:
        if self._name is not None:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._depth = 0
        elif tag == "textarea" and self._name is not None:
            if self._depth:
                # A text area's first line end is no part of its value.
                self.values.setdefault(self._name, []).append(self._text.removeprefix("\n"))
            self._name = None
        elif tag == "select":
            self._select = None


def form_of(client: Client, url: str) -> dict[str, list[str]]:
    """What the form at `url` would send, if nothing were changed."""
    response = client.get(url)
    assert response.status_code == 200, (url, response.status_code)
    return fields_of(response)


def fields_of(response: Any) -> dict[str, list[str]]:
    parser = _Fields()
    parser.feed(response.content.decode())
    return parser.values


def send(client: Client, url: str, values: dict[str, list[str]], **changes: Any) -> Any:
    """Send the form with `changes` (None: leave the control out, as an unticked box does)."""
    data: dict[str, Any] = {**values, **changes}
    return client.post(url, {name: value for name, value in data.items() if value is not None})


def errors_of(response: Any) -> list[str]:
    """Every message of the page that came back, once each."""
    assert response.status_code == 200, response.status_code
    context = response.context
    found = [message for errors in context["adminform"].form.errors.values() for message in errors]
    for inline in context["inline_admin_formsets"]:
        for errors in inline.formset.errors:
            found += [message for messages in errors.values() for message in messages]
        found += list(inline.formset.non_form_errors())
    return found


def edit(client: Client, url: str, **changes: Any) -> Any:
    """Open a form, change some fields, send it."""
    return send(client, url, form_of(client, url), **changes)
