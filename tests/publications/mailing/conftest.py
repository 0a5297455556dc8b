"""Issues that are mailed, and who gets them."""

from collections.abc import Callable
from email.message import EmailMessage as Message
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from mailing.sender import send_all_due
from publications.mailing.issues import texts
from publications.models import Issue, IssueEdition
from seeds.factories.articles import make_article, make_category, make_story
from seeds.factories.media import make_image
from seeds.factories.publications import make_issue, make_series
from seeds.factories.readers import make_subscriber


@pytest.fixture
def issue(editions, files_dir) -> Issue:
    """An issue in four editions, each with two articles that have a picture, a category and a standfirst."""
    category = make_category(name="Gardens")
    stories = [
        make_story(
            image=make_image(alt_en="A gate", alt_fa="دروازه", alt_ar="بوابة", alt_sq="Një portë"), category=category
        )
        for _number in range(2)
    ]
    articles = [
        make_article(story=story, edition=code, title=f"{title} {number}", standfirst=f"{title}: what is behind it.")
        for code, title in TITLES.items()
        for number, story in enumerate(stories, start=1)
    ]
    made = make_issue(
        series=make_series(slug="letter", name="The Letter"), editions=list(TITLES), articles=articles, with_pdf=True
    )
    for code, title in TITLES.items():
        IssueEdition.objects.filter(issue=made, edition=code).update(title=f"{title} 7", lead=f"<p>{title}.</p>")
    return made


TITLES = {"en": "The gate", "ar": "البوابة", "fa": "دروازهٔ باغ\u200cها", "sq": "Porta e kopshtit"}


@pytest.fixture
def text_in(issue: Issue) -> Callable[[str], IssueEdition]:
    return lambda code: texts().get(issue=issue, edition=code)


@pytest.fixture
def text(text_in) -> IssueEdition:
    return text_in("en")


@pytest.fixture
def reader() -> Callable[..., Any]:
    """Somebody who gets the issue's series."""

    def make(code: str = "en", **fields: Any) -> Any:
        return make_subscriber(edition=code, lists=("series:letter",), **fields)

    return make


@pytest.fixture
def delivered(settings, tmp_path: Path) -> Callable[[], list[Message]]:
    """Send what is due into a folder, and read what has come since, as a mail program does."""
    folder = tmp_path / "mail"
    folder.mkdir()
    backend = "django.core.mail.backends.filebased.EmailBackend"
    settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": {"file_path": str(folder)}}}

    def read() -> list[Message]:
        known = set(folder.glob("*.eml"))
        send_all_due()
        new = sorted(set(folder.glob("*.eml")) - known)
        return [BytesParser(policy=default).parsebytes(file.read_bytes()) for file in new]

    return read
