// The page is the same for everyone and carries no stamp; who begins to write is given one. Without it, or without this
// script, what was typed is shown once more before it is sent.
for (const form of document.querySelectorAll("form[data-stamp]")) {
  const ask = async () => {
    if (form.elements.stamp) return
    try {
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams({ ask: "stamp" }), credentials: "omit" })
      if (!answer.ok || form.elements.stamp) return
      const field = document.createElement("input")
      Object.assign(field, { type: "hidden", name: "stamp", value: await answer.text() })
      form.append(field)
    } catch {
      // No connection: the form works without.
    }
  }
  form.addEventListener("input", ask, { once: true })
}
