"""Sendings to numbers: a composer for tests, and benchmarks, that needs no table of subscribers."""

from django.core.mail import EmailMultiAlternatives

from mailing.composing import Addressee, Mould, place, register_composer, register_letter
from mailing.models import Letter, Sending

WORDS = "A garden behind the library is open on Sundays; who wants to help brings gloves. " * 20


class NumbersComposer:
    """The audience is how many get it. By their number some have no mailbox, are refused, or have left meanwhile.

    Nobody has and is, where the key begins with "plain".
    """

    def mould(self, sending: Sending) -> Mould:
        address = f"https://example.org/m/{place('token')}/"
        return Mould(
            subject="The garden",
            text=f"{WORDS}\n{address}\n",
            html=f"<p>{WORDS * 4}</p><p><a href='{address}'>leave</a></p>",
            from_name="The Garden Letter",
            list_id="garden.en.example.org",
            one_click=address,
        )

    def recipients(self, sending: Sending, after: int, limit: int) -> list[int]:
        return list(range(after + 1, min(int(sending.audience), after + limit) + 1))

    def addressees(self, sending: Sending, numbers: list[int]) -> dict[int, Addressee]:
        if sending.key.startswith("plain"):
            return {number: addressee(number, f"reader{number}@example.org") for number in numbers}
        return {number: addressee(number, address_of(number)) for number in numbers if not has_left(number)}

    def sample(self, sending: Sending, address: str) -> Addressee:
        return Addressee(address, "", {"token": "sample"})


def addressee(number: int, address: str) -> Addressee:
    return Addressee(address, f"Reader {number}", {"token": f"{number:043}"})


def has_left(number: int) -> bool:
    return number % 97 == 5


def address_of(number: int) -> str:
    kind = {7: "nobody", 23: "refuse"}.get(number % 50, "reader")
    return f"{kind}{number}@example.org"


def compose_hello(letter: Letter) -> EmailMultiAlternatives | None:
    if letter.key == "gone":
        return None
    if letter.key == "broken":
        raise RuntimeError("no words")
    mail = EmailMultiAlternatives(subject="Hello", body=f"Hello {letter.key}", to=[f"{letter.key}@example.org"])
    mail.attach_alternative(f"<p>Hello {letter.key}</p>", "text/html")
    return mail


def register() -> None:
    register_composer("numbers", NumbersComposer())
    register_letter("hello", compose_hello)
