// Pictures dropped into the text or pasted into it: uploaded, and inserted where they fell.
import { Extension, Plugin } from "../../django_prose_editor/editor.js";
import { picturesOf, sendFile } from "../sending.js";
import { element } from "./dom.js";

const node = (image) => ({ type: "picture", attrs: { image: String(image.id) }, content: [{ type: "pictureCaption" }] })

// Between blocks: inside one it would split it.
function placeAfter(state, pos) {
  const $pos = state.doc.resolve(Math.min(pos, state.doc.content.size))
  return $pos.depth ? $pos.after(1) : $pos.pos
}

export const PictureDrops = Extension.create({
  name: "pictureDrops",
  addOptions: () => ({ url: "", words: {} }),
  addProseMirrorPlugins() {
    const { editor, options } = this
    const insert = async (files, pos) => {
      const bar = element("progress", { max: 100, value: 0, ariaLabel: options.words.uploading })
      const message = element("p", { className: "editor__uploading", role: "status" }, [`${options.words.uploading} `, bar])
      editor.view.dom.after(message)
      const wrong = []
      // The text may change while a picture is on its way: its place moves with what is around it.
      let place = pos
      const follow = ({ transaction }) => (place = transaction.mapping.map(place))
      editor.on("transaction", follow)
      for (const file of files) {
        try {
          const answer = await sendFile(options.url, file, (part) => (bar.value = part * 100))
          if (answer.error) wrong.push(`${file.name}: ${answer.error}`)
          else editor.commands.insertContentAt(placeAfter(editor.state, place), node(answer))
        } catch {
          wrong.push(`${file.name}: ${options.words.failed}`)
        }
      }
      editor.off("transaction", follow)
      if (wrong.length) message.replaceChildren(wrong.join(" "))
      else message.remove()
    }
    const take = (view, transfer, pos) => {
      const files = view.editable ? picturesOf(transfer) : []
      if (files.length) insert(files, pos)
      return files.length > 0
    }
    return [
      new Plugin({
        props: {
          handleDrop(view, event, _slice, moved) {
            if (moved || view.dragging) return false
            const at = view.posAtCoords({ left: event.clientX, top: event.clientY })
            if (!take(view, event.dataTransfer, at ? at.pos : view.state.selection.to)) return false
            event.preventDefault()
            return true
          },
          // What a word processor copies has a picture of the text beside the text itself.
          handlePaste: (view, event) =>
            !event.clipboardData?.types.includes("text/html") && take(view, event.clipboardData, view.state.selection.to),
        },
      }),
    ]
  },
})
