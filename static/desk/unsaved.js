// Words that were typed before and never saved: offered, one after the other, and never taken up unasked.
import { clock, fill } from "./telling.js";

export function offerUnsaved(found, { words, version, takeUp, discard }) {
  const section = document.getElementById("unsaved")
  const [unsaved, ...rest] = found
  section.hidden = !unsaved
  if (!unsaved) return
  const time = clock(unsaved.at, { withDay: true })
  const next = () => offerUnsaved(rest, { words, version, takeUp, discard })
  section.querySelector("p").textContent = fill(unsaved.version < version ? words.offerOlder : words.offer, { time })
  const [take, drop] = [section.querySelector("[data-take-up]"), section.querySelector("[data-discard]")]
  take.textContent = fill(words.takeUp, { time })
  drop.textContent = words.discard
  take.onclick = () => {
    takeUp(unsaved)
    // The words stand in the form now; other ones would replace them.
    section.hidden = true
  }
  drop.onclick = () => {
    discard(unsaved)
    next()
  }
}
