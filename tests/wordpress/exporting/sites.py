"""Random sites: drawn as plain values, then made."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from articles.enums import CommentsMode, CorrectionKind, CreditRole, Stage
from articles.models import Article, Correction, Credit, StoryTopic
from articles.services import place
from editions.columns import column
from editions.enums import State
from editions.models import Page, PageEdition
from editions.scripts.controls import one_line
from editions.scripts.slugs import slugify
from media_gallery.enums import Kind
from readers.enums import CommentState
from seeds.factories import make_category, make_comment, make_person, make_story, make_topic
from seeds.factories.articles import make_credit
from seeds.factories.media import make_image, make_media_item
from seeds.factories.publications import make_book, make_issue, make_series
from tests.wordpress.exporting.strategies import BODY, LINE, PICTURES

CODES = ("en", "ar", "fa", "sq")
# Before now, so that states are what they are whenever the test runs; or long after.
PAST = st.integers(0, 600_000_000).map(lambda seconds: datetime(2004, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds))
FUTURE = st.integers(0, 9_000_000).map(lambda seconds: datetime(2095, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds))
TITLE = LINE.map(one_line).filter(lambda title: bool(slugify(title)))
TEXT = st.lists(LINE, min_size=1, max_size=3).map("\n".join).map(str.strip).filter(bool)
SOME_CODES = st.lists(st.sampled_from(CODES), min_size=1, max_size=4, unique=True)
NAMES = st.dictionaries(st.sampled_from(CODES), TITLE.map(lambda title: title[:70].strip()), min_size=1)


@st.composite
def standing(draw: st.DrawFn) -> dict[str, Any]:
    """State and moments."""
    state = draw(st.sampled_from([State.PUBLISHED, State.PUBLISHED, State.DRAFT, State.WITHDRAWN]))
    moment = draw(st.one_of(PAST, FUTURE) if state == State.PUBLISHED else PAST)
    if state == State.DRAFT and draw(st.booleans()):
        return {"state": state, "published_at": None}
    ends = moment + timedelta(days=9) if draw(st.booleans()) else None
    return {"state": state, "published_at": moment, "unpublish_at": ends}


@st.composite
def article(draw: st.DrawFn) -> dict[str, Any]:
    stands = draw(standing())
    return {
        **stands,
        "title": draw(TITLE),
        "standfirst": draw(st.one_of(st.just(""), TEXT)),
        "body": draw(BODY),
        "stage": draw(st.sampled_from(list(Stage))) if stands["state"] == State.DRAFT else Stage.WRITING,
        "corrections": draw(st.lists(st.tuples(st.sampled_from(list(CorrectionKind)), PAST, TEXT), max_size=2)),
        "comments": draw(
            st.lists(st.tuples(LINE, TEXT, st.sampled_from(list(CommentState)), PAST, st.integers(-3, 2)), max_size=4)
        ),
    }


@st.composite
def story(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "articles": {code: draw(article()) for code in draw(SOME_CODES)},
        "category": draw(st.integers(-1, 2)),
        "topics": draw(st.lists(st.integers(0, 2), unique=True, max_size=3)),
        "image": draw(st.integers(-1, 2)),
        "is_featured": draw(st.booleans()),
        "comments": draw(st.sampled_from(list(CommentsMode))),
        "credits": draw(
            st.lists(
                st.tuples(st.integers(0, 2), st.sampled_from(list(CreditRole)), st.sampled_from([None, *CODES])),
                max_size=3,
                unique_by=lambda one: one[:2],
            )
        ),
    }


@dataclass
class Site:
    """What a site has, as plain values."""

    categories: list[dict[str, str]] = field(default_factory=list)
    nested: bool = False
    topics: list[dict[str, str]] = field(default_factory=list)
    people: list[tuple[dict[str, str], bool]] = field(default_factory=list)
    words: list[dict[str, str]] = field(default_factory=list)
    stories: list[dict[str, Any]] = field(default_factory=list)
    pages: list[dict[str, dict[str, Any]]] = field(default_factory=list)
    media: list[dict[str, Any]] = field(default_factory=list)
    books: list[dict[str, Any]] = field(default_factory=list)
    issues: list[dict[str, Any]] = field(default_factory=list)


def _thing(codes: Any, more: dict[str, Any]) -> Any:
    return st.fixed_dictionaries({"titles": codes, "standing": standing(), "body": BODY, **more})


SITES = st.builds(
    Site,
    categories=st.lists(NAMES, min_size=3, max_size=3),
    nested=st.booleans(),
    topics=st.lists(NAMES, min_size=3, max_size=3),
    people=st.lists(st.tuples(NAMES, st.booleans()), min_size=3, max_size=3),
    words=st.lists(st.dictionaries(st.sampled_from(CODES), LINE, max_size=3), min_size=3, max_size=3),
    stories=st.lists(story(), min_size=1, max_size=4),
    pages=st.lists(
        st.dictionaries(
            st.sampled_from(CODES), st.fixed_dictionaries({"title": TITLE, "body": BODY, "standing": standing()}),
            min_size=1,
        ),
        max_size=2,
    ),
    media=st.lists(
        _thing(NAMES, {"kind": st.sampled_from(list(Kind)), "album": st.lists(st.integers(0, 2), max_size=3)}),
        max_size=2,
    ),
    books=st.lists(
        _thing(NAMES, {"authors": st.lists(st.integers(0, 2), unique=True, max_size=2), "with_pdf": st.booleans()}),
        max_size=1,
    ),
    issues=st.lists(
        st.fixed_dictionaries({"codes": SOME_CODES, "title": TITLE, "standing": standing(), "with_pdf": st.booleans()}),
        max_size=2,
    ),
)  # fmt: skip


def _columns(name: str, words: dict[str, str]) -> dict[str, str]:
    return {column(name, code): text for code, text in words.items()}


def _slugs(words: dict[str, str], number: int) -> dict[str, str]:
    """Addresses that nothing else has."""
    return {column("slug", code): f"{slugify(text)[:60].strip('-')}-{number}" for code, text in words.items()}


class Maker:
    """Makes the rows of a site."""

    def __init__(self, site: Site) -> None:
        self.site = site
        # Each picture is one of its own, whose key takes the place of those that bodies are drawn with.
        self.images = [make_image(**_columns("caption", words)) for words in site.words]
        self.categories: list[Any] = []
        for number, names in enumerate(site.categories):
            parent = self.categories[-1] if site.nested and self.categories else None
            words = {**_columns("name", names), **_slugs(names, number)}
            self.categories.append(make_category(editions=[], name="-", parent=parent, position=number % 2, **words))
        self.topics = [
            make_topic(editions=[], name="-", **_columns("name", names), **_slugs(names, number))
            for number, names in enumerate(site.topics)
        ]
        self.people = [
            make_person(editions=[], name="-", is_organisation=kind, **_columns("name", names), **_slugs(names, number))
            for number, (names, kind) in enumerate(site.people)
        ]
        self.articles: dict[str, list[Article]] = {code: [] for code in CODES}

    def make(self) -> None:
        for told in self.site.stories:
            self._story(told)
        for number, texts in enumerate(self.site.pages):
            page = Page.objects.create(key=f"page-{number}", position=number)
            for code, told in texts.items():
                PageEdition.objects.create(
                    page=page, edition_id=code, title=told["title"], slug=f"page-{number}",
                    body=self.pictured(told["body"]), **told["standing"],
                )  # fmt: skip
        for number, told in enumerate(self.site.media):
            self._media(number, told)
        for number, told in enumerate(self.site.books):
            self._book(number, told)
        self._issues()

    def pictured(self, body: str) -> str:
        for key, image in zip(PICTURES, self.images, strict=True):
            body = body.replace(f'data-image="{key}"', f'data-image="{image.pk}"')
        return body

    def _story(self, told: dict[str, Any]) -> None:
        story = make_story(
            category=self.categories[told["category"]] if told["category"] >= 0 else None,
            image=self.images[told["image"]] if told["image"] >= 0 else None,
            is_featured=told["is_featured"],
            comments=told["comments"],
        )
        StoryTopic.objects.bulk_create(StoryTopic(content_object=story, tag=self.topics[one]) for one in told["topics"])
        for position, (person, role, code) in enumerate(told["credits"]):
            address = "https://example.org/original" if role == CreditRole.SOURCE else ""
            make_credit(
                story=story, person=self.people[person], role=role, edition=code, position=position, address=address
            )
        for code, text in told["articles"].items():
            self._article(story, code, text)

    def _article(self, story: Any, code: str, told: dict[str, Any]) -> None:
        kept = {name: value for name, value in told.items() if name not in {"corrections", "comments", "body"}}
        number = len(self.articles[code])
        slug = f"{slugify(told['title'])[:60].strip('-')}-{number}"
        made = Article(story=story, edition_id=code, slug=slug, body=self.pictured(told["body"]), **kept)
        made.save()
        self.articles[code].append(made)
        for kind, moment, text in told["corrections"]:
            Correction.objects.create(article=made, kind=kind, made_at=moment, text=text)
        firsts: list[Any] = []
        for name, text, state, moment, answers in told["comments"]:
            parent = firsts[answers] if 0 <= answers < len(firsts) else None
            # Addresses of what is spam or rejected are not taken along.
            has_address = state in {CommentState.APPROVED, CommentState.HELD}
            comment = make_comment(
                article=made, parent=parent, name=name[:80], text=text, state=state, made_at=moment,
                email="reader@example.org" if has_address else "",
            )  # fmt: skip
            if parent is None:
                firsts.append(comment)
        place([made])

    def _media(self, number: int, told: dict[str, Any]) -> None:
        stands = {name: value for name, value in told["standing"].items() if name != "unpublish_at"}
        make_media_item(
            kind=told["kind"], editions=[], title="-", image=self.images[number % 3],
            pictures=[self.images[place] for place in told["album"]], **stands,
            **_columns("title", told["titles"]), **_slugs(told["titles"], number),
            **_columns("text", {code: self.pictured(told["body"]) for code in told["titles"]}),
        )  # fmt: skip

    def _book(self, number: int, told: dict[str, Any]) -> None:
        stands = {name: value for name, value in told["standing"].items() if name != "unpublish_at"}
        make_book(
            series=make_series(kind="books", slug="books"), editions=[], title="-", cover=self.images[number % 3],
            authors=[self.people[place] for place in told["authors"]], with_pdf=told["with_pdf"], year=1999, **stands,
            **_columns("title", told["titles"]), **_slugs(told["titles"], number),
            **_columns("description", {code: self.pictured(told["body"]) for code in told["titles"]}),
            **_columns("publisher", told["titles"]),
        )  # fmt: skip

    def _issues(self) -> None:
        series = make_series(slug="pars-brief", kind="brief") if self.site.issues else None
        for number, told in enumerate(self.site.issues, 7):
            issue = make_issue(
                series=series, number=number, editions=told["codes"], title=told["title"], with_pdf=told["with_pdf"],
                articles=[one for code in told["codes"] for one in self.articles[code][:2]],
            )  # fmt: skip
            for text in issue.texts.all():
                for name, value in told["standing"].items():
                    setattr(text, name, value)
                text.save()


def make_site(site: Site, then: Callable[[], None] = lambda: None) -> None:
    Maker(site).make()
    then()


__all__ = ["CODES", "SITES", "Credit", "Site", "make_site"]
