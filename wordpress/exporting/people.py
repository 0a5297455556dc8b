"""Who wrote what: people of ours, and accounts of the desk, as authors of WordPress."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Any

from django.contrib.auth import get_user_model

from articles.models import Person
from editions.columns import column
from wordpress.exporting.numbers import number
from wordpress.exporting.outgoing import meta_written
from wordpress.exporting.scope import Scope
from wordpress.exporting.told import told
from wordpress.exporting.xml import element


@dataclass
class People:
    """The people of an export by their keys; accounts only of texts that credit nobody.

    WordPress's names to sign in with are plain ASCII. No e-mail address of anybody goes along.
    """

    scope: Scope
    logins: dict[int, str] = field(default_factory=dict)
    users: dict[int, str] = field(default_factory=dict)
    _rows: dict[int, Person] = field(default_factory=dict)
    _keys: dict[str, int] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)
    n_lives: int = 0

    def read(self) -> None:
        keys = sorted(self.scope.people)
        rows: list[Person] = []
        for start in range(0, len(keys), 500):
            rows += Person.objects.filter(pk__in=keys[start : start + 500])
        for person in sorted(rows, key=self._sign):
            self._rows[person.pk] = person
            slugs = [person.slug_in(code) for code in self.scope.codes]
            plain = next((slug for slug in slugs if slug and slug.isascii()), "")
            self.logins[person.pk] = self._login(plain, f"person-{person.pk}")
            self._keys[self.logins[person.pk]] = person.pk
            self.n_lives += bool(person.portrait_id or any(self._lives(person).values()))
        accounts = get_user_model()._default_manager.filter(is_active=True).order_by("pk")
        for key, name in accounts.values_list("pk", get_user_model().USERNAME_FIELD):
            plain = str(name).partition("@")[0]
            self.users[key] = self._login(plain if plain.isascii() else "", f"user-{key}")

    def _sign(self, person: Person) -> tuple[list[str], list[str], int]:
        """By what people are put in order: not by their keys, which say when they came here."""
        codes = self.scope.codes
        return [person.name_in(code) for code in codes], [person.slug_in(code) for code in codes], person.pk

    def _login(self, wanted: str, other: str) -> str:
        login = wanted[:60] if wanted and wanted not in self._taken else other
        self._taken.add(login)
        return login

    def name(self, key: int, code: str) -> str:
        """What somebody is called in an edition; empty where they have no name there."""
        return self._rows[key].name_in(code)

    def called(self, login: str, code: str) -> str:
        """The name of somebody in an edition, by what they sign in with."""
        return self.name(self._keys[login], code)

    def credit(self, key: int, code: str, **more: Any) -> dict[str, Any] | None:
        """Somebody's part as our importer reads it; None: they have no name in the edition."""
        if key not in self._rows or not self.name(key, code):
            return None
        kept = {name: value for name, value in more.items() if value}
        return {"login": self.logins[key], **kept}

    def written(self, used: set[int]) -> Iterator[str]:
        """The authors of the file; `used` are the accounts that wrote something of it."""
        for key, login in self.logins.items():
            names = (self.name(key, code) for code in self.scope.codes)
            yield _author(key * 2, login, next(filter(None, names), login), self._told(self._rows[key]))
        for key, login in self.users.items():
            if key in used:
                yield _author(key * 2 + 1, login, login)

    def _told(self, person: Person) -> list[tuple[str, str]]:
        """What somebody is called in each edition, and what is said of them, for our importer."""
        codes = self.scope.codes
        return told(
            names={code: [person.name_in(code), person.slug_in(code)] for code in codes if person.name_in(code)},
            lives={code: life for code, life in self._lives(person).items() if life},
            organisation=person.is_organisation,
            address=person.address,
            portrait=number("image", person.portrait_id) if person.portrait_id else 0,
        )

    def _lives(self, person: Person) -> dict[str, str]:
        return {code: getattr(person, column("biography", code)) or "" for code in self.scope.codes}


def _author(number: int, login: str, name: str, meta: list[tuple[str, str]] | None = None) -> str:
    return (
        f"<wp:author>{element('wp:author_id', number)}{element('wp:author_login', login)}"
        f"{element('wp:author_email', '')}{element('wp:author_display_name', escape(name, quote=False))}"
        f"{element('wp:author_first_name', '')}{element('wp:author_last_name', '')}"
        f"{meta_written(meta or [], 'wp:authormeta')}</wp:author>\n"
    )
