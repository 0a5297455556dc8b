// The story page's checks while somebody writes: language findings, and what is missing before publishing.
import { element } from "./editor/dom.js"
import { blocksOf } from "./lint/blocks.js"
import { Checklist } from "./lint/checklist.js"
import { Field } from "./lint/fields.js"
import { Findings } from "./lint/asking.js"
import { fix, marksPlugin, placeAfter, placeAt, places, refresh, show } from "./lint/marks.js"
import { Panel } from "./lint/panel.js"

// Milliseconds of rest after a key before the server is asked.
const REST = 1500
// And before the list is drawn again while keys follow each other.
const FRAME = 200

class Desk {
  constructor(settings) {
    this.settings = settings
    this.words = settings.words
    this.form = document.querySelector("#content-main form")
    this.body = document.querySelector("textarea.rich-text[name=article-body]")
    this.findings = new Findings({ address: settings.lintAddress, edition: settings.edition })
    // What somebody wants left alone stays so in this tab: by its rule and its words.
    this.leftKey = `language-left:${settings.edition}`
    this.left = new Set(JSON.parse(sessionStorage.getItem(this.leftKey) || "[]"))
    this.isLeft = ({ words, finding }) => finding.severity !== "error" && this.left.has(`${finding.rule}\n${words}`)
    this.panel = new Panel(document.querySelector("#language"), this.words, { lang: this.body.lang, dir: this.body.dir })
    this.fields = ["title", "standfirst"].map((name) =>
      new Field(document.querySelector(`[name=article-${name}]`), name, this.findings, this.isLeft))
    this.checklist = new Checklist(document.querySelector("#checks"), settings, this.form, (where) => this.goTo(where))
    this.form.addEventListener("input", () => this.wait())
    this.form.addEventListener("change", () => this.wait())
    // Pictures and topics are chosen by scripts that tell nobody; looking again when the page is come back to is cheap.
    window.addEventListener("focus", () => this.wait())
    this.form.addEventListener("keydown", (event) => this.onKey(event))
  }

  start(editor) {
    this.editor = editor
    editor.registerPlugin(marksPlugin(this.findings, this.isLeft))
    // The list follows undo and typing at once; what is not known yet is asked for after a rest.
    editor.on("update", () => {
      clearTimeout(this.drawing)
      this.drawing = setTimeout(() => this.draw(), FRAME)
    })
    this.check()
  }

  get view() {
    return this.editor.view
  }

  wait() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.check(), REST)
  }

  async check() {
    this.checklist.look()
    const blocks = [...this.fields.map((field) => field.block), ...blocksOf(this.editor.state.doc)]
    try {
      await this.findings.learn(blocks.filter((block) => block.text.trim()))
    } catch {
      this.panel.count.textContent = this.words.failed
      return
    }
    // In a composition the input method owns the text around the caret; marks wait for its end.
    if (this.view.composing) return this.wait()
    refresh(this.view)
    this.draw()
  }

  draw() {
    this.acts ??= [
      ...this.fields.map((field) => ({
        show: (place) => field.show(place),
        fix: (chosen) => this.fixIn(chosen, (those) => field.fix(those)),
        leave: (place) => this.leave(place),
      })),
      {
        show: (place) => show(this.view, place),
        fix: (chosen) => this.fixIn(chosen, (those) => fix(this.view, those)),
        leave: (place) => this.leave(place),
      },
    ]
    const groups = [
      ...this.fields.map((field, number) => ({ name: this.words[field.name], places: field.places, act: this.acts[number] })),
      { name: "", places: places(this.view), act: this.acts.at(-1) },
    ]
    this.panel.draw(groups, this.left.size)
    for (const field of this.fields) this.tell(field)
  }

  // A field has no marks of its own: a line below it says how much there is to see, and leads there.
  tell(field) {
    const id = `${field.input.id}-findings`
    const number = field.places.length
    document.getElementById(id)?.remove()
    if (!number) return
    const text = number === 1 ? this.words.one : this.words.many.replace("%(number)s", number)
    const button = element("button", { type: "button", id, className: "lint__field", textContent: text })
    button.addEventListener("click", () => field.show(field.places[0]))
    field.input.after(button)
  }

  fixIn(chosen, write) {
    const [first] = chosen
    if (first.finding.replacement === null) {
      show(this.view, first)
      // The bar's own button asks for the language and marks the words with it.
      if (first.finding.language) this.body.closest(".editor").querySelector("[data-name=foreign]").click()
      return
    }
    write(chosen)
    this.panel.say(this.words.fixed)
    this.draw()
    this.wait()
  }

  leave({ words, finding }) {
    this.left.add(`${finding.rule}\n${words}`)
    sessionStorage.setItem(this.leftKey, JSON.stringify([...this.left].slice(-500)))
    refresh(this.view)
    this.draw()
  }

  // Alt+Enter fixes the finding at the caret, Alt+. goes to the next.
  onKey(event) {
    if (!event.altKey || event.ctrlKey || event.metaKey) return
    const isFix = event.key === "Enter"
    const isNext = event.code === "Period"
    if (!isFix && !isNext) return
    const field = this.fields.find(({ input }) => input === event.target)
    if (!field && !this.view.dom.contains(event.target)) return
    event.preventDefault()
    event.stopPropagation()
    if (isFix) this.fixHere(field)
    else this.next(field)
  }

  fixHere(field) {
    const place = field ? field.placeAt() : placeAt(this.view)
    if (!place) return this.panel.say(this.words.noFinding)
    if (place.finding.replacement === null && !place.finding.language) return this.panel.say(`${this.words.noFix} ${place.finding.message}`)
    this.fixIn([place], field ? (those) => field.fix(those) : (those) => fix(this.view, those))
  }

  next(field) {
    const within = field ? field.placeAfter() : placeAfter(this.view)
    if (within) {
      field ? field.show(within) : show(this.view, within)
      return this.panel.say(within.finding.message)
    }
    const first = placeAfter(this.view)
    if (!first) return this.panel.say(this.words.none)
    show(this.view, first)
    this.panel.say(first.finding.message)
  }

  // Where a point of the checklist is to be settled.
  goTo(where) {
    const [name, number] = where.split(":")
    if (name === "body") {
      const { doc } = this.editor.state
      const index = Math.min(Number(number || 0), doc.childCount - 1)
      let at = 0
      for (let child = 0; child < index; child += 1) at += doc.child(child).nodeSize
      const inside = Math.min(at + 1, doc.content.size)
      return this.editor.chain().focus(inside, { scrollIntoView: true }).run()
    }
    const choose = {
      image: ".picture-choice button",
      credits: "#credits-group .add-row a, #credits-group :is(input, select, a)",
    }[name]
    const target = document.querySelector(choose || `[name=article-${name}]`) || document.querySelector(`[name=${name}]`)
    target?.scrollIntoView({ block: "center" })
    target?.focus()
  }
}

const settings = document.getElementById("checks-settings")
if (settings) {
  const desk = new Desk(JSON.parse(settings.textContent))
  // Whichever of the two scripts comes first.
  const made = desk.body.closest(".editor")?.querySelector(".tiptap")?.editor
  if (made) desk.start(made)
  else desk.body.addEventListener("editor:ready", ({ detail }) => desk.start(detail.editor), { once: true })
}
