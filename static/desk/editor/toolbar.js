// The bar above a text. Real buttons with names, whose state is told to all: aria-pressed, disabled.
import { ask, element } from "./dom.js";
import { canHoldNote } from "./footnotes.js";
import { addPictures, canMove, galleryAt, galleryOf, movePicture, onPicture, removeGallery, removePicture } from "./gallery.js";
import { languageList } from "./languages.js";

const STYLES = [
  ["paragraph", (chain) => chain.setParagraph().updateAttributes("paragraph", { class: null })],
  ["heading2", (chain) => chain.setHeading({ level: 2 })],
  ["heading3", (chain) => chain.setHeading({ level: 3 })],
  ["heading4", (chain) => chain.setHeading({ level: 4 })],
  ["lead", (chain) => chain.setParagraph().updateAttributes("paragraph", { class: "lead" })],
  ["note", (chain) => chain.setParagraph().updateAttributes("paragraph", { class: "note" })],
]

function styleOf(editor) {
  for (const level of [2, 3, 4]) if (editor.isActive("heading", { level })) return `heading${level}`
  return editor.getAttributes("paragraph").class || "paragraph"
}

function quote(editor, kind) {
  const active = editor.isActive("blockquote") && (editor.getAttributes("blockquote").class || null) === kind
  const chain = editor.chain().focus()
  if (active) return chain.lift("blockquote").run()
  if (!editor.isActive("blockquote")) chain.wrapIn("blockquote")
  return chain.updateAttributes("blockquote", { class: kind }).run()
}

// After the block in which the caret stands (inserting inside a figure would split it), or in the place of an empty
// paragraph. The caret then stands in the text below, made where there is none: a block that stayed selected would be
// replaced by the next letter typed. `inside`: how far into the block the caret goes instead.
function insertBlock(editor, content, inside = 0) {
  const { doc, schema, selection: { $to } } = editor.state
  const after = $to.depth ? $to.after(1) : $to.pos
  const isBlank = $to.depth === 1 && $to.parent.type.name === "paragraph" && !$to.parent.content.size
  const start = isBlank ? $to.before(1) : after
  const block = schema.nodeFromJSON(content)
  const below = doc.nodeAt(after)?.isTextblock ? [] : [schema.nodes.paragraph.create()]
  editor.chain().focus()
    .command(({ tr }) => Boolean(tr.replaceWith(start, after, [block, ...below])))
    .setTextSelection(start + (inside || block.nodeSize + 1))
    .scrollIntoView()
    .run()
}

const cells = (type, count) => Array.from({ length: count }, () => ({ type, content: [{ type: "paragraph" }] }))

// Three columns; a row of heads above two others.
const TABLE = {
  type: "table",
  content: ["tableHeader", "tableCell", "tableCell"].map((type) => ({ type: "tableRow", content: cells(type, 3) })),
}
// From before the table into the paragraph of its first cell.
const FIRST_CELL = 4

const inTable = (editor) => editor.isActive("table")
const inGallery = (editor) => Boolean(galleryAt(editor.state))

