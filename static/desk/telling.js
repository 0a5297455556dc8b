// Sentences of the desk with something filled in, in the desk's language and digits.
const language = document.documentElement.lang || "en"

// "Kept at {time}" and a time give "Kept at 12:05".
export const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole)

// A moment as a time of the day at this computer, with its day where that is another one or is asked for.
export function clock(moment, { withDay = false } = {}) {
  const date = new Date(moment)
  const isToday = date.toDateString() === new Date().toDateString()
  const day = withDay && !isToday ? { day: "numeric", month: "long" } : {}
  return new Intl.DateTimeFormat(language, { ...day, hour: "2-digit", minute: "2-digit" }).format(date)
}

// Names as a list; each is isolated (U+2068 … U+2069), for it may be of the other direction.
export const names = (list) =>
  new Intl.ListFormat(language, { type: "conjunction" }).format(list.map((name) => `\u2068${name}\u2069`))
