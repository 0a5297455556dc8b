"""Subscribers are brought along in a file with proof of their consent, and taken out as one."""

import codecs
import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import AuditEntry
from editions.models import Edition
from mailing.enums import Reason
from mailing.services import suppress
from readers.enums import ConsentSource, FileState, SubscriberState
from readers.models import Subscriber, SubscriberFile, Subscription, Tally
from readers.subscribing.files import taking
from readers.subscribing.files.reading import UnreadableError, read_rows
from readers.subscribing.files.taking import look_through, order_taking, take_rest
from readers.subscribing.files.writing import lines_of
from readers.subscribing.traces import fade
from seeds.factories.readers import make_subscriber
from tests.readers.subscribing.conftest import BRIEF, NEWSLETTER

pytestmark = pytest.mark.usefixtures("series")

HEAD = "address,edition,series,name,consent date,consent source\n"
LINE = "ada@example.org,en,newsletter,Ada,2024-05-01,Old site: form of May 2024\n"


def english() -> Edition:
    return Edition.objects.get(code="en")


def read(text: str | bytes, **how):
    data = text if isinstance(text, bytes) else text.encode()
    return read_rows(data, edition=how.pop("edition", None) or english(), **how)


def take(text: str) -> SubscriberFile:
    file = look_through(text.encode(), name="old.csv", edition=english())
    order_taking(file, here=True)
    take_rest(file.pk)
    file.refresh_from_db()
    return file


def test_row_with_proof_is_subscribed_and_the_proof_is_kept():
    file = take(HEAD + LINE)
    ada = Subscriber.objects.receiving("en", NEWSLETTER).get()
    assert (ada.email, ada.name, ada.consent_source) == ("ada@example.org", "Ada", ConsentSource.IMPORT)
    assert ada.consent_text == "Old site: form of May 2024"
    assert ada.consented_at.date().isoformat() == "2024-05-01"
    assert (file.state, file.counts["new"], file.rows) == (FileState.DONE, 1, [])
    assert Tally.objects.get().n_joined == 1


def test_looking_through_subscribes_nobody():
    file = look_through((HEAD + LINE).encode(), name="old.csv", edition=english())
    assert (file.state, file.counts) == (FileState.CHECKED, {"new": 1})
    assert not Subscriber.objects.exists()
    assert take_rest(file.pk) == 0, "nobody ordered it"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("ada@,en,newsletter,Ada,2024-05-01,form", "The address is not one."),
        ("ada@example.org,en,newsletter,Ada,,form", "There is no date of consent."),
        ("ada@example.org,en,newsletter,Ada,soon,form", "The date of consent is not one"),
        ("ada@example.org,en,newsletter,Ada,2999-01-01,form", "The date of consent is not one"),
        ("ada@example.org,en,newsletter,Ada,1403-01-01,form", "The date of consent is not one"),
        ("ada@example.org,en,newsletter,Ada,2024-05-01,", "There is no source of consent."),
        ("ada@example.org,xx,newsletter,Ada,2024-05-01,form", "There is no such edition."),
        ("ada@example.org,ar,brief,Ada,2024-05-01,form", "It names no series"),
        ("ada@example.org,en,,Ada,2024-05-01,form", "It names no series"),
    ],
)
def test_row_without_proof_or_sense_is_named_by_its_line_and_not_by_its_address(line, reason):
    rows, problems, number = read(f"{HEAD}{LINE}\n{line}\n")
    assert (len(rows), number) == (1, 1)
    assert problems[0].line == 4, "empty lines count"
    assert problems[0].reason.startswith(reason)
    assert "ada" not in problems[0].reason


def test_file_without_the_columns_of_proof_is_refused_whole():
    with pytest.raises(UnreadableError, match="consent date, consent source"):
        read("email,name\nada@example.org,Ada\n")
    with pytest.raises(UnreadableError):
        read(b"")


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF8 + (HEAD + LINE).encode(),
        (HEAD + LINE).replace(",", ";").encode(),
        ("sep=;\r\n" + (HEAD + LINE).replace(",", ";").replace("\n", "\r\n")).encode(),
        (HEAD + LINE).replace(",", "\t").encode("utf-16"),
        (HEAD + LINE).encode("cp1252"),
        (HEAD + LINE.replace("2024-05-01", "01.05.2024")).encode(),
        (HEAD + LINE.replace("2024-05-01", "2024-05-01T10:20:30.123Z")).encode(),
        (HEAD.title() + LINE.replace("2024-05-01", "۲۰۲۴-۰۵-۰۱")).encode(),
    ],
)
def test_spreadsheets_of_all_countries_are_read(data):
    rows, problems, _number = read(data)
    assert problems == []
    assert (rows[0].email, rows[0].lists, rows[0].consented_at[:10]) == ("ada@example.org", [NEWSLETTER], "2024-05-01")


