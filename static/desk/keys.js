// The desk's keyboard: Ctrl or ⌘ with S saves; "?" lists the keys, "/" searches, "g" and a letter go to a page.
// Keys without Ctrl or ⌘ can be switched off (WCAG 2.1.4), and do nothing where somebody types.
import { element } from "./editor/dom.js"

const memory = "desk-keys"
// How long after "g" its letter may come, in milliseconds.
const PATIENCE = 1500
export const TYPED_INTO = [
  "input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=file])",
  "textarea",
  "select",
  "[contenteditable]:not([contenteditable=false])",
  "[role=combobox], [role=textbox], [role=searchbox], [role=listbox]",
].join(", ")

const settings = JSON.parse(document.getElementById("desk-keys")?.textContent || "null")

export function areSingleKeysOn() {
  try {
    return localStorage.getItem(memory) !== "off"
  } catch {
    return true
  }
}

function switchSingleKeys(isOn) {
  try {
    if (isOn) localStorage.removeItem(memory)
    else localStorage.setItem(memory, "off")
  } catch {
    // Private windows may refuse; the keys then stay on.
  }
}

// The Latin letter of a key, wherever the keyboard writes others: that of its place then.
export function letterOf({ key, code }) {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase()
  return /^\P{ASCII}+$/u.test(key) && code.startsWith("Key") ? code.slice(3).toLowerCase() : ""
}

function save() {
  const button = [...document.querySelectorAll("#content [name=_save]")].find((found) => !found.disabled)
  button?.click()
  return Boolean(button)
}

function focusSearch() {
  const field = document.querySelector("#searchbar, #content input[type=search]:not(.select2-search__field)")
  field?.focus()
  field?.select()
  return Boolean(field)
}

function row(keys, name) {
  const shown = keys.flatMap((key, place) => [
    ...(place ? [` ${settings.words.then} `] : []),
    element("kbd", { textContent: key, dir: "ltr" }),
  ])
  return [element("dt", {}, shown), element("dd", { textContent: name })]
}

function showKeys() {
  const { words, pages } = settings
  const single = element("input", { type: "checkbox", id: "keys-single", checked: areSingleKeysOn() })
  single.setAttribute("aria-describedby", "keys-single-help")
  single.addEventListener("change", () => switchSingleKeys(single.checked))
  const isApple = /Mac|iPhone|iPad/.test(navigator.platform)
  const close = element("button", { type: "button", className: "button", textContent: words.close })
  const dialog = element("dialog", { className: "keys", "aria-labelledby": "keys-heading" }, [
    element("h2", { id: "keys-heading", textContent: words.heading }),
    element("dl", {}, [
      ...row([isApple ? "⌘ S" : "Ctrl + S"], words.save),
      ...row(["/"], words.search),
      ...row(["?"], words.help),
      ...[...document.querySelectorAll("[data-key]")].flatMap((help) => row([help.dataset.key], help.textContent)),
      ...pages.flatMap(({ key, name }) => row(["g", key], name)),
    ]),
    element("p", {}, [single, " ", element("label", { htmlFor: "keys-single", textContent: words.single })]),
    element("p", { className: "help", id: "keys-single-help", textContent: words.singleHelp }),
    element("p", {}, [close]),
  ])
  close.addEventListener("click", () => dialog.close())
  dialog.addEventListener("close", () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
}

let goingSince = -Infinity

// True where the key did something.
function pressed(event) {
  const isGoing = event.timeStamp - goingSince < PATIENCE
  goingSince = -Infinity
  if (event.key === "?" || event.key === "؟") return showKeys() ?? true
  if (event.key === "/") return focusSearch()
  if (event.shiftKey) return false
  const letter = letterOf(event)
  const page = isGoing && settings.pages.find(({ key }) => key === letter)
  if (page) {
    location.assign(page.address)
    return true
  }
  if (letter === "g") goingSince = event.timeStamp
  return false
}

function onKey(event) {
  // A dialog has the keyboard to itself; so has who writes with an input method.
  if (event.defaultPrevented || event.repeat || event.isComposing || document.querySelector("dialog[open]")) return
  if (event.ctrlKey || event.metaKey) {
    const isSave = letterOf(event) === "s" && !event.altKey && !event.shiftKey && event.ctrlKey !== event.metaKey
    if (isSave && save()) event.preventDefault()
    return
  }
  if (event.altKey || !areSingleKeysOn() || event.target.closest?.(TYPED_INTO)) return
  if (pressed(event)) event.preventDefault()
}

if (settings) {
  document.addEventListener("keydown", onKey)
  const opener = document.getElementById("desk-keys-open")
  opener?.addEventListener("click", showKeys)
  if (opener) opener.hidden = false
}
