// "Copy link" copies where the browser can; without this it is a plain link to the short address.
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
