"""What tests ask of a page as it stands in the browser: what axe finds, and whether it fits the screen."""

import gzip
from functools import cache
from pathlib import Path

from playwright.sync_api import Page

# All of WCAG 2.2 A and AA, and axe's own good practice.
RUN = """() => axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations.flatMap(
  ({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.html.slice(0, 160)}`)))"""

# The stock pages let colours of links change slowly; half-way, they have a contrast of their own. They are brought to
# their end, not waited for: Chromium leaves the promise of some transitions open for ever. The end of one can begin
# another, in what inherits from it.
SETTLED = """() => {
  const ending = () => document.getAnimations().filter((one) => one.effect.getComputedTiming().endTime !== Infinity)
  for (let round = 0, left; round < 20 && (left = ending()).length; round++) left.forEach((one) => one.finish())
}"""

# The page scrolls sideways, or a box within it that shows no text to be typed in. What only screen readers read is cut
# to a pixel, and counts nowhere.
SIDEWAYS = """() => {
  const page = document.documentElement
  const boxes = [...document.querySelectorAll("#main *")].filter((box) => {
    const scrolls = /auto|scroll/.test(getComputedStyle(box).overflowX)
    return scrolls && box.clientWidth > 1 && box.scrollWidth > box.clientWidth + 1 && box.localName !== "textarea"
  })
  return [...(page.scrollWidth > page.clientWidth ? [page] : []), ...boxes].map((box) =>
    `${box.localName}.${box.className} by ${box.scrollWidth - box.clientWidth}px`)
}"""


@cache
def axe() -> str:
    return gzip.decompress((Path(__file__).parent / "axe" / "axe.min.js.gz").read_bytes()).decode()


def axe_findings(page: Page) -> list[str]:
    """Each as rule, place and mark-up; an empty list where axe finds nothing."""
    page.evaluate(SETTLED)
    page.evaluate(axe())
    return page.evaluate(RUN)


def sideways(page: Page) -> list[str]:
    """What scrolls sideways, the page or boxes in it."""
    return page.evaluate(SIDEWAYS)
