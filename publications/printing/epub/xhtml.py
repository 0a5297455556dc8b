"""HTML that was drawn for a page, as a document of a book: XML, with what a book has not taken out."""

import re
from xml.etree import ElementTree

from publications.printing.tree import remove

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.:-]*")
XHTML, EPUB = "http://www.w3.org/1999/xhtml", "http://www.idpf.org/2007/ops"


def parse(html: str) -> ElementTree.Element:
    """A whole document of HTML as a tree."""
    # Only here: web workers make no books.
    import tinyhtml5

    return tinyhtml5.parse(_FORBIDDEN.sub("", html), namespace_html_elements=False)


def picture_sources(root: ElementTree.Element) -> list[str]:
    return [image.get("src") or "" for image in root.iter("img")]


def fit_for_book(root: ElementTree.Element, sources: dict[str, str]) -> None:
    """Give pictures the names of their files in the book; what has none goes, and codes to scan, which are links here.

    Args:
        sources: the names by what the page calls them.
    """
    for parent in list(root.iter()):
        for child in list(parent):
            images = [child] if child.tag == "img" else list(child.iter("img")) if child.tag == "figure" else []
            if any((image.get("src") or "") not in sources for image in images):
                remove(parent, child)
    for image in root.iter("img"):
        image.set("src", sources[image.get("src") or ""])
    for element in root.iter():
        # A book's pages do not scroll sideways, and need no place to hold the keys.
        element.attrib.pop("tabindex", None)
        for name in [name for name in element.attrib if not _NAME.fullmatch(name)]:
            del element.attrib[name]


def document(root: ElementTree.Element) -> bytes:
    """The tree as an XHTML document."""
    root.set("xmlns", XHTML)
    root.set("xmlns:epub", EPUB)
    if language := root.get("lang"):
        root.set("xml:lang", language)
    for element in root.iter():
        if element is not root and (language := element.get("lang")):
            element.set("xml:lang", language)
    text = ElementTree.tostring(root, encoding="unicode", short_empty_elements=True)
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n{_FORBIDDEN.sub("", text)}'.encode()
