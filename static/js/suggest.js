// Suggestions while a search is typed: a combobox with a list (ARIA Authoring Practices), over a form that works
// without it. An arrow key chooses, Enter opens what is chosen, Escape puts the list away.
const WAIT = 180
const SHORTEST = 2

for (const form of document.querySelectorAll("form[data-suggest]")) suggestFor(form)

function suggestFor(form) {
  const input = form.querySelector("input[type=search]")
  const list = document.createElement("ul")
  const status = document.createElement("p")
  let asked = ""
  let timer = 0
  let chosen = -1
  const answered = new Map()

  list.id = "suggestions"
  list.className = "search-form__list"
  list.hidden = true
  list.setAttribute("role", "listbox")
  list.setAttribute("aria-label", form.dataset.label)
  status.className = "visually-hidden"
  status.setAttribute("role", "status")
  form.querySelector(".search-form__row").append(list)
  form.append(status)
  input.setAttribute("role", "combobox")
  input.setAttribute("aria-autocomplete", "list")
  input.setAttribute("aria-expanded", "false")
  input.setAttribute("aria-controls", list.id)

  input.addEventListener("input", () => {
    clearTimeout(timer)
    timer = setTimeout(ask, WAIT)
  })

  input.addEventListener("keydown", (event) => {
    const options = [...list.children]
    if (event.isComposing || list.hidden) return
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1
      // One place more than options: the field itself, with what was typed.
      const places = options.length + 1
      choose(((chosen + 1 + step + places) % places) - 1)
      event.preventDefault()
    } else if (event.key === "Enter" && chosen >= 0) {
      location.href = options[chosen].dataset.address
      event.preventDefault()
    } else if (event.key === "Escape") {
      close()
      event.preventDefault()
    }
  })

  input.addEventListener("blur", close)
  // The field keeps the focus while an option is pressed.
  list.addEventListener("mousedown", (event) => event.preventDefault())
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]")
    if (option) location.href = option.dataset.address
  })

  async function ask() {
    const typed = input.value.trim()
    asked = typed
    if (typed.length < SHORTEST) return close()
    if (!answered.has(typed)) {
      try {
        const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(typed)}`)
        if (!answer.ok) return close()
        answered.set(typed, (await answer.json()).suggestions)
      } catch {
        return close()
      }
    }
    // Somebody who types fast has asked for something else meanwhile, or has gone.
    if (typed === asked && document.activeElement === input) show(answered.get(typed))
  }

  function show(suggestions) {
    list.replaceChildren(...suggestions.map(optionOf))
    chosen = -1
    input.removeAttribute("aria-activedescendant")
    list.hidden = suggestions.length === 0
    input.setAttribute("aria-expanded", String(!list.hidden))
    status.textContent = list.hidden ? "" : `${form.dataset.label}: ${suggestions.length}`
  }

  function optionOf(suggestion, place) {
    const option = document.createElement("li")
    const text = document.createElement("bdi")
    const kind = document.createElement("span")
    option.id = `suggestion-${place}`
    option.setAttribute("role", "option")
    option.setAttribute("aria-selected", "false")
    option.dataset.address = suggestion.address
    text.textContent = suggestion.text
    kind.className = "search-form__kind"
    kind.textContent = suggestion.kind
    option.append(text, " ", kind)
    return option
  }

  function choose(place) {
    chosen = place
    for (const [at, option] of [...list.children].entries()) option.setAttribute("aria-selected", String(at === place))
    if (place < 0) input.removeAttribute("aria-activedescendant")
    else {
      input.setAttribute("aria-activedescendant", list.children[place].id)
      list.children[place].scrollIntoView({ block: "nearest" })
    }
  }

  function close() {
    clearTimeout(timer)
    asked = ""
    chosen = -1
    list.hidden = true
    input.setAttribute("aria-expanded", "false")
    input.removeAttribute("aria-activedescendant")
  }
}
