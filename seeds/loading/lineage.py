"""The demo's translations: of which text each is one, block by block, and some that lag behind it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from articles.lineage.counting import publish_source
from articles.lineage.pieces import Pieces, pieces_of
from articles.lineage.publishing import published
from articles.lineage.records import Lineage, Marks
from articles.models import Article
from seeds.loading import texts

# What was changed in an original after it was translated: (words before, words after).
CHANGES = {
    "the-well-with-two-names": [("thirty-eight metres deep", "forty-one metres deep")],
    "a-lawn-becomes-a-meadow": [
        ("they had counted forty-one plants", "they had counted forty-three plants"),
        ("stops for butterflies.</p>", "stops for butterflies.</p><p>The part is in its drawer to this day.</p>"),
    ],
    "letters-cut-in-wood": [("has used about a third of them", "has used about half of them")],
    "learning-grandfathers-language": [("بضع مئات", "نحو مئتين")],
}


def load_lineage(*, now: datetime) -> None:
    """Link every translation to its original; then change some originals."""
    told_of = {story["key"]: story for story in texts.plan()["stories"]}
    by_story: dict[int, dict[str, Article]] = defaultdict(dict)
    for article in Article.objects.select_related("story").order_by("pk"):
        by_story[article.story_id][article.edition_id] = article
    keys = {texts.story(told["original"], key).title: key for key, told in told_of.items()}
    linked: list[Article] = []
    for articles in by_story.values():
        key = keys[next(iter(articles.values())).story.working_title]
        linked += link(key, told_of[key]["original"], articles)
    Article.objects.bulk_update(linked, ["source", "lineage", "translated_at"], batch_size=100)
    for articles in by_story.values():
        key = keys[next(iter(articles.values())).story.working_title]
        if key in CHANGES:
            change(articles[told_of[key]["original"]], CHANGES[key], articles.values(), now=now)


def link(key: str, original: str, articles: dict[str, Article]) -> list[Article]:
    """Those that were changed: the original, which has marks now, and its translations."""
    source = articles[original]
    translations = [one for code, one in articles.items() if texts.story(code, key).translator and code != original]
    if not translations:
        return []
    theirs = pieces_of(source)
    marks = published(Marks(), {}, theirs)
    source.lineage = Lineage(marks=marks).written()
    for article in translations:
        pairs = paired(pieces_of(article), theirs)
        article.source, article.translated_at = source, article.published_at or article.created_at
        # The demo's translators retell: what they leave out, they leave out on purpose.
        article.lineage = Lineage(
            links={mine: {other: marks.live[other].mark} for mine, other in pairs.items()},
            ignored=[other for other in theirs if other not in pairs.values()],
        ).written()
    return [source, *translations]


def paired(mine: Pieces, theirs: Pieces) -> dict[str, str]:
    """Blocks of the same kind, in their order."""

    def kinds(pieces: Pieces) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for key, piece in pieces.items():
            found[piece.tag or key].append(key)
        return found

    other = kinds(theirs)
    return {one: two for kind, keys in kinds(mine).items() for one, two in zip(keys, other.get(kind, []), strict=False)}


def change(source: Article, changes: list[tuple[str, str]], articles: Iterable[Article], *, now: datetime) -> None:
    """A second publication of an original, two days after its last translation."""
    before = pieces_of(source)
    for old, new in changes:
        if old not in source.body:
            raise ValueError(f"The demo's {source} does not say {old!r}.")
        source.body = source.body.replace(old, new)
    source.save(update_fields=["body"])
    last = max(article.published_at for article in articles if article.published_at)
    publish_source(source, before, now=min(last + timedelta(days=2), now))
