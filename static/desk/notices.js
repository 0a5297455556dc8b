// A notice that is opened has been read. Without script it says so by its own button.
import { csrfToken } from "./editor/dom.js"

const address = document.querySelector("form.notices__all, .notice form")?.action

for (const link of document.querySelectorAll("a[data-notice]")) {
  const note = () => {
    const body = new URLSearchParams({ notice: link.dataset.notice, csrfmiddlewaretoken: csrfToken() })
    // It may finish after the page is left.
    fetch(address, { method: "POST", body, keepalive: true, redirect: "manual" })
  }
  link.addEventListener("click", note)
  link.addEventListener("auxclick", (event) => event.button === 1 && note())
}
