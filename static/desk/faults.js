// What is wrong, listed on top of a form: each entry leads to where it is typed, also where a script has put something
// else in the place of the field, such as the editor or a list that is searched.
document.querySelector("[data-faults]")?.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']")
  const field = link && document.getElementById(link.hash.slice(1))
  if (!field) return
  const shown = placeOf(field)
  event.preventDefault()
  field.dispatchEvent(new Event("desk:reveal", { bubbles: true }))
  let folded
  while ((folded = shown.closest("details:not([open])"))) folded.open = true
  shown.scrollIntoView({ block: "center" })
  if (field.editor) field.editor.commands.focus()
  else shown.focus({ preventScroll: true })
})

function placeOf(field) {
  if (field.editor) return field.editor.view.dom
  if (field.classList.contains("select2-hidden-accessible")) return field.nextElementSibling?.querySelector(".select2-selection") ?? field
  return field.matches("input, select, textarea, button, a, [tabindex]") ? field : (field.querySelector("input:not([type=hidden]), select, textarea, button") ?? field)
}
