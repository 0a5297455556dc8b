// The blocks that the stored HTML knows and the editor's library does not: pictures and embeds are references.
import { Extension, Mark, Node, OrderedList, TableCell, TableHeader, mergeAttributes } from "../../django_prose_editor/editor.js";

const kept = (name, parse) => ({
  default: null,
  parseHTML: parse || ((element) => element.getAttribute(name)),
  renderHTML: (attributes) => (attributes[name] ? { [name]: attributes[name] } : {}),
})

// The words under a picture.
export const PictureCaption = Node.create({
  name: "pictureCaption",
  content: "inline*",
  defining: true,
  parseHTML: () => [{ tag: "figcaption" }],
  renderHTML: () => ["figcaption", 0],
})

// A picture of the library, by its number; the server draws it for readers, the editor shows its preview.
export const Picture = Node.create({
  name: "picture",
  group: "block",
  content: "pictureCaption",
  draggable: true,
  isolating: true,
  addOptions: () => ({ preview: "", captionLabel: "" }),
  addAttributes: () => ({
    class: { default: "picture" },
    image: {
      default: null,
      parseHTML: (element) => element.getAttribute("data-image"),
      renderHTML: (attributes) => (attributes.image ? { "data-image": attributes.image } : {}),
    },
  }),
  parseHTML: () => [{ tag: "figure.picture" }],
  renderHTML: ({ HTMLAttributes }) => ["figure", mergeAttributes(HTMLAttributes), 0],
  addNodeView() {
    return ({ node, editor, getPos }) => {
      const dom = document.createElement("figure")
      const image = document.createElement("img")
      const caption = document.createElement("div")
      const show = ({ attrs }) => {
        dom.className = `editor-picture ${attrs.class}`
        image.src = this.options.preview.replace("0", attrs.image || "0")
      }
      image.alt = ""
      image.draggable = false
      image.contentEditable = "false"
      // The caret goes into the caption: a picture that was selected itself would be replaced by the next letter typed.
      image.addEventListener("click", () => {
        if (editor.isEditable) editor.chain().focus().setTextSelection(getPos() + 2).run()
      })
      caption.className = "editor-picture__caption"
      caption.dataset.label = this.options.captionLabel
      dom.append(image, caption)
      show(node)
      return {
        dom,
        contentDOM: caption,
        update: (other) => other.type.name === "picture" && (show(other), true),
        ignoreMutation: (mutation) => !caption.contains(mutation.target),
      }
    }
  },
})

// A video elsewhere: only its address is kept.
export const Embed = Node.create({
  name: "embed",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes: () => ({
    url: { default: null, rendered: false, parseHTML: (element) => element.querySelector("a")?.getAttribute("href") },
  }),
  parseHTML: () => [{ tag: "figure.embed", priority: 100 }],
  renderHTML: ({ node, HTMLAttributes }) => ["figure", mergeAttributes(HTMLAttributes, { class: "embed" }), ["a", { href: node.attrs.url }, node.attrs.url || ""]],
})

// A run in another language, which the page isolates from the text around it.
export const Foreign = Mark.create({
  name: "foreign",
  addAttributes: () => ({ lang: kept("lang") }),
  parseHTML: () => [{ tag: "bdi" }],
  renderHTML: ({ HTMLAttributes }) => ["bdi", HTMLAttributes, 0],
})

// Cells as the store keeps them: a span only where there is one.
const span = (name) => ({
  default: 1,
  parseHTML: (element) => Number(element.getAttribute(name)) || 1,
  renderHTML: (attributes) => (attributes[name] > 1 ? { [name]: attributes[name] } : {}),
})
const spans = { addAttributes: () => ({ colspan: span("colspan"), rowspan: span("rowspan"), colwidth: { default: null, rendered: false } }) }
export const Cell = TableCell.extend(spans)
export const HeadCell = TableHeader.extend(spans)

// A numbered list knows where it starts; its kind of number is the page's to choose, by the edition's digits.
export const NumberedList = OrderedList.extend({
  addAttributes: () => ({
    start: {
      default: 1,
      parseHTML: (item) => Number(item.getAttribute("start")) || 1,
      renderHTML: (attributes) => (attributes.start > 1 ? { start: attributes.start } : {}),
    },
  }),
})

// A block in another language than the text.
export const BlockLanguages = Extension.create({
  name: "blockLanguages",
  addGlobalAttributes: () => [{ types: ["paragraph", "heading", "blockquote"], attributes: { lang: kept("lang") } }],
})

// The few classes of paragraphs and quotes.
const CLASSES = { paragraph: ["lead", "note"], blockquote: ["pullquote"] }
export const BlockClasses = Extension.create({
  name: "blockClasses",
  addGlobalAttributes: () =>
    Object.entries(CLASSES).map(([type, names]) => ({
      types: [type],
      attributes: {
        class: kept("class", (element) => names.find((name) => element.classList.contains(name)) || null),
      },
    })),
})
