// Notes to a place in the text. In the text stands a number, which nothing typed beside it can break; its words are
// written in a dialog, and all notes can be read in a list below the text. How they are stored:
// editions/richtext/footnotes.py.
import { Document, Editor, History, Node, Paragraph, Text, pm } from "../../django_prose_editor/editor.js";
import { element } from "./dom.js";
import { plainPasted } from "./pasted.js";

const OneParagraph = Document.extend({ content: "paragraph" })

export const Footnote = Node.create({
  name: "footnote",
  group: "inline",
  inline: true,
  atom: true,
  content: "text*",
  draggable: true,
  addOptions: () => ({ words: {}, edit: () => {} }),
  parseHTML: () => [{ tag: "span.footnote" }],
  renderHTML: () => ["span", { class: "footnote" }, 0],
  addNodeView() {
    return ({ node, getPos }) => {
      const dom = element("span", { className: "editor-note", contentEditable: "false", role: "button" })
      const show = (shown) => {
        dom.title = shown.textContent
        dom.setAttribute("aria-label", `${this.options.words.footnote}: ${shown.textContent}`)
      }
      show(node)
      dom.addEventListener("click", () => this.options.edit(getPos()))
      return { dom, update: (other) => other.type.name === "footnote" && (show(other), true), ignoreMutation: () => true }
    }
  },
  addKeyboardShortcuts() {
    return {
      Enter: ({ editor }) => {
        const { node, from } = editor.state.selection
        if (node?.type.name !== "footnote") return false
        this.options.edit(from)
        return true
      },
    }
  },
})

// Where the notes of a document begin, in order.
export function notesOf(doc) {
  const found = []
  doc.descendants((node, pos) => {
    if (node.type.name === "footnote") found.push({ node, pos })
    return node.type.name !== "footnote"
  })
  return found
}

export const canHoldNote = ({ $to, node }) =>
  node?.type.name === "footnote" || ($to.parent.inlineContent && !$to.parent.type.spec.code && $to.parent.type.name !== "footnote")

// Writes, changes and removes notes of one text.
export class Footnotes {
  // `toolbar(editor)` gives the bar above a note's words; `marks` are what these may carry.
  constructor({ words, marks, toolbar }) {
    Object.assign(this, { words, marks, toolbar })
  }

  // A note at the caret, behind what is selected; where one is selected, that one.
  async write(editor) {
    const { node, from, $to } = editor.state.selection
    if (node?.type.name === "footnote") return this.change(editor, from)
    const content = await this.ask(editor, [])
    if (!content?.length) return editor.view.focus()
    const note = editor.schema.nodeFromJSON({ type: "footnote", content })
    // Without the marks around it: a note is no part of the link that it stands behind.
    this.put(editor, (tr) => tr.insert($to.pos, note), $to.pos + note.nodeSize)
  }

  // Gives a note other words; one that is left without any goes.
  async change(editor, pos) {
    if (!editor.isEditable) return
    const node = editor.state.doc.nodeAt(pos)
    const content = await this.ask(editor, node.content.toJSON() || [])
    if (!content) return editor.view.focus()
    const note = content.length ? editor.schema.nodeFromJSON({ type: "footnote", content }).mark(node.marks) : []
    this.put(editor, (tr) => tr.replaceWith(pos, pos + node.nodeSize, note), pos + (note.nodeSize || 0))
  }

  // One step to be undone, the caret behind it.
  put(editor, change, caret) {
    const step = ({ tr }) => Boolean(pm.history.closeHistory(change(tr)))
    editor.chain().command(step).setTextSelection(caret).run()
    editor.view.focus()
  }

  // Asks for the words of a note; resolves to what they are made of, or null.
  ask(editor, content) {
    const { words } = this
    const { lang, dir } = editor.view.dom
    const place = element("div", { className: "editor__text editor__text--note" })
    const cancel = element("button", { type: "button", textContent: words.cancel })
    const apply = element("button", { type: "button", className: "ask__apply", textContent: words.apply })
    const dialog = element("dialog", { className: "ask ask--note", ariaLabel: words.footnote })
    const inner = new Editor({
      element: place,
      extensions: [OneParagraph, Paragraph, Text, History, ...this.marks],
      content: { type: "doc", content: [{ type: "paragraph", content }] },
      injectCSS: false,
      editorProps: {
        transformPastedHTML: plainPasted,
        attributes: { lang, dir, role: "textbox", "aria-multiline": "true", "aria-label": words.footnote },
        // The editor's own keys would keep Escape from the dialog.
        handleKeyDown: (_view, event) => {
          const button = { Enter: apply, Escape: cancel }[event.key]
          if (!button || event.isComposing) return false
          button.click()
          return true
        },
      },
    })
    const frame = element("div", { className: "editor", lang, dir }, [this.toolbar(inner), place])
    const buttons = element("p", { className: "ask__buttons" }, [apply, cancel])
    dialog.append(element("h2", { className: "ask__title", textContent: words.footnote }), frame, buttons)
    document.body.append(dialog)
    dialog.showModal()
    // At once, not with the next frame: what is typed from now on is the note's.
    inner.commands.setTextSelection(inner.state.doc.content.size - 1)
    inner.view.focus()
    return new Promise((resolve) => {
      const end = (answer) => {
        dialog.remove()
        inner.destroy()
        resolve(answer)
      }
      apply.addEventListener("click", () => end(inner.state.doc.textContent.trim() ? inner.getJSON().content[0].content : []))
      cancel.addEventListener("click", () => end(null))
      dialog.addEventListener("close", () => dialog.isConnected && end(null))
    })
  }

  // The list of notes below the text, kept as the text is.
  list(editor) {
    const { words } = this
    const list = element("ol", { className: "editor__notes", ariaLabel: words.footnotes })
    let shown = null
    const draw = () => {
      const notes = notesOf(editor.state.doc)
      const texts = notes.map(({ node }) => node.textContent)
      if (JSON.stringify(texts) === shown) return
      shown = JSON.stringify(texts)
      list.hidden = !notes.length
      list.replaceChildren(...texts.map((text, number) => {
        const entry = element("button", { type: "button", className: "editor__note", textContent: text, disabled: !editor.isEditable })
        entry.addEventListener("click", () => this.change(editor, notesOf(editor.state.doc)[number].pos))
        return element("li", {}, [entry])
      }))
    }
    editor.on("transaction", draw)
    draw()
    return list
  }
}
