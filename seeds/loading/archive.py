"""A large archive for benchmarks: texts recombined from the demo's, pictures of its library, twenty years of dates."""

import random
import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.db.models import Max
from django.utils import timezone

from articles.enums import CreditRole
from articles.models import Article, Category, Credit, Person, Placement, Story, StoryTopic, Topic
from articles.services import placements_of
from delivery.changes.wholesale import wholesale
from editions.enums import State
from editions.richtext.plain import plain_text
from editions.scripts.slugs import slugify
from media_gallery.models import Image
from search.services import refresh
from seeds.factories.editions import make_editions
from seeds.loading import texts

BATCH = 1000
YEARS = 20
PARAGRAPHS = 12
_SENTENCE_END = re.compile(r"(?<=[.!?؟…])\s+")


class Words:
    """Sentences and titles of an edition's demo, to be recombined."""

    def __init__(self, code: str) -> None:
        stories = [texts.story(code, told["key"]) for told in texts.plan()["stories"] if code in told["editions"]]
        self.titles = [text.title.split(":")[0][:120] for text in stories]
        sentences = [
            sentence
            for text in stories
            for line in plain_text(text.body).split("\n")
            for sentence in _SENTENCE_END.split(line)
            if 30 < len(sentence) < 400
        ]
        # Paragraphs are made once, with the ids of their blocks: a text is a choice of them.
        chance = random.Random(code)
        self.paragraphs = [
            f'<p data-block="{code:x<5}{number:05}">'
            + " ".join(chance.choices(sentences, k=4)).replace("&", "&amp;").replace("<", "&lt;")
            + "</p>"
            for number in range(800)
        ]
        self.standfirsts = [sentence for sentence in sentences if len(sentence) < 200]


def load_archive(count: int, *, tell: Callable[[int, int], None]) -> int:
    """Make `count` articles in each of the four editions, a story for each set of four; returns how many articles.

    In batches with a transaction each, so that memory stays flat and an interrupted run leaves whole batches.
    """
    make_editions()
    words = {code: Words(code) for code in texts.CODES}
    # Above every number given before, even where stories were deleted since: it stands in the addresses.
    start = Story.objects.aggregate(last=Max("pk"))["last"] or 0
    shelf = (
        list(Category.objects.values_list("pk", flat=True)),
        list(Topic.objects.values_list("pk", flat=True)),
        list(Person.objects.filter(is_organisation=False).values_list("pk", flat=True)),
        list(Image.objects.filter(stories__isnull=False).values_list("pk", flat=True).distinct()),
    )
    now, total = timezone.now(), count * len(texts.CODES)
    for first in range(0, count, BATCH):
        numbers = range(start + first, start + min(first + BATCH, count))
        load_batch(numbers, words, shelf, now=now, span=start + count)
        tell(min(first + BATCH, count) * len(texts.CODES), total)
    return total


@wholesale()
def load_batch(
    numbers: range, words: dict[str, Words], shelf: tuple[list[int], ...], *, now: datetime, span: int
) -> None:
    categories, topics, people, images = shelf
    chance = random.Random(numbers.start)
    stories = Story.objects.bulk_create(
        Story(
            working_title=f"Archive {number}",
            category_id=chance.choice(categories) if categories else None,
            image_id=chance.choice(images) if images and chance.random() < 0.9 else None,
        )
        for number in numbers
    )
    StoryTopic.objects.bulk_create(
        StoryTopic(content_object=story, tag_id=topic)
        for story in stories
        for topic in chance.sample(topics, min(3, len(topics)))
    )
    Credit.objects.bulk_create(
        Credit(story=story, person_id=chance.choice(people), role=CreditRole.AUTHOR) for story in stories if people
    )
    articles = Article.objects.bulk_create(articles_of(stories, numbers, words, chance, now=now, span=span))
    Placement.objects.bulk_create(placements_of(articles), batch_size=2000)
    refresh("article", [article.pk for article in articles])


def articles_of(
    stories: list[Story], numbers: range, words: dict[str, Words], chance: random.Random, *, now: datetime, span: int
) -> Iterator[Article]:
    """Four articles a story, the older the higher its number, hours apart."""
    step = timedelta(days=365.25 * YEARS) / max(span, 1)
    for story, number in zip(stories, numbers, strict=True):
        moment = now - timedelta(days=430) - step * (number + 1)
        for code, known in words.items():
            name = chance.choice(known.titles)
            yield Article(
                story=story,
                edition_id=code,
                title=f"{name} ({number})",
                slug=f"{slugify(name, max_characters=60)}-{number}",
                standfirst=chance.choice(known.standfirsts),
                body="".join(chance.sample(known.paragraphs, k=PARAGRAPHS)),
                state=State.PUBLISHED,
                published_at=moment + timedelta(minutes=chance.randrange(600)),
            )
