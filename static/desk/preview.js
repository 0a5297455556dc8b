// The page in preview beside the text: as it is typed, at the width of a phone, a tablet or a desktop, light or dark.
import { load, keep } from "./kept.js"
import { setScheme } from "./scheme.js"

const KEY = "desk.preview"
const PAUSE = 900 // ms without a key before the page is drawn anew
const LONGEST = 4000 // ms after which it is, though somebody goes on typing
const FONTS = 800 // ms that a page may wait for its faces before it is shown without

class Preview {
  constructor(pane, toggle) {
    this.pane = pane
    this.toggle = toggle
    this.columns = pane.parentElement
    this.form = pane.closest("form")
    this.versions = pane.querySelector("[data-preview-version]")
    this.stage = pane.querySelector(".preview__stage")
    this.frame = null
    this.html = ""
    this.asked = 0
    this.kept = { isOpen: false, width: 390, scheme: preferred(), ...load(KEY) }
    this.listen()
    toggle.hidden = false
    this.show(this.kept.isOpen)
  }

  listen() {
    this.toggle.addEventListener("click", () => this.change({ isOpen: !this.kept.isOpen }))
    this.pane.querySelector("[data-preview-close]").addEventListener("click", () => {
      this.change({ isOpen: false })
      this.toggle.focus()
    })
    if (!this.stage) return
    for (const button of this.pane.querySelectorAll("[data-width]")) {
      button.addEventListener("click", () => this.change({ width: Number(button.dataset.width) }))
    }
    for (const button of this.pane.querySelectorAll("[data-scheme]")) {
      button.addEventListener("click", () => this.change({ scheme: button.dataset.scheme }))
    }
    // What is chosen here is no change to the story.
    for (const kind of ["input", "change"]) this.pane.addEventListener(kind, (event) => event.stopPropagation())
    this.versions.addEventListener("change", () => this.refresh())
    for (const kind of ["input", "change", "formset:added", "formset:removed"]) {
      this.form.addEventListener(kind, () => this.soon())
    }
    // Topics and people are chosen by the stock admin's lists, which tell jQuery alone.
    window.django?.jQuery?.(this.form).on("change", () => this.soon())
    new ResizeObserver(() => this.fit()).observe(this.stage)
  }

  change(choice) {
    const wasOpen = this.kept.isOpen
    Object.assign(this.kept, choice)
    keep(KEY, this.kept)
    this.show(this.kept.isOpen)
    if (this.kept.isOpen && !wasOpen) this.pane.querySelector("#preview-heading").focus()
  }

  show(isOpen) {
    this.pane.hidden = !isOpen
    this.columns.classList.toggle("story__columns--preview", isOpen)
    this.toggle.setAttribute("aria-expanded", isOpen)
    if (!this.stage || !isOpen) return
    for (const name of ["width", "scheme"]) {
      for (const button of this.pane.querySelectorAll(`[data-${name}]`)) {
        button.setAttribute("aria-pressed", button.dataset[name] === String(this.kept[name]))
      }
    }
    this.fit()
    if (this.frame) setScheme(this.frame.contentDocument, this.kept.scheme)
    else this.refresh()
  }

  // The frame is as wide as the device, and drawn smaller where the pane is narrower.
  fit() {
    const { clientWidth: width, clientHeight: height } = this.stage
    if (!width) return
    const scale = Math.min(1, width / this.kept.width)
    this.stage.style.setProperty("--frame-width", `${this.kept.width}px`)
    this.stage.style.setProperty("--frame-height", `${Math.round(height / scale)}px`)
    this.stage.style.setProperty("--frame-scale", scale)
  }

  get isTyped() {
    return this.versions.selectedOptions[0].hasAttribute("data-typed")
  }

  soon() {
    if (!this.kept.isOpen || !this.isTyped) return
    clearTimeout(this.timer)
    this.since ??= Date.now()
    this.timer = setTimeout(() => this.refresh(), Math.max(0, Math.min(PAUSE, this.since + LONGEST - Date.now())))
  }

  async refresh() {
    clearTimeout(this.timer)
    this.since = undefined
    const number = ++this.asked
    const html = await this.page()
    // A later page has been asked for meanwhile, or nothing is new.
    if (number !== this.asked || html === null || (this.frame && html === this.html)) return
    this.html = html
    this.draw(html, number, this.versions.value)
  }

  // The page as the server draws it; null where there is none, which is said.
  async page() {
    const options = { credentials: "same-origin", redirect: "error" }
    if (this.isTyped) {
      const data = new FormData(this.form)
      for (const [name, value] of [...data]) if (value instanceof File) data.delete(name)
      Object.assign(options, { method: "POST", body: data })
    }
    try {
      const response = await fetch(this.versions.value, options)
      this.say(response.ok ? "" : this.pane.dataset.refused)
      return response.ok ? await response.text() : null
    } catch {
      this.say(navigator.onLine ? this.pane.dataset.refused : this.pane.dataset.offline)
      return null
    }
  }

  say(words) {
    const status = this.pane.querySelector(".preview__status")
    if (status.textContent !== words) status.textContent = words
  }

  // The new page is made ready in a frame of its own that takes the place of the old one, so that nothing flashes.
  draw(html, number, version) {
    const frame = document.createElement("iframe")
    frame.className = "preview__frame preview__frame--waiting"
    frame.title = this.pane.dataset.title
    frame.addEventListener("load", async () => {
      const page = frame.contentDocument
      keepLinksOut(page)
      setScheme(page, this.kept.scheme)
      await Promise.race([page.fonts.ready, new Promise((resolve) => setTimeout(resolve, FONTS))])
      if (number !== this.asked) return frame.remove()
      const old = this.frame
      if (old && old.dataset.version === version) {
        // At once, whatever the page's style says of scrolling.
        frame.contentWindow.scrollTo({ top: old.contentWindow.scrollY, behavior: "instant" })
      }
      this.frame = frame
      frame.classList.remove("preview__frame--waiting")
      old?.remove()
      this.pane.dispatchEvent(new CustomEvent("preview:drawn"))
    }, { once: true })
    frame.dataset.version = version
    frame.srcdoc = html
    for (const waiting of this.stage.querySelectorAll(".preview__frame--waiting")) waiting.remove()
    this.stage.append(frame)
  }
}

const preferred = () => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")

// A link in the page opens beside the desk: the frame shows this article and nothing else.
function keepLinksOut(page) {
  page.addEventListener("submit", (event) => event.preventDefault())
  page.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]")
    if (!link) return
    event.preventDefault()
    const href = link.getAttribute("href")
    if (href.startsWith("#")) page.getElementById(href.slice(1))?.scrollIntoView()
    else window.open(link.href, "_blank", "noopener")
  })
}

const pane = document.getElementById("preview")
const toggle = document.querySelector("[data-preview-toggle]")
if (pane && toggle) new Preview(pane, toggle)
