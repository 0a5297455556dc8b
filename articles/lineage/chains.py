"""Translations of translations."""

from articles.lineage.counting import lag_of
from articles.models import Article

# A longer chain is nobody's intention.
LONGEST = 8


def chain_of(article: Article) -> list[Article]:
    """What an article is translated from, what that is translated from, and so on; bodies left out."""
    found: list[Article] = []
    seen, key = {article.pk}, article.source_id
    while key and key not in seen and len(found) < LONGEST:
        seen.add(key)
        above = Article.objects.defer("body", "standfirst").filter(pk=key).first()
        if above is None:
            break
        found.append(above)
        key = above.source_id
    return found


def on_its_way(chain: list[Article]) -> list[Article]:
    """Of what is above an article (`chain_of`), those from which changes are yet to come: they lag themselves.

    A link knows its direct source alone, so this is told, and not counted as lag.
    """
    return [above for above in chain if any(lag_of(above))]
