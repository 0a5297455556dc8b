"""Elements of an export as plain values."""

from datetime import UTC, datetime, tzinfo
from email.utils import parsedate_to_datetime
from hashlib import blake2b
from urllib.parse import unquote

from editions.years import FIRST_YEAR, LAST_YEAR
from wordpress.wxr.elements import Element
from wordpress.wxr.items import Author, Comment, Item, Term, TermRef

# What the elements of a term are called, by the element that it is.
_TERM = {
    "wp:category": ("wp:category_nicename", "wp:cat_name", "wp:category_parent", "wp:category_description"),
    "wp:tag": ("wp:tag_slug", "wp:tag_name", "wp:tag_parent", "wp:tag_description"),
    "wp:term": ("wp:term_slug", "wp:term_name", "wp:term_parent", "wp:term_description"),
}
_TAXONOMY = {"wp:category": "category", "wp:tag": "post_tag"}


class UnusableError(Exception):
    """It is well-formed, and lacks what makes it an item; the message says what."""


def number_of(text: str) -> int:
    text = text.strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


def moment_of(utc: str, local: str, zone: tzinfo, *, published: str = "") -> datetime | None:
    """The moment that an export gives in UTC, else by the clock of the site; None where it gives none that can be.

    Args:
        utc, local: as in 2024-05-01 12:00:00; zeros where there is none.
        zone: the zone of the site's clock.
        published: as RFC 822 has it, the last resort.
    """
    for text, its_zone in ((utc, UTC), (local, zone)):
        try:
            moment = datetime.fromisoformat(text.strip())
        except ValueError:
            continue
        if FIRST_YEAR <= moment.year <= LAST_YEAR:
            return (moment if moment.tzinfo else moment.replace(tzinfo=its_zone)).astimezone(UTC)
    try:
        moment = parsedate_to_datetime(published)
    except (ValueError, TypeError):
        return None
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def meta_of(element: Element, name: str) -> tuple[tuple[str, str], ...]:
    return tuple((one.words("wp:meta_key"), one.words("wp:meta_value")) for one in element.all(name))


def author_of(element: Element) -> Author:
    login = element.words("wp:author_login").strip()
    if not login:
        raise UnusableError("it has no wp:author_login")
    return Author(
        number=number_of(element.words("wp:author_id")),
        login=login,
        name=element.words("wp:author_display_name").strip(),
        first=element.words("wp:author_first_name").strip(),
        last=element.words("wp:author_last_name").strip(),
        email=element.words("wp:author_email").strip(),
        meta=meta_of(element, "wp:authormeta"),
    )


def term_of(element: Element) -> Term:
    slug, name, parent, description = _TERM[element.name]
    found = Term(
        number=number_of(element.words("wp:term_id")),
        taxonomy=_TAXONOMY.get(element.name) or element.words("wp:term_taxonomy").strip(),
        slug=unquote(element.words(slug).strip()),
        name=element.words(name).strip(),
        parent=unquote(element.words(parent).strip()),
        description=element.words(description).strip(),
        meta=meta_of(element, "wp:termmeta"),
    )
    if not found.taxonomy or not (found.slug or found.name):
        raise UnusableError("it has no taxonomy, or neither slug nor name")
    return found


def item_of(element: Element, zone: tzinfo) -> Item:
    words = element.words
    kind = words("wp:post_type").strip()
    if not kind:
        raise UnusableError("it has no wp:post_type")
    number = number_of(words("wp:post_id")) or _made_number(
        kind, words("guid").strip() or words("link").strip() or words("title").strip()
    )
    return Item(
        number=number,
        kind=kind,
        status=words("wp:status").strip(),
        title=words("title").strip(),
        slug=unquote(words("wp:post_name").strip()),
        link=words("link").strip(),
        guid=words("guid").strip(),
        body=words("content:encoded"),
        excerpt=words("excerpt:encoded").strip(),
        date=moment_of(words("wp:post_date_gmt"), words("wp:post_date"), zone, published=words("pubDate")),
        modified=moment_of(words("wp:post_modified_gmt"), words("wp:post_modified"), zone),
        author=words("dc:creator").strip(),
        parent=number_of(words("wp:post_parent")),
        order=number_of(words("wp:menu_order")),
        password=words("wp:post_password").strip(),
        is_sticky=words("wp:is_sticky").strip() == "1",
        attachment_url=words("wp:attachment_url").strip(),
        terms=tuple(_terms_of(element)),
        meta=meta_of(element, "wp:postmeta") + _translations_of(element),
        comments=tuple(_comment_of(one, zone) for one in element.all("wp:comment")),
        comment_status=words("wp:comment_status").strip(),
    )


def _made_number(kind: str, name: str) -> int:
    """A number for an item that comes without one: always the same, and above all that WordPress gives."""
    if not name:
        raise UnusableError("it has no wp:post_id, and nothing else to call it by")
    return 1 << 48 | int.from_bytes(blake2b(f"{kind} {name}".encode("utf-8", "replace"), digest_size=5).digest())


def _translations_of(element: Element) -> tuple[tuple[str, str], ...]:
    """What exporters of WPML name beside the meta: locale and number of each translation, as meta of that name."""
    found = element.all("wp:translation")
    return tuple(("wp:translation", " ".join(child.text.strip() for child in one.children)) for one in found)


def _terms_of(element: Element) -> list[TermRef]:
    found = []
    for one in element.all("category"):
        domain = one.attributes.get("domain", "").strip()
        name = one.text.strip()
        # WXR 1.0 names each term twice, once without its address and sometimes without its taxonomy.
        slug = unquote(one.attributes.get("nicename", "").strip())
        if domain and (slug or name):
            taxonomy = "post_tag" if domain == "tag" else domain
            found.append(TermRef(taxonomy, slug, name))
    named = {(term.taxonomy, term.name) for term in found if term.slug}
    return list(dict.fromkeys(term for term in found if term.slug or (term.taxonomy, term.name) not in named))


def _comment_of(element: Element, zone: tzinfo) -> Comment:
    words = element.words
    date = moment_of(words("wp:comment_date_gmt"), words("wp:comment_date"), zone)
    return Comment(
        number=number_of(words("wp:comment_id")),
        author=words("wp:comment_author").strip(),
        email=words("wp:comment_author_email").strip(),
        url=words("wp:comment_author_url").strip(),
        ip=words("wp:comment_author_IP").strip(),
        date=date or datetime(FIRST_YEAR, 1, 1, tzinfo=UTC),
        body=words("wp:comment_content"),
        approved=words("wp:comment_approved").strip(),
        kind=words("wp:comment_type").strip(),
        parent=number_of(words("wp:comment_parent")),
        user=number_of(words("wp:comment_user_id")),
        meta=meta_of(element, "wp:commentmeta"),
    )
