// The list at the side: all findings of the page.
import { element } from "../editor/dom.js"
import { entry, fill } from "./entries.js"
import { inDeskDigits } from "../numbers.js"

const SHOWN = 60

export class Panel {
  // `lookAgain` is called when somebody wants to be told of what was left.
  constructor(section, words, lookAgain) {
    Object.assign(this, { section, words, lookAgain })
    this.count = section.querySelector("[data-count]")
    this.list = section.querySelector("[data-findings]")
  }

  draw(subjects, leftNumber) {
    const { words } = this
    const found = subjects.map((subject) => ({ subject, name: subject.name, places: subject.places }))
    const total = found.reduce((sum, { places }) => sum + places.length, 0)
    this.count.textContent = total === 0 ? words.none : total === 1 ? words.one : words.many.replace("%(number)s", inDeskDigits(total))
    const all = found.flatMap(({ subject, name, places }) => places.map((place) => ({ one: { subject, place, name }, places })))
    const entries = all.slice(0, SHOWN).map(({ one, places }) => entry(one, places, words))
    const rest = total - SHOWN
    if (rest > 0) entries.push(element("li", { className: "lint__note", textContent: words.more.replace("%(number)s", inDeskDigits(rest)) }))
    if (leftNumber) entries.push(this.leftEntry(leftNumber))
    fill(this.list, entries, this.section.querySelector("h2"))
  }

  leftEntry(number) {
    const again = element("button", { type: "button", className: "lint__button", textContent: this.words.again })
    again.addEventListener("click", () => this.lookAgain())
    return element("li", { className: "lint__note lint__note--left" }, [`${this.words.left.replace("%(number)s", inDeskDigits(number))} `, again])
  }
}
