"""Fills the site with articles written down by ours: one JSON object a line."""

import json
from collections.abc import Iterator
from datetime import datetime
from itertools import batched
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.core.files.images import ImageFile
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection, transaction
from django.utils.text import slugify
from wagtail.images.models import Image
from wagtail.models import Locale, Page, Site

from newsroom.models import ArticleIndexPage, ArticlePage, CategoryPage, HomePage

# As the templates ask for them.
FILTERS = ("width-960", "fill-400x267")


class Command(BaseCommand):
    help = "Fill an empty site: populate ARTICLES, a file of our own writing."

    def add_arguments(self, parser):
        parser.add_argument("articles", type=Path)

    def handle(self, *, articles, **options):
        told = [json.loads(line) for line in articles.read_text(encoding="utf-8").splitlines()]
        with transaction.atomic():
            index, categories = self.frame({one["category"] for one in told})
            pictures = self.pictures({one["picture"]: one["alt"] for one in told if one["picture"]})
            first = 0
            for some in batched(told, 1000):
                self.pages(index, first, some, categories, pictures)
                first += len(some)
            Page.objects.filter(pk=index.pk).update(numchild=first)
        call_command("update_index", verbosity=0)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")

    def frame(self, names: set[str]) -> tuple[ArticleIndexPage, dict[str, CategoryPage]]:
        """The pages around the articles."""
        root = Page.objects.get(depth=1)
        # What Wagtail puts into an empty site.
        Page.objects.filter(depth=2).delete()
        root.refresh_from_db()
        home = root.add_child(instance=HomePage(title="Newsroom", slug="home"))
        Site.objects.all().delete()
        Site.objects.create(hostname="localhost", root_page=home, is_default_site=True, site_name="Newsroom")
        categories = {
            name: home.add_child(instance=CategoryPage(title=name, slug=slugify(name), show_in_menus=True))
            for name in sorted(names)
        }
        index = home.add_child(instance=ArticleIndexPage(title="Articles", slug="articles", show_in_menus=True))
        return index, categories

    def pictures(self, found: dict[str, str]) -> dict[str, Image]:
        """The pictures with the renditions that pages show: nobody is to wait for them."""
        made = {}
        for path, alt in found.items():
            with Path(path).open("rb") as file:
                image = Image(title=alt[:200] or Path(path).stem, file=ImageFile(file, name=Path(path).name))
                image.save()
            image.get_renditions(*FILTERS)
            made[path] = image
        return made

    def pages(self, index, first: int, told, categories, pictures) -> None:
        """A batch of articles below the list: rows of the tree, then rows of their own."""
        kind, locale = ContentType.objects.get_for_model(ArticlePage), Locale.get_default()
        pages = Page.objects.bulk_create(
            Page(
                title=one["title"][:255],
                draft_title=one["title"][:255],
                slug=one["slug"],
                path=Page._get_path(index.path, index.depth + 1, first + number),
                depth=index.depth + 1,
                url_path=f"{index.url_path}{one['slug']}/",
                content_type=kind,
                locale=locale,
                live=True,
                first_published_at=datetime.fromisoformat(one["published_at"]),
                last_published_at=datetime.fromisoformat(one["published_at"]),
                search_description=one["standfirst"],
            )
            for number, one in enumerate(told, 1)
        )
        names = ["page_ptr_id", "date", "standfirst", "body", "category_id", "picture_id"]
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO newsroom_articlepage ({', '.join(names)}) VALUES ({', '.join(['%s'] * len(names))})",  # noqa: S608
                list(self.rows(pages, told, categories, pictures)),
            )

    def rows(self, pages, told, categories, pictures) -> Iterator[tuple]:
        for page, one in zip(pages, told, strict=True):
            picture = pictures.get(one["picture"])
            moment = connection.ops.adapt_datetimefield_value(datetime.fromisoformat(one["published_at"]))
            yield (
                page.pk, moment, one["standfirst"], one["body"], categories[one["category"]].pk, picture and picture.pk
            )  # fmt: skip
