// States, spacing and light on the translation's blocks: decorations of the editor, which never get into the text.
import { pm } from "../../django_prose_editor/editor.js";
import { unitsOf } from "../editor/blocks.js";

// `look(id)` tells how a block is drawn: {state, word, push, isLit}, push in pixels; null: as usual.
export class Marks {
  constructor(editor, look) {
    this.editor = editor
    this.key = new pm.state.PluginKey("beside")
    editor.registerPlugin(
      new pm.state.Plugin({
        key: this.key,
        state: {
          init: (_config, state) => this.drawn(state.doc, look),
          // Drawn anew when the text changes, and when `refresh` says so.
          apply: (tr, old, _before, state) => (tr.docChanged || tr.getMeta(this.key) ? this.drawn(state.doc, look) : old),
        },
        props: { decorations: (state) => this.key.getState(state) },
      }),
    )
  }

  drawn(doc, look) {
    const found = []
    for (const { node, pos } of unitsOf(doc)) {
      const seen = node.attrs.block && look(node.attrs.block)
      if (!seen) continue
      const attributes = {}
      if (seen.state) Object.assign(attributes, { "data-lag": seen.state, "data-lag-word": seen.word })
      if (seen.isLit) attributes["data-lag-lit"] = ""
      if (seen.push) attributes.style = `margin-block-start: ${seen.push}px !important`
      found.push(pm.view.Decoration.node(pos, pos + node.nodeSize, attributes))
    }
    return pm.view.DecorationSet.create(doc, found)
  }

  refresh() {
    this.editor.view.dispatch(this.editor.state.tr.setMeta(this.key, true).setMeta("addToHistory", false))
  }

  // The element of a block: asked of the view, since a picture's own view does not write attributes.
  element(id) {
    const unit = unitsOf(this.editor.state.doc).find(({ node }) => node.attrs.block === id)
    const found = unit && this.editor.view.nodeDOM(unit.pos)
    return found instanceof HTMLElement ? found : null
  }
}
