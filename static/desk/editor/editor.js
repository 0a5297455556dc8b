// Turns every textarea.rich-text into the editor. Without script it stays what it is: HTML that can be written.
import {
  Blockquote, Bold, BulletList, Code, CodeBlock, Document, Dropcursor, Editor, Gapcursor, HardBreak, Heading, History,
  HorizontalRule, Italic, Link, ListItem, Paragraph, Strike, Subscript, Superscript, Table, TableRow, Text
} from "../../django_prose_editor/editor.js";
import { BlockIds } from "./blocks.js";
import { element } from "./dom.js";
import { PictureDrops } from "./drops.js";
import { Footnote, Footnotes } from "./footnotes.js";
import { Gallery } from "./gallery.js";
import { Library } from "./library.js";
import { BlockClasses, BlockLanguages, Cell, Embed, Foreign, HeadCell, NumberedList, Picture, PictureCaption } from "./nodes.js";
import { plainPasted } from "./pasted.js";
import { makeToolbar } from "./toolbar.js";

// Scripts written without slanted letters.
const UPRIGHT = /^(ar|fa|ckb|ur|ps|he)\b/

const MARKS = [
  Bold, Italic, Strike, Subscript, Superscript, Code, Foreign,
  Link.configure({ openOnClick: false, autolink: false, enableTarget: false }),
]

function extensionsFor(settings, editNote) {
  return [
    Document, Paragraph, Text, HardBreak, History, Dropcursor, Gapcursor,
    Heading.configure({ levels: [2, 3, 4] }),
    ...MARKS, CodeBlock, Footnote.configure({ words: settings.words, edit: editNote }),
    BulletList, NumberedList, ListItem, Blockquote, HorizontalRule,
    Table.configure({ resizable: false }), TableRow, HeadCell, Cell,
    Picture.configure({ preview: settings.previewUrl, captionLabel: settings.words.caption }),
    PictureCaption, Gallery, Embed, BlockClasses, BlockLanguages,
    ...(settings.keepsBlocks ? [BlockIds] : []),
    PictureDrops.configure({ url: settings.uploadUrl, words: settings.words }),
  ]
}

// The editor always has a paragraph to write in; one at the end in which nothing was written is no part of the text.
const trimmed = (html) => html.replace(/(<p[^>]*><\/p>)+$/, "")

function startEditor(textarea) {
  const settings = JSON.parse(textarea.dataset.editor)
  const frame = element("div", { className: "editor", lang: textarea.lang, dir: textarea.dir })
  const place = element("div", { className: "editor__text" })
  textarea.before(frame)
  textarea.hidden = true
  const write = () => {
    textarea.value = trimmed(editor.getHTML())
  }
  const hasItalics = !UPRIGHT.test(textarea.lang)
  const bar = { words: settings.words, languages: settings.languages, videoPattern: settings.videoPattern, hasItalics }
  const footnotes = new Footnotes({
    words: settings.words,
    marks: MARKS,
    toolbar: (inner) => makeToolbar(inner, { ...bar, isNote: true }),
  })
  const editor = new Editor({
    element: place,
    extensions: extensionsFor(settings, (pos) => footnotes.change(editor, pos)),
    content: textarea.value,
    editable: !textarea.disabled && !textarea.readOnly,
    // Its style sheet is ours (editor.css): a style element would be refused by the page's policy.
    injectCSS: false,
    editorProps: {
      transformPastedHTML: plainPasted,
      attributes: {
        lang: textarea.lang,
        dir: textarea.dir,
        role: "textbox",
        "aria-multiline": "true",
        "aria-labelledby": `${textarea.id}-label`,
      },
    },
    onUpdate() {
      write()
      textarea.dispatchEvent(new Event("input", { bubbles: true }))
    },
  })
  const label = document.querySelector(`label[for="${textarea.id}"]`)
  if (label) {
    label.id = `${textarea.id}-label`
    label.addEventListener("click", () => editor.commands.focus())
  }
  const library = new Library({ list: settings.libraryUrl, upload: settings.uploadUrl }, settings.words)
  if (editor.isEditable) frame.append(makeToolbar(editor, { ...bar, library, footnotes }))
  frame.append(place, footnotes.list(editor), textarea)
  // For scripts that come after; those that came before hear the event.
  textarea.editor = editor
  textarea.dispatchEvent(new CustomEvent("editor:ready", { bubbles: true, detail: { editor } }))
  return editor
}

for (const textarea of document.querySelectorAll("textarea.rich-text[data-editor]")) startEditor(textarea)
