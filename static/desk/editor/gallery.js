// Pictures beside each other, with a caption for all of them. Their order is that of the text.
import { Node, mergeAttributes, pm } from "../../django_prose_editor/editor.js";

export const Gallery = Node.create({
  name: "gallery",
  group: "block",
  content: "picture+ pictureCaption",
  draggable: true,
  isolating: true,
  parseHTML: () => [{ tag: "figure.gallery" }],
  renderHTML: ({ HTMLAttributes }) => ["figure", mergeAttributes(HTMLAttributes, { class: "gallery" }), 0],
})

const pictureOf = ({ id }) => ({ type: "picture", attrs: { image: String(id) }, content: [{ type: "pictureCaption" }] })

// What stands for chosen pictures: a single one is no gallery.
export const galleryOf = (images) =>
  images.length > 1 ? { type: "gallery", content: [...images.map(pictureOf), { type: "pictureCaption" }] } : pictureOf(images[0])

// The gallery in which the selection stands, {node, pos}, with the number of its picture there: `index`, or -1.
export function galleryAt({ selection }) {
  if (selection.node?.type.name === "gallery") return { node: selection.node, pos: selection.from, index: -1 }
  const { $from } = selection
  for (let depth = $from.depth; depth > 0; depth--) {
    const node = $from.node(depth)
    if (node.type.name !== "gallery") continue
    const index = $from.index(depth)
    return { node, pos: $from.before(depth), index: node.maybeChild(index)?.type.name === "picture" ? index : -1 }
  }
  return null
}

const count = ({ node }) => node.childCount - 1

const placeOf = ({ node, pos }, index) => {
  let place = pos + 1
  for (let before = 0; before < index; before++) place += node.child(before).nodeSize
  return place
}

export const canMove = (state, step) => {
  const at = galleryAt(state)
  return Boolean(at) && at.index >= 0 && at.index + step >= 0 && at.index + step < count(at)
}

export const onPicture = (state) => (galleryAt(state)?.index ?? -1) >= 0

// Behind the picture that is selected, else behind the last.
export function addPictures(editor, images) {
  const at = galleryAt(editor.state)
  const index = at.index < 0 ? count(at) : at.index + 1
  const nodes = images.map((image) => editor.schema.nodeFromJSON(pictureOf(image)))
  editor.chain().focus().command(({ tr }) => Boolean(tr.insert(placeOf(at, index), nodes))).run()
}

// The picture one place on (`step` 1) or back (-1); the caret goes along, in its caption.
export function movePicture(editor, step) {
  const at = galleryAt(editor.state)
  const moved = at.node.child(at.index)
  editor.chain().focus().command(({ tr }) => {
    const start = placeOf(at, at.index)
    const other = at.node.child(at.index + step)
    const place = step > 0 ? start + other.nodeSize : start - other.nodeSize
    tr.delete(start, start + moved.nodeSize).insert(place, moved)
    return Boolean(tr.setSelection(pm.state.TextSelection.create(tr.doc, place + 2)))
  }).run()
}

// With the last of its pictures goes the gallery.
export function removePicture(editor) {
  const at = galleryAt(editor.state)
  if (count(at) < 2) {
    removeGallery(editor)
    return
  }
  const start = placeOf(at, at.index)
  editor.chain().focus().command(({ tr }) => Boolean(tr.delete(start, start + at.node.child(at.index).nodeSize))).run()
}

export function removeGallery(editor) {
  const { node, pos } = galleryAt(editor.state)
  editor.chain().focus().command(({ tr }) => Boolean(tr.delete(pos, pos + node.nodeSize))).run()
}
