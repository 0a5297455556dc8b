// All words of a page under the language lint: fields and editors, their findings, and the keys that act on them.
import { Below } from "./below.js"
import { Field } from "./fields.js"
import { Findings } from "./asking.js"
import { Left } from "./left.js"
import { Panel } from "./panel.js"

// Milliseconds of rest after a key before the server is asked.
const REST = 1500
// And before the lists are drawn again while keys follow each other.
const FRAME = 200

export class Language {
  constructor(settings, form) {
    this.words = settings.words
    this.address = settings.address
    this.form = form
    this.left = new Left(settings)
    this.subjects = []
    this.findings = new Map()
    const section = document.querySelector("#language")
    this.panel = section && new Panel(section, this.words, () => this.lookAgain())
    this.status = section?.querySelector("[data-status]") || this.makeStatus()
    this.beforeCheck = () => {}
  }

  async start() {
    await this.collect(this.form)
    this.form.addEventListener("input", () => this.wait())
    this.form.addEventListener("change", () => this.wait())
    // Rows that are added have words of their own; what a row that goes held is not told any more.
    for (const kind of ["formset:added", "formset:removed"]) {
      document.addEventListener(kind, async ({ target }) => {
        this.subjects = this.subjects.filter((subject) => subject.element.isConnected)
        if (kind === "formset:added") await this.collect(target)
        this.wait()
      })
    }
    // Pictures and topics are chosen by scripts that tell nobody; looking again when the page is come back to is cheap.
    window.addEventListener("focus", () => this.wait())
    this.form.addEventListener("keydown", (event) => this.onKey(event))
    this.waitForClicks()
    this.left.takeAlong()
    this.check()
  }

  // A button that is drawn anew between press and release hears of no click.
  waitForClicks() {
    document.addEventListener("pointerdown", ({ target }) => (this.isPressed = Boolean(target.closest(".lint__entry, .lint__note"))))
    for (const kind of ["pointerup", "pointercancel"]) {
      window.addEventListener(kind, () => setTimeout(() => {
        this.isPressed = false
        if (this.isDue) this.draw()
      }))
    }
  }

  makeStatus() {
    const status = document.createElement("p")
    status.className = "visually-hidden"
    status.setAttribute("role", "status")
    this.form.append(status)
    return status
  }

  async collect(root) {
    // The editor is large: a page without one does not load it.
    const { Body } = root.querySelector("textarea.rich-text[data-lint]") ? await import("./body.js") : {}
    for (const element of root.querySelectorAll("[data-lint]")) {
      if (element.closest(".empty-form") || element.disabled || element.readOnly) continue
      if (this.subjects.some((subject) => subject.element === element)) continue
      const code = element.dataset.lint
      if (!this.findings.has(code)) this.findings.set(code, new Findings({ address: this.address, edition: code }))
      const isLeft = (place) => this.left.has(code, place)
      const Kind = element.matches("textarea.rich-text") ? Body : Field
      const subject = new Kind(element, this.findings.get(code), isLeft)
      subject.onReady = () => this.check()
      // The list follows undo and typing at once; what is not known yet is asked for after a rest.
      subject.onUpdate = () => this.soon()
      subject.act = {
        show: (place) => subject.show(place),
        fix: (chosen) => this.fixIn(subject, chosen),
        leave: (place) => this.leave(subject, place),
      }
      // The page's own list has room for the text; what stands in a field is told below it as well.
      if (Kind === Field || !this.panel) subject.below = new Below(subject, this.words)
      this.subjects.push(subject)
    }
  }

  wait() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.check(), REST)
  }

  soon() {
    clearTimeout(this.drawing)
    this.drawing = setTimeout(() => this.draw(), FRAME)
  }

  async check() {
    this.beforeCheck()
    try {
      for (const [code, findings] of this.findings) {
        const blocks = this.subjects.filter((subject) => subject.code === code).flatMap((subject) => subject.blocks)
        await findings.learn(blocks.filter((block) => block.text.trim()))
      }
    } catch {
      if (this.panel) this.panel.count.textContent = this.words.failed
      return
    }
    // In a composition the input method owns the text around the caret; marks wait for its end.
    if (this.subjects.some((subject) => subject.isComposing)) return this.wait()
    for (const subject of this.subjects) subject.refresh()
    this.draw()
  }

  draw() {
    this.isDue = Boolean(this.isPressed)
    if (this.isDue) return
    for (const subject of this.subjects) subject.below?.draw()
    this.panel?.draw(this.subjects, this.left.count)
  }

  say(text) {
    // Said again where the same is said twice.
    this.status.textContent = ""
    requestAnimationFrame(() => (this.status.textContent = text))
  }

  fixIn(subject, chosen) {
    const [first] = chosen
    if (first.finding.replacement === null) {
      subject.show(first)
      // The bar's list says which it took them for, and can say another.
      if (first.finding.language) subject.giveLanguage(first.finding.language)
      return
    }
    subject.fix(chosen)
    this.say(this.words.fixed)
    this.draw()
    this.wait()
  }

  async leave(subject, place) {
    const kept = this.left.add(subject.code, place)
    this.redraw()
    if (!(await kept)) this.say(this.words.leftHere)
  }

  async lookAgain() {
    const done = this.left.forget()
    this.redraw()
    if (!(await done)) this.say(this.words.failed)
  }

  redraw() {
    for (const subject of this.subjects) subject.refresh()
    this.draw()
    // How many findings there are is one of the points before publishing.
    this.wait()
  }

  // Alt+Enter fixes the finding at the caret, Alt+. goes to the next.
  onKey(event) {
    if (!event.altKey || event.ctrlKey || event.metaKey) return
    const isFix = event.key === "Enter"
    if (!isFix && event.code !== "Period") return
    const subject = this.subjects.find((one) => one.holds(event.target))
    if (!subject) return
    event.preventDefault()
    event.stopPropagation()
    if (isFix) this.fixHere(subject)
    else this.next(subject)
  }

  fixHere(subject) {
    const place = subject.placeAt()
    if (!place) return this.say(this.words.noFinding)
    const { replacement, language, message } = place.finding
    if (replacement === null && !(language && subject.giveLanguage)) return this.say(`${this.words.noFix} ${message}`)
    this.fixIn(subject, [place])
  }

  // After the caret; then in the fields that follow, of those that are shown, and from the first again.
  next(subject) {
    const at = this.subjects.indexOf(subject)
    const within = subject.placeAfter()
    const others = [...this.subjects.slice(at + 1), ...this.subjects.slice(0, at + 1)]
    const found = within ? [subject, within] : others
      .filter((one) => one.isShown && one.places.length)
      .map((one) => [one, one.places[0]])[0]
    if (!found) return this.say(this.words.none)
    const [where, place] = found
    where.show(place)
    this.say(place.finding.message)
  }
}
