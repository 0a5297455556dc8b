"""An item as it goes into the file."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from html import escape
from urllib.parse import quote

from wordpress.exporting.xml import NEVER, cdata, element, moment, rfc822


@dataclass(frozen=True)
class OutgoingComment:
    """A comment; `body` is HTML, `approved` as WordPress has it."""

    number: int
    name: str
    email: str
    date: datetime
    body: str
    approved: str
    parent: int
    meta: list[tuple[str, str]]

    def written(self, zone: tzinfo) -> str:
        return (
            "<wp:comment>"
            f"{element('wp:comment_id', self.number)}{element('wp:comment_author', self.name)}"
            f"{element('wp:comment_author_email', self.email)}{element('wp:comment_author_url', '')}"
            f"{element('wp:comment_author_IP', '')}{element('wp:comment_date', moment(self.date, zone))}"
            f"{element('wp:comment_date_gmt', moment(self.date))}{element('wp:comment_content', self.body)}"
            f"{element('wp:comment_approved', self.approved)}{element('wp:comment_type', 'comment')}"
            f"{element('wp:comment_parent', self.parent)}{element('wp:comment_user_id', 0)}"
            f"{meta_written(self.meta, 'wp:commentmeta')}</wp:comment>\n"
        )


@dataclass
class Outgoing:
    """A post, page, file or entry of a menu.

    Attributes:
        title, excerpt: plain text, as ours are.
        date: when it was published, or begun; `is_dated` says whether WordPress takes it for settled.
        terms: (taxonomy, slug, name).
    """

    number: int
    kind: str
    title: str
    link: str
    status: str = "publish"
    slug: str = ""
    creator: str = ""
    body: str = ""
    excerpt: str = ""
    date: datetime | None = None
    is_dated: bool = True
    modified: datetime | None = None
    parent: int = 0
    order: int = 0
    is_sticky: bool = False
    comment_status: str = "closed"
    address: str = ""
    terms: list[tuple[str, str, str]] = field(default_factory=list)
    meta: list[tuple[str, str]] = field(default_factory=list)
    comments: Iterable[OutgoingComment] = ()

    def written(self, zone: tzinfo, home: str) -> Iterable[str]:
        """Its element, in parts; `zone` is that of the site's clock, `home` the address of the site."""
        slug = quote(self.slug, safe="-_.~").lower()
        gmt = moment(self.date) if self.is_dated else NEVER
        attached = element("wp:attachment_url", self.address) if self.address else ""
        terms = "".join(
            f'<category domain="{domain}" nicename="{quote(nicename, safe="-_.~").lower()}">{cdata(name)}</category>'
            for domain, nicename, name in self.terms
        )
        yield (
            f"<item>\n{element('title', escape(self.title, quote=False))}<link>{escape(self.link)}</link>"
            f"<pubDate>{rfc822(self.date) if self.is_dated else ''}</pubDate>{element('dc:creator', self.creator)}"
            f'<guid isPermaLink="false">{escape(home)}/?p={self.number}</guid><description></description>\n'
            f"{element('content:encoded', self.body)}\n"
            f"{element('excerpt:encoded', escape(self.excerpt, quote=False))}\n"
            f"{element('wp:post_id', self.number)}{element('wp:post_date', moment(self.date, zone))}"
            f"{element('wp:post_date_gmt', gmt)}{element('wp:post_modified', moment(self.modified, zone))}"
            f"{element('wp:post_modified_gmt', moment(self.modified))}"
            f"{element('wp:comment_status', self.comment_status)}{element('wp:ping_status', 'closed')}"
            f"{element('wp:post_name', slug)}{element('wp:status', self.status)}"
            f"{element('wp:post_parent', self.parent)}{element('wp:menu_order', self.order)}"
            f"{element('wp:post_type', self.kind)}{element('wp:post_password', '')}"
            f"{element('wp:is_sticky', int(self.is_sticky))}{attached}\n{terms}{meta_written(self.meta)}"
        )
        for comment in self.comments:
            yield comment.written(zone)
        yield "</item>\n"


def meta_written(meta: Iterable[tuple[str, str]], name: str = "wp:postmeta") -> str:
    return "".join(
        f"<{name}>{element('wp:meta_key', key)}{element('wp:meta_value', value)}</{name}>\n" for key, value in meta
    )
