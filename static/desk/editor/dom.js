// Small things of the document.

// An element with properties (`role` and `data-…` as attributes) and children.
export function element(name, properties = {}, children = []) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(properties)) {
    if (key === "role" || key === "list" || key.includes("-")) made.setAttribute(key, value)
    else made[key] = value
  }
  made.append(...children)
  return made
}

export function csrfToken() {
  return document.querySelector("input[name=csrfmiddlewaretoken]")?.value || ""
}

// Asks for one line of text in a dialog; resolves to it, or null.
export function ask({ label, value = "", hint = "", words, type = "text", check = () => "" }) {
  const input = element("input", { type, value, dir: type === "url" ? "ltr" : "auto", id: "ask-input", required: true })
  const message = element("p", { className: "ask__message", role: "alert" })
  const cancel = element("button", { type: "button", textContent: words.cancel })
  const form = element("form", { method: "dialog", noValidate: true }, [
    element("label", { htmlFor: "ask-input", textContent: label }),
    input,
    element("p", { className: "help", textContent: hint }),
    message,
    element("p", { className: "ask__buttons" }, [element("button", { type: "submit", textContent: words.apply }), cancel]),
  ])
  const dialog = element("dialog", { className: "ask", ariaLabel: label }, [form])
  document.body.append(dialog)
  dialog.showModal()
  input.select()
  return new Promise((resolve) => {
    let answer = null
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      const wrong = check(input.value.trim())
      message.textContent = wrong
      if (wrong) return
      answer = input.value.trim()
      dialog.close()
    })
    cancel.addEventListener("click", () => dialog.close())
    dialog.addEventListener("close", () => {
      dialog.remove()
      resolve(answer)
    })
  })
}