def test_old_letters_of_a_country_are_read_as_its_edition_has_them():
    name = "مریم"
    line = LINE.replace("Ada", name).replace(",en,", ",fa,")
    rows, _problems, _number = read(
        (HEAD + line).encode("cp1256", errors="replace"), edition=Edition.objects.get(code="fa")
    )
    assert rows[0].name.startswith("مر")


def test_lines_that_name_no_edition_or_series_take_those_of_the_file():
    text = "email;consent date;proof\nada@example.org;2024-05-01;form\n"
    rows, _problems, _number = read(text, series=BRIEF)
    assert (rows[0].edition, rows[0].lists) == ("en", [BRIEF])
    only, _problems, _number = read(text, edition=Edition.objects.get(code="ar"))
    assert (only[0].edition, only[0].lists) == ("ar", [NEWSLETTER])


def test_who_left_or_cannot_be_reached_stays_out_and_is_counted():
    make_subscriber(email="left@example.org", state=SubscriberState.LEFT, left_at=timezone.now())
    make_subscriber(email="silent@example.org", state=SubscriberState.SILENCED)
    make_subscriber(email="here@example.org", lists=(BRIEF,))
    make_subscriber(email="asked@example.org", state=SubscriberState.PENDING, lists=())
    make_subscriber(
        email="faded@example.org", state=SubscriberState.LEFT, left_at=timezone.now() - timedelta(days=100), lists=()
    )
    assert fade() == 1
    assert not Subscriber.objects.filter(email__startswith="faded").exists()
    suppress("bounced@example.org", Reason.BOUNCE)
    names = ("left", "Silent", "here", "asked", "FADED", "bounced", "new", "NEW")
    file = take(HEAD + "".join(LINE.replace("ada@", f"{name}@") for name in names))
    assert file.counts == {"left": 2, "suppressed": 2, "known": 1, "new": 2, "twice": 1}
    receiving = Subscriber.objects.receiving("en", NEWSLETTER).values_list("email", flat=True)
    assert set(receiving) == {"asked@example.org", "new@example.org"}
    assert list(Subscription.objects.filter(subscriber__email="here@example.org").values_list("list", flat=True)) == [
        BRIEF
    ]


def test_file_goes_on_where_it_stopped_and_nobody_is_taken_twice(monkeypatch):
    monkeypatch.setattr(taking, "A_BATCH", 2)
    file = look_through(
        (HEAD + "".join(LINE.replace("ada", f"reader-{number}") for number in range(5))).encode(),
        name="old.csv",
        edition=english(),
    )
    order_taking(file, here=True)

    def stops(done: int) -> None:
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take_rest(file.pk, told=stops)
    file.refresh_from_db()
    assert (file.n_done, file.state, Subscriber.objects.count()) == (4, FileState.RUNNING, 4)
    order_taking(file, here=True)
    assert take_rest(file.pk) == 1
    file.refresh_from_db()
    assert (file.state, file.counts["new"], Subscriber.objects.count()) == (FileState.DONE, 5, 5)
    assert Tally.objects.get().n_joined == 5
    assert take_rest(file.pk) == 0
    assert AuditEntry.objects.filter(action="import").count() == 1


def test_command_shows_first_and_takes_when_it_is_told_to(tmp_path, capsys):
    path = tmp_path / "old.csv"
    path.write_text(HEAD + LINE + "nobody,en,newsletter,,2024-05-01,form\n", encoding="utf-8")
    call_command("import_subscribers", str(path), "--edition", "en")
    shown = capsys.readouterr()
    assert "1 new" in shown.out
    assert ":3: The address is not one." in shown.err
    assert not Subscriber.objects.exists()
    assert not SubscriberFile.objects.exists()
    call_command("import_subscribers", str(path), "--edition", "en", "--yes")
    assert "1 of 1" in capsys.readouterr().err
    assert Subscriber.objects.count() == 1
    with pytest.raises(CommandError, match="no edition"):
        call_command("import_subscribers", str(path), "--edition", "xx")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_subscribers", str(tmp_path / "none.csv"), "--edition", "en")


def test_file_that_is_taken_out_is_safe_in_spreadsheets_and_can_be_taken_in_again():
    make_subscriber(
        email="=cmd@example.org",
        name='=HYPERLINK("https://a.example")',
        consent_text="Form\nof May",
        lists=(NEWSLETTER, BRIEF),
    )
    text = "".join(lines_of(Subscriber.objects.all()))
    assert text.startswith("\ufeff")
    (row,) = csv.DictReader(StringIO(text.removeprefix("\ufeff")))
    assert row["address"] == "'=cmd@example.org"
    assert row["name"].startswith("'=")
    assert row["consent source"] == "Form of May"
    Subscriber.objects.all().delete()
    rows, problems, _number = read(text)
    assert problems == []
    assert (rows[0].email, rows[0].lists) == ("=cmd@example.org", [NEWSLETTER, BRIEF])
    assert rows[0].name.startswith("=HYPERLINK")
