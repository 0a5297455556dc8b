// The findings of one field, below it.
import { element } from "../editor/dom.js"
import { entry, fill } from "./entries.js"
import { inDeskDigits } from "../numbers.js"

const SHOWN = 8

export class Below {
  constructor(subject, words) {
    Object.assign(this, { subject, words })
    this.list = element("ul", { className: "lint__list lint__list--below", id: `${subject.element.id}-findings` })
    this.list.hidden = true
    this.told = ""
  }

  draw() {
    const { subject, words } = this
    const { places } = subject
    if (!this.list.isConnected) subject.frame.after(this.list)
    // Drawn anew for another reason than that something has changed, it would close what somebody has just opened.
    const told = JSON.stringify(places)
    if (told === this.told) return
    this.told = told
    this.list.setAttribute("aria-label", words.list.replace("%(field)s", subject.name))
    const entries = places.slice(0, SHOWN).map((place) => entry({ subject, place, name: "" }, places, words))
    const rest = places.length - SHOWN
    if (rest > 0) entries.push(element("li", { className: "lint__note", textContent: words.more.replace("%(number)s", inDeskDigits(rest)) }))
    fill(this.list, entries, subject.element)
    this.list.hidden = !places.length
  }
}
