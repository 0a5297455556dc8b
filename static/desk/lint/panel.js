// The list at the side: each finding with its words, why, and what can be done.
import { element } from "../editor/dom.js"

const SHOWN = 60
const KINDS = { error: "error", mistake: "mistake", advice: "adviceKind" }

export class Panel {
  constructor(section, words, edition) {
    Object.assign(this, { section, words, edition })
    this.count = section.querySelector("[data-count]")
    this.list = section.querySelector("[data-findings]")
    this.status = section.querySelector("[data-status]")
  }

  say(text) {
    // Said again where the same is said twice.
    this.status.textContent = ""
    requestAnimationFrame(() => (this.status.textContent = text))
  }

  // `groups`: [{name, places, act}], act has show(place), fix(places), leave(place).
  draw(groups, leftNumber) {
    const all = groups.flatMap(({ name, places, act }) => places.map((place) => ({ name, place, act })))
    const { words } = this
    this.count.textContent = all.length === 0 ? words.none : all.length === 1 ? words.one : words.many.replace("%(number)s", all.length)
    const focused = this.list.contains(document.activeElement) ? [...this.list.querySelectorAll("button")].indexOf(document.activeElement) : -1
    this.list.replaceChildren(...all.slice(0, SHOWN).map((one) => this.entry(one, all)))
    const rest = all.length - SHOWN
    if (rest > 0) this.list.append(element("li", { className: "lint__note", textContent: words.more.replace("%(number)s", rest) }))
    if (leftNumber) this.list.append(element("li", { className: "lint__note", textContent: words.left.replace("%(number)s", leftNumber) }))
    if (focused >= 0) {
      const buttons = [...this.list.querySelectorAll("button")]
      ;(buttons[Math.min(focused, buttons.length - 1)] || this.section.querySelector("h2")).focus()
    }
  }

  inLanguage(text) {
    // What cannot be seen is shown by a sign in its place.
    const shown = text.replace(/\u200c/g, "\u200c").replace(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u200b\u00ad]/g, "⍽").replace(/ /g, "\u00a0")
    return element("bdi", { lang: this.edition.lang, dir: this.edition.dir, textContent: shown })
  }

  entry({ name, place, act }, all) {
    const { words } = this
    const { finding } = place
    const go = element("button", { type: "button", className: "lint__words" }, [this.inLanguage(place.words)])
    go.addEventListener("click", () => act.show(place))
    const change = finding.replacement === null ? [] : [
      element("span", { className: "lint__change" }, [
        `${words.becomes} `, finding.replacement ? this.inLanguage(finding.replacement) : element("em", { textContent: words.removed }),
      ]),
    ]
    const buttons = []
    const button = (text, run) => {
      const made = element("button", { type: "button", className: "lint__button", textContent: text })
      made.setAttribute("aria-label", `${text}: ${place.words}`)
      made.addEventListener("click", run)
      buttons.push(made)
    }
    if (finding.replacement !== null || finding.language) button(words.fix, () => act.fix([place]))
    const alike = all.filter((one) => one.act === act && one.place.finding.rule === finding.rule && one.place.finding.replacement !== null)
    if (finding.replacement !== null && alike.length > 1 && alike[0].place === place) {
      button(`${words.fixAll} (${alike.length})`, () => act.fix(alike.map((one) => one.place)))
    }
    button(words.leave, () => act.leave(place))
    return element("li", { className: `lint__entry lint__entry--${finding.severity}` }, [
      element("span", { className: "lint__kind", textContent: name ? `${words[KINDS[finding.severity]]} · ${name}` : words[KINDS[finding.severity]] }),
      go, ...change,
      element("span", { className: "lint__why", textContent: finding.message }),
      element("span", { className: "lint__buttons" }, buttons),
    ])
  }
}
