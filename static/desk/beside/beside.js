// The side by side page: source and translation level with each other, what lags marked on both sides, and what a
// translator says of a block sent without leaving the page. Keys: bar.html lists them.
import { generateJSON } from "../../django_prose_editor/editor.js";
import { csrfToken, element } from "../editor/dom.js";
import { inDeskDigits } from "../numbers.js";
import { unitAt, unitsOf } from "../editor/blocks.js";
import { Alignment } from "./align.js";
import { Marks } from "./marks.js";

const TITLE = "_title", STANDFIRST = "_standfirst"
const NEEDS = ["changed", "removed", "missing"]
const KEYS = { KeyJ: "next", KeyK: "previous", KeyU: "updated", KeyN: "no_effect", KeyC: "copy", KeyL: "leave" }
// What may be said of a block in which state; the first of a kind is what its key does.
const ACTS = {
  changed: ["updated", "no_effect", "copy"],
  removed: ["only_here"],
  missing: ["insert", "leave_out", "cover"],
  untranslated: ["as_is", "copy"],
  fresh: ["copy"],
  "left-out": ["take_in", "insert"],
}

class SideBySide {
  constructor(data) {
    Object.assign(this, { data, rows: data.rows, blocks: data.blocks, words: data.words })
    this.elements = new Map([...document.querySelectorAll("[data-row]")].map((row) => [row.dataset.row, row]))
    this.form = document.getElementById("story_form")
    this.accepted = this.form.elements.namedItem("lineage-accepted")
    this.textarea = document.querySelector("textarea.rich-text")
    this.message = document.querySelector(".beside__message")
    this.pushes = new Map()
    this.lit = null
    this.current = null
  }

  // The editor may have been ready before this script, may come later, or never (who may only read has none).
  begin() {
    if (this.textarea?.editor) this.attach(this.textarea.editor)
    else document.addEventListener("editor:ready", ({ detail, target }) => target === this.textarea && this.attach(detail.editor))
    for (const block of Object.keys(this.ready())) this.setReady(block)
    this.drawActs()
    this.count()
    this.listen()
  }

  attach(editor) {
    this.editor = editor
    this.isDirty = false
    this.marks = new Marks(editor, (id) => this.look(id))
    this.alignment = new Alignment({
      pairs: () => this.pairs(),
      marks: this.marks,
      pushes: this.pushes,
      isOn: () => matchMedia("(min-width: 60rem)").matches,
    })
    editor.on("update", () => {
      this.arrivals()
      this.alignment.soon()
    })
    editor.on("selectionUpdate", () => this.light(this.caretBlock()))
    this.arrivals()
    this.alignment.run()
    for (const pane of document.querySelectorAll(".beside__panes")) {
      let width = pane.clientWidth
      new ResizeObserver(() => {
        if (pane.clientWidth !== width) this.alignment.soon()
        width = pane.clientWidth
      }).observe(pane)
      // Pictures come late, and load events do not bubble.
      pane.addEventListener("load", () => this.alignment.soon(), true)
    }
    document.fonts?.ready.then(() => this.alignment.soon())
  }

  // What the two sides have to do with each other.

  look(id) {
    const known = this.blocks[id]
    const state = known?.state || (this.rows[id]?.blocks.length ? "" : this.rows[id] ? "new" : "only-here")
    const isShown = state && state !== "fresh"
    return { state: isShown ? state : "", word: this.words.states[state], push: this.pushes.get(id), isLit: id === this.lit }
  }

  elementOf(block) {
    if (block === TITLE) return document.querySelector(".story__field--title")
    if (block === STANDFIRST) return document.querySelector(".story__field--standfirst")
    return this.marks?.element(block) || null
  }

  pairs() {
    const found = []
    for (const [id, row] of this.elements) {
      const block = this.rows[id]?.blocks.find((one) => this.elementOf(one))
      if (block) found.push({ row, id: block.startsWith("_") ? "" : block, block: this.elementOf(block) })
    }
    return found
  }

  caretBlock() {
    const unit = this.editor && unitAt(unitsOf(this.editor.state.doc), this.editor.state.selection.from)
    return unit?.node.attrs.block || null
  }

  rowOf(block) {
    return Object.keys(this.rows).find((id) => this.rows[id].blocks.includes(block)) || null
  }

