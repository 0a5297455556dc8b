// The story page: warns before unsaved words are left, and lets a preview take the words as they stand.
const form = document.querySelector("#content-main form")
let isChanged = false

if (form) {
  form.addEventListener("input", () => (isChanged = true))
  form.addEventListener("change", () => (isChanged = true))
  // A preview opens beside the page and saves nothing: the page stays as changed as it was.
  form.addEventListener("submit", (event) => {
    if (!event.submitter?.hasAttribute("data-keeps-page")) isChanged = false
  })
  window.addEventListener("beforeunload", (event) => {
    if (isChanged) event.preventDefault()
  })
}
