"""Rules for old addresses that are too many to be kept one by one: pages of lists, feeds, sizes of pictures.

A rule says at which kept addresses to look as well, and what becomes of where they lead. All that the rules name is
looked up at once, so an address that nobody knows costs one query, however many rules there are. Rooms above register
theirs.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from delivery.redirects.addresses import Address


def as_it_is(new_path: str) -> str | None:
    return new_path


@dataclass(frozen=True, slots=True)
class Candidate:
    """An address that may be kept, or (`certain`) what is known without looking.

    `follow` makes of where the kept one leads where the asked one does; None: nowhere.
    """

    address: Address
    follow: Callable[[str], str | None] = as_it_is
    certain: str = ""


Rule = Callable[[Address], Iterable[Candidate]]
_rules: list[Rule] = []
_queries: set[str] = set()


def register_rule(rule: Rule, *, queries: Iterable[str] = (), is_first: bool = False) -> None:
    """Ask `rule` of addresses that are not here, after what is kept of them.

    Args:
        is_first: before those that are registered already; for addresses of this site's own making.
        queries: names that make an old address of a home page which is here, such as `p` in `/?p=12`.
    """
    if rule not in _rules:
        _rules.insert(0 if is_first else len(_rules), rule)
    _queries.update(queries)


def asks_in_an_old_way(names: Iterable[str]) -> bool:
    """Whether a query with these names may be the old address of something else."""
    return not _queries.isdisjoint(name.lower() for name in names)


def candidates_of(address: Address, *, is_live: bool = False) -> Iterator[Candidate]:
    """Where to look, best first. Of a page that is here (`is_live`) its query is asked about, not its path."""
    yield Candidate(address)
    # A query that nobody knows says nothing; one that a rule knows says more than the path.
    path = [] if is_live or not address.query else [Candidate(address.at(address.parts))]
    is_old = asks_in_an_old_way(name for name, _value in address.query)
    if not is_old:
        yield from path
    for rule in _rules:
        yield from rule(address)
    if is_old:
        yield from path
