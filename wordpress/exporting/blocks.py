"""A body of ours as blocks of WordPress's editor, which show the same there and tell our importer what they were.

Each block carries the id of ours in its metadata, which WordPress keeps. What has no block there as it is stands in one
of plain HTML.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Any, Protocol
from urllib.parse import urlsplit

from editions.richtext.footnotes import has_notes
from editions.richtext.normalise import Element, Nodes, is_blank, is_inline, parse
from media_gallery.videos import parse_video
from wordpress.exporting.lines import Lines, attributes_of, words_of
from wordpress.told import CAPTION, CREDIT_CLASS, FORM, LANGUAGE, MARK, SHOWN

_ADDRESS = re.compile(r"\s*https?://[^\s<>\"]+\s*")
_HEADINGS = {"h2", "h3", "h4"}
_LISTS = {"ul", "ol"}
_GALLERY = "wp-block-gallery has-nested-images columns-default is-cropped"
# Providers whose videos WordPress shows by itself.
_PROVIDERS = {"YouTube": "youtube", "Vimeo": "vimeo"}


class _NotSoError(Exception):
    """An element is not built as the block for it is."""


@dataclass(frozen=True)
class Picture:
    """A picture of the library as a text shows it: its number in the export, its file's full address, its words."""

    number: int
    address: str
    width: int
    height: int
    alt: str = ""
    caption: str = ""
    credit: str = ""


class Shown(Protocol):
    """The pictures that texts refer to."""

    def picture(self, key: int) -> Picture | None: ...


