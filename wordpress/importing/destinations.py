"""Where what goes: a file that says which categories and types of the old site are series, books or media here."""

import json
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from wordpress.importing.overview import Overview
from wordpress.wxr.items import Item


class Place(StrEnum):
    """What an item becomes. An issue's place is written `issues:SERIES`, with the address of its series."""

    ARTICLES = "articles"
    PAGES = "pages"
    CARTOONS = "cartoons"
    NEWSPICS = "newspics"
    PHOTOS = "photos"
    VIDEOS = "videos"
    BOOKS = "books"
    ISSUES = "issues"
    SKIP = "skip"


MEDIA = frozenset({Place.CARTOONS, Place.NEWSPICS, Place.PHOTOS, Place.VIDEOS})
SHARED = MEDIA | {Place.BOOKS}
# Types that plugins and WordPress keep for themselves.
INTERNAL = frozenset(
    "revision customize_changeset custom_css oembed_cache user_request wp_template wp_template_part wp_global_styles"
    " wp_navigation wp_font_family wp_font_face acf-field acf-field-group feedback wpcf7_contact_form"
    " mc4wp-form elementor_library elementor_snippet amp_validated_url jp_mem_plan jp_pay_order polylang_mo"
    " scheduled-action wpforms nf_sub tablepress_table".split()
)
# By what names of categories and types are recognised, in the four languages; the first that fits.
_SIGNS = [
    (Place.NEWSPICS, r"news-?pics?|news-photos?|photo-?of-?the-?day|عکس-?خبری|عکس-?روز|صورة-?اليوم|foto-e-dites"),
    (Place.CARTOONS, r"cartoons?|caricatures?|کاریکاتور|کارتون|كاريكاتير|كاريكاتور|karikatur\w*"),
    (Place.PHOTOS, r"photo-?galler\w*|galler(?:y|ies)|albums?|photos|گالری|آلبوم|معرض|ألبوم|galeri\w*|album\w*"),
    (Place.VIDEOS, r"videos?|films?|tv|ویدئو|ویدیو|فیلم|فيديو|video\w*"),
    (Place.BOOKS, r"books?|library|کتاب(?:‌?ها)?|كتب|كتاب|libra\w*|libri"),
    (Place.ISSUES, r"newsletters?|bulletins?|briefs?|magazine|خبرنامه|بولتن|نشرة|نشرات|buletin\w*"),
]


class MappingError(Exception):
    """The mapping file says something that cannot be; the message is one line."""


@dataclass(frozen=True)
class Goal:
    """Where an item goes; `series` is the address of an issue's or book's series."""

    place: Place
    series: str = ""

    @classmethod
    def read(cls, text: str) -> "Goal":
        place, _sign, series = text.strip().partition(":")
        place = {"albums": "photos", "series": "issues", "article": "articles"}.get(place, place)
        try:
            goal = cls(Place(place), series.strip())
        except ValueError:
            raise MappingError(
                f"“{text}” is no place: choose of {', '.join(Place)}; an issue's is issues:SERIES."
            ) from None
        if goal.place == Place.ISSUES and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", goal.series):
            raise MappingError(f"“{text}” names no series: write issues:newsletter, with the address of the series.")
        return goal


@dataclass
class Mapping:
    """What a mapping file says.

    Attributes:
        types, categories, formats: name or slug in the old site -> where it goes.
        filed: slug of a category there -> that of a category here, which it is.
        people: the name somebody signs in with -> what they are called here; empty: nobody is credited.
        further: slug of a category there -> the topic that it is here where a post has it besides its first one, or
            "skip"; "*" stands for all others.
        addresses: "category", "tag" or "author" -> what stood before their names in the old site's addresses.
    """

    types: dict[str, Goal] = field(default_factory=dict)
    categories: dict[str, Goal] = field(default_factory=dict)
    formats: dict[str, Goal] = field(default_factory=dict)
    filed: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    further: dict[str, str] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)

    def further_topic(self, slug: str) -> str:
        """The slug of the topic that a further category is here; "" where it is none."""
        said = self.further.get(slug, self.further.get("*", slug))
        return "" if said == "skip" else said or slug

    def goal_of(self, item: Item) -> Goal | None:
        """Where an item goes; None: to nowhere, as nothing is said of its type.

        A category says more than a type.
        """
        for term in item.terms:
            if term.taxonomy == "category" and (goal := self.categories.get(term.slug)):
                return goal
            if term.taxonomy == "post_format" and (goal := self.formats.get(term.slug.removeprefix("post-format-"))):
                return goal
        if goal := self.types.get(item.kind):
            return goal
        return _USUAL.get(item.kind)


