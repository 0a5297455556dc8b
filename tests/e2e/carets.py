"""Where the caret stands in the editor, said to the editor itself: what keys move is heard of a moment later, which a
person's fingers leave and a test's do not."""

from playwright.sync_api import Page, expect

_PUT = """(textarea, [number, what]) => {
  const editor = textarea.editor
  const { doc } = editor.state
  const place = number < 0 ? doc.childCount + number : number
  let end = 0
  for (let child = 0; child <= place; child += 1) end += doc.child(child).nodeSize
  const start = end - doc.child(place).nodeSize
  const chain = editor.chain().focus()
  if (what === "end") chain.setTextSelection(end - 1)
  if (what === "words") chain.setTextSelection({ from: start + 1, to: end - 1 })
  if (what === "block") chain.setNodeSelection(start)
  chain.run()
}"""


def caret_into(page: Page, number: int, *, what: str = "end") -> None:
    """To the `end` of the nth block of the text, from 0, or -1 for the last; or select its `words`, or the `block`."""
    page.locator("textarea.rich-text").first.evaluate(_PUT, [number, what])
    expect(page.locator(".editor .tiptap").first).to_be_focused()