function buttonsOf({ words, library, footnotes, videoPattern, hasItalics }) {
  const isAddress = (value) => (/^(https?:\/\/\S+|mailto:\S+|tel:\S+|\/\S*)$/.test(value) ? "" : words.noAddress)
  const isVideo = (value) => (new RegExp(videoPattern).test(value) ? "" : words.noVideo)
  return [
    ["bold", "format_bold", (e) => e.chain().focus().toggleBold().run(), (e) => e.isActive("bold")],
    hasItalics && ["italic", "format_italic", (e) => e.chain().focus().toggleItalic().run(), (e) => e.isActive("italic")],
    ["link", "insert_link", async (e) => {
      const href = await ask({ label: words.address, value: e.getAttributes("link").href || "", words, type: "url", check: isAddress })
      if (href) e.chain().focus().extendMarkRange("link").setLink({ href }).run()
    }, (e) => e.isActive("link"), (e) => !e.state.selection.empty || e.isActive("link")],
    ["unlink", "link_off", (e) => e.chain().focus().unsetLink().run(), null, (e) => e.isActive("link")],
    ["footnote", "superscript", (e) => footnotes.write(e), (e) => e.isActive("footnote"), (e) => canHoldNote(e.state.selection)],
    ["bullets", "format_list_bulleted", (e) => e.chain().focus().toggleBulletList().run(), (e) => e.isActive("bulletList")],
    ["numbers", "format_list_numbered", (e) => e.chain().focus().toggleOrderedList().run(), (e) => e.isActive("orderedList")],
    ["quote", "format_quote", (e) => quote(e, null), (e) => e.isActive("blockquote", { class: null })],
    ["pullquote", "campaign", (e) => quote(e, "pullquote"), (e) => e.isActive("blockquote", { class: "pullquote" })],
    ["picture", "image", async (e) => {
      const image = await library.choose()
      if (image) insertBlock(e, { type: "picture", attrs: { image: String(image.id) }, content: [{ type: "pictureCaption" }] })
    }],
    ["wide", "", (e) => {
      const wide = e.getAttributes("picture").class !== "picture picture--wide"
      e.chain().focus().updateAttributes("picture", { class: wide ? "picture picture--wide" : "picture" }).run()
    }, (e) => e.isActive("picture", { class: "picture picture--wide" }), (e) => e.isActive("picture") && !inGallery(e)],
    ["gallery", "photo_library", async (e) => {
      const images = await library.chooseMany()
      if (images.length) insertBlock(e, galleryOf(images))
    }],
    ["addPictures", "", async (e) => {
      const images = await library.chooseMany()
      if (images.length && inGallery(e)) addPictures(e, images)
    }, null, inGallery],
    ["pictureEarlier", "", (e) => movePicture(e, -1), null, (e) => canMove(e.state, -1)],
    ["pictureLater", "", (e) => movePicture(e, 1), null, (e) => canMove(e.state, 1)],
    ["removePicture", "", removePicture, null, (e) => onPicture(e.state)],
    ["removeGallery", "", removeGallery, null, inGallery],
    ["video", "play_circle", async (e) => {
      const url = await ask({ label: words.videoAddress, hint: words.videoHint, words, type: "url", check: isVideo })
      if (url) insertBlock(e, { type: "embed", attrs: { url } })
    }],
    ["table", "table", (e) => insertBlock(e, TABLE, FIRST_CELL), null, (e) => !inTable(e)],
    ["addRow", "", (e) => e.chain().focus().addRowAfter().run(), null, inTable],
    ["addColumn", "", (e) => e.chain().focus().addColumnAfter().run(), null, inTable],
    ["deleteRow", "", (e) => e.chain().focus().deleteRow().run(), null, inTable],
    ["deleteColumn", "", (e) => e.chain().focus().deleteColumn().run(), null, inTable],
    ["deleteTable", "", (e) => e.chain().focus().deleteTable().run(), null, inTable],
    ["rule", "horizontal_rule", (e) => insertBlock(e, { type: "horizontalRule" })],
    ["undo", "undo", (e) => e.chain().focus().undo().run(), null, (e) => e.can().undo()],
    ["redo", "redo", (e) => e.chain().focus().redo().run(), null, (e) => e.can().redo()],
  ].filter(Boolean)
}

// Buttons that stand there only where they can do something.
const ONLY_WHERE_USABLE = new Set([
  "unlink", "wide", "addRow", "addColumn", "deleteRow", "deleteColumn", "deleteTable",
  "addPictures", "pictureEarlier", "pictureLater", "removePicture", "removeGallery",
])

// Of what a note's words can be.
const OF_NOTES = new Set(["bold", "italic", "link", "unlink", "undo", "redo"])

// The bar of a text; `isNote`: of the words of a note.
export function makeToolbar(editor, options) {
  const { words, isNote = false } = options
  const style = element("select", { ariaLabel: words.style },
    STYLES.map(([name]) => element("option", { value: name, textContent: words[name] })))
  style.addEventListener("change", () => {
    const [, apply] = STYLES.find(([name]) => name === style.value)
    apply(editor.chain().focus()).run()
  })
  const languages = languageList(editor, options)
  const buttons = buttonsOf(options).filter(([name]) => !isNote || OF_NOTES.has(name)).map(([name, icon, command, active, enabled]) => {
    // What stands there only at times says its name; what always stands there shows a sign.
    const sign = element("span", { className: "toolbar__icon", "aria-hidden": "true", textContent: icon })
    const button = element("button", { type: "button", className: "toolbar__button", title: words[name], ariaLabel: words[name] },
      [icon ? sign : words[name]])
    button.dataset.name = name
    button.addEventListener("mousedown", (event) => event.preventDefault())
    button.addEventListener("click", () => command(editor))
    return { name, button, active, enabled }
  })
  const update = () => {
    if (!isNote) style.value = styleOf(editor)
    languages.update()
    for (const { name, button, active, enabled } of buttons) {
      const usable = enabled ? enabled(editor) : true
      button.disabled = !usable
      button.hidden = !usable && ONLY_WHERE_USABLE.has(name)
      if (active) button.setAttribute("aria-pressed", String(active(editor)))
    }
  }
  editor.on("transaction", update)
  update()
  const parts = [...(isNote ? [] : [style]), ...buttons.map(({ button }) => button), languages.select]
  return element("div", { className: "toolbar", role: "toolbar", ariaLabel: words.toolbar }, parts)
}
