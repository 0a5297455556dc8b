"""Who wrote what: people of ours, and accounts of the desk, as authors of WordPress."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import get_user_model

from articles.models import Person
from editions.columns import column
from editions.scripts.slugs import slugify
from wordpress.exporting.scope import Scope
from wordpress.exporting.xml import clean, element


@dataclass
class People:
    """The people of an export by their keys; accounts only of texts that credit nobody.

    WordPress's names to sign in with are plain ASCII. No e-mail address of anybody goes along.
    """

    scope: Scope
    logins: dict[int, str] = field(default_factory=dict)
    users: dict[int, str] = field(default_factory=dict)
    _rows: dict[int, Person] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)
    n_lives: int = 0

    def read(self) -> None:
        keys, rows = sorted(self.scope.people), []
        for start in range(0, len(keys), 500):
            rows += Person.objects.filter(pk__in=keys[start : start + 500])
        for person in sorted(rows, key=self._sign):
            self._rows[person.pk] = person
            slugs = [person.slug_in(code) for code in self.scope.codes]
            plain = next((slug for slug in slugs if slug and slug.isascii()), "")
            self.logins[person.pk] = self._login(plain, f"person-{person.pk}")
            lives = [getattr(person, column("biography", code)) for code in self.scope.codes]
            self.n_lives += any(lives) or person.portrait_id is not None
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

    def credit(self, key: int, code: str, **more: Any) -> dict[str, Any] | None:
        """Somebody's part as our importer reads it; None: they have no name in the edition."""
        if key not in self._rows or not self.name(key, code):
            return None
        is_organisation = {"organisation": True} if self._rows[key].is_organisation else {}
        kept = {name: value for name, value in more.items() if value}
        slug = self._rows[key].slug_in(code)
        if slug != slugify(self.name(key, code), max_characters=70):
            kept["slug"] = slug
        return {"login": self.logins[key], "name": self.name(key, code), **is_organisation, **kept}

    def written(self, used: set[int]) -> Iterator[str]:
        """The authors of the file; `used` are the accounts that wrote something of it."""
        for key, login in self.logins.items():
            names = (self.name(key, code) for code in self.scope.codes)
            yield _author(key * 2, login, next(filter(None, names), login))
        for key, login in self.users.items():
            if key in used:
                yield _author(key * 2 + 1, login, login)


def _author(number: int, login: str, name: str) -> str:
    return (
        f"<wp:author>{element('wp:author_id', number)}{element('wp:author_login', login)}"
        f"{element('wp:author_email', '')}{element('wp:author_display_name', clean(name))}"
        f"{element('wp:author_first_name', '')}{element('wp:author_last_name', '')}</wp:author>\n"
    )
