"""Old sites of an invented house, in one language or in four, written as WordPress writes its exports.

A site knows every address at which it answered, by what stands there; it does not ask the code that is tested.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo

from seeds.factories.editions import SHIPPED
from tests.wordpress.exports import author, category, comment, export, item, meta, term
from tests.wordpress.moving.bodies import body_of
from tests.wordpress.moving.files import leaflet, put, put_photograph
from tests.wordpress.moving.words import Language

STRUCTURES = {
    "dated": "/{date:%Y}/{date:%m}/{slug}/",
    "daily": "/{date:%Y}/{date:%m}/{date:%d}/{slug}/",
    "named": "/{slug}/",
    "filed": "/{section}/{slug}.html",
    "numbered": "/archives/{number}",
    "plain": "/?p={number}",
}
# What every so-manieth post is, besides a text with a picture.
KINDS = (
    "classic", "blocks", "gallery", "block-gallery", "video", "byline", "links", "co-authors",
    "draft", "private", "protected", "scheduled", "pending", "sticky", "trash", "aside",
    "newsletter", "cartoon", "film", "book",
)  # fmt: skip
HIDDEN = frozenset({"draft", "private", "protected", "scheduled", "pending", "trash"})
STATUS = {"draft": "draft", "private": "private", "pending": "pending", "trash": "trash", "scheduled": "future"}
SECTIONS = ("library", "gardens", "pottery", "crafts")
# In which each site told the time.
ZONES = {code: ZoneInfo(told["time_zone"]) for code, told in SHIPPED.items()}
BEGAN, YEARS = datetime(2004, 3, 1, 9, 30, 12, tzinfo=UTC), 20


@dataclass
class Post:
    """A post of an old site; `path` is where it stood."""

    number: int
    place: int
    kind: str
    language: Language
    title: str
    slug: str
    date: datetime
    section: str
    path: str = ""
    body: str = ""

    @property
    def is_public(self) -> bool:
        return self.kind not in HIDDEN


@dataclass
class OldHouse:
    """An old site.

    Attributes:
        home: its address, without a slash.
        languages: one, or several that Polylang holds together.
        size: posts of each language.
        structure: of its addresses, by name.
        uploads: the folder into which its files are put.
    """

    home: str
    languages: Sequence[Language]
    size: int
    structure: str
    uploads: Path
    posts: list[Post] = field(default_factory=list)
    changed: dict[int, str] = field(default_factory=dict)
    extra: list[str] = field(default_factory=list)
    # What stands before the names of categories and tags in its addresses.
    bases: tuple[str, str] = ("category", "tag")

    def __post_init__(self) -> None:
        self.step = 5 * self.size + 1000
        for at, language in enumerate(self.languages):
            for place in range(self.size):
                self.posts.append(self._post(language, at * self.step + 100 + place, place))
        for post in self.posts:
            post.body = body_of(post, self)
        self._write_files()

    # What there is.

    def base(self, language: Language) -> int:
        return [one.code for one in self.languages].index(language.code) * self.step

    def front(self, language: Language) -> str:
        return "" if language is self.languages[0] else f"/{language.code}"

    def own(self, slug: str, language: Language) -> str:
        """A slug of a term, which one site has once."""
        return slug if language is self.languages[0] else f"{slug}-{language.code}"

    def _post(self, language: Language, number: int, place: int) -> Post:
        kind = KINDS[place % len(KINDS)]
        title = f"{language.subjects[place % len(language.subjects)]} {place + 1}"
        # As WordPress keeps what is not ASCII: percent-encoded, in small letters.
        words = unicodedata.normalize("NFKD", title.lower()) if language.code == "sq" else title.lower()
        slug = quote("".join(sign for sign in words if sign.isalnum() or sign == " ").replace(" ", "-")).lower()
        date = BEGAN + timedelta(days=365 * YEARS * place / max(self.size, 1), hours=place % 9)
        if kind == "scheduled":
            date = datetime.now(UTC).replace(microsecond=0) + timedelta(days=30 + place)
        section = SECTIONS[place % len(SECTIONS)]
        post = Post(number, place, kind, language, title, slug, date, section)
        path = STRUCTURES[self.structure].format(
            date=date, slug=slug, section=self.own(section, language), number=number
        )
        post.path = path if "?" in path else self.front(language) + path
        return post

    def of(self, language: Language, kind: str) -> Post:
        return next(post for post in self.posts if post.language is language and post.kind == kind)

    def before(self, post: Post) -> Post:
        """An earlier post of the same language that everybody can read."""
        some = [one for one in self.posts if one.language is post.language and one.is_public]
        return next(
            (one for one in reversed(some) if one.place < post.place and one.kind in {"classic", "blocks"}), some[0]
        )

    def photo(self, post: Post, which: int = 0) -> tuple[int, str]:
        """Number and file of a picture of a post: the same photographs in all languages, `which` tells those of one."""
        return 1_000_000 + post.number * 10 + which, f"{post.date:%Y/%m}/photo-{post.number}-{which}.jpg"

    def leaflet(self, post: Post) -> tuple[int, str]:
        return 1_000_009 + post.number * 10, f"{post.date:%Y/%m}/leaflet-{post.number}.pdf"

    def upload(self, name: str) -> str:
        return f"{self.home}/wp-content/uploads/{name}"

    def _write_files(self) -> None:
        for post in self.posts:
            for which in range(pictures_of(post)):
                put_photograph(self.uploads, self.photo(post, which)[1], 7 * post.place + which)
            if has_leaflet(post):
                put(self.uploads, self.leaflet(post)[1], leaflet(post.place))

    # The export.

    def write(self, path: Path) -> Path:
        path.write_text(export(*self._parts(), home=self.home, title=self.languages[0].name), encoding="utf-8")
        return path

    def _parts(self) -> Iterator[str]:
        for language in self.languages:
            base, own = self.base(language), lambda slug, language=language: self.own(slug, language)
            for at, name in enumerate(language.authors):
                yield author(f"writer{at}-{language.code}", name, base + 1 + at)
            for at, (slug, name) in enumerate(language.sections.items()):
                yield category(
                    own(slug), name, number=base + 10 + at, parent=own("crafts") if slug == "pottery" else ""
                )
            for slug, name in language.tags.items():
                yield term("post_tag", own(slug), name, number=base + 30 + list(language.tags).index(slug))
        yield from self._bonds()
        for language in self.languages:
            yield from self._pages(language)
            yield from self._menu(language)
            yield self._guest(language)
        for post in self.posts:
            yield from self._attachments(post)
            yield self._item(post)
        yield from self.extra

    def _bonds(self) -> Iterator[str]:
        """Polylang's terms."""
        if len(self.languages) < 2:
            return
        for language in self.languages:
            locale = serialised({"locale": language.locale, "rtl": 0})
            yield term("language", language.code, language.name, description=locale)
        for place in range(self.size):
            together = {one.code: self.base(one) + 100 + place for one in self.languages}
            yield term("post_translations", f"pll_{place}", description=serialised(together))
        for slug in self.languages[0].sections:
            at = list(self.languages[0].sections).index(slug)
            together = {one.code: self.base(one) + 10 + at for one in self.languages}
            yield term("term_translations", f"pll_s{at}", description=serialised(together))

    def _in(self, language: Language) -> list[tuple[str, str]]:
        return [("language", language.code)] if len(self.languages) > 1 else []

    def _pages(self, language: Language) -> Iterator[str]:
        base, front, terms = self.base(language), self.front(language), self._in(language)
        told = {"kind": "page", "terms": terms, "guid": f"{self.home}/?page_id={base + 50}"}
        link = f"{self.home}{front}/about-the-house/"
        yield item(
            base + 50,
            language.about,
            f"<p>{language.sentences[0]}</p>",
            slug=self.own("about-the-house", language),
            link=link,
            **told,
        )
        told["guid"] = f"{self.home}/?page_id={base + 51}"
        yield item(
            base + 51,
            language.sections["walks"],
            f"<p>{language.sentences[1]}</p>",
            comment(base + 9000, language.comment),
            slug=self.own("walks-page", language),
            parent=base + 50,
            link=f"{link}walks-page/",
            **told,
        )

    def _menu(self, language: Language) -> Iterator[str]:
        base, terms = self.base(language), [*self._in(language), ("nav_menu", "main", "Main menu")]
        # One without a name of its own has that of what it leads to.
        entries = (
            ("post_type", "page", base + 50, "", " "),
            ("taxonomy", "category", base + 11, "", " "),
            ("custom", "custom", base + 62, f"{self.home}{self.front(language)}/about-the-house/walks-page/", "→"),
        )
        for at, (kind, what, number, address, label) in enumerate(entries):
            yield item(
                base + 60 + at,
                label,
                "",
                meta("_menu_item_type", kind),
                meta("_menu_item_object", what),
                meta("_menu_item_object_id", str(number)),
                meta("_menu_item_url", address),
                meta("_menu_item_menu_item_parent", "0"),
                kind="nav_menu_item",
                order=at + 1,
                terms=terms,
                slug=f"entry-{base}-{at}",
                guid=f"{self.home}/?p={base + 60 + at}",
                link=f"{self.home}/?p={base + 60 + at}",
            )

    def _guest(self, language: Language) -> str:
        number, login = self.base(language) + 70, f"guest-{language.code}"
        return item(
            number,
            language.guest,
            "",
            meta("cap-user_login", login),
            meta("cap-display_name", language.guest),
            kind="guest-author",
            slug=f"cap-{login}",
            link=f"{self.home}/?p={number}",
            guid=f"{self.home}/?p={number}",
        )

    def _attachments(self, post: Post) -> Iterator[str]:
        language = post.language
        for which in range(pictures_of(post)):
            number, name = self.photo(post, which)
            words = language.caption if which else ""
            yield self._attachment(
                number, name, post, meta("_wp_attachment_image_alt", f"{language.caption} {which}"), excerpt=words
            )
        if has_leaflet(post):
            yield self._attachment(*self.leaflet(post), post)

    def _attachment(self, number: int, name: str, post: Post, *inside: str, **told: str) -> str:
        address = self.upload(name)
        return item(
            number,
            name,
            "",
            meta("_wp_attached_file", name),
            *inside,
            kind="attachment",
            status="inherit",
            parent=post.number,
            guid=address,
            slug=f"file-{number}",
            link=f"{self.home}/?attachment_id={number}",
            more=f"<wp:attachment_url>{address}</wp:attachment_url>\n",
            terms=self._in(post.language),
            **told,
        )

    def _item(self, post: Post) -> str:
        language, kind = post.language, post.kind
        code = language.code
        section = {"newsletter": "newsletter", "cartoon": "cartoons", "film": "videos"}.get(kind, post.section)
        terms = [("category", self.own(section, language), language.sections[section])]
        if kind == "links":
            terms.append(("category", self.own("walks", language), language.sections["walks"]))
        terms += [
            ("post_tag", self.own(slug, language), name) for slug, name in list(language.tags.items())[: post.place % 3]
        ]
        if kind == "aside":
            terms.append(("post_format", "post-format-aside", "Aside"))
        if kind == "co-authors":
            terms += [("author", f"cap-writer0-{code}"), ("author", f"cap-guest-{code}")]
        if len(self.languages) > 1:
            terms += [("language", code), ("post_translations", f"pll_{post.place}")]
        moment = f"{post.date:%Y-%m-%d %H:%M:%S}"
        body = self.changed.get(post.number, post.body)
        return item(
            post.number,
            post.title,
            body,
            meta("_thumbnail_id", str(self.photo(post)[0])),
            *self._comments(post),
            kind="book" if kind == "book" else "post",
            slug=post.slug,
            link=f"{self.home}/?p={post.number}" if kind in HIDDEN else f"{self.home}{post.path}",
            guid=f"{self.home}/?p={post.number}",
            date=moment,
            terms=terms,
            author=f"writer{post.place % 2}-{code}",
            modified="2024-06-01 08:00:00" if post.number in self.changed else moment,
            status=STATUS.get(kind, "publish"),
            password="quince" if kind == "protected" else "",
            sticky=1 if kind == "sticky" else 0,
            excerpt=language.sentences[2] if kind == "blocks" else "",
        )

    def _comments(self, post: Post) -> list[str]:
        if post.kind != "sticky":
            return []
        first, words = post.number * 10 + 100_000, post.language.comment
        return [
            comment(first, words),
            comment(first + 1, f"{words} 1", parent=first),
            comment(first + 2, f"{words} 2", parent=first + 1),
            comment(first + 3, "[…]", kind="pingback"),
            comment(first + 4, f"{words} 3", approved="0"),
            comment(first + 5, f"{words} 4", approved="spam"),
        ]

    # Every address at which it answered.

    def addresses(self, every: int = 1) -> Iterator[str]:
        """All of its lists, and of every so-manieth post."""
        for language in self.languages:
            yield from self._lists(language)
        for post in self.posts[::every]:
            if post.is_public:
                yield from self._of_post(post)
            # Whoever had the address of a picture has it still.
            for which in range(pictures_of(post)):
                yield from self._of_photo(post, which)
            if has_leaflet(post):
                yield self.upload(self.leaflet(post)[1])

    def _lists(self, language: Language) -> Iterator[str]:
        front, base = f"{self.home}{self.front(language)}", self.base(language)
        for tail in ("/", "/feed/", "/feed/atom/", "/comments/feed/", "/page/2/", "/?feed=rss2", "/about-the-house/",
                     "/about-the-house/walks-page/"):  # fmt: skip
            yield front + tail
        months = {
            post.date.astimezone(ZONES[language.code])
            for post in self.posts
            if post.is_public and post.language is language
        }
        for path in sorted({f"{front}/{one:%Y}/" for one in months} | {f"{front}/{one:%Y/%m}/" for one in months}):
            yield path
        if language is self.languages[0]:
            yield from (f"{self.home}/?m={one:%Y%m}" for one in months)
            yield f"{self.home}/sitemap_index.xml"
        yield f"{self.home}/?page_id={base + 50}"
        for at, slug in enumerate(language.sections):
            path = self.own(slug, language)
            path = f"{self.own('crafts', language)}/{path}" if slug == "pottery" else path
            for tail in ("", "feed/", "page/2/"):
                yield f"{front}/{self.bases[0]}/{path}/{tail}"
            yield f"{self.home}/?cat={base + 10 + at}"
        for slug in language.tags:
            yield from (
                f"{front}/{self.bases[1]}/{self.own(slug, language)}/{tail}" for tail in ("", "feed/", "page/3/")
            )
            yield f"{self.home}/?tag={self.own(slug, language)}"
        for at in range(2):
            yield f"{front}/author/writer{at}-{language.code}/"
            yield f"{self.home}/?author={base + 1 + at}"

    def _of_post(self, post: Post) -> Iterator[str]:
        whole = self.home + post.path
        yield whole
        yield f"{self.home}/?p={post.number}"
        if "?" in whole:
            return
        yield whole.rstrip("/")
        # Percent-encoded in large letters; words in large letters.
        yield self.home + re.sub("%..", lambda found: found[0].upper(), post.path)
        yield self.home + (post.path if "%" in post.path else post.path.upper())
        yield f"{whole}?utm_source=letter"
        if whole.endswith("/"):
            yield from (f"{whole}{tail}" for tail in ("feed/", "trackback/", "2/", "amp/"))

    def _of_photo(self, post: Post, which: int) -> Iterator[str]:
        number, name = self.photo(post, which)
        stem = name.removesuffix(".jpg")
        yield from (
            self.upload(one) for one in (name, f"{stem}-300x225.jpg", f"{stem}-150x150.jpg", f"{stem}-1024x768.jpg")
        )
        yield f"{self.home}/?attachment_id={number}"


def pictures_of(post: Post) -> int:
    """How many pictures were uploaded to a post; the first is its featured one."""
    return 4 if "gallery" in post.kind else 2


def has_leaflet(post: Post) -> bool:
    return post.kind in {"video", "newsletter", "book"}


def serialised(told: dict[str, int | str]) -> str:
    """As PHP writes an array."""
    lengths = {key: len(key.encode()) for key in told}
    parts = (
        f's:{lengths[key]}:"{key}";'
        + (f"i:{value};" if isinstance(value, int) else f's:{len(value.encode())}:"{value}";')
        for key, value in told.items()
    )
    return f"a:{len(told)}:{{{''.join(parts)}}}"
