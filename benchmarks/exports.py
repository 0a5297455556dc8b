"""Exports of invented WordPress sites, of any number of posts; the same each time."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path

WORDS = (
    "river bridge stone lamp garden reading room loom thread market winter orchard harbour letter archive window"
    " kettle saffron ferry lantern ladder courtyard mosaic bakery whistle notebook sparrow"
).split()
PARAGRAPHS, SENTENCES = 8, 4
CATEGORIES = [f"section-{number}" for number in range(12)]
TAGS = [f"topic-{number}" for number in range(300)]
AUTHORS = [f"writer-{number}" for number in range(20)]
HOME = "https://old.example.org"
HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>An old site</title><link>{home}</link><language>en</language>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>{home}</wp:base_site_url>
<wp:base_blog_url>{home}</wp:base_blog_url>
"""


def write_export(path: Path, posts: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD.format(home=HOME))
        for number, login in enumerate(AUTHORS, 1):
            file.write(
                f"<wp:author><wp:author_id>{number}</wp:author_id><wp:author_login>{login}</wp:author_login>"
                f"<wp:author_display_name><![CDATA[{login.title()}]]></wp:author_display_name></wp:author>\n"
            )
        for number, slug in enumerate(CATEGORIES, 1):
            file.write(
                f"<wp:category><wp:term_id>{number}</wp:term_id><wp:category_nicename>{slug}</wp:category_nicename>"
                f"<wp:category_parent></wp:category_parent><wp:cat_name><![CDATA[{slug.title()}]]></wp:cat_name>"
                f"</wp:category>\n"
            )
        for item in _items(posts):
            file.write(item)
        file.write("</channel></rss>\n")


def _items(posts: int) -> Iterator[str]:
    chance = random.Random(posts)  # noqa: S311 - the same site each time
    begin = datetime(2004, 1, 1, tzinfo=UTC)
    step = timedelta(days=365 * 20) / max(posts, 1)
    for number in range(1, posts + 1):
        moment = begin + step * number
        title = f"{' '.join(chance.sample(WORDS, 4)).capitalize()} {number}"
        slug = title.lower().replace(" ", "-")
        link = f"{HOME}/{moment:%Y/%m}/{slug}/"
        text = "\n\n".join(_paragraph(chance, number, posts) for _part in range(PARAGRAPHS))
        tags = "".join(
            f'<category domain="post_tag" nicename="{tag}"><![CDATA[{tag}]]></category>'
            for tag in chance.sample(TAGS, 3)
        )
        category = chance.choice(CATEGORIES)
        comments = "".join(
            _comment(chance, number * 10 + place, moment) for place in range(chance.choice((0, 0, 1, 2)))
        )
        yield (
            f"<item><title><![CDATA[{title}]]></title><link>{link}</link>"
            f"<pubDate>{moment:%a, %d %b %Y %H:%M:%S} +0000</pubDate><dc:creator>{chance.choice(AUTHORS)}</dc:creator>"
            f'<guid isPermaLink="false">{HOME}/?p={number}</guid><content:encoded><![CDATA[{text}]]></content:encoded>'
            f"<excerpt:encoded><![CDATA[]]></excerpt:encoded><wp:post_id>{number}</wp:post_id>"
            f"<wp:post_date>{moment:%Y-%m-%d %H:%M:%S}</wp:post_date>"
            f"<wp:post_date_gmt>{moment:%Y-%m-%d %H:%M:%S}</wp:post_date_gmt>"
            f"<wp:comment_status>open</wp:comment_status><wp:post_name>{slug}</wp:post_name>"
            f"<wp:status>publish</wp:status><wp:post_parent>0</wp:post_parent><wp:menu_order>0</wp:menu_order>"
            f"<wp:post_type>post</wp:post_type><wp:post_password></wp:post_password><wp:is_sticky>0</wp:is_sticky>"
            f'<category domain="category" nicename="{category}"><![CDATA[{category}]]></category>{tags}'
            f"<wp:postmeta><wp:meta_key>_edit_last</wp:meta_key><wp:meta_value>1</wp:meta_value></wp:postmeta>"
            f"{comments}</item>\n"
        )


def _paragraph(chance: random.Random, number: int, posts: int) -> str:
    sentences = [f"{' '.join(chance.choices(WORDS, k=11)).capitalize()}." for _part in range(SENTENCES)]
    if chance.random() < 0.06:
        other = chance.randrange(1, posts + 1)
        sentences.append(f'See <a href="{HOME}/?p={other}">what we wrote</a> &amp; <em>more</em>.')
    return escape(" ".join(sentences), quote=False) if chance.random() < 0.5 else " ".join(sentences)


def _comment(chance: random.Random, number: int, moment: datetime) -> str:
    later = moment + timedelta(hours=chance.randrange(1, 90))
    return (
        f"<wp:comment><wp:comment_id>{number}</wp:comment_id>"
        f"<wp:comment_author><![CDATA[A reader]]></wp:comment_author>"
        f"<wp:comment_author_email>reader{number}@example.org</wp:comment_author_email>"
        f"<wp:comment_date_gmt>{later:%Y-%m-%d %H:%M:%S}</wp:comment_date_gmt>"
        f"<wp:comment_content><![CDATA[{' '.join(chance.choices(WORDS, k=20))}]]></wp:comment_content>"
        f"<wp:comment_approved>1</wp:comment_approved><wp:comment_parent>0</wp:comment_parent></wp:comment>"
    )
