// Comments and messages decided on by the keyboard. Everything works by its buttons without this.
import { TYPED_INTO, areSingleKeysOn, letterOf } from "./keys.js"

const form = document.querySelector("form[data-moderation]")
const items = form ? [...form.querySelectorAll(".sent__item")] : []
const ACTS = { a: "approve", r: "reject", s: "spam" }
const boxOf = (item) => item.querySelector("input[type=checkbox]")
const current = () => items.indexOf(document.activeElement?.closest(".sent__item"))

function move(step) {
  const place = current()
  const next = items[place < 0 ? 0 : Math.min(items.length - 1, Math.max(0, place + step))]
  next?.focus()
  return Boolean(next)
}

function tick() {
  const item = items[current()]
  if (item) boxOf(item).checked = !boxOf(item).checked
  return Boolean(item)
}

// Those that are ticked, else the one that has the focus.
function act(name) {
  const button = form.querySelector(`.sent__bulk [value=${name}]`)
  const item = items[current()]
  const isTicked = items.some((one) => boxOf(one).checked)
  if (!button || (!isTicked && !item)) return false
  if (!isTicked) boxOf(item).checked = true
  button.click()
  return true
}

function pressed(letter) {
  if (letter === "j") return move(1)
  if (letter === "k") return move(-1)
  if (letter === "x") return tick()
  return letter in ACTS && act(ACTS[letter])
}

// The desk's own keys begin with "g": the letter after it is theirs.
let isGoing = false

document.addEventListener("keydown", (event) => {
  const { ctrlKey, metaKey, altKey, shiftKey, repeat, isComposing, target } = event
  if (!form || event.defaultPrevented || ctrlKey || metaKey || altKey || shiftKey || isComposing) return
  const letter = letterOf(event)
  const wasGoing = isGoing
  isGoing = letter === "g"
  if (wasGoing || !areSingleKeysOn() || target.closest?.(TYPED_INTO) || document.querySelector("dialog[open]")) return
  if (repeat && !"jk".includes(letter)) return
  if (letter && pressed(letter)) event.preventDefault()
})

const all = form?.querySelector("[data-all]")
if (all) {
  all.hidden = false
  all.querySelector("input").addEventListener("change", ({ target }) => {
    for (const item of items) boxOf(item).checked = target.checked
  })
}
