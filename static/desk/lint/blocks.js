// A document's blocks as the language lint wants them: their text, and what in it is another language or code.

const KEPT = (mark) => mark.type.name === "code" || (mark.type.name === "foreign" && mark.attrs.lang)

// Of each block that was read once: nodes never change, a changed block is another node.
const known = new WeakMap()

function read(node) {
  const parts = []
  const kept = []
  let length = 0
  node.forEach((child) => {
    // What is no text takes one place, so that offsets in the text are places in the document.
    const text = child.isText ? child.text : child.type.name === "hardBreak" ? "\n" : "\ufffc".repeat(child.nodeSize)
    if (child.marks.some(KEPT)) {
      const last = kept.at(-1)
      if (last && last[1] === length) last[1] = length + text.length
      else kept.push([length, length + text.length])
    }
    parts.push(text)
    length += text.length
  })
  return { text: parts.join(""), kept }
}

// Blocks with words: {at: where their text begins, text, kept, isVerbatim, key}. A quotation is somebody else's words,
// and a paragraph in another language not this one's; a pull quote says the article's own again.
export function blocksOf(doc) {
  const blocks = []
  const walk = (parent, from, isVerbatim) => {
    parent.forEach((node, offset) => {
      const at = from + offset
      const isQuotation = node.type.name === "blockquote" && !node.attrs.class
      const isQuoted = isVerbatim || isQuotation || node.type.name === "codeBlock" || Boolean(node.attrs.lang)
      if (!node.isTextblock) return walk(node, at + 1, isQuoted)
      if (!node.content.size) return
      if (!known.has(node)) known.set(node, read(node))
      const { text, kept } = known.get(node)
      if (text.trim()) blocks.push({ at: at + 1, text, kept, isVerbatim: isQuoted, key: JSON.stringify([text, kept, isQuoted]) })
    })
  }
  walk(doc, 0, false)
  return blocks
}

// A title or standfirst: a field without markup.
export const plainBlock = (text) => ({ at: 0, text, kept: [], isPlain: true, key: JSON.stringify([text, "plain"]) })

// What has to be changed to turn `old` into `told`, as [start, end, text]: as little as can be, so that bold, links and
// the caret stay where they are.
export function changes(old, told) {
  if (old.length === told.length) {
    const found = []
    for (let at = 0; at < old.length; at += 1) {
      if (old[at] === told[at]) continue
      const last = found.at(-1)
      if (last && last[1] === at) {
        last[1] = at + 1
        last[2] += told[at]
      } else found.push([at, at + 1, told[at]])
    }
    return found
  }
  let start = 0
  while (start < Math.min(old.length, told.length) && old[start] === told[start]) start += 1
  let end = 0
  while (end < Math.min(old.length, told.length) - start && old.at(-1 - end) === told.at(-1 - end)) end += 1
  return [[start, old.length - end, told.slice(start, told.length - end)]]
}