  // A block of the source that stands in the text now (inserted, pasted, or back by undo) is its counterpart, and one
  // that is gone again is not: the server will find the same when the text is saved.
  arrivals() {
    const present = new Set(unitsOf(this.editor.state.doc).map(({ node }) => node.attrs.block))
    let isChanged = false
    for (const [id, row] of Object.entries(this.rows)) {
      if (["missing", "left-out"].includes(row.state) && present.has(id) && !this.blocks[id]) {
        Object.assign(row, { was: row.state, state: "new", blocks: [id] })
        isChanged = true
      } else if (row.state === "new" && !present.has(id)) {
        Object.assign(row, { state: row.was, blocks: [] })
        isChanged = true
      }
    }
    if (isChanged) this.redraw()
  }

  // Drawing.

  redraw() {
    for (const [id, row] of this.elements) {
      const { state } = this.rows[id] || { state: "fresh" }
      row.className = row.className.replace(/beside__row--(?!title|standfirst|unit|gone)[\w-]+/, `beside__row--${state}`)
      const sign = row.querySelector(".lag")
      sign.className = `lag lag--${state}`
      sign.textContent = this.words.states[state]
      if (state !== "changed") {
        for (const gone of row.querySelectorAll("del, .beside__hint")) if (!row.classList.contains("beside__row--gone")) gone.remove()
        for (const put of row.querySelectorAll("ins")) put.replaceWith(...put.childNodes)
      }
    }
    this.drawActs()
    this.count()
    if (this.marks) {
      this.marks.refresh()
      this.alignment.soon()
    }
  }

  drawActs() {
    for (const [id, row] of this.elements) {
      row.querySelector(".beside__acts")?.remove()
      const acts = this.data.mayWrite ? ACTS[this.rows[id]?.state] || [] : []
      const buttons = acts.filter((act) => this.isPossible(act, id)).map((act) => {
        const button = element("button", { type: "button", className: "beside__act", textContent: this.words.acts[act] })
        button.dataset.act = act
        button.addEventListener("click", () => this.act(act, id))
        return button
      })
      row.querySelector(".beside__state").append(element("span", { className: "beside__acts" }, buttons))
    }
  }

  isPossible(act, id) {
    if (act === "insert" || act === "cover") return !id.startsWith("_")
    return true
  }

  count() {
    const place = document.querySelector(".beside__counts")
    const states = Object.values(this.rows).map(({ state }) => state)
    const signs = Object.entries(this.words.counts)
      .map(([state, word]) => [state, word, states.filter((one) => one === state).length])
      .filter(([, , count]) => count)
      .map(([state, word, count]) => element("span", { className: `lag lag--${state}`, textContent: `${inDeskDigits(count)} ${word}` }))
    place.replaceChildren(...(signs.length ? signs : [element("span", { className: "lag lag--fresh", textContent: this.words.allFresh })]))
    const steps = document.querySelector(".beside__steps")
    steps.hidden = !this.queue().length
  }

  light(block) {
    const row = block && this.rowOf(block)
    for (const [id, one] of this.elements) one.classList.toggle("is-lit", id === row)
    if (this.lit === block) return
    this.lit = block
    this.marks?.refresh()
  }

  tell(words) {
    this.message.textContent = words
    this.message.hidden = !words
  }

  // Going from one to the next.

  // What needs the translator; where nothing lags, what is not translated yet.
  queue() {
    const of = (states) => [...this.elements.keys()].filter((id) => states.includes(this.rows[id]?.state))
    const lagging = of(NEEDS)
    return lagging.length ? lagging : of(["untranslated"])
  }

  step(by) {
    const queue = this.queue()
    if (!queue.length) return
    const order = [...this.elements.keys()]
    const at = this.current ? order.indexOf(this.current) : by > 0 ? -1 : order.length
    const ahead = by > 0 ? queue.find((id) => order.indexOf(id) > at) : queue.findLast((id) => order.indexOf(id) < at)
    this.go(ahead || (by > 0 ? queue[0] : queue.at(-1)))
  }

