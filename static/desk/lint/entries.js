// A finding in a list: its words, why, and what can be done.
import { element } from "../editor/dom.js"

const KINDS = { error: "error", mistake: "mistake", advice: "adviceKind" }

function inLanguage(text, { lang, dir }) {
  // What cannot be seen is shown by a sign in its place.
  const shown = text.replace(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u200b\u00ad]/g, "⍽").replace(/ /g, "\u00a0")
  return element("bdi", { lang, dir, textContent: shown })
}

// `all`: the places of the same subject. `name`: how the list calls the field; "" where that is plain.
export function entry({ subject, place, name }, all, words) {
  const { finding } = place
  const { act } = subject
  const go = element("button", { type: "button", className: "lint__words" }, [inLanguage(place.words, subject.element)])
  go.addEventListener("click", () => act.show(place))
  const change = finding.replacement === null ? [] : [
    element("span", { className: "lint__change" }, [
      `${words.becomes} `,
      finding.replacement ? inLanguage(finding.replacement, subject.element) : element("em", { textContent: words.removed }),
    ]),
  ]
  const buttons = []
  const button = (text, run) => {
    const made = element("button", { type: "button", className: "lint__button", textContent: text })
    made.setAttribute("aria-label", `${text}: ${place.words}`)
    made.addEventListener("click", run)
    buttons.push(made)
  }
  if (finding.replacement !== null || (finding.language && subject.giveLanguage)) button(words.fix, () => act.fix([place]))
  const alike = all.filter((one) => one.finding.rule === finding.rule && one.finding.replacement !== null)
  if (finding.replacement !== null && alike.length > 1 && alike[0] === place) {
    button(`${words.fixAll} (${alike.length})`, () => act.fix(alike))
  }
  if (finding.severity !== "error") button(words.leave, () => act.leave(place))
  const kind = words[KINDS[finding.severity]]
  return element("li", { className: `lint__entry lint__entry--${finding.severity}` }, [
    element("span", { className: "lint__kind", textContent: name ? `${kind} · ${name}` : kind }),
    go, ...change,
    element("span", { className: "lint__why", textContent: finding.message }),
    element("span", { className: "lint__buttons" }, buttons),
  ])
}

// Puts entries into a list without taking the keyboard's place away: the button in its stead has the focus then.
export function fill(list, entries, otherwise) {
  const buttons = () => [...list.querySelectorAll("button")]
  const focused = buttons().indexOf(document.activeElement)
  list.replaceChildren(...entries)
  if (focused >= 0) (buttons()[Math.min(focused, buttons().length - 1)] || otherwise)?.focus()
}
