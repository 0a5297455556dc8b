// Findings in the editor: marks under the words, and the acts on them. The document is changed by a person's key alone.
import { pm } from "../../django_prose_editor/editor.js"
import { blocksOf, changes } from "./blocks.js"

const { Plugin, PluginKey, TextSelection } = pm.state
const { Decoration, DecorationSet } = pm.view
const { closeHistory } = pm.history

export const key = new PluginKey("languageFindings")

// Findings that are known of the document as it is, as marks; each carries its finding and its words.
function marksIn(blocks, findings, isLeft) {
  return blocks.flatMap((block) =>
    (findings.of(block) || [])
      .map((finding) => ({ finding, words: block.text.slice(finding.start, finding.end) }))
      .filter((spec) => !isLeft(spec))
      .map((spec) => {
        const { start, end, severity, message } = spec.finding
        const attributes = { class: `finding finding--${severity}`, title: message }
        return Decoration.inline(block.at + start, block.at + end, attributes, spec)
      }))
}

// Of blocks that are not known yet, the marks of before, moved with their words; changed words lose theirs at once.
function marksOfBefore(blocks, findings, before, doc) {
  const isSame = ({ from, to, spec }) => doc.textBetween(from, to, "\ufffc", "\ufffc") === spec.words
  return blocks
    .filter((block) => !findings.of(block))
    .flatMap((block) => before.find(block.at, block.at + block.text.length))
    .filter(isSame)
}

// The plugin; `isLeft` says which findings a person wants to be left alone.
export function marksPlugin(findings, isLeft) {
  const made = (doc, before) => {
    const blocks = blocksOf(doc)
    const kept = before ? marksOfBefore(blocks, findings, before, doc) : []
    return DecorationSet.create(doc, [...marksIn(blocks, findings, isLeft), ...kept])
  }
  return new Plugin({
    key,
    state: {
      init: (_config, { doc }) => made(doc, null),
      apply: (tr, marks) => (tr.docChanged || tr.getMeta(key) ? made(tr.doc, marks.map(tr.mapping, tr.doc)) : marks),
    },
    props: { decorations: (state) => key.getState(state) },
  })
}

export const refresh = (view) => view.dispatch(view.state.tr.setMeta(key, true).setMeta("addToHistory", false))

// All findings with their places, in the order of the text: {from, to, finding, words}.
export const places = (view) =>
  key.getState(view.state).find()
    .map(({ from, to, spec }) => ({ from, to, ...spec }))
    .sort((a, b) => a.from - b.from || a.to - b.to)

// The finding in whose words, or at whose edge, the caret stands; else null.
export function placeAt(view) {
  const { from, to } = view.state.selection
  const weight = { error: 0, mistake: 1, advice: 2 }
  return places(view)
    .filter((place) => place.from <= to && from <= place.to)
    .sort((a, b) => weight[a.finding.severity] - weight[b.finding.severity] || a.to - a.from - (b.to - b.from))[0] || null
}

// The next finding after the caret, from the start again after the last.
export function placeAfter(view) {
  const all = places(view)
  return all.find((place) => place.from > view.state.selection.from) || all[0] || null
}

export function show(view, { from, to }) {
  const selection = TextSelection.create(view.state.doc, from, to)
  view.dispatch(view.state.tr.setSelection(selection).scrollIntoView())
  view.focus()
}

// Writes what the findings say into the text, as one step that undo takes back as one.
export function fix(view, chosen) {
  const tr = view.state.tr
  for (const { from, words, finding } of [...chosen].sort((a, b) => b.from - a.from)) {
    for (const [start, end, text] of changes(words, finding.replacement).reverse()) {
      if (text) tr.insertText(text, from + start, from + end)
      else tr.delete(from + start, from + end)
    }
  }
  view.dispatch(closeHistory(tr))
}
