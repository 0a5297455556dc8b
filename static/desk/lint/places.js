// Where a point of the checklist is to be settled.
const CHOICES = {
  image: ".picture-choice button",
  credits: "#credits-group .add-row a, #credits-group :is(input, select, a)",
}

export function goTo(where) {
  const [name, number] = where.split(":")
  if (name === "body") return goToBlock(Number(number || 0))
  const target = document.querySelector(CHOICES[name] || `[name=article-${name}]`) || document.querySelector(`[name=${name}]`)
  target?.scrollIntoView({ block: "center" })
  target?.focus()
}

function goToBlock(number) {
  const { editor } = document.querySelector("textarea.rich-text[name=article-body]")
  if (!editor) return
  const { doc } = editor.state
  const index = Math.min(number, doc.childCount - 1)
  let at = 0
  for (let child = 0; child < index; child += 1) at += doc.child(child).nodeSize
  const inside = Math.min(at + 1, doc.content.size)
  editor.chain().focus(inside, { scrollIntoView: true }).run()
}
