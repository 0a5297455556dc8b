// The dialog of a month in which a day is chosen: with the mouse, or with the keys of the ARIA grid pattern.
import { calendars, inDigits, monthLength, shift, weekday } from "./calendars.js"
import { element } from "./editor/dom.js"

let opened = 0

export class Picker {
  /** settings: of the page; day: counted, or null; time: "HH:MM" or ""; now: gives both at this instant. */
  constructor({ settings, label, hasTime, calendar, day, time, today, now, onCalendar }) {
    Object.assign(this, { settings, hasTime, day, today, now, onCalendar })
    this.name = calendar
    this.focused = day ?? today
    this.id = `moment-${++opened}`
    this.dialog = this.build(label, time || "00:00")
  }

  get calendar() {
    return calendars[this.name]
  }

  digits(text) {
    return inDigits(text, this.settings.digits)
  }

  /** Resolves to {day, time} (day null: emptied), or to null where nothing was chosen. */
  choose() {
    document.body.append(this.dialog)
    this.draw()
    this.dialog.showModal()
    this.focusDay()
    return new Promise((resolve) => {
      this.dialog.addEventListener("close", () => {
        this.dialog.remove()
        resolve(this.chosen ?? null)
      })
    })
  }

  close(chosen) {
    this.chosen = chosen
    this.dialog.close()
  }

  build(label, time) {
    const { words } = this.settings
    const button = (text, act, more = {}) => {
      const made = element("button", { type: "button", className: "moment__button", textContent: text, ...more })
      made.addEventListener("click", act)
      return made
    }
    const step = (sign, name, months) =>
      button(sign, () => this.move(months), { ariaLabel: words[name], title: words[name], className: "moment__step" })
    this.heading = element("p", { className: "moment__month", id: `${this.id}-month`, ariaLive: "polite" })
    this.choices = ["gregorian", "jalali"].map((name) => button(words[name], () => this.use(name), { value: name }))
    this.grid = element("table", { role: "grid", className: "moment__grid", "aria-labelledby": `${this.id}-month` })
    this.grid.addEventListener("keydown", (event) => this.key(event))
    const parts = [
      element("h2", { className: "moment__label", id: this.id, textContent: label }),
      element("div", { className: "moment__choices", role: "group", ariaLabel: words.calendar }, this.choices),
      element("div", { className: "moment__head" }, [
        step("«", "previousYear", -12), step("‹", "previousMonth", -1), this.heading,
        step("›", "nextMonth", 1), step("»", "nextYear", 12),
      ]),
      this.grid,
    ]
    if (this.hasTime) {
      this.time = element("input", { type: "time", value: time, id: `${this.id}-time`, dir: "ltr" })
      const name = element("label", { htmlFor: this.time.id, textContent: words.time })
      parts.push(element("p", { className: "moment__time" }, [name, this.time]))
    }
    parts.push(
      element("p", { className: "moment__buttons" }, [
        button(words.apply, () => this.apply(), { className: "moment__button moment__button--main" }),
        button(this.hasTime ? words.now : words.today, () => this.takeNow()),
        button(words.clear, () => this.close({ day: null, time: "" })),
        button(words.cancel, () => this.dialog.close()),
      ]),
    )
    return element("dialog", { className: "moment", "aria-labelledby": this.id }, parts)
  }

  draw() {
    const [year, month] = this.calendar.parts(this.focused)
    this.heading.textContent = `${this.settings.months[this.name][month - 1]} ${this.digits(year)}`
    for (const choice of this.choices) choice.setAttribute("aria-pressed", choice.value === this.name)
    const order = Array.from({ length: 7 }, (_, place) => (place + this.settings.firstWeekday) % 7)
    const head = order.map((number) =>
      element("th", {
        scope: "col", abbr: this.settings.weekdays[number], textContent: this.settings.weekdaysShort[number],
      }),
    )
    const first = this.calendar.day(year, month, 1)
    const cells = Array.from({ length: order.indexOf(weekday(first)) }, () => element("td", { role: "gridcell" }))
    for (let number = 0; number < monthLength(this.calendar, year, month); number++) cells.push(this.cell(first + number))
    const rows = []
    for (let start = 0; start < cells.length; start += 7) rows.push(element("tr", {}, cells.slice(start, start + 7)))
    this.grid.replaceChildren(element("thead", {}, [element("tr", {}, head)]), element("tbody", {}, rows))
  }

  cell(day) {
    const button = element("button", {
      type: "button", className: "moment__day", tabIndex: day === this.focused ? 0 : -1,
      textContent: this.digits(this.calendar.parts(day)[2]), ariaLabel: this.spoken(day), value: String(day),
    })
    if (day === this.today) button.setAttribute("aria-current", "date")
    button.addEventListener("click", () => this.take(day))
    return element("td", { role: "gridcell", "aria-selected": String(day === this.day) }, [button])
  }

  // A day in words, in both calendars where they are not the same.
  spoken(day) {
    const told = (name) => {
      const [year, month, number] = calendars[name].parts(day)
      return this.digits(`${number} ${this.settings.months[name][month - 1]} ${year}`)
    }
    const words = `${this.settings.weekdays[weekday(day)]} ${told(this.name)}`
    return this.name === "gregorian" ? words : `${words} (${told("gregorian")})`
  }

  use(name) {
    this.name = name
    this.onCalendar(name)
    this.draw()
  }

  // By whole months; the day of the month stays where the month has it.
  move(months) {
    const [year, month, number] = this.calendar.parts(this.focused)
    const target = shift(year, month, months)
    this.focused = this.calendar.day(...target, Math.min(number, monthLength(this.calendar, ...target)))
    this.draw()
  }

  key(event) {
    const onward = getComputedStyle(this.grid).direction === "rtl" ? "ArrowLeft" : "ArrowRight"
    const inWeek = (weekday(this.focused) - this.settings.firstWeekday + 7) % 7
    const days = {
      ArrowUp: -7, ArrowDown: 7, ArrowLeft: onward === "ArrowLeft" ? 1 : -1, ArrowRight: onward === "ArrowRight" ? 1 : -1,
      Home: -inWeek, End: 6 - inWeek,
    }
    const months = { PageUp: event.shiftKey ? -12 : -1, PageDown: event.shiftKey ? 12 : 1 }
    if (event.key in months) this.move(months[event.key])
    else if (event.key in days) {
      this.focused += days[event.key]
      this.draw()
    } else return
    event.preventDefault()
    this.focusDay()
  }

  focusDay() {
    this.grid.querySelector("[tabindex='0']").focus()
  }

  take(day) {
    this.day = this.focused = day
    if (!this.hasTime) return this.close({ day, time: "" })
    this.draw()
    this.focusDay()
  }

  takeNow() {
    const { day, time } = this.now()
    this.take(day)
    if (this.hasTime) this.time.value = time
  }

  apply() {
    this.close({ day: this.day ?? this.focused, time: this.time?.value ?? "" })
  }
}
