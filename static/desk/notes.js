// The notes panel: on what a new note is, sending without leaving the page, marks beside the blocks that have notes.
import { pm } from "../django_prose_editor/editor.js"
import { csrfToken } from "./editor/dom.js"

const QUOTED = 200
const form = document.querySelector("#notes-form")
// Tiptap leaves the editor at its element.
const editor = document.querySelector(".editor .tiptap")?.editor
const panel = () => document.querySelector("[data-notes]")

// The block at the caret: the innermost node with an id, else the outermost one without; and the words it is about.
function blockAt(state) {
  const { $from, empty, from, to } = state.selection
  let node = $from.depth ? $from.node(1) : $from.nodeAfter
  for (let depth = $from.depth; depth > 0; depth--) {
    if ($from.node(depth).attrs.block) {
      node = $from.node(depth)
      break
    }
  }
  const words = empty ? node?.textContent : state.doc.textBetween(from, to, " ")
  return { block: node?.attrs.block || "", quote: (words || "").trim().slice(0, QUOTED) }
}

function setAbout({ block, quote }) {
  form.elements.block.value = block
  form.elements.quote.value = quote
  const about = panel().querySelector("[data-notes-about]")
  about.hidden = !quote
  about.querySelector("[data-notes-quoted]").textContent = quote
}

// Only once the writer has been in the text: before that a note is on the whole article.
function followCaret() {
  if (editor.isFocused) setAbout(blockAt(editor.state))
}

const marked = () => new Set([...document.querySelectorAll("[data-note-block]")].map((note) => note.dataset.noteBlock))

const key = new pm.state.PluginKey("notes")

// Decorations, never part of the text: what has an open note gets a bar at its side.
const marks = new pm.state.Plugin({
  key,
  state: {
    init: (_config, state) => decorations(state.doc),
    apply: (transaction, old) =>
      transaction.docChanged || transaction.getMeta(key) ? decorations(transaction.doc) : old,
  },
  props: { decorations: (state) => key.getState(state) },
})

function decorations(doc) {
  const blocks = marked()
  const found = []
  if (blocks.size) {
    doc.descendants((node, position) => {
      if (blocks.has(node.attrs.block)) {
        found.push(pm.view.Decoration.node(position, position + node.nodeSize, { class: "has-note" }))
      }
    })
  }
  return pm.view.DecorationSet.create(doc, found)
}

function showBlock(block) {
  let place = -1
  editor.state.doc.descendants((node, position) => {
    if (place < 0 && node.attrs.block === block) place = position
  })
  if (place < 0) return
  editor.chain().focus().setTextSelection(place + 1).scrollIntoView().run()
}

async function send(button) {
  const body = new FormData(form, button)
  body.set("csrfmiddlewaretoken", csrfToken())
  button.disabled = true
  let told
  try {
    const response = await fetch(button.formAction, { method: "POST", body, headers: { Accept: "application/json" } })
    told = await response.json()
  } catch {
    told = { error: panel().dataset.failed }
  }
  button.disabled = false
  if (told.error) return tell(told.error)
  // Our own server's template, which escapes what people wrote; scripts in a parsed document do not run.
  const fresh = new DOMParser().parseFromString(told.panel, "text/html").querySelector("[data-notes]")
  panel().replaceWith(document.adoptNode(fresh))
  setAbout({ block: "", quote: "" })
  tell(told.warning || panel().dataset.done)
  panel().querySelector("#note-text").focus()
  if (editor) editor.view.dispatch(editor.state.tr.setMeta(key, true).setMeta("addToHistory", false))
}

function tell(words) {
  panel().querySelector("[data-notes-told]").textContent = words
}

function pressed(event) {
  const target = event.target
  if (target.matches("[data-notes-whole]")) setAbout({ block: "", quote: "" })
  if (target.closest("[data-notes-name]")) {
    const text = panel().querySelector("#note-text")
    const before = text.value && !/\s$/.test(text.value) ? " " : ""
    text.setRangeText(`${before}@${target.closest("[data-notes-name]").dataset.notesName} `, text.selectionStart, text.selectionEnd, "end")
    text.focus()
  }
  if (target.matches(".note__quote") && editor) showBlock(target.closest(".note").dataset.noteBlock)
}

if (form && panel()) {
  const side = panel().parentElement
  side.addEventListener("click", (event) => panel().contains(event.target) && pressed(event))
  // What is typed here is no change of the story: its page must not warn of it.
  for (const kind of ["input", "change"]) {
    side.addEventListener(kind, (event) => panel().contains(event.target) && event.stopPropagation())
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    if (event.submitter) send(event.submitter)
  })
  if (editor) {
    editor.registerPlugin(marks)
    editor.on("selectionUpdate", followCaret)
    editor.on("focus", followCaret)
  }
}
