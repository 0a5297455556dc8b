// Shows a page as a browser set to light or dark shows it, whatever this one is set to: in each condition of its own
// style sheets that asks for the scheme, the question is replaced by one that is always true or never. So the page's
// own rules decide how it looks, and no second style sheet has to be kept like the first.
const ASKED = /\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/g
const ALWAYS = "(min-width: 0px)"
const NEVER = "(max-width: 0px)"

// Conditions as they were written, by the list of media that holds them.
const written = new WeakMap()

/** @param {Document} page  @param {"light" | "dark"} scheme */
export function setScheme(page, scheme) {
  page.documentElement.style.colorScheme = scheme
  for (const sheet of page.styleSheets) {
    setMedia(sheet.media, scheme)
    setRules(sheet.cssRules, scheme)
  }
  for (const source of page.querySelectorAll("source[media]")) {
    if (!written.has(source)) written.set(source, source.media)
    source.media = answered(written.get(source), scheme)
  }
}

function setRules(rules, scheme) {
  for (const rule of rules) {
    if (rule.media) setMedia(rule.media, scheme)
    if (rule.cssRules) setRules(rule.cssRules, scheme)
  }
}

function setMedia(media, scheme) {
  if (!written.has(media)) written.set(media, media.mediaText)
  const text = answered(written.get(media), scheme)
  if (text !== media.mediaText) media.mediaText = text
}

/** The condition with its question answered; one that asks nothing stays as it is. */
export const answered = (condition, scheme) =>
  condition.replace(ASKED, (_question, asked) => (asked === scheme ? ALWAYS : NEVER))
