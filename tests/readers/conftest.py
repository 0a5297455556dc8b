import pytest

from articles.models import Article
from editions.enums import CommentPolicy
from editions.models import Edition
from seeds.factories.articles import make_article


@pytest.fixture
def taking(editions) -> dict[str, Edition]:
    """The editions, all of which take comments."""
    Edition.objects.update(comments=CommentPolicy.ON)
    return {edition.code: edition for edition in Edition.objects.all()}


@pytest.fixture
def article(taking) -> Article:
    return make_article(title="The bridge")
