// The story page: warns before unsaved changes are left, and lets a preview take the words as they stand.
const form = document.querySelector("#content-main form")
// The text itself is kept while it is written (autosave.js).
const KEPT = new Set(["article-title", "article-slug", "article-standfirst", "article-body"])
const isAutosaved = document.getElementById("writing-desk") !== null
let isChanged = false

if (form) {
  const onChange = ({ target }) => (isChanged ||= !(isAutosaved && KEPT.has(target.name)))
  form.addEventListener("input", onChange)
  form.addEventListener("change", onChange)
  // A preview opens beside the page and saves nothing: the page stays as changed as it was.
  form.addEventListener("submit", (event) => {
    if (!event.submitter?.hasAttribute("data-keeps-page")) isChanged = false
  })
  window.addEventListener("beforeunload", (event) => {
    if (isChanged) event.preventDefault()
  })
}
