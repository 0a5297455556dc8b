"""Small exports of WordPress, written as WordPress writes them."""

from html import escape
from typing import Any

HOME = "https://old.example.org"
HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/{version}/">
<channel>
<title>{title}</title>
<link>{home}</link>
<language>en</language>
<wp:wxr_version>{version}</wp:wxr_version>
<wp:base_site_url>{home}</wp:base_site_url>
<wp:base_blog_url>{home}</wp:base_blog_url>
"""
TAIL = "</channel>\n</rss>\n"


def export(*parts: str, version: str = "1.2", home: str = HOME, title: str = "An old site") -> str:
    return HEAD.format(version=version, home=home, title=title) + "".join(parts) + TAIL


def cdata(text: str) -> str:
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def author(login: str, name: str = "", number: int = 1) -> str:
    return (
        f"<wp:author><wp:author_id>{number}</wp:author_id><wp:author_login>{cdata(login)}</wp:author_login>"
        f"<wp:author_display_name>{cdata(name or login)}</wp:author_display_name></wp:author>\n"
    )


def category(slug: str, name: str = "", *, parent: str = "", number: int = 0) -> str:
    return (
        f"<wp:category><wp:term_id>{number}</wp:term_id><wp:category_nicename>{cdata(slug)}</wp:category_nicename>"
        f"<wp:category_parent>{cdata(parent)}</wp:category_parent><wp:cat_name>{cdata(name or slug)}</wp:cat_name>"
        f"</wp:category>\n"
    )


def term(taxonomy: str, slug: str, name: str = "", *, description: str = "", number: int = 0) -> str:
    return (
        f"<wp:term><wp:term_id>{number}</wp:term_id><wp:term_taxonomy>{cdata(taxonomy)}</wp:term_taxonomy>"
        f"<wp:term_slug>{cdata(slug)}</wp:term_slug><wp:term_parent></wp:term_parent>"
        f"<wp:term_name>{cdata(name or slug)}</wp:term_name>"
        f"<wp:term_description>{cdata(description)}</wp:term_description></wp:term>\n"
    )


def comment(number: int, text: str = "Well said.", **told: Any) -> str:
    moment = told.get("date", "2020-03-02 10:00:00")
    return (
        f"<wp:comment><wp:comment_id>{number}</wp:comment_id>"
        f"<wp:comment_author>{cdata(told.get('author', 'A reader'))}</wp:comment_author>"
        f"<wp:comment_author_email>{told.get('email', '')}</wp:comment_author_email>"
        f"<wp:comment_date_gmt>{moment}</wp:comment_date_gmt>"
        f"<wp:comment_content>{cdata(text)}</wp:comment_content>"
        f"<wp:comment_approved>{told.get('approved', '1')}</wp:comment_approved>"
        f"<wp:comment_type>{told.get('kind', 'comment')}</wp:comment_type>"
        f"<wp:comment_parent>{told.get('parent', 0)}</wp:comment_parent></wp:comment>\n"
    )


def meta(key: str, value: str) -> str:
    inside = f"<wp:meta_key>{cdata(key)}</wp:meta_key><wp:meta_value>{cdata(value)}</wp:meta_value>"
    return f"<wp:postmeta>{inside}</wp:postmeta>"


def item(
    number: int, title: str = "", body: str = "<p>Some words.</p>", *inside: str, kind: str = "post", **told: Any
) -> str:
    """An item; `terms` are (domain, nicename) or (domain, nicename, name)."""
    title = title or f"Post {number}"
    slug = told.get("slug", f"post-{number}")
    link = told.get("link", f"{told.get('home', HOME)}/2020/03/{slug}/")
    date = told.get("date", "2020-03-01 10:00:00")
    terms = "".join(
        f'<category domain="{domain}" nicename="{escape(nicename)}">{cdata(name[0] if name else nicename)}</category>\n'
        for domain, nicename, *name in told.get("terms", ())
    )
    return (
        f"<item>\n<title>{cdata(title)}</title>\n<link>{escape(link)}</link>\n<dc:creator>"
        f"{cdata(told.get('author', 'mira'))}</dc:creator>\n"
        f'<guid isPermaLink="false">{told.get("guid", f"{HOME}/?p={number}")}</guid>\n'
        f"<content:encoded>{cdata(body)}</content:encoded>\n"
        f"<excerpt:encoded>{cdata(told.get('excerpt', ''))}</excerpt:encoded>\n"
        f"<wp:post_id>{number}</wp:post_id>\n<wp:post_date>{told.get('local', date)}</wp:post_date>\n"
        f"<wp:post_date_gmt>{date}</wp:post_date_gmt>\n"
        f"<wp:post_modified_gmt>{told.get('modified', date)}</wp:post_modified_gmt>\n"
        f"<wp:comment_status>{told.get('comment_status', 'open')}</wp:comment_status>\n"
        f"<wp:post_name>{slug}</wp:post_name>\n<wp:status>{told.get('status', 'publish')}</wp:status>\n"
        f"<wp:post_parent>{told.get('parent', 0)}</wp:post_parent>\n"
        f"<wp:menu_order>{told.get('order', 0)}</wp:menu_order>\n"
        f"<wp:post_type>{kind}</wp:post_type>\n<wp:post_password>{told.get('password', '')}</wp:post_password>\n"
        f"<wp:is_sticky>{told.get('sticky', 0)}</wp:is_sticky>\n"
        f"{told.get('more', '')}{terms}{''.join(inside)}</item>\n"
    )


def attachment(number: int, path: str, *inside: str, parent: int = 0, **told: Any) -> str:
    address = f"{HOME}/wp-content/uploads/{path}"
    more = f"<wp:attachment_url>{address}</wp:attachment_url>\n"
    return item(
        number,
        told.pop("title", path),
        "",
        meta("_wp_attached_file", path),
        *inside,
        kind="attachment",
        status="inherit",
        parent=parent,
        guid=address,
        slug=f"file-{number}",
        more=more,
        **told,
    )