def block(name: str, attributes: dict[str, Any], inner: str = "") -> str:
    """A block as the editor writes it."""
    said = ""
    if attributes:
        written = json.dumps(attributes, ensure_ascii=False, separators=(",", ":"))
        # So that no comment ends within it.
        for sign, code in (("--", "\\u002d\\u002d"), ("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
            written = written.replace(sign, code)
        said = " " + written.replace('\\"', "\\u0022")
    return f"<!-- wp:{name}{said} -->\n{inner}\n<!-- /wp:{name} -->" if inner else f"<!-- wp:{name}{said} /-->"


def mark(value: str = "", **more: str) -> dict[str, Any]:
    return {"metadata": {MARK: value, **{name: text for name, text in more.items() if text}}}


@dataclass
class Body:
    """Writes one body.

    Attributes:
        notes: what its notes say, for the field in which the editor keeps them.
        lacking: what could not be written as it is.
    """

    pictures: Shown
    edition: str
    lines: Lines = field(default_factory=Lines)
    lacking: list[str] = field(default_factory=list)

    def write(self, html: str) -> str:
        """The blocks of a body; with its notes' place at the end where it has some."""
        written = self.written(html)
        return f"{written}\n\n<!-- wp:footnotes /-->" if has_notes(html) else written

    def written(self, html: str) -> str:
        found: list[str] = []
        run: Nodes = []
        for node in [*parse(html), Element("")]:
            if isinstance(node, str) or is_inline(node):
                run.append(node)
                continue
            if not is_blank(run):
                # Words that stand in no block, as in short texts.
                found.append(block("html", mark(**{FORM: "words"}), self.lines.raw(run)))
            run = []
            if node.tag:
                found.append(self.block(node))
        return "\n\n".join(one for one in found if one)

    def block(self, node: Element) -> str:
        """One block; as plain HTML where none is built as it is."""
        given = attributes_of(node)
        try:
            match node.tag:
                case "p":
                    return self.paragraph(node, given)
                case "h2" | "h3" | "h4":
                    return self.heading(node, given)
                case "ul" | "ol":
                    return self.listing(node, given)
                case "blockquote":
                    return self.quotation(node, given)
                case "hr":
                    html = '<hr class="wp-block-separator has-alpha-channel-opacity"/>'
                    return block("separator", _mark(given), html)
                case "pre":
                    return self.preformatted(node, given)
                case "table":
                    return self.table(node, given)
                case "figure":
                    return self.figure(node, given)
        except _NotSoError:
            pass
        return block("html", _mark(given), self.raw([node]))

    def paragraph(self, node: Element, given: dict[str, str]) -> str:
        inner = self.line(node.children)
        if _ADDRESS.fullmatch(inner):
            # WordPress would show what is at the address.
            inner = inner.replace(":", "&#58;", 1)
        kind, language = given.get("class", ""), given.get("lang", "")
        if language:
            inner = f"{self.lines.isolated(language)}{inner}</bdo>"
        attributes: dict[str, Any] = {"className": kind} if kind else {}
        opened = f'<p class="{kind}">' if kind else "<p>"
        return block("paragraph", {**attributes, **_mark(given, **{LANGUAGE: language})}, f"{opened}{inner}</p>")

    def heading(self, node: Element, given: dict[str, str]) -> str:
        attributes: dict[str, Any] = {"level": int(node.tag[1])} if node.tag != "h2" else {}
        inner = f'<{node.tag} class="wp-block-heading">{self.line(node.children)}</{node.tag}>'
        return block("heading", {**attributes, **_mark(given)}, inner)

    def listing(self, node: Element, given: dict[str, str]) -> str:
        is_ordered, start = node.tag == "ol", given.get("start", "")
        attributes: dict[str, Any] = {}
        if is_ordered:
            attributes["ordered"] = True
        if start:
            attributes["start"] = int(start)
        items = []
        for child in node.children:
            if not isinstance(child, Element) or child.tag != "li":
                if isinstance(child, str) and not child.strip():
                    continue
                raise _NotSoError
            items.append(self.item(child))
        said = f' start="{start}"' if start else ""
        inner = f'<{node.tag}{said} class="wp-block-list">{"".join(items)}</{node.tag}>'
        return block("list", {**attributes, **mark()}, inner)

    def item(self, node: Element) -> str:
        given = attributes_of(node)
        words: Nodes = list(node.children)
        lists: Nodes = []
        while words and isinstance(words[-1], Element) and words[-1].tag in _LISTS:
            lists.insert(0, words.pop())
        line, is_bare = self.one_line(words)
        nested = "".join(self.listing(one, attributes_of(one)) for one in lists if isinstance(one, Element))
        return block("list-item", _mark(given, **{FORM: "bare" if is_bare else ""}), f"<li>{line}{nested}</li>")

    def one_line(self, nodes: Nodes) -> tuple[str, bool]:
        """The words of what holds one plain paragraph, or words alone (then True)."""
        inside = [node for node in nodes if not isinstance(node, str) or node.strip()]
        if len(inside) == 1 and isinstance(inside[0], Element) and inside[0].tag == "p" and not inside[0].attributes:
            return self.line(inside[0].children), False
        return self.line(nodes), True

    def quotation(self, node: Element, given: dict[str, str]) -> str:
        if given.get("lang"):
            raise _NotSoError
        is_pull = given.get("class") == "pullquote"
        inside = [child for child in node.children if not isinstance(child, str) or child.strip()]
        is_line = all(map(is_inline, node.children)) or (len(inside) == 1 and _is_plain_paragraph(inside[0]))
        if is_pull and is_line:
            line, is_bare = self.one_line(node.children)
            html = f'<figure class="wp-block-pullquote"><blockquote><p>{line}</p></blockquote></figure>'
            return block("pullquote", _mark(given, **{FORM: "bare" if is_bare else ""}), html)
        attributes: dict[str, Any] = {"className": "pullquote"} if is_pull else {}
        kind = ' class="wp-block-quote pullquote"' if is_pull else ' class="wp-block-quote"'
        if is_line:
            line, is_bare = self.one_line(node.children)
            form = {FORM: "bare" if is_bare else ""}
            within = block("paragraph", {}, f"<p>{line}</p>")
        else:
            form, within = {}, "\n\n".join(self.nested(inside))
        html = f"<blockquote{kind}>{within}</blockquote>"
        return block("quote", {**attributes, **_mark(given, **form)}, html)

    def nested(self, nodes: Nodes) -> Iterable[str]:
        for node in nodes:
            if not isinstance(node, Element) or node.tag not in {"p", "pre", "hr", *_HEADINGS, *_LISTS}:
                raise _NotSoError
            yield self.block(node)

    def preformatted(self, node: Element, given: dict[str, str]) -> str:
        only = node.children[0] if len(node.children) == 1 else None
        if isinstance(only, Element) and only.tag == "code" and all(isinstance(one, str) for one in only.children):
            html = f'<pre class="wp-block-code"><code>{self.line(only.children)}</code></pre>'
            return block("code", _mark(given), html)
        html = f'<pre class="wp-block-preformatted">{self.line(node.children)}</pre>'
        return block("preformatted", _mark(given), html)

    def table(self, node: Element, given: dict[str, str]) -> str:
        rows: list[str] = []
        forms: set[bool] = set()
        (body,) = node.children if len(node.children) == 1 else [None]
        if not isinstance(body, Element):
            raise _NotSoError
        for row in body.children:
            cells = []
            for cell in row.children if isinstance(row, Element) else ():
                if not isinstance(cell, Element):
                    raise _NotSoError
                line, is_bare = self.one_line(cell.children)
                forms.add(is_bare)
                cells.append(f"<{cell.tag}{cell.attributes}>{line}</{cell.tag}>")
            rows.append(f"<tr>{''.join(cells)}</tr>")
        if len(forms) != 1:
            raise _NotSoError
        html = f'<figure class="wp-block-table"><table><tbody>{"".join(rows)}</tbody></table></figure>'
        form = {FORM: "bare" if forms == {True} else ""}
        return block("table", {"hasFixedLayout": False, **_mark(given, **form)}, html)

    def figure(self, node: Element, given: dict[str, str]) -> str:
        inside = [child for child in node.children if not isinstance(child, str) or child.strip()]
        caption = inside[-1] if inside and isinstance(inside[-1], Element) and inside[-1].tag == "figcaption" else None
        rest = inside[:-1] if caption is not None else inside
        if given.get("class") == "gallery":
            return self.gallery(given, rest, caption)
        if "data-image" in given and not rest and given.get("class", "").startswith("picture"):
            return self.shown(given, caption)
        link = rest[0] if len(rest) == 1 else None
        if given.get("class") == "embed" and isinstance(link, Element) and link.tag == "a":
            return self.embed(given, link, caption)
        raise _NotSoError

    def gallery(self, given: dict[str, str], figures: Nodes, caption: Element | None) -> str:
        inner = []
        for one in figures:
            told = attributes_of(one) if isinstance(one, Element) else {}
            if not isinstance(one, Element) or self.pictures.picture(int(told.get("data-image", 0))) is None:
                raise _NotSoError
            inner.append(self.figure(one, told))
        words = self.line(caption.children) if caption is not None else ""
        kind = "blocks-gallery-caption wp-element-caption"
        said = f'<figcaption class="{kind}">{words}</figcaption>' if caption is not None else ""
        html = f'<figure class="{_GALLERY}">{"".join(inner)}{said}</figure>'
        return block("gallery", {"linkTo": "none", **_mark(given)}, html)

    def shown(self, given: dict[str, str], caption: Element | None) -> str:
        picture = self.pictures.picture(int(given["data-image"]))
        words = self.line(caption.children) if caption is not None else ""
        if picture is None:
            self.lacking.append("picture")
            return block("paragraph", _mark(given), f"<p>{words}</p>") if words.strip() else ""
        own = "" if words.strip() else "none" if caption is None else "empty"
        is_wide = "picture--wide" in given["class"]
        return block(
            "image",
            {
                "id": picture.number,
                "sizeSlug": "full",
                "linkDestination": "none",
                **({"align": "wide"} if is_wide else {}),
                **_mark(given, **{CAPTION: own}),
            },
            self.image(picture, words, is_wide=is_wide),
        )

    def image(self, picture: Picture, words: str = "", *, is_wide: bool = False) -> str:
        """A picture with its caption, else its own from the library, and its credit, as readers see them here."""
        words = words.strip() or words_of(picture.caption)
        if picture.credit:
            credit = f'<small class="{CREDIT_CLASS}">{words_of(picture.credit)}</small>'
            words = f"{words} {credit}" if words else credit
        caption = f'<figcaption class="wp-element-caption">{words}</figcaption>' if words else ""
        wide = " alignwide" if is_wide else ""
        return f'<figure class="wp-block-image{wide} size-full">{image_tag(picture)}{caption}</figure>'

    def embed(self, given: dict[str, str], link: Element, caption: Element | None) -> str:
        address = unescape(attributes_of(link).get("href", ""))
        if not _ADDRESS.fullmatch(address) or self.plain(link.children) != address:
            raise _NotSoError
        video = parse_video(address)
        provider = _PROVIDERS.get(video.provider, "") if video else ""
        words = self.line(caption.children) if caption is not None else ""
        said = f'<figcaption class="wp-element-caption">{words}</figcaption>' if caption is not None else ""
        return embed(address, provider, _mark(given), said)

    # What stands in lines.

    def line(self, nodes: Nodes) -> str:
        if not all(map(is_inline, nodes)):
            raise _NotSoError
        return self.lines.write(nodes)

    def plain(self, nodes: Nodes) -> str:
        return unescape("".join(node for node in nodes if isinstance(node, str)))

    def raw(self, nodes: Nodes) -> str:
        """Plain HTML; pictures are drawn in it, and keep their number in the export."""
        return self.lines.raw(nodes, self.drawn)

    def drawn(self, node: Element) -> tuple[str, str]:
        """The attributes of a figure within plain HTML, and its picture; nothing of a picture that is not there."""
        given = attributes_of(node)
        picture = self.pictures.picture(int(given["data-image"])) if "data-image" in given else None
        kept = {name: value for name, value in given.items() if name not in {"data-image", "data-block"}}
        if picture is not None:
            kept["data-image"] = str(picture.number)
        elif "data-image" in given:
            self.lacking.append("picture")
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in kept.items())
        return attributes, image_tag(picture) if picture else ""


def embed(address: str, provider: str, attributes: dict[str, Any], caption: str = "") -> str:
    """An embed of an address; one of which WordPress knows nothing is a link there."""
    kind = f" is-type-video is-provider-{provider} wp-block-embed-{provider}" if provider else ""
    told = {"type": "video", "providerNameSlug": provider, "responsive": True} if provider else {}
    html = (
        f'<figure class="wp-block-embed{kind}"><div class="wp-block-embed__wrapper">\n'
        f"{escape(address, quote=False)}\n</div>{caption}</figure>"
    )
    return block("embed", {"url": address, **told, **attributes}, html)


def provider_of(address: str) -> str:
    video = parse_video(address)
    return _PROVIDERS.get(video.provider, "") if video else ""


def image_tag(picture: Picture) -> str:
    sizes = f' width="{picture.width}" height="{picture.height}"' if picture.width else ""
    return (
        f'<img src="{escape(picture.address)}" alt="{escape(picture.alt)}" class="wp-image-{picture.number}"{sizes}/>'
    )


def gallery(pictures: Iterable[Picture], body: Body) -> str:
    """The pictures of an album, which our importer knows by the field."""
    inner = "\n\n".join(
        block("image", {"id": one.number, "sizeSlug": "full", "linkDestination": "none"}, body.image(one))
        for one in pictures
    )
    return block("gallery", {"linkTo": "none", **mark(SHOWN)}, f'<figure class="{_GALLERY}">{inner}</figure>')


def file_block(address: str, number: int, name: str) -> str:
    """A document that readers can take along, which our importer knows by the field."""
    link = escape(address)
    html = f'<div class="wp-block-file"><a href="{link}">{words_of(name)}</a></div>'
    return block("file", {"id": number, "href": address, **mark(SHOWN)}, html)


def shown_html(html: str) -> str:
    """A paragraph for readers of WordPress alone."""
    return block("paragraph", mark(SHOWN), f"<p>{html}</p>")


def name_of(address: str) -> str:
    return urlsplit(address).path.rpartition("/")[2]


def _mark(given: dict[str, str], **more: str) -> dict[str, Any]:
    return mark(given.get("data-block", ""), **more)


def _is_plain_paragraph(node: Element | str) -> bool:
    return isinstance(node, Element) and node.tag == "p" and not node.attributes
