// A count as the desk's language writes it.
const numbers = new Intl.NumberFormat(document.documentElement.lang || "en")

export const inDeskDigits = (count) => numbers.format(count)
