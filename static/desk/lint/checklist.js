// "Before publishing": the points of the page as it is typed, each leading to where it is to be settled.
import { element } from "../editor/dom.js"
import { goTo } from "./places.js"
import { inDeskDigits } from "../numbers.js"

const ORDER = ["blocking", "advice", "fact"]

export class Checklist {
  constructor(section, settings, form) {
    Object.assign(this, { section, settings, form })
    this.status = section.querySelector("[data-status]")
    this.list = section.querySelector("[data-points]")
    this.asked = 0
  }

  async look() {
    const { words, address, story, edition } = this.settings
    const number = (this.asked += 1)
    const data = new FormData(this.form)
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name)
    data.set("story", story || "")
    data.set("edition", edition)
    try {
      const answer = await fetch(address, { method: "POST", body: data })
      if (!answer.ok) throw new Error(`checks: ${answer.status}`)
      const { points } = await answer.json()
      // An answer that was overtaken by a later one says what is no longer so.
      if (number === this.asked) this.draw(points)
    } catch {
      this.status.textContent = words.failed
    }
  }

  draw(points) {
    const { words } = this.settings
    const blocking = points.filter((point) => point.weight === "blocking").length
    const told = blocking === 0 ? words.ready : blocking === 1 ? words.blockedOne : words.blockedMany.replace("%(number)s", inDeskDigits(blocking))
    if (this.status.textContent !== told) this.status.textContent = told
    this.section.dataset.state = blocking ? "blocked" : "ready"
    const sorted = [...points].sort((a, b) => ORDER.indexOf(a.weight) - ORDER.indexOf(b.weight))
    const focused = this.list.contains(document.activeElement) ? document.activeElement.dataset.key : null
    this.list.replaceChildren(...sorted.map((point) => this.entry(point)))
    if (focused) this.list.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus()
  }

  entry(point) {
    const { words } = this.settings
    const text = point.where
      ? element("button", { type: "button", className: "checks__point", textContent: point.message, "data-key": `${point.key} ${point.where}` })
      : element("span", { className: "checks__point", textContent: point.message })
    if (point.where) text.addEventListener("click", () => goTo(point.where))
    const address = point.address ? [element("a", { href: point.address, target: "_blank", className: "checks__link", textContent: words.picture })] : []
    return element("li", { className: `checks__entry checks__entry--${point.weight}` }, [
      element("span", { className: "checks__weight", textContent: words[point.weight] }), text, ...address,
    ])
  }
}
