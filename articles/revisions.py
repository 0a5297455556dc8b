"""Texts of articles as they were kept: packing, keeping, reading.

A revision holds a whole text, packed as its difference to an earlier one of the same article (`base`): zlib with that
text as preset dictionary (RFC 1950, FDICT), so that a hundred revisions of a long article take little more than one.
"""

import json
import zlib
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db.models import Max
from django.utils import timezone

from articles.enums import RevisionKind
from articles.models import Article, Revision

FIELDS = ("title", "slug", "standfirst", "body")
# A difference of more than this part of the whole is not worth a base: the text is kept whole.
WORTH = 0.5


@dataclass(frozen=True)
class Text:
    """What one edition says of a story, and how its blocks belong to its source's."""

    title: str = ""
    slug: str = ""
    standfirst: str = ""
    body: str = ""
    lineage: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, article: Article) -> "Text":
        return cls(**{name: getattr(article, name) for name in FIELDS}, lineage=article.lineage)

    def put_into(self, article: Article) -> None:
        for name in FIELDS:
            setattr(article, name, getattr(self, name))
        article.lineage = self.lineage


def pack(text: Text, base: bytes | None = None, *, quickly: bool = False) -> bytes:
    """`text` compressed; with `base`, as its difference to that. `quickly`: in less time, to more bytes."""
    level = 1 if quickly else 9
    packer = zlib.compressobj(level, zdict=base) if base else zlib.compressobj(level)
    return packer.compress(plain(text)) + packer.flush()


def unpack(packed: bytes, base: bytes | None = None) -> bytes:
    """The plain bytes of a packed text.

    Raises:
        zlib.error: it is damaged, or `base` is not the one it was packed with.
    """
    unpacker = zlib.decompressobj(zdict=base) if base else zlib.decompressobj()
    return unpacker.decompress(packed) + unpacker.flush()


def plain(text: Text) -> bytes:
    return json.dumps(asdict(text), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def bytes_of(revision: Revision) -> bytes:
    """The plain bytes of a revision; its base is read with it (`select_related("base")` saves the query)."""
    base = unpack(bytes(revision.base.packed)) if revision.base else None
    return unpack(bytes(revision.packed), base)


def text_of(revision: Revision) -> Text:
    return Text(**json.loads(bytes_of(revision)))


def keep(
    article: Article,
    text: Text,
    *,
    kind: RevisionKind,
    by: Any = None,
    session: str = "",
    note: str = "",
    is_minor: bool = False,
) -> Revision:
    """Keep a text of a stored article; what the session kept while writing is folded into it.

    Call it within the transaction that saves what it belongs to, after the version was claimed, so that two writers
    cannot ask for the same number.
    """
    mine = Revision.objects.filter(article=article, session=session, kind=RevisionKind.AUTOSAVE) if session else None
    revision = (mine.first() if mine is not None else None) or Revision(article=article)
    # A text that is being written is no base: it changes.
    whole = Revision.objects.filter(article=article, base=None).exclude(kind=RevisionKind.AUTOSAVE)
    revision.packed, revision.base = packed_against(text, whole.order_by("-number").first())
    # Numbers tell the order of saving: what others have saved while it was being written comes before it.
    revision.number, revision.made_at = next_number(article, besides=revision.pk), timezone.now()
    revision.kind, revision.version, revision.title = kind, article.version, text.title
    revision.made_by, revision.session, revision.note, revision.is_minor = by, session, note, is_minor
    revision.save()
    return revision


def packed_against(text: Text, base: Revision | None) -> tuple[bytes, Revision | None]:
    whole = pack(text)
    if base is None:
        return whole, None
    difference = pack(text, bytes_of(base))
    return (difference, base) if len(difference) < WORTH * len(whole) else (whole, None)


def next_number(article: Article, *, besides: int | None = None) -> int:
    """The number of the next revision; `besides` is the key of one that gives its own up."""
    others = Revision.objects.filter(article=article)
    if besides is not None:
        others = others.exclude(pk=besides)
    return (others.aggregate(last=Max("number"))["last"] or 0) + 1


def open_pending(article: Article) -> Article:
    """The article with the text that is being worked on: the pending one, where there is one.

    What it was for readers is still known: `readers_slug`. Saving such an article as it is publishes the change.
    """
    article.readers_slug = article.slug
    if article.pending:
        text_of(article.pending).put_into(article)
    return article


def text_now(article: Article) -> Text:
    """The text of an article that is being worked on: the pending one, else the stored one."""
    return text_of(article.pending) if article.pending else Text.of(article)


def article_to_write(number: int) -> Article:
    """The article by its key, with its pending text open; one query."""
    article = Article.objects.select_related("edition", "pending__base", "pending__made_by").get(pk=number)
    return open_pending(article)


def last_saved(article: Article, *, by: Any = None) -> Revision | None:
    """The newest revision that somebody (or `by`) saved, without its text."""
    saved = article.revisions.exclude(kind=RevisionKind.AUTOSAVE).select_related("made_by").defer("packed")
    return (saved.filter(made_by=by) if by else saved).order_by("-number").first()
