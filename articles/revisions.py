"""Texts of articles as they were kept: packing, keeping, reading.

A revision holds a whole text, packed as its difference to an earlier one of the same article (`base`): zlib with that
text as preset dictionary (RFC 1950, FDICT), so that a hundred revisions of a long article take little more than one.
"""

import json
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db.models import Max, OuterRef, Subquery
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


def keep_all(articles: Iterable[Article], *, kind: RevisionKind, by: Any = None, note: str = "") -> dict[int, Revision]:
    """Keep the texts of many stored articles, whose texts have not changed with what is done to them.

    As `keep`, in as many queries, however many there are. What has no revision yet is kept as it came, too.

    Returns:
        The revisions by the articles' keys.
    """
    articles = list(articles)
    numbers, bases = _last_numbers(articles), _bases(articles)
    came = [article for article in articles if article.pk not in bases]
    for revision in _kept(came, numbers, {}, RevisionKind.IMPORTED, lambda article: article.created_by_id):
        bases[revision.article_id] = revision
        numbers[revision.article_id] = revision.number
    made = _kept(articles, numbers, bases, kind, lambda _article: by.pk if by else None, note=note)
    return {revision.article_id: revision for revision in made}


def _last_numbers(articles: list[Article]) -> dict[int, int]:
    rows = Revision.objects.filter(article__in=articles).order_by().values("article")
    return dict(rows.annotate(last=Max("number")).values_list("article", "last"))


def _bases(articles: list[Article]) -> dict[int, Revision]:
    """Of each article the newest revision that is whole and was saved: what was saved is based on such a one."""
    whole = Revision.objects.filter(base=None).exclude(kind=RevisionKind.AUTOSAVE)
    newest = whole.filter(article=OuterRef("article")).order_by("-number").values("pk")[:1]
    return {one.article_id: one for one in whole.filter(article__in=articles, pk=Subquery(newest))}


def _kept(
    articles: list[Article],
    numbers: Mapping[int, int],
    bases: Mapping[int, Revision],
    kind: RevisionKind,
    made_by: Callable[[Article], int | None],
    note: str = "",
) -> list[Revision]:
    rows = []
    for article in articles:
        packed, base = packed_against(Text.of(article), bases.get(article.pk))
        rows.append(
            Revision(
                article=article,
                number=numbers.get(article.pk, 0) + 1,
                kind=kind,
                # It came in before what is done now.
                version=article.version - (kind == RevisionKind.IMPORTED),
                title=article.title,
                packed=packed,
                base=base,
                made_by_id=made_by(article),
                note=note[:200],
            )
        )
    return Revision.objects.bulk_create(rows, batch_size=500)


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
    """The newest revision that somebody (or `by`) saved, without its text; to withdraw is to save none."""
    saved = (
        article.revisions.exclude(kind__in=[RevisionKind.AUTOSAVE, RevisionKind.WITHDRAWN])
        .select_related("made_by")
        .defer("packed")
    )
    return (saved.filter(made_by=by) if by else saved).order_by("-number").first()
