"""What is put into a mould is what mail programs read, in every script and with every value."""

import email
import email.policy
import re
from email.header import decode_header, make_header

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailing.casting import Cast
from mailing.composing import Addressee, Mould, place
from mailing.encoding import Base64Body, QuotedBody, body_of
from mailing.headers import BadAddress, mailbox_field, text_field, wire_address
from mailing.identity import letter_of, message_id, return_path

# Everything but halves of surrogate pairs; carriage returns are line ends in mail, and so nothing of their own.
letters = st.characters(exclude_categories=["Cs"], exclude_characters="\r")
texts = st.text(letters, max_size=400) | st.text("ab =.\nب", max_size=400) | st.text("سلام \u200c.", max_size=300)
names = st.sampled_from(["token", "name", "way"])
moulds = st.lists(texts | names.map(place), max_size=8).map("".join)


def read(raw: bytes) -> email.message.EmailMessage:
    return email.message_from_bytes(raw, policy=email.policy.default)


def filled(text: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        text = text.replace(place(name), value)
    return text


@pytest.mark.parametrize("kind", [QuotedBody, Base64Body, body_of])
@given(text=moulds, values=st.fixed_dictionaries({"token": texts, "name": texts, "way": texts}))
def test_body_says_what_was_put_in(kind, text: str, values: dict[str, str]):
    body = kind(text)
    raw = body.cast(values)
    head = f"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: {body.encoding}\r\n\r\n"
    said = email.message_from_bytes(head.encode() + raw).get_payload(decode=True).decode()
    assert said.replace("\r\n", "\n") == filled(text, values)
    assert raw.isascii()
    lines = raw.split(b"\r\n")
    assert max(map(len, lines)) <= 76
    assert not any(b"\n" in line or b"\r" in line for line in lines)


@given(name=st.text(letters, max_size=120), subject=st.text(letters, max_size=200))
def test_headers_say_what_was_put_in_on_lines_that_servers_take(name: str, subject: str):
    raw = mailbox_field("To", name, "mira@example.org") + text_field("Subject", subject)
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 78
    mail = read(raw + b"\r\n")
    assert len(mail.items()) == 2
    assert mail["To"].addresses[0].addr_spec == "mira@example.org"
    # The strict policy's reader puts a space between two encoded words of a name, which RFC 2047 (6.2) does not.
    written = email.message_from_bytes(raw)["To"].rpartition("<")[0].strip()
    if written.startswith('"'):
        written = re.sub(r'\\(["\\])', r"\1", written[1:-1])
    shown = str(make_header(decode_header(written)))
    plain = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
    assert " ".join(mail["Subject"].split()) == " ".join(plain.sub(" ", subject).split())
    assert " ".join(shown.split()) == " ".join(plain.sub(" ", name).split())


def a_mould(**changes) -> Mould:
    fields = {
        "subject": f"پرس بریف {place('number')}",
        "text": f"سلام {place('name')}\nhttps://example.org/m/{place('token')}/\n",
        "html": f'<p dir="rtl">سلام {place("name")}</p><a href="https://example.org/m/{place("token")}/">x</a>',
        "from_name": "نشریهٔ نمونه",
        "reply_to": "desk@example.org",
        "list_id": "newsletter.fa.example.org",
        "one_click": f"https://example.org/fa/subscribe/leave/{place('token')}/",
        "feedback_id": "12:newsletter:fa:nejat",
        "language": "fa",
        "direction": "rtl",
    }
    return Mould(**{**fields, **changes})


def test_mail_has_what_mail_programs_look_for():
    values = {"name": "مینا", "token": "t" * 43, "number": "۱۲"}
    raw = Cast(a_mould()).mail(7, Addressee("mina@example.org", "مینا", values))
    mail = read(raw)
    assert mail["To"].addresses[0].display_name == "مینا"
    assert mail["From"].addresses[0].display_name == "نشریهٔ نمونه"
    assert mail["Subject"] == "پرس بریف ۱۲"
    assert mail["List-Id"] == "<newsletter.fa.example.org>"
    assert mail["List-Unsubscribe"] == f"<https://example.org/fa/subscribe/leave/{'t' * 43}/>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Feedback-ID"] == "12:newsletter:fa:nejat"
    assert mail["Content-Language"] == "fa"
    assert "Auto-Submitted" not in mail
    assert mail["Date"].datetime
    assert letter_of(mail["Message-ID"]) == 7
    text, html = mail.iter_parts()
    assert text.get_content().replace("\r\n", "\n") == f"سلام مینا\nhttps://example.org/m/{'t' * 43}/\n"
    assert f'href="https://example.org/m/{"t" * 43}/"' in html.get_content()
    # An address is not broken; servers take lines of 998.
    assert {line.split(b":")[0] for line in raw.split(b"\r\n") if len(line) > 78} == {b"List-Unsubscribe"}


def test_two_mails_of_a_mould_differ_in_nothing_but_what_is_each_ones_own():
    cast = Cast(a_mould(text="Hello", html="<p>Hello</p>", subject="Hello", one_click=""))
    one, other = (cast.mail(7, Addressee("a@example.org"), moment=None) for _ in range(2))
    assert one.split(b"MIME-Version")[1] == other.split(b"MIME-Version")[1]


def test_mail_for_services_says_the_same_as_the_bytes():
    to = Addressee("mina@example.org", 'Mina "M" N', {"name": "مینا", "token": "abc", "number": "12"})
    cast = Cast(a_mould())
    raw, made = read(cast.mail(7, to)), read(cast.message(7, to).message().as_bytes())
    for name in ("From", "To", "Subject", "Reply-To", "List-Id", "List-Unsubscribe", "Message-ID", "Feedback-ID"):
        assert raw[name] == made[name]
    said, made_said = ([part.get_content().split() for part in mail.iter_parts()] for mail in (raw, made))
    assert said == made_said


@pytest.mark.parametrize("address", ["", "nobody", "@example.org", "a@", "a b@example.org", "نام@example.org", "a@b>c"])
def test_address_that_no_server_takes_is_named(address: str):
    with pytest.raises(BadAddress):
        wire_address(address)


def test_hosts_in_other_scripts_are_written_as_servers_know_them():
    assert wire_address("info@مثال.إختبار") == "info@xn--mgbh0fb.xn--kgbechtv"


def test_nobody_adds_a_header_by_a_name():
    raw = mailbox_field("To", "Mina\r\nBcc: all@example.org", "mina@example.org")
    assert list(read(raw + b"\r\n").keys()) == ["To"]


def test_message_id_of_another_is_believed_only_with_its_signature(settings):
    assert letter_of(message_id(7)) == 7
    assert letter_of(message_id(7).replace("nejat.7.", "nejat.8.")) is None
    settings.MAIL_RETURN_PATH = "bounces@example.org"
    assert letter_of(return_path(7, "desk@example.org")) == 7
    assert return_path(7, "").endswith("@example.org")


def test_a_place_is_named_by_small_letters():
    with pytest.raises(ValueError, match="small letters"):
        place("Name 1")
