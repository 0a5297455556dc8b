"""What WordPress lets follow every address: a page of a list or a post, a feed, a trackback, another layout."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from delivery.redirects.addresses import Address
from wordpress.old_addresses import leading

_FEEDS = {"rss", "rss2", "rdf", "atom", "feed"}
_FILES = {
    "wp-rss.php": "rss",
    "wp-rss2.php": "rss",
    "wp-rdf.php": "rss",
    "wp-feed.php": "rss",
    "wp-atom.php": "atom",
    "wp-commentsrss2.php": "rss",
}
_DROPPED = {"trackback", "embed", "amp", "print", "email", "pdf", "comments"}
_QUERIES = (
    "feed",
    "paged",
    "page",
    "cpage",
    "embed",
    "tb",
    "withcomments",
    "withoutcomments",
    "print",
    "orderby",
)


@dataclass(frozen=True, slots=True)
class Tail:
    """An address without its tail, and what the tail makes of where that leads."""

    address: Address
    follow: Callable[[str], str | None]


def cut(address: Address) -> Tail:
    """Take everything off the end that says how a thing is shown, not which."""
    parts, feed, is_later = list(address.parts), "", False
    while parts:
        last, before = parts[-1], parts[-2] if len(parts) > 1 else ""
        if last in _FILES:
            feed = _FILES[parts.pop()]
        elif before in {"page", "paged"} and last.isdecimal():
            del parts[-2:]
            is_later = True
        elif last in _FEEDS and not feed_is_name(parts):
            feed = feed if feed == "atom" else ("atom" if parts[-1] == "atom" else "rss")
            parts.pop()
        elif (
            (last in _DROPPED and (len(parts) > 1 or feed))
            or re.fullmatch(r"comment-page-\d+", last)
            or _is_page_of_post(parts)
        ):
            parts.pop()
        else:
            break
    if asked := address.get("feed"):
        feed = "atom" if "atom" in asked else "rss"
    is_later = is_later or address.get("paged") not in {"", "0", "1"}
    query = [(name, value) for name, value in address.query if name not in _QUERIES]
    return Tail(address.at(parts, query), _following(feed, is_later))


def feed_is_name(parts: list[str]) -> bool:
    """`/tag/feed/` is a topic by that name, `/tag/music/feed/` is a feed."""
    return len(parts) == 2 and parts[0] in {"tag", "category", "author"}


def _is_page_of_post(parts: list[str]) -> bool:
    """`/title/2/`; a year, a month and a day are numbers of their own, but behind them a number is a title."""
    *front, before, last = "", *parts
    if not before or not last.isdecimal() or len(last) > 2:
        return False
    return not before.isdecimal() or re.fullmatch(r"\d{4}/\d\d?/\d\d?", "/".join(front[-3:])) is not None


def _following(feed: str, is_later: bool) -> Callable[[str], str | None]:
    if feed:
        return leading.to_atom if feed == "atom" else leading.to_rss
    return leading.to_list if is_later else leading.as_it_is
