// Days in the Gregorian and the Jalali calendar. A day is counted from 1 January 1970, as the clock does; months are
// 1 to 12. The Jalali leap years are those of the 33-year cycle, as on the server (editions/scripts/calendars.py).
const DAY = 86_400_000
// 1 Farvardin 979 (21 March 1600).
const EPOCH = Math.floor(Date.UTC(1600, 2, 20) / DAY)
const DIGITS = { latn: "0123456789", arab: "٠١٢٣٤٥٦٧٨٩", arabext: "۰۱۲۳۴۵۶۷۸۹" }

const div = (number, by) => Math.floor(number / by)

// Days from the epoch to the first day of a Jalali year.
function jalaliYear(year) {
  const since = year - 979
  const inCycle = since - 33 * div(since, 33)
  return 365 * since + 8 * div(since, 33) + div(inCycle + 3, 4)
}

const daysBefore = (month) => (month <= 7 ? 31 * (month - 1) : 186 + 30 * (month - 7))

const jalali = {
  day: (year, month, number) => EPOCH + jalaliYear(year) + daysBefore(month) + number - 1,
  parts(day) {
    const since = day - EPOCH
    let year = 979 + div(since, 365)
    while (jalaliYear(year) > since) year -= 1
    const rest = since - jalaliYear(year)
    const month = rest < 186 ? div(rest, 31) + 1 : div(rest - 186, 30) + 7
    return [year, month, rest - daysBefore(month) + 1]
  },
}

const gregorian = {
  day(year, month, number) {
    const date = new Date(0)
    date.setUTCFullYear(year, month - 1, number)
    return div(date.getTime(), DAY)
  },
  parts(day) {
    const date = new Date(day * DAY)
    return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
  },
}

export const calendars = { gregorian, jalali }

/** The month that lies `by` months after; [year, month]. */
export function shift(year, month, by) {
  const months = year * 12 + month - 1 + by
  return [div(months, 12), months - 12 * div(months, 12) + 1]
}

export function monthLength(calendar, year, month) {
  return calendar.day(...shift(year, month, 1), 1) - calendar.day(year, month, 1)
}

/** 0 for Monday to 6 for Sunday. 1 January 1970 was a Thursday. */
export const weekday = (day) => (((day + 3) % 7) + 7) % 7

/** The day of an ISO date such as 2026-11-29, null where there is none. */
export function dayOf(iso) {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso)
  if (!found) return null
  const day = gregorian.day(...found.slice(1).map(Number))
  return isoOf(day) === found[0] ? day : null
}

export function isoOf(day) {
  const [year, month, number] = gregorian.parts(day)
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(number).padStart(2, "0")}`
}

export const inDigits = (text, family) => String(text).replace(/\d/g, (digit) => DIGITS[family][digit])
