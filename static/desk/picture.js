// A picture field: choose from the media library or upload, without leaving the form. Without script: its number.
import { element } from "./editor/dom.js";
import { Library } from "./editor/library.js";

function start(choice) {
  const { words, libraryUrl, uploadUrl } = JSON.parse(choice.dataset.library)
  const input = choice.querySelector("input")
  const library = new Library({ list: libraryUrl, upload: uploadUrl }, words)
  const choose = element("button", { type: "button", className: "button picture-choice__button", textContent: words.choose })
  const clear = element("button", { type: "button", className: "button picture-choice__button", textContent: words.clear, hidden: !input.value })
  const show = (image) => {
    input.value = image ? image.id : ""
    input.dispatchEvent(new Event("input", { bubbles: true }))
    choice.querySelector("img, .related-widget-wrapper + strong, strong")?.remove()
    if (image) choice.prepend(element("img", { src: image.thumbnail, alt: image.title, className: "picture-choice__image" }))
    clear.hidden = !image
  }
  choose.addEventListener("click", async () => {
    const image = await library.choose()
    if (image) show(image)
    choose.focus()
  })
  clear.addEventListener("click", () => show(null))
  choice.classList.add("picture-choice--scripted")
  choice.append(element("span", { className: "picture-choice__buttons" }, [choose, clear]))
}

function startAll(root) {
  for (const choice of root.querySelectorAll(".picture-choice[data-library]:not(.picture-choice--scripted)")) {
    // The empty row that new ones are copied from stays as it is.
    if (!choice.querySelector("input").id.includes("__prefix__")) start(choice)
  }
}

startAll(document)
document.addEventListener("formset:added", (event) => startAll(event.target))
