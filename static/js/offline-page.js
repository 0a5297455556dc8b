// The list of what is kept, on the page that is shown without a connection too.
import { isPossible, listKept, remove } from "./kept.js"

const place = document.querySelector("[data-kept-list]")
const items = place.querySelector("[data-kept-items]")
const status = place.querySelector("[data-kept-status]")
const words = place.dataset

// Shown in the place of another page, that could not be had.
if (!location.pathname.endsWith("/offline/")) place.querySelector("[data-kept-lost]").hidden = false
if (isPossible()) show()

async function show() {
  const kept = await listKept()
  items.replaceChildren(...kept.map(row))
  items.hidden = !kept.length
  place.querySelector("[data-kept-none]").hidden = Boolean(kept.length)
}

function row({ path, title, lang, dir }) {
  const item = document.createElement("li")
  const link = Object.assign(document.createElement("a"), { href: path, textContent: title, lang, dir })
  const button = Object.assign(document.createElement("button"), {
    type: "button", className: "tools__button", textContent: words.remove,
  })
  // Read out with what it removes.
  link.id = `kept-${path}`
  button.id = `remove-${path}`
  button.setAttribute("aria-labelledby", `${button.id} ${link.id}`)
  button.addEventListener("click", async () => {
    await remove(path)
    await show()
    status.textContent = words.removed
    const next = items.querySelector("button") ?? document.querySelector("main")
    next.focus()
  })
  item.append(link, " ", button)
  return item
}
