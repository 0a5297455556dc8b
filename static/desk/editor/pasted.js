// What word processors put on the clipboard, made plain before the editor looks at it: it is taken apart where nothing
// runs and nothing is loaded. The page's policy refuses styles, so what they say of weight and slant becomes elements.
import { placeNotes } from "./pasted-notes.js";

const DROPPED = "script, style, meta, link, title, base, xml, iframe, object, embed, noscript, template"
const BOLD = /font-weight:\s*(bold|[6-9]00)/i
const PLAIN = /font-weight:\s*(normal|400)/i
const ITALIC = /font-style:\s*(italic|oblique)/i

// The policy of the page holds for what is parsed, too, and complains of every style and handler: they get other names.
const SHEETS = /<(style|script)\b[^>]*>[\s\S]*?<\/\1\s*>/gi
const quiet = (html) => html.replace(SHEETS, "").replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\s(style|on[a-z]+)(?=\s*=)/gi, " data-pasted-$1"))

export function plainPasted(html) {
  const page = new DOMParser().parseFromString(quiet(html), "text/html")
  for (const one of page.querySelectorAll(DROPPED)) one.remove()
  const comments = page.createTreeWalker(page, NodeFilter.SHOW_COMMENT)
  const found = []
  while (comments.nextNode()) found.push(comments.currentNode)
  for (const one of found) one.remove()
  placeNotes(page)
  // Word processors say the language of every paragraph; of ours, only that is said which is another.
  const isOurs = page.querySelector("[data-pm-slice]")
  if (!isOurs) for (const one of page.querySelectorAll("[lang]:not(bdi)")) one.removeAttribute("lang")
  for (const one of page.body.querySelectorAll("*")) plain(one, page)
  return page.body.innerHTML
}

function plain(one, page) {
  const style = one.getAttribute("data-pasted-style") || ""
  for (const { name } of [...one.attributes]) if (/^(data-pasted-|on|style$)/.test(name)) one.removeAttribute(name)
  // The wrapper of some word processors' whole clipboard: an element for bold words that says they are not.
  if (one.matches("b, strong") && PLAIN.test(style)) return one.replaceWith(...one.childNodes)
  if (!one.matches("span, font")) return
  if (BOLD.test(style)) wrapWithin(one, page.createElement("strong"))
  if (ITALIC.test(style)) wrapWithin(one, page.createElement("em"))
}

function wrapWithin(one, mark) {
  mark.append(...one.childNodes)
  one.append(mark)
}
