// In which language words, a paragraph or a quotation are, where that is not the text's own: one list in the bar.
import { ask, element } from "./dom.js";

// BCP 47 without extensions; the server says the same (editions/scripts/tags.py).
const TAG = /^[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-([a-z\d]{5,8}|\d[a-z\d]{3}))*$/i
const OTHER = "?"
const BLOCKS = ["blockquote", "paragraph", "heading"]

// The quotation around the caret, else its paragraph or heading: {node, pos}, or null.
function blockAt({ $from }) {
  const around = Array.from({ length: $from.depth }, (_, depth) => ({ node: $from.node(depth + 1), pos: $from.before(depth + 1) }))
  return around.find(({ node }) => node.type.name === BLOCKS[0]) || around.findLast(({ node }) => BLOCKS.includes(node.type.name)) || null
}

const hasBlocks = (editor) => Boolean(editor.schema.nodes.paragraph.spec.attrs?.lang)

export function languageAt(editor) {
  const said = editor.isActive("foreign") && editor.getAttributes("foreign").lang
  return said || (hasBlocks(editor) && blockAt(editor.state.selection)?.node.attrs.lang) || ""
}

// What is selected gets the language; without a selection the marked words around the caret, else its block.
export function setLanguage(editor, lang) {
  const chain = editor.chain().focus()
  const isMarked = editor.isActive("foreign")
  const block = hasBlocks(editor) ? blockAt(editor.state.selection) : null
  if (isMarked && editor.state.selection.empty) chain.extendMarkRange("foreign")
  if (!lang && isMarked) return chain.unsetMark("foreign").run()
  if (lang && (isMarked || !editor.state.selection.empty)) return chain.setMark("foreign", { lang }).run()
  if (!block) return chain.run()
  return chain.command(({ tr }) => Boolean(tr.setNodeAttribute(block.pos, "lang", lang || null))).run()
}

// The list, and what brings it in step with the caret. `languages`: [code, name] of each, the text's own first.
export function languageList(editor, { words, languages }) {
  const [[, own], ...others] = languages
  const option = (value, textContent) => element("option", { value, textContent })
  const select = element("select", { className: "toolbar__languages", ariaLabel: words.foreign, title: words.foreign }, [
    option("", own), ...others.map(([code, name]) => option(code, name)), option(OTHER, words.otherLanguage),
  ])
  select.dataset.name = "foreign"
  const update = () => {
    const code = languageAt(editor)
    if (![...select.options].some(({ value }) => value === code)) select.lastChild.before(option(code, code))
    select.value = code
  }
  select.addEventListener("change", async () => {
    const check = (value) => (TAG.test(value) ? "" : words.noLanguage)
    const asked = select.value === OTHER
    const lang = asked ? await ask({ label: words.language, hint: words.languageHint, words, check }) : select.value
    if (lang !== null) setLanguage(editor, lang)
    update()
  })
  return { select, update }
}
