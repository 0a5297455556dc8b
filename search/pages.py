"""Standing pages, which lie below this room."""

from collections.abc import Iterator

from editions.enums import State
from editions.models import Page, PageEdition
from editions.richtext.plain import plain_text
from search.sources import Document, Shown


def documents(keys: list[int]) -> Iterator[Document]:
    pages = PageEdition.objects.filter(pk__in=keys, state=State.PUBLISHED)
    for page in pages:
        yield Document(
            edition=page.edition_id,
            key=page.pk,
            title=page.title,
            address=page.get_absolute_url(),
            published_at=page.live_since,
            unpublish_at=page.unpublish_at,
            text=plain_text(page.body),
        )


def shown(page: Page) -> Shown:
    return [("page", list(PageEdition.objects.filter(page=page.pk).values_list("pk", flat=True)))]
