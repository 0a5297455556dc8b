"""Articles that come in by the thousands, with everything at hand that is else read again."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from articles.archive.keeping import count_new
from articles.found import documents_of
from articles.models import Article
from articles.services import placements_of
from editions.enums import State
from editions.many import create_many
from search.lexemes import Spelt
from search.services import add


@transaction.atomic
def place_new(articles: Iterable[Article], *, texts: Mapping[int, str], spelt: Mapping[int, Spelt]) -> None:
    """As `services.place_untold`, of articles that were just made, with their stories at hand, and are on no list yet.

    Args:
        texts: the words of their bodies by their keys, where they are known.
        spelt: likewise the words by which search finds them.
    """
    articles = list(articles)
    create_many(placements_of(articles))
    count_new(articles)
    published = [one for one in articles if one.state == State.PUBLISHED and one.published_at]
    add("article", documents_of(published, texts), spelt)
