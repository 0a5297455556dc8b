// Findings in the title and the standfirst: fields that hold words without markup.
import { plainBlock } from "./blocks.js"

export class Field {
  constructor(input, name, findings, isLeft) {
    Object.assign(this, { input, name, findings, isLeft })
  }

  get block() {
    return plainBlock(this.input.value)
  }

  get places() {
    const { text } = this.block
    return (this.findings.of(this.block) || [])
      .map((finding) => ({ from: finding.start, to: finding.end, words: text.slice(finding.start, finding.end), finding }))
      .filter((place) => !this.isLeft(place))
  }

  placeAt() {
    const { selectionStart, selectionEnd } = this.input
    return this.places.find(({ from, to }) => from <= selectionEnd && selectionStart <= to) || null
  }

  placeAfter() {
    return this.places.find(({ from }) => from > this.input.selectionStart) || null
  }

  show({ from, to }) {
    this.input.focus()
    this.input.setSelectionRange(from, to)
  }

  // Typed in as a person would, so that the field's own undo takes it back.
  fix(chosen) {
    for (const { from, to, finding } of [...chosen].sort((a, b) => b.from - a.from)) {
      this.show({ from, to })
      const done = finding.replacement
        ? document.execCommand("insertText", false, finding.replacement)
        : document.execCommand("delete")
      if (!done) {
        this.input.setRangeText(finding.replacement, from, to, "end")
        this.input.dispatchEvent(new Event("input", { bubbles: true }))
      }
    }
  }
}
