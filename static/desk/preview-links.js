// Makes and withdraws links for somebody outside without leaving the page, so that nothing typed there is lost.
import { element } from "./editor/dom.js"

const section = document.getElementById("links")
const list = section?.querySelector(".links__list")
const told = section?.querySelector("[data-told]")
const withdraw = section?.querySelector("[data-withdraw]")

async function send(form) {
  try {
    const response = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json" },
      redirect: "error",
    })
    if (response.ok) return await response.json()
  } catch {
    // Said below.
  }
  told.textContent = section.dataset.failed
  return null
}

function addCopy(item) {
  const address = item.querySelector("input")
  const words = section.dataset.copy
  const copy = element("button", { type: "button", className: "button links__copy", textContent: words })
  copy.addEventListener("click", async () => {
    address.select()
    try {
      await navigator.clipboard.writeText(address.value)
      copy.textContent = section.dataset.copied
      setTimeout(() => (copy.textContent = words), 2000)
    } catch {
      // It is selected: the keyboard copies it.
    }
  })
  address.addEventListener("focus", () => address.select())
  item.append(copy)
}

function add({ address, until }) {
  const item = element("li", { className: "links__item" }, [
    element("span", { className: "links__until", textContent: until }),
    element("input", {
      type: "url", className: "links__address", dir: "ltr", readOnly: true, value: address, ariaLabel: until,
    }),
  ])
  addCopy(item)
  list.append(item)
  withdraw.hidden = false
  item.querySelector("input").focus()
}

if (section) {
  for (const item of list.children) if (navigator.clipboard) addCopy(item)
  document.getElementById("links-make").addEventListener("submit", async (event) => {
    event.preventDefault()
    const made = await send(event.target)
    if (!made) return
    told.textContent = made.told
    add(made)
  })
  document.getElementById("links-withdraw").addEventListener("submit", async (event) => {
    event.preventDefault()
    const done = await send(event.target)
    if (!done) return
    told.textContent = done.told
    list.replaceChildren()
    withdraw.hidden = true
    section.querySelector("select").focus()
  })
  // The number of days is no change to the story.
  for (const kind of ["input", "change"]) section.addEventListener(kind, (event) => event.stopPropagation())
}
