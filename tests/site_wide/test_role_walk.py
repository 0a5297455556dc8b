"""The walk: every private address, found by asking the site, as everybody whom it is not for.

Nothing has to be added for a new address that refuses them. One that answers must be named in a table below, with why
it may; one that gives away a word of the guarded things, or changes one of them, fails whatever the tables say.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from fnmatch import fnmatch
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.contrib import admin
from django.db import connection, transaction
from django.test import Client

from accounts.models import User
from articles.models import Article
from seeds.factories.accounts import make_user
from seeds.factories.articles import make_article
from tests.accounts.roles import make_member
from tests.site_wide.desk_addresses import DeskAddress, private_addresses
from tests.site_wide.guarded import KEY, KNOWN, SECRETS, Guarded, build_guarded, harm, notes_writes, rows_now

# Who is nobody at the desk. They are sent to the sign-in page, or refused; nothing of theirs is read or written.
OUTSIDERS: dict[str, Callable[[Guarded], User | None]] = {
    "anonymous": lambda world: None,
    "reader": lambda world: make_user(),
    "editor who has left": lambda world: make_user(role="editor", editions=["en"], is_active=False),
}
# Who works at the desk, but not on what is guarded: a draft of the edition en, in a section.
MEMBERS: dict[str, Callable[[Guarded], User]] = {
    "newcomer": lambda world: make_user(role="contributor", editions=[]),
    "contributor elsewhere": lambda world: make_user(role="contributor", editions=["fa", "sq"]),
    "translator elsewhere": lambda world: make_user(role="translator", editions=["fa", "sq"]),
    "editor elsewhere": lambda world: make_user(role="editor", editions=["fa", "sq"]),
    "publisher elsewhere": lambda world: make_user(role="publisher", editions=["fa", "sq"]),
    "translator of another pair": lambda world: make_member("translator", "fa", sources=["ar"]),
    "contributor of another section": lambda world: make_member("contributor", "en", sections=[world.other_section]),
    "translator of another section": lambda world: make_member("translator", "en", sections=[world.other_section]),
    "editor of another section": lambda world: make_member("editor", "en", sections=[world.other_section]),
}
# Of whom something else is expected than that they begin nothing in `en`.
MAY_NOT_BEGIN = {"translator of another pair": {"en", "fa"}}
MAY_ORDER = {"editor elsewhere", "publisher elsewhere"}

# Addresses that answer who is nobody at the desk, and why they may.
OPEN_TO_OUTSIDERS = {
    "admin:login": "the sign-in page itself",
    "admin:logout": "signs out who is not signed in",
    "admin:language": "the language of the sign-in page",
}
# Addresses that answer members who have no business with what is guarded, and why they may. None shows a secret.
OPEN_TO_MEMBERS = {
    "admin:login": "the sign-in page",
    "admin:logout": "their own session",
    "admin:language": "their own language",
    "admin:password_change*": "their own password",
    "admin:index": "the start page",
    "admin:board": "stories, which are shared, and how far each edition is with them",
    "admin:board-plan": "the plan of a story in an edition of theirs",
    "admin:comments": "comments of their own editions and sections",
    "admin:messages": "messages to their own editions",
    "admin:subscriber-numbers": "how many get the mail of their own editions, and nobody's address",
    "admin:sendings": "what was mailed to readers of their own editions",
    "admin:edition-mail": "how an edition of theirs mails",
    "admin:digest-preview": "what is new in an edition of theirs",
    "admin:mail-look": "the styles of an edition's mails",
    "admin:calendar": "what their own editions plan",
    "admin:notices": "their own notices",
    "admin:app_list": "a part of the start page",
    "admin:jsi18n": "words of the stock admin's scripts",
    "admin:autocomplete": "names to choose from, as far as the list may be seen",
    # What each role opens of these stands in tests/accounts/test_desk_roles.py.
    "admin:*_changelist": "a list, as far as it may be seen",
    "admin:*_add": "a form to begin something of their own",
    "admin:*_change": "the page of a shared thing; texts of other editions are not on it",
    "admin:*_history": "the history of a shared thing",
    "admin:*_delete": "the question before a shared thing is deleted",
    "admin:publications_issue_find*": "articles of their own edition, to choose for an issue that they write",
    "admin:publications_issue_take": "what an issue that they may read holds, for their own edition",
    "library": "pictures, which all editions share",
    "library-picture": "a picture",
    "library-upload": "puts a picture into the library",
}

WORD = "Hostile"
INLINES = ["credits", "entries", "pictures", "memberships", "social_links", "book_authors", "items", "tagged_items"]
# What somebody sends who knows every form by heart, whatever their pages show.
SENT = {
    **{f"{part}-{name}": WORD for part in ("article", "text") for name in ("title", "standfirst", "body", "lead")},
    **{f"{part}-slug": "hostile" for part in ("article", "text")},
    **{f"{prefix}-{name}_FORMS": "0" for prefix in INLINES for name in ("TOTAL", "INITIAL")},
    "article-version": "1",
    "article-published_at": "2026-01-01T10:00",
    "edition": "en",
    "target": "fa",
    "language": "en",
    "story": str(KEY),
    "article": str(KEY),
    "source": str(KEY),
    "revision": "1",
    "number": "1",
    "version": "1",
    "session": "s",
    "block": "aaaaaaaaaa",
    "act": "accept",
    "comment": str(KEY),
    "message": str(KEY),
    "subscriber": str(KEY),
    "pair": str(KEY),
    "email": "quandlemark@example.org",
    "to": "approved",
    "stage": "approved",
    "text": WORD,
    "note": WORD,
    "name": WORD,
    "title": WORD,
    "body": f"<p>{WORD}</p>",
    "reason": WORD,
    "is_declined": "on",
    "assignee": "",
    "planned_for": "2026-05-05",
    "post": "yes",
    "_selected_action": str(KEY),
    "index": "0",
}
# Buttons, one of which a form is sent with.
BUTTONS = {
    "comments-decide": [{"act": "approve"}, {"act": "delete"}, {"one": f"approve {KEY}"}],
    "messages-mark": [{"act": "answered"}],
    "sending-act": [{"act": "start"}, {"act": "cancel"}],
    "issue-mail-sample": [{"to": "me"}, {"addresses": "hostile@example.org"}],
    "issue-mail-send": [{"round": "1"}],
    "pairs-decide": [{"act": "join"}, {"act": "refuse"}],
    "subscribers-act": [{"act": "erase"}, {"act": "leave"}],
    "erase-reader": [{"act": ""}, {"act": "erase"}],
    "issue_take": [{}, {"confirmed": "1", "take": "order:"}],
    "_change": [{"_save": "1"}, {"_publish": "1"}, {"_withdraw": "1"}, {"_compose": f"pick:{KEY}"}],
    "suppressed": [{"act": ""}, {"act": "release"}],
    "_changelist": [{"action": "publish"}, {"action": "withdraw"}, {"action": "delete_selected"}],
}
QUERIES = {
    "admin:comments": ["state=spam", "state=spam&edition=en", "state=spam&q=qua"],
    "admin:autocomplete": [
        "app_label=publications&model_name=issueentry&field_name=article&term=",
        "app_label=publications&model_name=issueentry&field_name=article&term=&edition=en",
        "app_label=articles&model_name=credit&field_name=person&term=",
    ],
    "admin:articles_correction_add": [f"article={KEY}", f"article={KNOWN}"],
}


@pytest.fixture
def guarded(db, files_dir) -> Guarded:
    return build_guarded()


@pytest.fixture
def addresses(guarded) -> list[DeskAddress]:
    return private_addresses([KEY, KNOWN], ["en", "fa"])


class Walker:
    """Makes requests as one person; each is undone, so that the next finds everything as it was."""

    def __init__(self, user: User | None) -> None:
        self.user = user
        self.client = Client(raise_request_exception=False)
        if user:
            self.client.force_login(user)
        self.cookies = {name: morsel.value for name, morsel in self.client.cookies.items()}
        self.before = rows_now()

    @contextmanager
    def asked(self, method: str, path: str, data: Any = None, **options: Any) -> Iterator[tuple[Any, set[str]]]:
        """The answer, and the names of the models that were written; undone at the end."""
        self.client.cookies = SimpleCookie(self.cookies)
        with transaction.atomic():
            written: set[str] = set()
            with connection.execute_wrapper(notes_writes(written)):
                answer = self.client.generic(method, path) if data is None else self.client.post(path, data, **options)
            yield answer, written
            transaction.set_rollback(True)


def told_of(answer: Any) -> str:
    """Everything that an answer says, headers and all."""
    content = b"".join(answer) if answer.streaming else answer.content
    return (
        content.decode(errors="replace") + "".join(f"{name}: {value}\n" for name, value in answer.items())
    ).casefold()


def is_named(name: str, table: dict[str, str]) -> bool:
    return any(fnmatch(name, known) for known in table)


def requests_to(address: DeskAddress, codes: Iterable[str] = ("en",)) -> Iterator[tuple[str, str, Any, dict[str, Any]]]:
    """(method, path, data, options) of everything that is tried on an address, at the editions of `codes`."""
    asked = [f"edition={code}&story={KEY}&article={KEY}&source={KEY}&old=1&new=2" for code in sorted(codes)]
    if address.name.endswith("_changelist"):
        asked = ["p=0"]
    asked += QUERIES.get(address.name, [])
    for query in ["", *asked]:
        yield "GET", f"{address.path}?{query}", None, {}
    buttons = next((found for end, found in BUTTONS.items() if address.name.endswith(end)), [{}])
    for query, code in zip(asked, sorted(codes), strict=False):
        for button in buttons:
            yield "POST", f"{address.path}?{query}", {**SENT, "edition": code, **button}, {}
        sent = json.dumps({**SENT, "edition": code, "story": KEY, "article": KEY, "source": KEY})
        yield "POST", f"{address.path}?{query}", sent, JSON


JSON = {"content_type": "application/json"}
OTHER_METHODS = ("HEAD", "PUT", "PATCH", "DELETE", "OPTIONS")


def is_refused(answer: Any) -> bool:
    if answer.status_code in {400, 403, 404, 405, 410}:
        return True
    return answer.status_code == 302 and answer["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("who", OUTSIDERS)
def test_nobody_enters_who_does_not_work_here(guarded, addresses, who: str):
    walker = Walker(OUTSIDERS[who](guarded))
    wrong = []
    for address in addresses:
        tried = [*requests_to(address), *((method, address.path, None, {}) for method in OTHER_METHODS)]
        for method, path, data, options in tried:
            with walker.asked(method, path, data, **options) as (answer, written):
                leaked = [where for where, word in SECRETS.items() if word in told_of(answer)]
                open_ = not is_refused(answer) and not is_named(address.name, OPEN_TO_OUTSIDERS)
                if open_ or leaked or written - {"user"} or answer.status_code >= 500:
                    wrong.append((address.name, method, path, answer.status_code, leaked, written))
    assert not wrong, "\n".join(str(one) for one in wrong)


@pytest.mark.once
@pytest.mark.parametrize("who", MEMBERS)
def test_nobody_reads_or_changes_what_is_not_theirs(guarded, addresses, who: str):
    user = MEMBERS[who](guarded)
    walker = Walker(user)
    codes = MAY_NOT_BEGIN.get(who, {"en"})
    wrong = []
    for address in addresses:
        for method, path, data, options in requests_to(address, codes):
            with walker.asked(method, path, data, **options) as (answer, written):
                leaked = [where for where, word in SECRETS.items() if word in told_of(answer)]
                done = harm(walker.before, user=user, may_order=who in MAY_ORDER, codes=codes) if written else []
                unnamed = 200 <= answer.status_code < 300 and not is_named(address.name, OPEN_TO_MEMBERS)
                if leaked or done or unnamed or answer.status_code >= 500:
                    wrong.append((address.name, method, path, answer.status_code, leaked, done))
    assert not wrong, "\n".join(str(one) for one in wrong)


@pytest.mark.once
@pytest.mark.parametrize("who", ["editor elsewhere", "editor of another section"])
def test_no_other_method_does_more(guarded, addresses, who: str):
    walker = Walker(MEMBERS[who](guarded))
    wrong = []
    for address in addresses:
        for method in OTHER_METHODS:
            with walker.asked(method, f"{address.path}?edition=en") as (answer, written):
                leaked = [where for where, word in SECRETS.items() if word in told_of(answer)]
                if leaked or written or answer.status_code >= 500:
                    wrong.append((address.name, method, answer.status_code, leaked, written))
    assert not wrong, "\n".join(str(one) for one in wrong)


def test_nothing_is_sent_from_another_site(guarded, addresses):
    """A form of a foreign page carries no token: whatever it is sent to refuses it, even from an admin."""
    walker = Walker(make_user(role="admin"))
    walker.client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    wrong = []
    for address in addresses:
        with walker.asked("POST", address.path, SENT) as (answer, written):
            if answer.status_code not in {403, 404, 405} or written:
                wrong.append((address.name, answer.status_code, written))
    assert not wrong, "\n".join(str(one) for one in wrong)


def test_walk_meets_the_guarded_things(guarded, addresses):
    """Who may know everything meets every secret on the way: else the walk would prove nothing."""
    walker = Walker(make_user(role="admin"))
    met = set()
    for address in addresses:
        for method, path, data, options in requests_to(address):
            if method == "GET":
                with walker.asked(method, path, data, **options) as (answer, _written):
                    met |= {where for where, word in SECRETS.items() if word in told_of(answer)}
    # Their pages come with revisions, notes, and notices.
    assert met >= SECRETS.keys() - {"pending change", "autosave", "note", "notice"}


def test_walk_finds_every_page_of_the_desk(addresses):
    names = {address.name for address in addresses}
    for model in admin.site._registry:
        label = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        assert {f"{label}_{page}" for page in ("changelist", "add", "change", "delete", "history")} <= names
    assert all(address.path.startswith("/") and "<" not in address.path for address in addresses)


@pytest.mark.parametrize("table", [OPEN_TO_OUTSIDERS, OPEN_TO_MEMBERS], ids=["outsiders", "members"])
def test_tables_name_addresses_that_there_are(addresses, table: dict[str, str]):
    names = {address.name for address in addresses}
    assert [known for known in table if not any(fnmatch(name, known) for name in names)] == []


# Of which published translations somebody may write the change that waits: (languages, is it in their section).
TRANSLATORS = {"of its pair": (["fa"], True), "of another pair": (["sq"], True), "of another section": (["fa"], False)}
SEEN = {"title", "slug", "standfirst", "body", "state", "published_at", "unpublish_at", "pending_at", "source_id"}
SEEN |= {"lineage", "updated_at", "n_changed", "n_removed", "n_missing", "stale_since", "translated_at"}


@pytest.mark.once
@pytest.mark.parametrize("who", TRANSLATORS)
def test_what_readers_see_of_a_translation_is_no_translators_to_change(guarded, addresses, who: str):
    """Through every address; and what waits beside it is written by those of its pair and section alone."""
    sources, is_theirs = TRANSLATORS[who]
    source = make_article(id=KNOWN + 1, story_id=KNOWN, edition="fa", title="رود")
    Article.objects.filter(pk=KNOWN).update(source=source, pending=None)
    sections = [guarded.section if is_theirs else guarded.other_section]
    walker = Walker(make_member("translator", "en", sections=sections, sources=sources))
    before = Article.objects.values(*SEEN).get(pk=KNOWN)
    wrong, wrote = [], False
    for address in addresses:
        for method, path, data, options in requests_to(address):
            if method != "POST":
                continue
            with walker.asked(method, path, data, **options) as (_answer, written):
                if "article" in written:
                    wrote = wrote or Article.objects.filter(pk=KNOWN, pending__isnull=False).exists()
                    if Article.objects.values(*SEEN).get(pk=KNOWN) != before:
                        wrong.append((address.name, path, data))
    assert not wrong, "\n".join(str(one) for one in wrong)
    assert wrote is (who == "of its pair")
