// Numbers as the desk's language writes them.
const language = document.documentElement.lang || "en"
const counts = new Intl.NumberFormat(language)
const plain = new Intl.NumberFormat(language, { useGrouping: false })

export const inDeskDigits = (count) => counts.format(count)

// The numbers within a sentence, which may be years: not grouped.
export const digitsIn = (sentence) => String(sentence).replace(/[0-9]+/g, (number) => plain.format(BigInt(number)))
