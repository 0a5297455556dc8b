// A click on a video's link puts its player in the link's place. Nothing is asked of the other site before.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-player]")
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return
  event.preventDefault()
  const frame = document.createElement("iframe")
  frame.src = link.dataset.player
  frame.className = "embed__player"
  const caption = link.closest("figure")?.querySelector("figcaption")
  frame.title = (caption ?? link.closest(".media-item")?.querySelector("h1") ?? link).textContent.trim()
  frame.allow = "autoplay; fullscreen; picture-in-picture"
  frame.referrerPolicy = "strict-origin-when-cross-origin"
  link.replaceWith(frame)
  frame.focus()
})
