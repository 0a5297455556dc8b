// Footnotes as word processors, exporters and web pages put them on the clipboard: a number in the text that leads to a
// note below, which leads back. That pair is what all have in common, whatever their classes; each note is put where its
// number stands, as ours are.
const BLOCKS = "p, li, div, dd, aside, td, section"
// What a number stands in: raised, bracketed, in an element for the reference alone.
const AROUND = "sup, span, small, font"
const REFERENCE = /^[\s[({]*(\d{1,4}|[٠-٩۰-۹]{1,4}|[ivxlc]{1,7}|[a-z*†‡§])[\s\])}.:]*$/i

const target = (link) => {
  const href = link.getAttribute("href") || ""
  return href.includes("#") ? decodeURIComponent(href.slice(href.lastIndexOf("#") + 1)) : ""
}
const isNamed = (one, name) => one.id === name || one.getAttribute("name") === name

// The element that a name stands on or in, where there is one.
const named = (page, name) => [...page.querySelectorAll("[id], [name]")].find((one) => isNamed(one, name))

// Whether a place, or what is around or within it, bears the name.
const bears = (one, name) =>
  isNamed(one, name) || [...one.querySelectorAll("[id], [name]")].some((inner) => isNamed(inner, name)) ||
  Boolean(one.parentElement?.matches(AROUND) && isNamed(one.parentElement, name))

// The links from a note back to its number.
const backLinks = (note, reference) => [...note.querySelectorAll("a[href]")].filter((link) => {
  const name = target(link)
  return name && link !== reference && bears(reference, name)
})

function noteOf(page, reference) {
  const name = target(reference)
  const found = name && named(page, name)
  if (!found || found.contains(reference) || !REFERENCE.test(reference.textContent)) return null
  // The nearest block around it that has more than the number.
  let note = found.closest(BLOCKS)
  while (note && !note.contains(reference) && REFERENCE.test(note.textContent)) note = note.parentElement?.closest(BLOCKS)
  if (!note || note.contains(reference)) return null
  const back = backLinks(note, reference)
  return back.length ? { note, back } : null
}

// The outermost element that holds nothing but the number.
function whole(reference) {
  let one = reference
  while (one.parentElement?.matches(AROUND) && one.parentElement.textContent.trim() === one.textContent.trim()) one = one.parentElement
  return one
}

// What nothing is left of, upwards: lists and sections of notes.
function prune(one) {
  while (one && one !== one.ownerDocument.body && !one.textContent.trim() && !one.querySelector("img, hr + *")) {
    const parent = one.parentElement
    one.remove()
    one = parent
  }
}

function words(page, note) {
  const made = page.createElement("span")
  made.className = "footnote"
  const parts = note.matches("p") || !note.querySelector("p") ? [note] : [...note.querySelectorAll("p")]
  parts.forEach((part, number) => made.append(...(number ? [" "] : []), ...[...part.childNodes].map((child) => child.cloneNode(true))))
  made.normalize()
  const first = page.createTreeWalker(made, NodeFilter.SHOW_TEXT).nextNode()
  if (first) first.data = first.data.replace(/^[\s\])}.:]+/, "")
  return made
}

export function placeNotes(page) {
  const pairs = [...page.querySelectorAll("a[href*='#']")].map((reference) => ({ reference, ...noteOf(page, reference) }))
  for (const { reference, note, back } of pairs) {
    if (!note || !note.isConnected || !reference.isConnected) continue
    for (const link of back) whole(link).remove()
    const made = words(page, note)
    if (!made.textContent.trim()) continue
    whole(reference).replaceWith(made)
    const above = note.parentElement
    note.remove()
    prune(above)
  }
}
