// The units of a text keep their identity while it is edited: through typing, splitting, joining, cutting, pasting,
// moving and re-typing. Which blocks are units is said in editions/richtext/blocks.py; the same holds here.
import { Extension, pm } from "../../django_prose_editor/editor.js";

const TYPES = ["paragraph", "heading", "listItem", "blockquote", "horizontalRule", "picture", "gallery", "embed", "table", "codeBlock"]
const LISTS = new Set(["bulletList", "orderedList"])
const ID = /^[a-z0-9]{10}$/

function newId() {
  const signs = "abcdefghijklmnopqrstuvwxyz234567"
  return Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) => signs[byte & 31]).join("")
}

// {node, pos} of each unit, in order.
export function unitsOf(doc) {
  const found = []
  const walkList = (list, start) =>
    list.forEach((item, offset) => {
      const pos = start + offset
      found.push({ node: item, pos })
      item.forEach((child, inner) => LISTS.has(child.type.name) && walkList(child, pos + 1 + inner + 1))
    })
  doc.forEach((node, pos) => (LISTS.has(node.type.name) ? walkList(node, pos + 1) : found.push({ node, pos })))
  return found
}

// The unit in which a position lies, of units in order: the last one that holds it, as items hold those of their lists.
export function unitAt(units, pos) {
  let around = null
  for (const unit of units) {
    if (unit.pos > pos) break
    if (pos < unit.pos + unit.node.nodeSize) around = unit
  }
  return around
}

// Positions inside a node's own content at which to look for it after a change.
function insides({ node, pos }) {
  const found = []
  node.descendants((child, offset) => {
    if (!child.isTextblock) return true
    const start = pos + 1 + offset + 1
    found.push(start, start + (child.content.size >> 1), start + child.content.size)
    return false
  })
  if (node.isTextblock) found.push(pos + 1, pos + 1 + (node.content.size >> 1), pos + 1 + node.content.size)
  return found
}

// What it shows, of which its words say nothing.
const pictureOf = (node) =>
  node.type.name === "gallery"
    ? Array.from({ length: node.childCount }, (_none, place) => node.child(place).attrs.image || "").join(" ")
    : node.attrs.image || node.attrs.url || null

// What ids the units of `after` are to have, and which other nodes have one and must not.
class Assignment {
  constructor(before, doc, mappings) {
    this.before = before
    this.after = unitsOf(doc)
    this.doc = doc
    this.map = (pos, side) => mappings.reduce((place, mapping) => mapping.map(place, side), pos)
    this.survives = (pos) => {
      for (const mapping of mappings) {
        const result = mapping.mapResult(pos)
        if (result.deletedAcross) return null
        pos = result.pos
      }
      return pos
    }
    this.old = new Map(before.filter(({ node }) => node.attrs.block).map((unit) => [unit.node.attrs.block, unit]))
    for (const unit of this.after) unit.id = ID.test(unit.node.attrs.block || "") ? unit.node.attrs.block : null
  }

  run(spared) {
    this.single()
    this.strays()
    this.returning()
    this.pushedDown()
    for (const unit of this.after) if (!unit.id && unit !== spared) unit.id = newId()
    return this
  }

  holders() {
    return new Map(this.after.filter(({ id }) => id).map((unit) => [unit.id, unit]))
  }

  // 1. Of two with one id, that one keeps it which stands where the old one has come to; else the first.
  single() {
    const groups = new Map()
    for (const unit of this.after) if (unit.id) groups.set(unit.id, [...(groups.get(unit.id) || []), unit])
    for (const [id, units] of groups) {
      if (units.length < 2) continue
      const home = this.old.has(id) ? this.map(this.old.get(id).pos, 1) : null
      const keeper = units.find(({ pos }) => pos === home) || units[0]
      for (const unit of units) if (unit !== keeper) unit.id = null
    }
  }

  // 2. What is no unit any more gives its id to the unit around it, if that has none.
  strays() {
    this.cleared = []
    const units = new Set(this.after.map(({ pos }) => pos))
    const used = this.holders()
    this.doc.descendants((node, pos) => {
      if (node.isInline) return false
      const id = node.attrs.block
      if (!id || units.has(pos)) return true
      this.cleared.push(pos)
      const around = unitAt(this.after, pos)
      if (around && !around.id && ID.test(id) && !used.has(id)) {
        around.id = id
        used.set(id, around)
      }
      return true
    })
  }

  // 3. Where content lives on in a block without an id, lifted or made something else, the id follows it.
  returning() {
    const used = this.holders()
    for (const [id, unit] of this.old) {
      if (used.has(id)) continue
      const found = this.whereabouts(unit)
      if (found && !found.id) {
        found.id = id
        used.set(id, found)
      }
    }
  }

  whereabouts(unit) {
    for (const inside of insides(unit)) {
      const pos = this.survives(inside)
      if (pos !== null) return unitAt(this.after, pos)
    }
    const picture = pictureOf(unit.node)
    return picture && this.after.find(({ node, id }) => !id && node.type === unit.node.type && pictureOf(node) === picture)
  }

  // 4. Enter at the start, or something pasted there: the id goes with the words, not with what came above them.
  pushedDown() {
    const holders = this.holders()
    for (const [id, unit] of this.old) {
      const holder = holders.get(id)
      if (!holder || !unit.node.textContent) continue
      const places = insides(unit).map(this.survives)
      const now = places.includes(null) ? [] : places.map((pos) => unitAt(this.after, pos))
      if (now[0] && now[0] !== holder && !now[0].id && now.every((one) => one === now[0])) {
        now[0].id = id
        holder.id = null
      }
    }
    this.after.forEach((unit, index) => {
      const next = this.after[index + 1]
      const old = unit.id && this.old.get(unit.id)
      const words = old?.node.textContent
      if (words && next && !next.id && !unit.node.textContent && next.node.textContent === words) {
        next.id = unit.id
        unit.id = null
      }
    })
  }

  // Writes it into a transaction.
  write(tr) {
    for (const { node, pos, id } of this.after) if ((node.attrs.block || null) !== id) tr.setNodeAttribute(pos, "block", id)
    for (const pos of this.cleared) tr.setNodeAttribute(pos, "block", null)
    return tr
  }
}

function blockPlugin() {
  let view = null
  return new pm.state.Plugin({
    key: new pm.state.PluginKey("blockIds"),
    view(opened) {
      view = opened
      return {}
    },
    // Nothing is given at the start: opening a text must not rewrite it.
    appendTransaction(transactions, oldState, newState) {
      if (!transactions.some(({ docChanged }) => docChanged)) return null
      const mappings = transactions.map(({ mapping }) => mapping)
      const assignment = new Assignment(unitsOf(oldState.doc), newState.doc, mappings)
      // A block redrawn under an input method would get its letters twice.
      const spared = view?.composing ? unitAt(assignment.after, newState.selection.from) : null
      const tr = assignment.run(spared).write(newState.tr)
      return tr.docChanged ? tr.setStoredMarks(newState.storedMarks) : null
    },
  })
}

export const BlockIds = Extension.create({
  name: "blockIds",
  // Before other attributes: the server writes ids first in their tags.
  priority: 1000,
  addGlobalAttributes: () => [
    {
      types: TYPES,
      attributes: {
        block: {
          default: null,
          keepOnSplit: false,
          parseHTML: (element) => {
            const id = element.getAttribute("data-block") || ""
            return ID.test(id) ? id : null
          },
          renderHTML: ({ block }) => (block ? { "data-block": block } : {}),
        },
      },
    },
  ],
  addProseMirrorPlugins: () => [blockPlugin()],
})
