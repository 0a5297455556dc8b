// What the desk says of words while somebody writes them: language findings, and on a story's page what is missing
// before publishing. One script for every page with fields that take part (accounts/desk/linting.py).
import { Checklist } from "./lint/checklist.js"
import { Language } from "./lint/language.js"

const read = (id) => JSON.parse(document.getElementById(id)?.textContent || "null")

const settings = read("lint-settings")
const form = document.querySelector("#content-main form")
if (settings && form) {
  const language = new Language(settings, form)
  const points = read("checks-settings")
  if (points) {
    const checklist = new Checklist(document.querySelector("#checks"), points, form)
    language.beforeCheck = () => checklist.look()
  }
  language.start()
}