  // Shows a block and puts the caret into its counterpart, or else the focus on it.
  go(id) {
    this.current = id
    for (const [one, row] of this.elements) row.classList.toggle("is-current", one === id)
    const row = this.elements.get(id)
    row.scrollIntoView({ block: "center" })
    const block = this.rows[id].blocks.find((one) => this.elementOf(one))
    if (block) return this.focusBlock(block)
    row.tabIndex = -1
    row.focus({ preventScroll: true })
    this.light(null)
  }

  focusBlock(block) {
    this.light(block)
    if (block.startsWith("_")) return this.elementOf(block).querySelector("textarea, input").focus({ preventScroll: true })
    const unit = unitsOf(this.editor.state.doc).find(({ node }) => node.attrs.block === block)
    this.editor.chain().focus(unit.pos + 1, { scrollIntoView: false }).run()
  }

  // What is said of a block.

  async act(act, id) {
    const row = this.rows[id]
    this.tell("")
    this.current = id
    if (act === "copy") return this.copy(id)
    if (act === "insert") return this.insert(id)
    if (act === "cover") return this.cover(id)
    // What was rewritten in the form counts when the form is saved; until then nothing is up to date.
    if (act === "updated" && this.isDirty) {
      for (const block of row.blocks) this.setReady(block)
      return this.redraw()
    }
    const blocks = row.blocks.length ? row.blocks : [""]
    for (const block of blocks) {
      if (!(await this.send({ act, block, source: id, seen: this.blocks[block]?.seen || {} }))) return
    }
  }

  ready() {
    try {
      return JSON.parse(this.accepted.value || "{}")
    } catch {
      return {}
    }
  }

  setReady(block) {
    if (!this.blocks[block]) return
    this.accepted.value = JSON.stringify({ ...this.ready(), [block]: this.blocks[block].seen })
    this.blocks[block].state = "ready"
    for (const row of Object.values(this.rows)) if (row.blocks.includes(block) && row.state === "changed") row.state = "ready"
  }

  async cover(id) {
    const block = this.caretBlock()
    if (!block || !this.blocks[block]) return this.tell(this.words.noCaret)
    await this.send({ act: "cover", block, source: id, seen: { [id]: this.rows[id].mark } })
  }

  async send({ act, block, source, seen }) {
    const body = new FormData()
    for (const [name, value] of Object.entries({ act, block, source, seen: JSON.stringify(seen) })) body.append(name, value)
    try {
      const answer = await fetch(this.data.address, { method: "POST", body, headers: { "X-CSRFToken": csrfToken() }, redirect: "error" })
      if (answer.status === 409) return this.tell(this.words.movedOn)
      if (!answer.ok) throw new Error(answer.statusText)
      const found = await answer.json()
      this.take(found)
      return true
    } catch {
      this.tell(this.words.failed)
    }
    return false
  }

  // The server's word on everything; what is only in the form stays as it is. Of what the source has changed since this
  // page was opened, only what was seen here can be accepted: the server refuses it, and the page says why.
  take({ rows, blocks }) {
    const moved = new Set(Object.keys(rows).filter((id) => this.rows[id] && this.rows[id].mark !== rows[id].mark))
    for (const [id, row] of Object.entries(rows)) {
      const known = this.rows[id]
      if (["new", "ready"].includes(known?.state)) continue
      this.rows[id] = { ...row, copy: known?.copy ?? row.copy, mark: known?.mark ?? row.mark }
    }
    for (const id of Object.keys(this.rows)) if (!rows[id] && this.rows[id].isGone) this.leave(id)
    for (const [id, block] of Object.entries(blocks)) {
      const known = this.blocks[id]
      if (known?.state === "ready") continue
      const isUnseen = Object.keys(block.seen).some((source) => moved.has(source))
      this.blocks[id] = { ...block, seen: isUnseen && known ? known.seen : block.seen }
    }
    if (moved.size) this.tell(this.words.movedOn)
    this.redraw()
  }

  // The place of something that the source has no more, once that is settled.
  leave(id) {
    delete this.rows[id]
    this.elements.get(id)?.remove()
    this.elements.delete(id)
  }

  // Copying across. It can be undone like anything typed.

