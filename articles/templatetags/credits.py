"""Bylines in templates."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.bylines import Byline, Name
from articles.models import MediaCredit
from editions.addresses import address_of
from editions.columns import column
from editions.models import Edition
from media_gallery.models import MediaItem

register = template.Library()


def linked(name: Name, edition: Edition, rel: str = "") -> SafeString:
    """A name that leads to the person's page."""
    if not name.slug:
        return format_html("<bdi>{}</bdi>", name.text)
    return format_html(
        '<a href="{}"{}>{}</a>',
        address_of("articles:person", edition.code, name.slug),
        mark_safe(rel),  # noqa: S308 - one of our own literals, such as ` rel="author"`
        name.text,
    )


def joined(parts: list[SafeString]) -> SafeString:
    """ "A, B and C", as the language joins names."""
    if len(parts) < 2:
        return parts[0] if parts else SafeString()
    first = format_html_join(_(", "), "{}", ((part,) for part in parts[:-1]))
    return format_html(_("{} and {}"), first, parts[-1])


@register.simple_tag
def byline(names: Byline, edition: Edition) -> SafeString:
    """ "By NAME – SOURCE", with links; either part may be missing."""
    text = SafeString()
    if names.authors:
        text = format_html(_("By {}"), joined([linked(name, edition, ' rel="author"') for name in names.authors]))
    for source in names.sources:
        cite = format_html("<cite>{}</cite>", source.text)
        if source.address:
            cite = format_html('<a href="{}" rel="noopener">{}</a>', source.address, cite)
        elif source.slug:
            cite = format_html('<a href="{}">{}</a>', address_of("articles:person", edition.code, source.slug), cite)
        text = format_html("{} – {}", text, cite) if text else cite
    return text


@register.simple_tag
def names_of(names: list[Name], edition: Edition) -> SafeString:
    """Names joined, with links."""
    return joined([linked(name, edition) for name in names])


@register.simple_tag
def media_byline(item: MediaItem, edition: Edition) -> SafeString:
    """ "By NAME" of a media item; empty where the edition names nobody."""
    name, slug = (f"person__{column(field, edition.code)}" for field in ("name", "slug"))
    rows = MediaCredit.objects.filter(item=item.pk).values_list(name, slug, "person_id")
    people = [linked(Name(text, person_slug or "", ""), edition) for text, person_slug, _person in rows if text]
    return format_html(_("By {}"), joined(people)) if people else SafeString()
