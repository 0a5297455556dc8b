// Dragging rows of the composer to their place, and articles into it. Whoever drags nothing has buttons and keys.

export function dragOver(composer) {
  const { list, root } = composer
  let dragged = null
  const gap = document.createElement("li")
  gap.className = "composer__gap"
  gap.setAttribute("aria-hidden", "true")

  root.addEventListener("dragstart", (event) => {
    const grip = event.target.closest?.("[data-grip]")
    const pick = event.target.closest?.("[data-pick]")
    if (!grip && !pick) return
    dragged = grip ? { row: grip.closest("[data-entry]") } : { pick }
    const held = dragged.row ?? pick
    event.dataTransfer.effectAllowed = "move"
    event.dataTransfer.setData("text/plain", held.querySelector(".card__title")?.textContent ?? "")
    if (dragged.row) event.dataTransfer.setDragImage(held, 16, 16)
    held.classList.add("is-dragged")
  })

  const contents = list.parentElement
  contents.addEventListener("dragover", (event) => {
    if (!dragged) return
    event.preventDefault()
    const before = rowBelow(composer.rows, event.clientY)
    if (gap.nextElementSibling !== before || !gap.isConnected) list.insertBefore(gap, before)
  })
  contents.addEventListener("drop", (event) => {
    if (!dragged) return
    event.preventDefault()
    const before = gap.isConnected ? gap.nextElementSibling : null
    gap.remove()
    if (dragged.row) composer.put(dragged.row, before)
    else composer.picker.take(dragged.pick, before)
  })
  root.addEventListener("dragend", () => {
    gap.remove()
    for (const held of root.querySelectorAll(".is-dragged")) held.classList.remove("is-dragged")
    dragged = null
  })
}

// The first row whose middle is below a height of the window; null: none is.
function rowBelow(rows, height) {
  return rows.find((row) => {
    const { top, bottom } = row.getBoundingClientRect()
    return height < (top + bottom) / 2
  }) ?? null
}
