// Findings in a field that holds words without markup, such as a title.
import { plainBlock } from "./blocks.js"

export class Field {
  constructor(input, findings, isLeft) {
    Object.assign(this, { element: input, findings, isLeft })
    this.code = input.dataset.lint
    input.addEventListener("input", () => this.onUpdate())
  }

  get frame() {
    return this.element
  }

  // As the page calls it.
  get name() {
    return (this.element.labels?.[0]?.textContent || "").replace(/\s+/g, " ").trim().replace(/:$/, "")
  }

  get blocks() {
    return [plainBlock(this.element.value)]
  }

  get places() {
    const [block] = this.blocks
    return (this.findings.of(block) || [])
      .map((finding) => ({ from: finding.start, to: finding.end, words: block.text.slice(finding.start, finding.end), finding }))
      .filter((place) => !this.isLeft(place))
  }

  get isComposing() {
    return false
  }

  get isShown() {
    return this.element.getClientRects().length > 0
  }

  holds(target) {
    return this.element === target
  }

  refresh() {}

  placeAt() {
    const { selectionStart, selectionEnd } = this.element
    return this.places.find(({ from, to }) => from <= selectionEnd && selectionStart <= to) || null
  }

  placeAfter() {
    return this.places.find(({ from }) => from > this.element.selectionStart) || null
  }

  show({ from, to }) {
    this.element.dispatchEvent(new Event("desk:reveal", { bubbles: true }))
    this.element.focus()
    this.element.setSelectionRange(from, to)
  }

  // Typed in as a person would, so that the field's own undo takes it back.
  fix(chosen) {
    for (const { from, to, finding } of [...chosen].sort((a, b) => b.from - a.from)) {
      this.show({ from, to })
      const done = finding.replacement
        ? document.execCommand("insertText", false, finding.replacement)
        : document.execCommand("delete")
      if (!done) {
        this.element.setRangeText(finding.replacement, from, to, "end")
        this.element.dispatchEvent(new Event("input", { bubbles: true }))
      }
    }
  }
}
