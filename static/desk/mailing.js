// Mailing: a preview that follows its choices, a sending that is watched while it is on its way, buttons pressed once.

const EVERY = 4000 // ms between two looks at a sending
const LATER = 30000 // ms where nobody looks at the page, or nothing answers

for (const form of document.querySelectorAll("form[data-preview]")) {
  form.querySelector("button").hidden = true
  form.addEventListener("change", (event) => {
    // The width is a matter of the sheet alone.
    if (event.target.name !== "width") form.requestSubmit()
  })
}

// What is sent waits for a mail server: a second press would send a second time.
for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", () => {
    setTimeout(() => form.querySelectorAll("button").forEach((button) => (button.disabled = true)))
  })
}
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("form[data-once] button")) button.disabled = false
})

const progress = () => document.getElementById("mail-progress")

async function look() {
  const shown = progress()
  if (!shown?.dataset.refresh) return
  let pause = EVERY
  try {
    if (document.hidden) pause = LATER
    else await refresh(shown)
  } catch {
    pause = LATER
  }
  setTimeout(look, pause)
}

async function refresh(shown) {
  const response = await fetch(shown.dataset.refresh, { credentials: "same-origin", redirect: "error" })
  if (!response.ok) throw new Error(response.statusText)
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html").getElementById("mail-progress")
  // Somebody is at one of its buttons or reads its table: what they hold stays where it is.
  if (!fresh || shown.querySelector("form:focus-within, details[open]")) {
    if (fresh) replaceParts(shown, fresh)
    return
  }
  shown.replaceWith(document.adoptNode(fresh))
}

// The state and the picture alone.
function replaceParts(shown, fresh) {
  for (const part of [".mail-progress__state", ".mail-graph"]) {
    const old = shown.querySelector(part)
    const next = fresh.querySelector(part)
    if (old && next) old.replaceWith(document.adoptNode(next))
  }
  if (!fresh.dataset.refresh) delete shown.dataset.refresh
}

if (progress()?.dataset.refresh) setTimeout(look, EVERY)
