// Articles to choose: found on the server, which draws them, and marked here where they stand inside already.
import { fill } from "../telling.js"

const PAUSE = 300 // ms without a key before what is typed is looked for

export class Picker {
  constructor(root, composer) {
    this.root = root
    this.composer = composer
    this.results = root.querySelector("[data-results]")
    this.words = root.querySelector("[name=find-q]")
    this.asked = 0
    let waiting
    this.words.addEventListener("input", () => {
      clearTimeout(waiting)
      waiting = setTimeout(() => this.find(), PAUSE)
    })
    this.words.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return
      event.preventDefault()
      clearTimeout(waiting)
      this.find()
    })
    for (const select of root.querySelectorAll("select")) select.addEventListener("change", () => this.find())
    root.querySelector("[data-go]").addEventListener("click", (event) => {
      event.preventDefault()
      this.find()
    })
    this.results.addEventListener("click", (event) => {
      const add = event.target.closest("[data-add-pick]")
      const more = event.target.closest("[data-more]")
      if (!add && !more) return
      event.preventDefault()
      if (add) this.take(add.closest("[data-pick]"))
      else this.find(more.dataset.more)
    })
    // What is looked for is no change to the issue.
    for (const kind of ["input", "change"]) root.addEventListener(kind, (event) => event.stopPropagation())
  }

  take(pick, before = null) {
    if (this.isInside(pick)) return
    const card = [...pick.querySelector("[data-card]").cloneNode(true).childNodes]
    this.composer.add("article", { fields: { article: pick.dataset.pick }, card, before })
  }

  isInside(pick) {
    return this.composer.articles.has(pick.dataset.pick)
  }

  // An article stands inside an issue once.
  mark() {
    const inside = this.composer.articles
    for (const pick of this.results.querySelectorAll("[data-pick]")) {
      const isInside = inside.has(pick.dataset.pick)
      pick.classList.toggle("pick--inside", isInside)
      pick.draggable = !isInside
      const add = pick.querySelector("[data-add-pick]")
      // Not `disabled`, which would take the focus away from who has just pressed it.
      add.setAttribute("aria-disabled", isInside)
    }
  }

  async find(before = "") {
    const number = ++this.asked
    const query = new URLSearchParams()
    for (const field of this.root.querySelectorAll("[name^=find-]")) query.set(field.name, field.value)
    if (before) query.set("find-before", before)
    try {
      const answer = await fetch(`${this.composer.words.find}?${query}`, { redirect: "error" })
      if (!answer.ok) throw new Error(answer.statusText)
      const page = new DOMParser().parseFromString(await answer.text(), "text/html")
      // An answer that a newer question has overtaken is of no use.
      if (number !== this.asked) return
      this.show([...page.body.children], Boolean(before))
    } catch {
      if (number === this.asked) this.composer.status.textContent = this.composer.words.failed
    }
  }

  show(found, isMore) {
    const list = this.results.querySelector(".picker__list")
    if (isMore && list) {
      const rest = found.find((part) => part.matches(".picker__list"))
      const first = rest?.firstElementChild
      list.append(...(rest?.children ?? []))
      this.results.querySelector(".picker__more")?.remove()
      this.results.append(...found.filter((part) => part.matches(".picker__more")))
      first?.querySelector("[data-add-pick]").focus()
    } else {
      this.results.replaceChildren(...found)
    }
    this.mark()
    const count = this.results.querySelectorAll("[data-pick]").length
    const numbers = new Intl.NumberFormat(document.documentElement.lang || "en")
    this.composer.status.textContent = fill(this.composer.words.found, { count: numbers.format(count) })
  }
}
