// The composer of an issue. Its rows are those of a formset: what is done here is written into the formset's own fields,
// so that the server gets the same form that a page without script sends.
import { fill } from "../telling.js"
import { dragOver } from "./dragging.js"
import { Picker } from "./picker.js"

const numbers = new Intl.NumberFormat(document.documentElement.lang || "en")

class Composer {
  constructor(root) {
    this.root = root
    this.words = root.dataset
    this.list = root.querySelector("[data-list]")
    this.nothing = root.querySelector("[data-nothing]")
    this.status = root.querySelector("[data-status]")
    this.total = root.querySelector(`[name="${this.words.prefix}-TOTAL_FORMS"]`)
    root.classList.add("composer--scripted")
    for (const row of this.rows) this.start(row)
    for (const button of root.querySelectorAll("[data-add]")) {
      button.addEventListener("click", (event) => {
        event.preventDefault()
        this.add(button.dataset.add).querySelector("input[type=text], textarea").focus()
      })
    }
    this.picker = new Picker(root.querySelector("[data-picker]"), this)
    dragOver(this)
    this.picker.mark()
  }

  get rows() {
    return [...this.list.querySelectorAll(":scope > [data-entry]")]
  }

  // Those that stay.
  get kept() {
    return this.rows.filter((row) => !this.isRemoved(row))
  }

  field(row, name) {
    return row.querySelector(`[name="${this.words.prefix}-${row.dataset.row}-${name}"]`)
  }

  isRemoved(row) {
    return Boolean(this.field(row, "DELETE")?.checked)
  }

  // What a row is called when it is spoken of; isolated, for it may be of the other direction.
  title(row) {
    const own = this.field(row, "heading")?.value.trim()
    const card = row.querySelector("[data-title], .card__title")?.textContent.trim()
    const kind = row.dataset.kind === "section" ? this.words.section : this.words.own
    return `\u2068${own || card || kind}\u2069`
  }

  get articles() {
    return new Set(this.kept.map((row) => this.field(row, "article")?.value).filter(Boolean))
  }

  start(row) {
    row.querySelector("[data-remove]").hidden = false
    for (const button of row.querySelectorAll("[data-move]")) {
      button.addEventListener("click", (event) => {
        event.preventDefault()
        this.move(row, Number(button.dataset.move))
        button.focus()
      })
    }
    row.querySelector("[data-remove]").addEventListener("click", () => this.remove(row))
    row.querySelector("[data-undo]").addEventListener("click", () => this.restore(row))
    const lead = this.field(row, "is_lead")
    if (row.dataset.kind !== "section") lead.addEventListener("change", () => this.lead(row, lead.checked))
    row.addEventListener("keydown", (event) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return
      event.preventDefault()
      const held = document.activeElement
      this.move(row, event.key === "ArrowUp" ? -1 : 1)
      held.focus()
    })
    if (this.isRemoved(row)) this.showRemoved(row, true)
  }

  // `kind` of the row that is added; `fields` of it; `before`: the row that it shall stand before, else it is the last.
  add(kind, { fields = {}, card = null, before = null } = {}) {
    const number = Number(this.total.value)
    const row = this.root.querySelector(`template[data-empty="${kind}"]`).content.firstElementChild.cloneNode(true)
    renumber(row, number)
    this.total.value = number + 1
    this.list.insertBefore(row, before)
    this.field(row, "kind").value = kind
    for (const [name, value] of Object.entries(fields)) this.field(row, name).value = value
    if (card) row.querySelector("[data-card]").replaceChildren(...card)
    this.start(row)
    row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: this.words.prefix } }))
    this.settle()
    this.say(this.words.added, row)
    return row
  }

  move(row, step) {
    const kept = this.kept
    const place = kept.indexOf(row) + step
    if (place < 0) return this.say(this.words.first, row)
    if (place >= kept.length) return this.say(this.words.last, row)
    if (step < 0) kept[place].before(row)
    else kept[place].after(row)
    this.settle()
    this.say(this.words.moved, row)
  }

  put(row, before) {
    if (row === before || row.nextElementSibling === before) return
    this.list.insertBefore(row, before)
    this.settle()
    this.say(this.words.moved, row)
  }

  remove(row) {
    this.field(row, "DELETE").checked = true
    this.showRemoved(row, true)
    this.say(this.words.removed, row)
    row.querySelector("[data-undo]").focus()
  }

  restore(row) {
    this.field(row, "DELETE").checked = false
    this.showRemoved(row, false)
    this.say(this.words.restored, row)
    row.querySelector("[data-remove]").focus()
  }

  showRemoved(row, isRemoved) {
    row.classList.toggle("entry--removed", isRemoved)
    row.querySelector("[data-gone]").hidden = !isRemoved
    row.querySelector("[data-gone-words]").textContent = fill(this.words.removed, { title: this.title(row) })
    this.settle()
  }

  lead(row, leads) {
    for (const other of this.rows) {
      if (other !== row && other.dataset.kind !== "section") this.field(other, "is_lead").checked = false
    }
    for (const other of this.rows) other.classList.toggle("entry--leads", other === row && leads)
    this.say(leads ? this.words.led : this.words.unled, row)
    this.changed()
  }

  // The order on the page is the order that is sent.
  settle() {
    this.rows.forEach((row, place) => (this.field(row, "position").value = place))
    this.nothing.hidden = this.rows.length > 0
    this.picker?.mark()
    this.changed()
  }

  // The page is changed, and its preview shall be drawn anew.
  changed() {
    this.list.dispatchEvent(new Event("change", { bubbles: true }))
  }

  say(sentence, row) {
    const kept = this.kept
    this.status.textContent = fill(sentence, {
      title: this.title(row),
      place: numbers.format(kept.indexOf(row) + 1),
      count: numbers.format(kept.length),
    })
  }
}

// The names, ids and labels of an empty row, for one of this number.
function renumber(row, number) {
  for (const element of [row, ...row.querySelectorAll("*")]) {
    for (const { name, value } of [...element.attributes]) {
      if (value.includes("__prefix__")) element.setAttribute(name, value.replaceAll("__prefix__", number))
    }
  }
}

for (const root of document.querySelectorAll("[data-composer]")) new Composer(root)
