// Gives fields of days and moments a picker in the Jalali or the Gregorian calendar. The field stays what it is: it can
// be typed in, and holds what it would hold without this.
import { calendars, dayOf, inDigits, isoOf } from "./calendars.js"
import { element } from "./editor/dom.js"
import { keep, load } from "./kept.js"
import { Picker } from "./moment-picker.js"

const KEY = "desk.calendar"
const FIELDS = "input[type=datetime-local], input[type=date], input.vDateField"
const meta = document.querySelector("meta[name=desk-moments]")

// How a field's value is read and written: {day, time} ("HH:MM", or null where the field has none).
const native = {
  read: ({ value }) => ({ day: dayOf(value), time: /T(\d{2}:\d{2})/.exec(value)?.[1] ?? "" }),
  write: (input, { day, time }) => {
    if (day === null) input.value = ""
    else input.value = input.type === "date" ? isoOf(day) : `${isoOf(day)}T${time || "00:00"}`
  },
  hasTime: (input) => input.type === "datetime-local",
}
// The stock admin's field of a day, written as the desk's language writes days.
const stock = {
  format: () => window.get_format("DATE_INPUT_FORMATS")[0],
  read(input) {
    const iso = dayOf(input.value)
    if (iso !== null || !input.value) return { day: iso, time: "" }
    const date = input.value.strptime?.(this.format())
    const day = date && !Number.isNaN(date.getTime()) ? Math.floor(date.getTime() / 86_400_000) : null
    return { day, time: "" }
  },
  write(input, { day }) {
    if (day === null) return void (input.value = "")
    const [year, month, number] = calendars.gregorian.parts(day)
    input.value = new Date(year, month - 1, number).strftime(this.format())
  },
  hasTime: () => false,
}

class Moments {
  constructor(settings, ofPage) {
    this.settings = settings
    this.calendar = load(KEY).name ?? ofPage ?? settings.calendar
    if (!calendars[this.calendar]) this.calendar = "gregorian"
    this.readings = []
  }

  enhanceAll(root) {
    for (const input of root.querySelectorAll(FIELDS)) {
      // The empty row that new ones are copied from stays as it is; so does what cannot be changed.
      if (!input.dataset.picker && !input.name.includes("__prefix__") && !input.disabled && !input.readOnly) {
        this.enhance(input)
      }
    }
  }

  enhance(input) {
    const kind = input.classList.contains("vDateField") ? stock : native
    if (kind === stock && !window.get_format) return
    input.dataset.picker = "1"
    const words = this.settings.words
    const label = document.querySelector(`label[for="${input.id}"]`)?.textContent.replace(/[:：]\s*$/, "").trim() ?? ""
    const button = element("button", {
      type: "button", className: "moment-button", ariaHasPopup: "dialog", title: words.choose,
      ariaLabel: label ? `${words.choose}: ${label}` : words.choose,
    })
    // In words what the field holds, where the calendar that is worked in is not the field's own.
    const reading = element("output", { className: "moment-reading", htmlFor: input.id })
    const place = element("span", { className: "moment-field" })
    input.before(place)
    place.append(input, button)
    place.after(reading)
    const tell = () => (reading.textContent = this.calendar === "gregorian" ? "" : this.told(kind.read(input)))
    this.readings.push(tell)
    for (const event of ["input", "change", "blur"]) input.addEventListener(event, tell)
    tell()
    button.addEventListener("click", () => this.open(input, kind, label || words.choose, button))
  }

  async open(input, kind, label, button) {
    const picker = new Picker({
      settings: this.settings, label, hasTime: kind.hasTime(input), calendar: this.calendar, today: this.now().day,
      now: () => this.now(), ...kind.read(input),
      onCalendar: (name) => {
        this.calendar = name
        keep(KEY, { name })
        for (const tell of this.readings) tell()
      },
    })
    const chosen = await picker.choose()
    if (chosen) {
      kind.write(input, chosen)
      for (const event of ["input", "change"]) input.dispatchEvent(new Event(event, { bubbles: true }))
    }
    button.focus()
  }

  told({ day, time }) {
    if (day === null) return ""
    const [year, month, number] = calendars[this.calendar].parts(day)
    const date = `${number} ${this.settings.months[this.calendar][month - 1]} ${year}`
    return inDigits(time ? `${date}${this.settings.words.comma}${time}` : date, this.settings.digits)
  }

  // Day and time at this instant, in the time that the page's fields are typed in.
  now() {
    const options = { timeZone: this.settings.zone, hourCycle: "h23", dateStyle: "short", timeStyle: "short" }
    // The Swedish way to write moments is ISO's.
    const [date, time] = new Intl.DateTimeFormat("sv", options).format(new Date()).split(" ")
    return { day: dayOf(date), time }
  }
}

if (meta) {
  const moments = new Moments(JSON.parse(meta.content), meta.dataset.calendar)
  moments.enhanceAll(document)
  document.addEventListener("formset:added", (event) => moments.enhanceAll(event.target))
}
