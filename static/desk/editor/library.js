// The media library in a dialog: choose a picture, or upload one without leaving the text.
import { csrfToken, element } from "./dom.js";

export class Library {
  // `words` are the translated labels; `urls.list` and `urls.upload` answer in JSON.
  constructor(urls, words) {
    this.urls = urls
    this.words = words
  }

  // Resolves to {id, title, thumbnail}, or null where nothing was chosen.
  choose() {
    this.build()
    this.load("")
    this.dialog.showModal()
    this.search.focus()
    return new Promise((resolve) => {
      this.chosen = null
      this.dialog.addEventListener("close", () => {
        this.dialog.remove()
        resolve(this.chosen)
      })
    })
  }

  build() {
    const words = this.words
    this.search = element("input", { type: "search", dir: "auto", ariaLabel: words.search, placeholder: words.search })
    this.file = element("input", { type: "file", accept: "image/jpeg,image/png,image/webp,image/avif,image/gif", id: "library-file" })
    this.message = element("p", { className: "library__message", role: "status" })
    this.grid = element("div", { className: "library__grid" })
    this.more = element("button", { type: "button", textContent: words.more, hidden: true })
    const close = element("button", { type: "button", textContent: words.cancel })
    this.dialog = element("dialog", { className: "library", ariaLabel: words.library }, [
      element("header", { className: "library__head" }, [
        this.search,
        element("label", { className: "library__upload", htmlFor: "library-file" }, [words.upload, " ", this.file]),
        close,
      ]),
      this.message,
      this.grid,
      this.more,
    ])
    let waiting
    this.search.addEventListener("input", () => {
      clearTimeout(waiting)
      waiting = setTimeout(() => this.load(this.search.value), 250)
    })
    this.search.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault())
    this.file.addEventListener("change", () => this.file.files[0] && this.upload(this.file.files[0]))
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
    button.addEventListener("click", () => {
      this.chosen = image
      this.dialog.close()
    })
    return button
  }

  async upload(file) {
    this.message.textContent = this.words.uploading
    const body = new FormData()
    body.append("file", file)
    try {
      const answer = await fetch(this.urls.upload, { method: "POST", body, headers: { "X-CSRFToken": csrfToken() } })
      const found = await answer.json()
      if (!answer.ok) throw new Error(found.error)
      this.chosen = found
      this.dialog.close()
    } catch (error) {
      this.message.textContent = error instanceof SyntaxError || !error.message ? this.words.failed : error.message
    }
    this.file.value = ""
  }
}
