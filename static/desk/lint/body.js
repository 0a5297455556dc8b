// Findings in a text with markup: the editor's marks, and the acts on them.
import { setLanguage } from "../editor/languages.js"
import { blocksOf } from "./blocks.js"
import { fix, marksPlugin, placeAfter, placeAt, places, refresh, show } from "./marks.js"

export class Body {
  constructor(textarea, findings, isLeft) {
    Object.assign(this, { element: textarea, findings, isLeft, editor: null })
    this.code = textarea.dataset.lint
    // Whichever of the two scripts comes first.
    if (textarea.editor) this.start(textarea.editor)
    else textarea.addEventListener("editor:ready", ({ detail }) => {
      this.start(detail.editor)
      this.onReady()
    }, { once: true })
  }

  start(editor) {
    this.editor = editor
    editor.registerPlugin(marksPlugin(this.findings, this.isLeft))
    editor.on("update", () => this.onUpdate())
  }

  get view() {
    return this.editor.view
  }

  get frame() {
    return this.element.closest(".editor") || this.element
  }

  get name() {
    return ""
  }

  get blocks() {
    return this.editor ? blocksOf(this.editor.state.doc) : []
  }

  get places() {
    return this.editor ? places(this.view) : []
  }

  get isComposing() {
    return Boolean(this.editor && this.view.composing)
  }

  get isShown() {
    return this.frame.getClientRects().length > 0
  }

  holds(target) {
    return Boolean(this.editor && this.view.dom.contains(target))
  }

  refresh() {
    if (this.editor) refresh(this.view)
  }

  placeAt() {
    return placeAt(this.view)
  }

  // After the caret alone, unless no other field has any: the editor's own search begins anew after the last.
  placeAfter() {
    const found = placeAfter(this.view)
    return found && found.from > this.view.state.selection.from ? found : null
  }

  show(place) {
    show(this.view, place)
  }

  fix(chosen) {
    fix(this.view, chosen)
  }

  giveLanguage(lang) {
    setLanguage(this.editor, lang)
    this.frame.querySelector("[data-name=foreign]").focus()
  }
}
