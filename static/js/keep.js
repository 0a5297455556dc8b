// "Keep for offline" on an article. The button is made here: without a script, or where the browser cannot, there is none.
import { isKept, isPossible, keep, remove } from "./kept.js"

const place = document.querySelector("[data-keep]")
if (place && isPossible()) begin(place)

async function begin(place) {
  const words = place.dataset
  const path = location.pathname
  const button = Object.assign(document.createElement("button"), { type: "button", className: "tools__button" })
  const status = Object.assign(document.createElement("span"), { className: "tools__status" })
  status.setAttribute("role", "status")
  const list = Object.assign(document.createElement("a"), { href: words.list, textContent: words.listWord })
  let has = await isKept(path), renewing = Promise.resolve()

  const show = () => {
    button.textContent = has ? words.remove : words.add
    list.hidden = !has
  }
  const work = async (task, done) => {
    button.setAttribute("aria-disabled", "true")
    status.textContent = words.busy
    try {
      await task()
      has = await isKept(path)
      status.textContent = done
    } catch {
      status.textContent = words.failed
    }
    button.removeAttribute("aria-disabled")
    show()
  }
  button.addEventListener("click", () => {
    if (button.getAttribute("aria-disabled")) return
    // What is still being brought up to date would be put back behind it.
    if (has) work(() => renewing.then(() => remove(path)), words.removed)
    else work(() => keepThis(path), words.added)
  })
  show()
  place.append(button, status, list)
  place.hidden = false
  // A correction since: what is kept follows, and stays as it was where it cannot.
  if (has && navigator.onLine) renewing = keepThis(path).catch(() => {})
}

async function keepThis(path) {
  const { lang, dir } = document.documentElement
  const title = document.querySelector("h1").textContent.trim()
  await keep(path, { title, lang, dir }, { needed: parts(), wanted: await pictures() })
}

// Styles, modules and letters that this page has loaded, and those that it names.
function parts() {
  const loaded = performance.getEntriesByType("resource").map((entry) => entry.name)
  const named = [...document.querySelectorAll("link[rel=stylesheet], link[rel=preload], link[rel=icon], script[src]")]
  const all = [...loaded, ...named.map((one) => one.href || one.src)].map((address) => new URL(address, location.href))
  const own = all.filter((one) => one.origin === location.origin && /^\/(static|accent)\//.test(one.pathname))
  return new Set(own.filter((one) => !one.pathname.startsWith("/static/icons/")).map((one) => one.href))
}

// In the width that is shown here; those further down have to be fetched first to know which that is.
async function pictures() {
  const all = [...document.querySelectorAll("main article img")]
  await Promise.all(
    all.map((image) => {
      image.loading = "eager"
      return image.decode().catch(() => {})
    }),
  )
  return new Set(all.map((image) => image.currentSrc).filter(Boolean))
}
