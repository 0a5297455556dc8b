"""What the mirror has beyond the site's own pages: rooms above register it, in their `ready()`."""

from collections.abc import Callable, Collection, Iterator

# From the names of all pages and files of the mirror, further ones: (name, content), and nothing that changes from one
# making to the next.
Files = Callable[[Collection[str]], Iterator[tuple[str, bytes]]]
# The page of an edition on which the mirror is searched, as HTML of the site; None where the edition has none.
SearchPage = Callable[[str], str | None]
_files: list[Files] = []
_search_pages: list[SearchPage] = []


def register_files(files: Files) -> None:
    _files.append(files)


def register_search_page(page: SearchPage) -> None:
    _search_pages.append(page)


def extra_files(there: Collection[str]) -> Iterator[tuple[str, bytes]]:
    for files in _files:
        yield from files(there)


def search_page(code: str) -> str | None:
    return next((html for page in _search_pages if (html := page(code)) is not None), None)
