// The media library in a dialog: choose a picture, or upload some without leaving the text.
import { ACCEPTED, picturesOf, sendFile } from "../sending.js";
import { element } from "./dom.js";

export class Library {
  // `words` are the translated labels; `urls.list` and `urls.upload` answer in JSON.
  constructor(urls, words) {
    this.urls = urls
    this.words = words
  }

  // Resolves to {id, title, thumbnail}, or null where nothing was chosen.
  choose() {
    this.many = null
    this.chosen = null
    return this.open(() => this.chosen)
  }

  // Resolves to those that were chosen, in the order in which they were; to none where the dialog was only closed.
  chooseMany() {
    this.many = new Map()
    this.chosen = []
    return this.open(() => this.chosen)
  }

  open(result) {
    this.build()
    this.load("")
    this.dialog.showModal()
    this.search.focus()
    return new Promise((resolve) => {
      this.dialog.addEventListener("close", () => {
        this.dialog.remove()
        resolve(result())
      })
    })
  }

  build() {
    const words = this.words
    this.search = element("input", { type: "search", dir: "auto", ariaLabel: words.search, placeholder: words.search })
    this.file = element("input", { type: "file", accept: ACCEPTED, multiple: true, id: "library-file" })
    this.bar = element("progress", { className: "library__bar", max: 100, value: 0, ariaLabel: words.uploading, hidden: true })
    this.message = element("p", { className: "library__message", role: "status" })
    this.grid = element("div", { className: "library__grid" })
    this.more = element("button", { type: "button", textContent: words.more, hidden: true })
    this.insert = element("button", { type: "button", className: "library__insert", textContent: words.insert, disabled: true })
    this.insert.addEventListener("click", () => {
      this.chosen = [...this.many.values()]
      this.dialog.close()
    })
    const close = element("button", { type: "button", textContent: words.cancel })
    this.dialog = element("dialog", { className: "library", ariaLabel: words.library }, [
      element("header", { className: "library__head" }, [
        this.search,
        element("label", { className: "library__upload", htmlFor: "library-file" }, [words.upload, " ", this.file]),
        close,
      ]),
      this.message,
      this.bar,
      this.grid,
      this.more,
      ...(this.many ? [this.insert] : []),
    ])
    let waiting
    this.search.addEventListener("input", () => {
      clearTimeout(waiting)
      waiting = setTimeout(() => this.load(this.search.value), 250)
    })
    this.search.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault())
    this.file.addEventListener("change", () => this.upload([...this.file.files]))
    this.dialog.addEventListener("dragover", (event) => event.preventDefault())
    this.dialog.addEventListener("drop", (event) => {
      event.preventDefault()
      event.stopPropagation()
      this.upload(picturesOf(event.dataTransfer))
    })
    this.more.addEventListener("click", () => this.load(this.search.value, this.next))
    close.addEventListener("click", () => this.dialog.close())
    document.body.append(this.dialog)
  }

  async load(query, before = "") {
    const asked = (this.asked = {})
    try {
      const answer = await fetch(`${this.urls.list}?${new URLSearchParams({ q: query, before })}`)
      if (!answer.ok) throw new Error(answer.statusText)
      const { images, next } = await answer.json()
      // An answer that a newer question has overtaken is of no use.
      if (asked !== this.asked) return
      if (!before) this.grid.replaceChildren()
      this.grid.append(...images.map((image) => this.choice(image)))
      this.number()
      this.message.textContent = this.grid.children.length ? "" : this.words.nothing
      this.next = next
      this.more.hidden = !next
    } catch {
      this.message.textContent = this.words.failed
    }
  }

  choice(image) {
    const button = element("button", { type: "button", className: "library__choice", title: image.title }, [
      element("img", { src: image.thumbnail, alt: "", loading: "lazy" }),
      element("span", { textContent: image.title, dir: "auto" }),
    ])
    if (this.many) {
      button.dataset.id = image.id
      button.append(element("span", { className: "library__number", "aria-hidden": "true" }))
    }
    button.addEventListener("click", () => this.take(image))
    return button
  }

  take(image) {
    if (!this.many) {
      this.chosen = image
      this.dialog.close()
      return
    }
    if (!this.many.delete(image.id)) this.many.set(image.id, image)
    this.number()
  }

  // Which are chosen, and as which.
  number() {
    if (!this.many) return
    const ids = [...this.many.keys()]
    for (const button of this.grid.children) {
      const place = ids.indexOf(Number(button.dataset.id))
      button.setAttribute("aria-pressed", String(place >= 0))
      button.querySelector(".library__number").textContent = place < 0 ? "" : (place + 1).toLocaleString(document.documentElement.lang)
    }
    this.insert.disabled = !ids.length
    this.insert.textContent = ids.length ? `${this.words.insert} (${ids.length.toLocaleString(document.documentElement.lang)})` : this.words.insert
  }

  // A single picture that looks like no other is chosen at once; of several, or of those alike, one is chosen here.
  async upload(files) {
    if (!files.length) return
    this.message.textContent = this.words.uploading
    this.bar.hidden = false
    const found = []
    const wrong = []
    for (const [index, file] of files.entries()) {
      this.bar.value = (index / files.length) * 100
      try {
        const answer = await sendFile(this.urls.upload, file, (part) => (this.bar.value = ((index + part) / files.length) * 100))
        if (answer.error) wrong.push(`${file.name}: ${answer.error}`)
        else found.push(answer)
      } catch {
        wrong.push(`${file.name}: ${this.words.failed}`)
      }
    }
    this.bar.hidden = true
    this.file.value = ""
    const alike = found.flatMap((image) => image.alike || [])
    if (this.many) for (const image of found) this.many.set(image.id, image)
    if (!this.many && found.length === 1 && !alike.length && !wrong.length) {
      this.chosen = found[0]
      this.dialog.close()
      return
    }
    this.message.textContent = [...wrong, alike.length ? this.words.alike : ""].filter(Boolean).join(" ")
    // An answer to an earlier search would take their place.
    this.asked = {}
    if (found.length) this.offer(found, alike)
  }

  offer(found, alike) {
    const known = new Set()
    const choices = [...found, ...alike].filter(({ id }) => !known.has(id) && known.add(id))
    this.grid.replaceChildren(...choices.map((image) => this.choice(image)))
    this.number()
    this.more.hidden = true
    this.grid.querySelector("button").focus()
  }
}
