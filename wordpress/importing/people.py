"""People of an old site: accounts, guest authors, and those whom bylines name."""

from collections.abc import Iterable

from django.conf import settings

from articles.models import Person
from editions.columns import column, columns
from editions.scripts.controls import one_line
from editions.scripts.slugs import slugify
from search.services import refresh
from wordpress.importing.destinations import Mapping
from wordpress.importing.kept_files import KeptFiles
from wordpress.importing.origins import AUTHOR, Origins
from wordpress.importing.overview import Overview
from wordpress.importing.told import Told, told_of
from wordpress.importing.words import plain
from wordpress.wxr.items import Author, Item

NAME = 160


def folded(name: str) -> str:
    return one_line(name).casefold()


class People:
    """Finds people by their names in an edition, and makes those that are not there; within the caller's transaction.

    Somebody who is known by an account keeps one row for all editions, and gets a name in each that prints theirs.
    """

    def __init__(self, origins: Origins, mapping: Mapping) -> None:
        self._origins, self._mapping = origins, mapping
        self._names: dict[str, str] = {}
        # What an export of ours tells of them.
        self._told: dict[str, Told] = {}
        self._rows: dict[int, Person] = {}
        # (edition, folded name) and (edition, slug) -> key.
        self._by_name: dict[tuple[str, str], int] = {}
        self._slugs: set[tuple[str, str]] = set()
        self._by_login: dict[str, int] = {}
        self._changed: dict[int, Person] = {}
        self._read()

    def _read(self) -> None:
        names = [*columns("name"), *columns("slug")]
        for person in Person.objects.only("pk", "is_organisation", *names).order_by("pk"):
            self._keep(person)

    def _keep(self, person: Person) -> None:
        self._rows[person.pk] = person
        for name, slug in zip(columns("name"), columns("slug"), strict=True):
            if told := getattr(person, name):
                self._by_name.setdefault((name, folded(told)), person.pk)
            if at := getattr(person, slug):
                self._slugs.add((slug, at))

    def know(self, overview: Overview) -> None:
        """Learn what the accounts and guest authors of an export are called."""
        for author in overview.authors.values():
            self._names[author.login] = name_of(author)
            if (told := told_of(author)).is_ours:
                self._told[author.login] = told
        for guest in overview.kept.get("guest-author", []):
            self._names[guest_login(guest)] = name_of_guest(guest)
        for term in overview.terms_in("author"):
            # Of a guest whose own item the export left out, the term still has the name.
            login = term.slug.removeprefix("cap-")
            self._names.setdefault(login, plain(term.name, longest=NAME) or login)
        found = self._origins.find(AUTHOR, self._names)
        self._by_login.update({key: origin.object_id for key, origin in found.items() if origin.object_id is not None})

    def of_item(self, item: Item, edition: str) -> list[int]:
        """Keys of those who wrote it: its co-authors where it names some, else its author."""
        logins = [term.slug.removeprefix("cap-") for term in item.terms_of("author")] or [item.author]
        found = (self.of_login(login, edition) for login in logins if login)
        return list(dict.fromkeys(pk for pk in found if pk is not None))

    def of_login(self, login: str, edition: str) -> int | None:
        """The key of somebody by their account; None: the mapping credits nobody for it."""
        name = self._mapping.people.get(login, self._names.get(login) or login)
        name = plain(name, longest=NAME)
        if not name:
            return None
        pk = self._by_login.get(login)
        if pk is None or pk not in self._rows:
            pk = self.of_name(name, edition)
            self._by_login[login] = pk
            self._remember(login, pk, edition)
        self._name_in(self._rows[pk], edition, name)
        return pk

    def of_told(self, login: str, edition: str, files: KeptFiles) -> int | None:
        """The key of somebody of whom an export of ours tells; two of one name stay two. None: it tells of nobody."""
        pk = self._by_login.get(login)
        if pk is not None and pk in self._rows and getattr(self._rows[pk], column("name", edition)):
            return pk
        told = self._told.get(login)
        if told is None or self._mapping.people.get(login) is not None:
            return self.of_login(login, edition)
        names = {code: one_line(name)[:NAME] for code, (name, _slug) in _names(told).items()}
        if edition not in names:
            return None
        if pk is None or pk not in self._rows:
            known = self._by_name.get((column("name", edition), folded(names[edition])))
            pk = known if known is not None and known not in self._by_login.values() else None
        person = self._rows[pk] if pk is not None else Person(is_organisation=told.is_so("organisation"))
        for code, (_name, slug) in _names(told).items():
            if not getattr(person, column("name", code)):
                self._write_name(person, code, names[code], slug=slug)
            if not getattr(person, column("biography", code)):
                setattr(person, column("biography", code), told.part("lives").text(code, 20_000))
        address = told.text("address", 300)
        if not person.address and address.startswith(("https://", "http://")):
            person.address = address
        person.portrait_id = person.portrait_id or files.image(told.whole("portrait"))
        person.save()
        self._keep(person)
        self._changed[person.pk] = person
        if self._by_login.get(login) != person.pk:
            self._by_login[login] = person.pk
            self._remember(login, person.pk, edition)
        return person.pk

    def _remember(self, login: str, pk: int, edition: str) -> None:
        known = self._origins.find(AUTHOR, [login])
        if login in known:
            known[login].object_id = pk
            self._origins.write(changed=[known[login]])
        else:
            self._origins.write([self._origins.new(AUTHOR, login, self._rows[pk], edition_code=edition)])

    def of_name(self, name: str, edition: str, *, is_organisation: bool = False) -> int:
        """The key of whoever has this name in the edition; made where nobody has."""
        name = plain(name, longest=NAME)
        known = self._by_name.get((column("name", edition), folded(name)))
        if known is not None:
            return known
        person = Person(is_organisation=is_organisation)
        self._write_name(person, edition, name)
        person.save()
        self._keep(person)
        self._changed[person.pk] = person
        return person.pk

    def _name_in(self, person: Person, edition: str, name: str) -> None:
        if not getattr(person, column("name", edition)):
            self._write_name(person, edition, name)
            person.save(update_fields=[column("name", edition), column("slug", edition)])
            self._keep(person)
            self._changed[person.pk] = person

    def _write_name(self, person: Person, edition: str, name: str, *, slug: str = "") -> None:
        setattr(person, column("name", edition), name)
        slug, number = slugify(slug) or slugify(name, max_characters=70), 1
        wanted = slug
        while (column("slug", edition), slug) in self._slugs:
            number += 1
            slug = f"{wanted}-{number}"
        setattr(person, column("slug", edition), slug or None)

    def person(self, pk: int) -> Person:
        return self._rows[pk]

    def let_find(self) -> None:
        """Let search find those who came since this was called last."""
        refresh("person", self._changed)
        self._changed.clear()

    def logins(self) -> Iterable[tuple[str, int]]:
        """Those of whom something was imported: the names they sign in with, and their keys."""
        return self._by_login.items()


def _names(told: Told) -> dict[str, tuple[str, str]]:
    """Name and address of somebody in each edition, as an export of ours told."""
    found = {}
    for code in settings.MODELTRANSLATION_LANGUAGES:
        pair = told.part("names").all(code)
        if len(pair) == 2 and all(isinstance(one, str) for one in pair) and one_line(pair[0]):
            found[code] = (pair[0], pair[1])
    return found


def name_of(author: Author) -> str:
    whole = f"{author.first} {author.last}".strip()
    # Who never chose a name is shown by the one they sign in with, though their own is known.
    chosen = author.name if author.name and author.name != author.login else ""
    return plain(chosen or whole or author.name or author.login, longest=NAME)


def guest_login(item: Item) -> str:
    return item.meta_of("cap-user_login") or item.slug.removeprefix("cap-")


def name_of_guest(item: Item) -> str:
    first, last = item.meta_of("cap-first_name"), item.meta_of("cap-last_name")
    named = item.meta_of("cap-display_name") or item.title or f"{first} {last}".strip()
    return plain(named or guest_login(item), longest=NAME)
