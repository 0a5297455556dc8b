"""Blocks keep their identity in the editor, whatever is done to them with keyboard, clipboard and mouse."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from articles.models import Article
from seeds.factories.accounts import PASSWORD, make_user
from seeds.factories.articles import make_article, make_story
from seeds.factories.media import make_image
from tests.e2e.conftest import sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

NEW = "*"
# Blocks a to d, a list of e and f, and a picture g.
LETTERS = "abcdefg"


def full(letter: str) -> str:
    return letter + "000000000"


BODY = (
    "".join(f'<p data-block="{full(letter)}">{letter}one {letter}two</p>' for letter in "abcd")
    + f'<ul><li data-block="{full("e")}"><p>eone</p></li><li data-block="{full("f")}"><p>fone</p></li></ul>'
    + f'<figure data-block="{full("g")}" class="picture" data-image="IMAGE"><figcaption>gone</figcaption></figure>'
)

UNITS = """(textarea) => {
  const editor = textarea.editor
  const found = []
  const list = (node) => node.forEach((item) => {
    found.push([item.attrs.block, item.firstChild.textContent])
    item.forEach((child) => /List$/.test(child.type.name) && list(child))
  })
  editor.state.doc.forEach((node) =>
    /List$/.test(node.type.name) ? list(node) : found.push([node.attrs.block, node.textContent]))
  const strays = []
  editor.state.doc.descendants((node) => { if (node.attrs.block) strays.push(node.attrs.block) })
  return { found, strays, html: textarea.value }
}"""


class Desk:
    """The story page of an article with these blocks, and what the editor holds."""

    def __init__(self, page: Page, address: str, article: Article) -> None:
        self.page, self.article = page, article
        page.goto(f"{address}/admin/articles/story/{article.story_id}/change/?edition=en")
        page.locator(".tiptap").wait_for()
        self.area = page.locator("textarea.rich-text")

    def units(self) -> list[str]:
        """Each unit as "a: its words", with "*" for an id that is new."""
        seen = self.area.evaluate(UNITS)
        ids = [block for block, _words in seen["found"]]
        assert len(set(ids)) == len(ids)
        assert all(block and re.fullmatch("[a-z0-9]{10}", block) for block in ids)
        assert sorted(seen["strays"]) == sorted(ids), "only units have ids"
        known = {full(letter): letter for letter in LETTERS}
        return [f"{known.get(block, NEW)}: {words}".strip() for block, words in seen["found"]]

    def caret(self, text: str, at: str = "end", upto: str | None = None) -> None:
        """Put the caret before, in or after some words; or select from their start to the end of `upto`."""
        self.area.evaluate(
            """(textarea, [text, at, upto]) => {
              const editor = textarea.editor
              const find = (words) => {
                let place = null
                editor.state.doc.descendants((node, pos) => {
                  if (node.isText && node.text.includes(words)) place ??= pos + node.text.indexOf(words)
                })
                return place
              }
              const start = find(text)
              const pos = at === "start" ? start : at === "end" ? start + text.length : start + at
              editor.view.focus()
              editor.commands.setTextSelection(upto ? { from: start, to: find(upto) + upto.length } : pos)
            }""",
            [text, at, upto],
        )

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)

    def button(self, name: str) -> None:
        self.page.locator(f".toolbar__button[data-name={name}]").click()

    def style(self, name: str) -> None:
        self.page.locator(".toolbar select:not(.toolbar__languages)").select_option(name)


@pytest.fixture
def desk(page, live_server, editions) -> Desk:
    image = make_image()
    article = make_article(edition="en", body=BODY.replace("IMAGE", str(image.pk)), story=make_story())
    make_user(role="admin", username="ada")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sign_in(page, live_server.url, "ada", PASSWORD)
    return Desk(page, live_server.url, article)


REST = ["b: bone btwo", "c: cone ctwo", "d: done dtwo", "e: eone", "f: fone", "g: gone"]
A = "a: aone atwo"
ALL = [A, *REST]


def steps(*doings: Callable[[Desk], None]) -> Callable[[Desk], None]:
    def all_of_them(desk: Desk) -> None:
        for doing in doings:
            doing(desk)

    return all_of_them


def at(text: str, where: str | int = "end", upto: str | None = None) -> Callable[[Desk], None]:
    return lambda desk: desk.caret(text, where, upto)


def keys(*names: str) -> Callable[[Desk], None]:
    return lambda desk: desk.press(*names)


def typed(words: str) -> Callable[[Desk], None]:
    return lambda desk: desk.type(words)


TABLE: dict[str, tuple[Callable[[Desk], None], list[str]]] = {
    "typing": (steps(at("aone"), typed("x")), ["a: aonex atwo", *REST]),
    "deleting words": (steps(at("aone "), keys("Backspace", "Backspace")), ["a: aonatwo", *REST]),
    "Enter in the middle": (steps(at("aone"), keys("Enter")), ["a: aone", "*:  atwo", *REST]),
    "Enter at the start": (steps(at("aone", "start"), keys("Enter")), ["*:", A, *REST]),
    "Enter at the end": (steps(at("atwo"), keys("Enter")), [A, "*:", *REST]),
    "Enter at the end, and typing": (steps(at("atwo"), keys("Enter"), typed("new")), [A, "*: new", *REST]),
    "Enter and undo": (steps(at("aone"), keys("Enter", "Control+z")), ALL),
    "Enter, undo and redo": (
        steps(at("aone"), keys("Enter", "Control+z", "Control+Shift+z")),
        ["a: aone", "*:  atwo", *REST],
    ),
    "joining backwards": (steps(at("bone", "start"), keys("Backspace")), ["a: aone atwobone btwo", *REST[1:]]),
    "joining and undo": (steps(at("bone", "start"), keys("Backspace", "Control+z")), ALL),
    "joining into an empty block": (
        steps(at("bone", "start"), keys("Enter", "Backspace")),
        ALL,
    ),
    "deleting over three blocks": (
        steps(at("atwo", "start", "ctwo"), keys("Delete")),
        ["a: aone", *REST[2:]],
    ),
    "deleting over three blocks and undo": (steps(at("atwo", "start", "ctwo"), keys("Delete", "Control+z")), ALL),
    "a heading": (steps(at("aone"), lambda desk: desk.style("heading2")), ALL),
    "a heading by signs": (steps(at("aone", "start"), typed("## ")), ALL),
    "a heading and back": (
        steps(at("aone"), lambda desk: desk.style("heading2"), lambda desk: desk.style("paragraph")),
        ALL,
    ),
    "a quotation": (steps(at("aone"), lambda desk: desk.button("quote")), ALL),
    "a quotation and back": (
        steps(at("aone"), lambda desk: desk.button("quote"), lambda desk: desk.button("quote")),
        ALL,
    ),
    "two in a quotation": (
        steps(at("aone", "start", "btwo"), lambda desk: desk.button("quote")),
        ["a: aone atwobone btwo", *REST[1:]],
    ),
    "a list": (steps(at("aone"), lambda desk: desk.button("bullets")), ALL),
    "a list by signs": (steps(at("aone", "start"), typed("- ")), ALL),
    "a list and back": (
        steps(at("aone"), lambda desk: desk.button("bullets"), lambda desk: desk.button("bullets")),
        ALL,
    ),
    "three in a list": (steps(at("aone", "start", "ctwo"), lambda desk: desk.button("numbers")), ALL),
    "items into numbered ones": (steps(at("eone", "start", "fone"), lambda desk: desk.button("numbers")), ALL),
    "items out of their list": (steps(at("eone", "start", "fone"), lambda desk: desk.button("bullets")), ALL),
    "Enter in an item": (
        steps(at("eone", 2), keys("Enter")),
        [A, *REST[:3], "e: eo", "*: ne", *REST[4:]],
    ),
    "Enter at the start of an item": (
        steps(at("eone", "start"), keys("Enter")),
        [A, *REST[:3], "*:", "e: eone", *REST[4:]],
    ),
    "an item set in": (steps(at("fone"), keys("Tab")), ALL),
    "an item set in and out": (steps(at("fone"), keys("Tab", "Shift+Tab")), ALL),
    "the list left by Enter twice": (
        steps(at("fone"), keys("Enter", "Enter")),
        [A, *REST[:5], "*:", REST[5]],
    ),
    "a caption": (steps(at("gone"), typed("x")), [A, *REST[:5], "g: gonex"]),
    "cutting and pasting everything": (steps(at("aone"), keys("Control+a", "Control+x", "Control+v")), ALL),
    "pasting a copy of everything at the end": (
        steps(at("aone", "start", "btwo"), keys("Control+c"), at("dtwo"), keys("Enter", "Control+v")),
        [A, *REST[:3], "*: aone atwo", "*: bone btwo", *REST[3:]],
    ),
    "pasting a copy into the start": (
        steps(at("cone", "start", "dtwo"), keys("Control+c"), at("aone", "start"), keys("Control+v")),
        ["*: cone ctwo", "a: done dtwoaone atwo", *REST],
    ),
    "pasting a copy above": (
        steps(
            at("cone", "start", "dtwo"), keys("Control+c"), at("aone", "start"), keys("Enter"),
            lambda desk: desk.area.evaluate("(area) => area.editor.commands.setTextSelection(1)"), keys("Control+v"),
        ),
        ["*: cone ctwo", "*: done dtwo", *ALL],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLE)
def test_blocks_keep_their_identity(desk, name):
    doing, expected = TABLE[name]
    doing(desk)
    assert desk.units() == [one.strip() for one in expected]


def test_a_block_that_is_cut_and_pasted_elsewhere_stays_itself(desk):
    desk.area.evaluate("(area) => area.editor.chain().focus().setNodeSelection(0).run()")
    desk.press("Control+x")
    desk.caret("dtwo")
    desk.press("Enter", "Control+v")
    assert [one for one in desk.units() if one[0] != NEW] == [
        "b: bone btwo",
        "c: cone ctwo",
        "d: done dtwo",
        A,
        *REST[3:],
    ]


def test_a_block_that_is_dragged_stays_itself(desk):
    desk.page.locator(".tiptap img").scroll_into_view_if_needed()
    desk.area.evaluate(
        """(area) => {
          const { editor } = area, { doc } = editor.state
          let at = 0
          doc.forEach((node, pos) => { if (node.type.name === "picture") at = pos })
          editor.commands.setNodeSelection(at)
          const slice = editor.state.selection.content()
          editor.view.dragging = { slice, move: true }
          const first = editor.view.dom.firstElementChild.getBoundingClientRect()
          const transfer = new DataTransfer()
          editor.view.dom.dispatchEvent(new DragEvent("drop", {
            bubbles: true, cancelable: true, dataTransfer: transfer, clientX: first.x + 4, clientY: first.y + 1,
          }))
        }"""
    )
    assert sorted(desk.units()) == sorted(ALL)
    assert desk.units() != ALL


def test_opening_and_saving_untouched_changes_no_byte(desk):
    stored = desk.article.body
    assert desk.area.input_value() == stored
    desk.page.locator("[name=_save]").first.click()
    desk.page.wait_for_url("**/change/**")
    assert Article.objects.get(pk=desk.article.pk).body == stored
    desk.caret("aone")
    desk.type("x")
    desk.press("Backspace")
    assert desk.area.input_value() == stored


def test_a_text_without_ids_is_left_alone_until_the_first_key(desk, live_server):
    Article.objects.filter(pk=desk.article.pk).update(body="<p>one</p><p>two</p>")
    desk = Desk(desk.page, live_server.url, desk.article)
    assert desk.area.input_value() == "<p>one</p><p>two</p>"
    desk.caret("one")
    desk.type("!")
    assert desk.units() == ["*: one!", "*: two"]


def test_hostile_and_foreign_ids_that_are_pasted_are_not_taken_over(desk):
    desk.caret("dtwo")
    desk.press("Enter")
    desk.area.evaluate(
        """(area, html) => {
          const data = new DataTransfer()
          data.setData("text/html", html)
          const paste = new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData: data })
          area.editor.view.dom.dispatchEvent(paste)
        }""",
        f'<p data-block="&quot;><script>">x</p><p data-block="{full("a")}">y</p><p data-block="elsewhere1">z</p>',
    )
    assert desk.units()[4:7] == ["*: x", "*: y", "*: z"]
    assert 'data-block="elsewhere1"' in desk.area.input_value()


def test_bold_stays_on_after_enter(desk):
    desk.caret("atwo")
    desk.press("Control+b", "Enter")
    desk.type("new")
    assert "<strong>new</strong>" in desk.area.input_value()


def test_letters_of_an_input_method_come_once(desk, live_server):
    Article.objects.filter(pk=desk.article.pk).update(body="<p>one</p><p>two</p>")
    desk = Desk(desk.page, live_server.url, desk.article)
    desk.caret("one")
    session = desk.page.context.new_cdp_session(desk.page)
    for text in ("س", "سل", "سلا", "سلام"):
        session.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
    session.send("Input.insertText", {"text": "سلام"})
    desk.type(" ")
    assert desk.units() == ["*: oneسلام", "*: two"]