# Parts of a file whose values are no places.
_SAID = ("filed", "people", "further", "addresses")
_USUAL = {"post": Goal(Place.ARTICLES), "page": Goal(Place.PAGES)}


def read_mapping(path: Path) -> Mapping:
    """A mapping from TOML or JSON.

    Raises:
        MappingError: it cannot be read, or says what cannot be.
    """
    try:
        text = path.read_text(encoding="utf-8")
        told: Any = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except OSError as error:
        raise MappingError(f"{path}: {error.strerror}") from None
    except (UnicodeDecodeError, json.JSONDecodeError, tomllib.TOMLDecodeError) as error:
        raise MappingError(f"{path} cannot be read: {error}") from None
    parts = ("types", "categories", "formats", *_SAID)
    if not isinstance(told, dict) or not set(told) <= set(parts):
        raise MappingError(f"{path} may have the parts {', '.join(parts)}, and no others.")
    for part in parts:
        values = told.get(part, {})
        if not isinstance(values, dict) or not all(isinstance(value, str) for value in values.values()):
            raise MappingError(f'{path}: the part {part} takes lines such as name = "place".')
    try:
        goals = [{name: Goal.read(value) for name, value in told.get(part, {}).items()} for part in parts[:3]]
    except MappingError as error:
        raise MappingError(f"{path}: {error}") from None
    types, categories, formats = goals
    if unknown := set(told.get("addresses", {})) - {"category", "tag", "author"}:
        raise MappingError(f"{path}: [addresses] takes category, tag and author, not {min(unknown)}.")
    return Mapping(types, categories, formats, **{part: told.get(part, {}) for part in _SAID})


def guess(overviews: Iterable[Overview]) -> str:
    """A first mapping, as the text of a TOML file, to be corrected by whoever knows the site."""
    types: dict[str, str] = {}
    categories: dict[str, str] = {}
    formats: dict[str, str] = {}
    people: dict[str, str] = {}
    for overview in overviews:
        for kind, number in overview.kinds.most_common():
            if kind not in _USUAL and kind not in INTERNAL and kind not in {"attachment", "nav_menu_item"}:
                guessed = _guessed(kind) or "articles"
                types[kind] = _line(kind, guessed if kind not in {"guest-author", "wp_block"} else "", number)
        for term in overview.terms_in("category"):
            place = _guessed(term.slug) or _guessed(term.name)
            number = overview.categories[term.slug]
            categories[term.slug] = _line(term.slug, place, number, term.name)
        for name, number in overview.formats.most_common():
            formats[name] = _line(name, "", number)
        for author in overview.authors.values():
            people[author.login] = f"# {_quoted(author.login)} = {_quoted(author.name or author.login)}"
    parts = [
        _HEAD,
        "[types]\n" + "\n".join(line for line in types.values() if line),
        "[categories]\n" + "\n".join(categories.values()),
        "[formats]\n" + "\n".join(formats.values()),
        '[filed]\n# "category-there" = "category-here"',
        '[further]\n# "category-there" = "topic-here"\n# "*" = "skip"',
        '[addresses]\n# category = "category"\n# tag = "tag"\n# author = "author"',
        "[people]\n" + "\n".join(people.values()),
    ]
    return "\n\n".join(part.rstrip() for part in parts) + "\n"


_HEAD = """\
# Where what goes, for `import_wordpress --mapping`. This is a first guess: correct it, take the # from lines that are
# right, and import with it. Places: articles, pages, cartoons, newspics, photos, videos, books, issues:SERIES, skip.
# A category says more than a type. Under [filed], a category of the old site is one that is here already; under
# [people], somebody gets another name, or with "" none. Under [further], a category that posts have besides their first
# one is a topic of another name, or with "skip" none; "*" are all others. Under [addresses] stands what the old site
# wrote before the names of categories, tags and people, where somebody had changed it."""


def _guessed(name: str) -> str:
    plain = re.sub(r"[\s_]+", "-", name.strip().casefold())
    for place, signs in _SIGNS:
        if re.fullmatch(rf"(?:{signs})", plain):
            return f"{place}:newsletter" if place == Place.ISSUES else str(place)
    return ""


def _line(name: str, place: str, number: int, called: str = "") -> str:
    said = f"  # {number}" + (f", “{' '.join(called.split())}”" if called and called != name else "")
    return f"# {_quoted(name)} = {_quoted(place or 'articles')}{said}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
