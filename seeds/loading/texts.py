"""The demo's words, read from seeds/content (its README says how they are written)."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).resolve().parent.parent / "content"
CODES = ("en", "ar", "fa", "sq")
_SECOND_PICTURE = re.compile(r'data-image="([a-z0-9-]+)"(?: data-alt="([^"]*)")?')


@dataclass(frozen=True)
class StoryText:
    """A story as one edition tells it."""

    title: str
    slug: str
    standfirst: str
    body: str
    picture_alt: str
    picture_caption: str
    translator: str

    def second_picture(self) -> tuple[str, str] | None:
        """(key, alternative text) of the picture within the text."""
        found = _SECOND_PICTURE.search(self.body)
        return (found[1], found[2] or "") if found else None

    def body_with(self, numbers: dict[str, int]) -> str:
        """The body, its picture referred to by number."""
        return _SECOND_PICTURE.sub(lambda found: f'data-image="{numbers[found[1]]}"', self.body)


@cache
def plan() -> dict[str, Any]:
    return tomllib.loads((CONTENT / "plan.toml").read_text(encoding="utf-8"))


@cache
def site(code: str) -> dict[str, Any]:
    return tomllib.loads((CONTENT / code / "site.toml").read_text(encoding="utf-8"))


@cache
def comments(code: str) -> list[dict[str, Any]]:
    """What readers wrote beneath stories of the edition."""
    return tomllib.loads((CONTENT / code / "comments.toml").read_text(encoding="utf-8"))["comments"]


@cache
def story(code: str, key: str) -> StoryText:
    raw = (CONTENT / code / "stories" / f"{key}.html").read_text(encoding="utf-8")
    _empty, head, body = raw.split("+++", 2)
    fields = tomllib.loads(head)
    return StoryText(
        title=fields["title"],
        slug=fields.get("slug", ""),
        standfirst=fields.get("standfirst", ""),
        body=body.strip(),
        picture_alt=fields.get("picture_alt", ""),
        picture_caption=fields.get("picture_caption", ""),
        translator=fields.get("translator", ""),
    )


def words(section: str, key: str, code: str) -> dict[str, Any]:
    """What the edition says of one thing; {} where it leaves it out."""
    return site(code).get(section, {}).get(key, {})


def fill(thing: Any, section: str, key: str, **fields: str) -> None:
    """Set a thing's translated fields from every edition's words; `fields` maps its fields to theirs."""
    for code in CODES:
        found = words(section, key, code)
        for name, theirs in fields.items():
            if value := found.get(theirs):
                setattr(thing, f"{name}_{code}", value)
