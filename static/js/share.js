// "Copy link" copies where the browser can; without this it is a plain link. The device's own sheet is offered where
// there is one.
for (const link of document.querySelectorAll("a[data-copy]")) {
  if (!navigator.clipboard) continue
  const words = link.textContent
  link.addEventListener("click", async (event) => {
    event.preventDefault()
    try {
      await navigator.clipboard.writeText(new URL(link.dataset.copy, location.href).href)
      link.textContent = link.dataset.copied
      setTimeout(() => (link.textContent = words), 2000)
    } catch {
      location.href = link.href
    }
  })
}

for (const button of document.querySelectorAll("button[data-share]")) {
  const data = { title: button.dataset.title, url: new URL(button.dataset.share, location.href).href }
  if (!navigator.share || !(navigator.canShare?.(data) ?? true)) continue
  button.hidden = false
  button.addEventListener("click", async () => {
    try {
      await navigator.share(data)
    } catch {
      // The reader closed the sheet again.
    }
  })
}
