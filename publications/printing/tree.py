"""Acts on a tree of elements that both paper and books need."""

from xml.etree import ElementTree


def remove(parent: ElementTree.Element, child: ElementTree.Element) -> None:
    """Take an element out of its parent; the text behind it stays."""
    place = list(parent).index(child)
    if child.tail:
        if place:
            parent[place - 1].tail = (parent[place - 1].tail or "") + child.tail
        else:
            parent.text = (parent.text or "") + child.tail
    parent.remove(child)