  copy(id) {
    const [block] = this.rows[id].blocks.filter((one) => this.elementOf(one))
    if (!block) return this.insert(id)
    if (block.startsWith("_")) {
      const field = this.elementOf(block).querySelector("textarea, input")
      field.value = this.rows[id].copy
      field.dispatchEvent(new Event("input", { bubbles: true }))
      return field.focus()
    }
    const unit = unitsOf(this.editor.state.doc).find(({ node }) => node.attrs.block === block)
    const made = this.nodesOf(id, unit.node.type.name === "listItem")
    if (!made.length) return
    // The block stays the one it is, whatever stands in it; a list within an item stays where it is.
    const first = { ...made[0], attrs: { ...made[0].attrs, block } }
    const own = unit.node.type.name === "listItem" ? this.withLists(first, unit.node) : first
    this.editor.chain().insertContentAt({ from: unit.pos, to: unit.pos + unit.node.nodeSize }, [own]).run()
    this.focusBlock(block)
  }

  withLists(item, old) {
    const lists = old.toJSON().content.filter(({ type }) => /List$/.test(type))
    return { ...item, content: [...item.content, ...lists] }
  }

  // After the counterpart of the nearest block above it that has one, else at the start.
  insert(id) {
    const order = [...this.elements.keys()]
    let place = 0, inList = null
    for (const above of order.slice(0, order.indexOf(id)).reverse()) {
      const block = this.rows[above].blocks.find((one) => !one.startsWith("_") && this.elementOf(one))
      const unit = block && unitsOf(this.editor.state.doc).find(({ node }) => node.attrs.block === block)
      if (!unit) continue
      const $pos = this.editor.state.doc.resolve(unit.pos)
      inList = this.rows[id].list && unit.node.type.name === "listItem" ? unit : null
      // Behind the whole list, unless it is an item that comes into it.
      place = inList || !$pos.depth ? unit.pos + unit.node.nodeSize : $pos.after(1)
      break
    }
    const nodes = this.nodesOf(id, Boolean(inList))
    this.editor.chain().insertContentAt(place, nodes).run()
    if (this.elementOf(id)) this.focusBlock(id)
    this.redraw()
  }

  // The block of the source as the editor's nodes; an item with its list, unless `asItem`.
  nodesOf(id, asItem) {
    const { copy, list } = this.rows[id]
    const nodes = generateJSON(list ? `<${list}>${copy}</${list}>` : copy, this.editor.extensionManager.extensions).content
    if (list && asItem) return nodes[0].content
    if (!list && asItem) return [{ type: "listItem", content: nodes.map((node) => ({ ...node, attrs: { ...node.attrs, block: null } })) }]
    return nodes
  }

  listen() {
    for (const [id, row] of this.elements) {
      row.addEventListener("mouseenter", () => this.light(this.rows[id]?.blocks[0] || null))
      row.addEventListener("mouseleave", () => this.light(this.editor?.isFocused ? this.caretBlock() : null))
      row.querySelector(".beside__text").addEventListener("click", (event) => event.target.closest("a") || this.go(id))
      row.addEventListener("focusin", () => (this.current = id))
    }
    for (const button of document.querySelectorAll("[data-step]")) {
      button.addEventListener("click", () => this.step(Number(button.dataset.step)))
    }
    this.form.addEventListener("input", () => (this.isDirty = true))
    document.addEventListener("keydown", (event) => {
      const key = KEYS[event.code]
      if (!key || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.isComposing) return
      event.preventDefault()
      this.key(key)
    })
  }

  // Where the caret or the focus is, else where one has gone last.
  here() {
    const block = this.editor?.isFocused ? this.caretBlock() : null
    const field = document.activeElement?.closest(".story__field--title, .story__field--standfirst")
    const named = field && (field.classList.contains("story__field--title") ? TITLE : STANDFIRST)
    return (block && this.rowOf(block)) || (named && this.rowOf(named)) || this.current
  }

  key(key) {
    if (key === "next") return this.step(1)
    if (key === "previous") return this.step(-1)
    const id = this.here()
    const row = this.rows[id]
    if (!row || !this.data.mayWrite) return
    const acts = ACTS[row.state] || []
    const wanted = { updated: ["updated"], no_effect: ["no_effect", "only_here"], copy: ["insert", "copy"], leave: ["as_is", "leave_out", "take_in"] }[key]
    const act = wanted.find((one) => acts.includes(one) && this.isPossible(one, id))
    if (act) this.act(act, id)
  }
}

const data = document.getElementById("beside-data")
if (data) new SideBySide(JSON.parse(data.textContent)).begin()
