"""Pages are filled: what runs over comes closer, what follows room begins there, and that ends."""

from xml.etree import ElementTree

from publications.printing.fitting import Place, fit


def sheet() -> ElementTree.Element:
    return ElementTree.fromstring('<body><article id="a" class="piece" /><article id="b" class="piece" /></body>')  # noqa: S314


def classes(root: ElementTree.Element) -> list[str]:
    return [article.get("class", "") for article in root]


def test_article_that_runs_over_comes_closer_by_steps():
    root = sheet()
    over = {"a": Place(2, 3, 0.1), "b": Place(4, 4, 0.9)}
    assert fit(root, over)
    assert classes(root) == ["piece piece--close", "piece"]
    assert fit(root, over)
    assert classes(root)[0] == "piece piece--close piece--closest"


def test_article_begins_where_the_one_before_leaves_room():
    root = sheet()
    assert fit(root, {"a": Place(2, 2, 0.4), "b": Place(3, 3, 0.9)})
    assert classes(root) == ["piece", "piece piece--follows"]


def test_article_that_runs_far_over_comes_closest_at_once():
    root = sheet()
    assert fit(root, {"a": Place(2, 3, 0.3)})
    assert classes(root)[0] == "piece piece--closest"


def test_imprint_without_room_beneath_the_contents_comes_last():
    root = ElementTree.fromstring(  # noqa: S314 - our own
        '<html><body><section class="inside"><section class="colophon" /></section><article id="a" /></body></html>'
    )
    assert not fit(root, {"imprint": Place(1, 1, 0.9), "contents": Place(1, 1, 0.7)})
    assert fit(root, {"imprint": Place(2, 2, 0.2), "contents": Place(1, 1, 0.95)})
    assert [child.tag for child in root[0]] == ["section", "article", "section"]


def test_full_pages_and_unknown_articles_are_left_as_they_are():
    root = sheet()
    assert not fit(root, {"a": Place(2, 3, 0.9), "b": Place(4, 4, 0.3)})
    assert not fit(root, {})
    assert classes(root) == ["piece", "piece"]


def test_fitting_ends():
    root = sheet()
    places = {"a": Place(2, 3, 0.1), "b": Place(4, 5, 0.2)}
    times = 0
    while fit(root, places):
        times += 1
    assert times <= 5
