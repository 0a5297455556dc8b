"""The mail of an issue, as it comes to its readers: in four editions, in any program, in both its forms."""

import re
from collections.abc import Callable
from email.message import EmailMessage as Message
from html.parser import HTMLParser
from typing import Any

import pytest
from django.utils import timezone, translation

from editions.enums import State
from mailing.composing import PLACE
from mailing.drawing.plain import LRM, RLM
from publications.mailing.checks import MOST_BYTES
from publications.mailing.issues import send_issue
from publications.mailing.letters import draw_mail, issue_mail
from publications.mailing.pictures import SMALL, mail_picture
from publications.mailing.rich import mail_html, mail_words
from publications.models import IssueEdition, IssueEntry, MailSettings, MailWords
from seeds.factories.media import make_image
from tests.publications.mailing.conftest import TITLES

pytestmark = pytest.mark.django_db
VOID = {"meta", "img", "br", "hr", "base", "link"}
TEXTS = {"p", "h1", "h2", "h3", "li", "blockquote"}


class Read(HTMLParser):
    """What stands in a mail's HTML; fails where its elements are not well nested."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"{tag} says something twice"
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag in tags]


def html_of(mail: Message) -> str:
    return mail.get_body(("html",)).get_content()


def text_of_mail(mail: Message) -> str:
    return mail.get_body(("plain",)).get_content().replace("\r\n", "\n")


@pytest.fixture
def mail_in(text_in, reader, delivered) -> Callable[[str], Message]:
    """The mail that a reader of an edition gets."""

    def get(code: str) -> Message:
        reader(code, email=f"{code}@example.org")
        send_issue(text=text_in(code), number=1, send_at=None, rate=None, by=None)
        [mail] = delivered()
        return mail

    return get


@pytest.mark.parametrize("code", list(TITLES))
def test_mail_says_its_language_and_direction_on_every_block(mail_in, editions, code: str):
    mail, edition = mail_in(code), editions[code]
    side = "right" if edition.direction == "rtl" else "left"
    read = Read(html_of(mail))
    [root] = read.all("html")
    assert (root["lang"], root["dir"]) == (code, edition.direction)
    blocks = read.all(*TEXTS)
    assert len(blocks) > 8
    assert {(one["lang"], one["dir"], one["align"]) for one in blocks} == {(code, edition.direction, side)}
    tables = read.all("table")
    assert all((one["role"], one["dir"]) == ("presentation", edition.direction) for one in tables)
    assert mail["Content-Language"] == code
    assert mail["Subject"] == f"{TITLES[code]} 7"


@pytest.mark.parametrize("code", list(TITLES))
def test_plain_text_says_the_same_and_begins_each_line_in_its_direction(mail_in, editions, code: str):
    mail = mail_in(code)
    text = text_of_mail(mail)
    links = {one["href"] for one in Read(html_of(mail)).all("a")}
    assert len(links) > 5
    assert [link for link in links if link not in text.split("\n")] == []
    strong = re.compile(f"[A-Za-zÇËçë{LRM}]" if editions[code].direction == "ltr" else f"[\u0620-\u06ff{RLM}]")
    lines = [line for line in text.split("\n") if line and not line.startswith("http")]
    assert [line for line in lines if not strong.match(line)] == []
    assert f"{TITLES[code]} 1" in text


def test_half_spaces_and_digits_of_the_edition_stay(mail_in, issue):
    # A number is a name: no separators, however large it is.
    type(issue).objects.filter(pk=issue.pk).update(number=18_056)
    mail = mail_in("fa")
    assert "باغ\u200cها" in mail["Subject"]
    assert "باغ\u200cها" in text_of_mail(mail)
    assert "شمارهٔ ۱۸۰۵۶،" in text_of_mail(mail)


def test_pictures_have_words_sizes_and_full_addresses_and_none_reports_anything(mail_in):
    read = Read(html_of(mail_in("en")))
    pictures = read.all("img")
    assert len(pictures) == 2
    for one in pictures:
        assert one["alt"] == "A gate"
        assert re.fullmatch(r"https?://\S+\.jpe?g", one["src"] or "")
        assert int(one["width"] or 0) > 1
        assert int(one["height"] or 0) > 1
    assert not read.all("script", "form", "iframe", "link", "object")


def test_mail_can_be_left_with_one_click_and_its_links_are_each_ones_own(mail_in):
    mail = mail_in("fa")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = mail["List-Unsubscribe"].strip("<>")
    assert address in text_of_mail(mail)
    assert "/fa/subscribe/leave/" in address
    assert not PLACE.search(mail.as_string())
    assert mail["List-Id"].startswith("<letter.fa.")
    assert mail["Feedback-ID"].startswith("issue")


def test_long_issue_stays_below_what_programs_cut(text, issue):
    article = text.entries.first().article
    IssueEntry.objects.bulk_create(
        IssueEntry(text=text, article=article, position=9 + n, teaser="What is behind the gate. " * 40)
        for n in range(30)
    )
    with translation.override("fa"):
        drawn = draw_mail(issue_mail(text, text.edition), text.edition)
    assert len(drawn.html.encode()) < MOST_BYTES
    Read(drawn.html)


def test_lead_keeps_paragraphs_links_and_words_of_other_languages():
    body = (
        '<h2>Gates</h2><p>See <a href="/en/about/" title="x">this</a>.</p><figure data-image="3"></figure>'
        '<blockquote lang="fa"><p>دروازه</p></blockquote><ul><li>One</li></ul>'
    )
    html = mail_html(body, "en", "ltr")
    assert '<a class="lead-link" href="http' in html
    assert "/en/about/" in html
    assert "figure" not in html
    assert 'lang="fa" dir="rtl" align="right"' in html
    Read(html)
    words = mail_words(body)
    assert words.split("\n\n")[:2] == ["Gates", "See this."]
    assert words.endswith("/en/about/")


def test_what_is_typed_stands_in_the_mail_as_text_and_nothing_else(text):
    IssueEdition.objects.filter(pk=text.pk).update(title="<b>Bold</b> & 'quoted'")
    text.refresh_from_db(fields=["title"])
    with translation.override("en"):
        drawn = draw_mail(issue_mail(text, text.edition), text.edition)
    assert "<b>Bold" not in drawn.html
    assert "<b>Bold</b> & 'quoted'" in drawn.text


def test_subject_and_preheader_are_those_of_the_mail_where_they_are_given(text, mail_in):
    MailWords.objects.create(text=text, subject="Behind the gate", preheader="Two gardens")
    mail = mail_in("en")
    assert mail["Subject"] == "Behind the gate"
    assert "Two gardens" in html_of(mail).partition("<table")[0]


def test_preheader_begins_with_the_lead_where_none_is_given(text):
    with translation.override("en"):
        mail = issue_mail(text, text.edition)
    assert mail.preheader == "The gate."


def test_foot_says_who_sends_it(text, mail_in):
    MailSettings.objects.create(edition=text.edition, postal="The Gardeners\n12 Gate Street")
    mail = mail_in("en")
    assert "12 Gate Street" in html_of(mail)
    assert "The Gardeners\n" in text_of_mail(mail)


def test_article_that_readers_do_not_see_is_not_led_to(text):
    entry = text.entries.first()
    type(entry.article).objects.filter(pk=entry.article_id).update(state=State.DRAFT)
    with translation.override("en"):
        seen = issue_mail(text, text.edition)
        drafted = issue_mail(text, text.edition, with_drafts=True)
    assert [len(section.lines) for section in seen.sections] == [1]
    assert [(line.heading, bool(line.address)) for line in drafted.sections[0].lines] == [
        ("The gate 1", False),
        ("The gate 2", True),
    ]


@pytest.mark.usefixtures("files_dir")
@pytest.mark.parametrize(("size", "shown"), [((1200, 800), (120, 80)), ((400, 1200), (56, 168)), ((60, 40), (60, 40))])
def test_small_picture_keeps_its_shape_within_its_room(db, size: tuple[int, int], shown: tuple[int, int]):
    image = make_image(size=size)
    image.renditions = {"jpeg": [min(320, size[0])]}
    picture: Any = mail_picture(image, "en", SMALL)
    assert (picture.width, picture.height) == shown


def test_issue_is_read_in_few_queries(text, django_assert_max_num_queries):
    with django_assert_max_num_queries(8), translation.override("en"), timezone.override("UTC"):
        draw_mail(issue_mail(text, text.edition), text.edition)
