// "Listen": the browser's own voice reads title, standfirst and text. Nothing is sent to us; where the system has no voice
// for the page's language there is no button.
const place = document.querySelector("[data-listen]")
const language = document.documentElement.lang
const speech = window.speechSynthesis
// Some engines fall silent within a long utterance: one a sentence, and sentences of at most so many letters.
const MOST = 220

function voiceOf() {
  const own = speech.getVoices().filter((voice) => voice.lang.toLowerCase().split(/[-_]/)[0] === language.split("-")[0])
  return own.find((voice) => voice.default) ?? own.find((voice) => voice.localService) ?? own[0]
}

function begin() {
  if (!place.hidden || !voiceOf()) return
  const words = place.dataset
  const [play, stop] = [words.start, words.stop].map((word) =>
    Object.assign(document.createElement("button"), { type: "button", className: "tools__button", textContent: word }),
  )
  const reader = new Reader((state) => {
    play.textContent = { idle: words.start, reading: words.pause, paused: words.resume }[state]
    if (state === "idle" && document.activeElement === stop) play.focus()
    stop.hidden = state === "idle"
  })
  stop.hidden = true
  play.addEventListener("click", () => reader.toggle())
  stop.addEventListener("click", () => reader.stop())
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) reader.stop()
  })
  // Some browsers go on speaking on the next page.
  addEventListener("pagehide", () => reader.stop())
  place.append(play, stop)
  place.hidden = false
}

class Reader {
  constructor(changed) {
    this.changed = changed
    this.state = "idle"
    this.queue = []
    this.at = 0
  }

  toggle() {
    if (this.state === "reading") return this.pause()
    if (this.state === "idle") {
      this.queue = [...blocks()].flatMap((block) => sentences(block).map((text) => ({ block, text })))
      this.at = 0
    }
    this.become("reading")
    this.speak()
  }

  // Cancelled and begun again with the same sentence: on some systems the browser's own pause never ends.
  pause() {
    this.become("paused")
    this.hush()
  }

  stop() {
    if (this.state === "idle") return
    this.become("idle")
    this.hush()
    this.mark(null)
  }

  hush() {
    this.current = null
    speech.cancel()
  }

  become(state) {
    this.state = state
    this.changed(state)
  }

  speak() {
    const part = this.queue[this.at]
    if (!part) return this.stop()
    this.mark(part.block)
    const said = new SpeechSynthesisUtterance(part.text)
    said.voice = voiceOf() ?? null
    said.lang = said.voice?.lang ?? language
    // What was cancelled ends as well, late: only the sentence being said leads on.
    said.onend = () => {
      if (this.current !== said) return
      this.at += 1
      this.speak()
    }
    said.onerror = () => {
      if (this.current === said) this.stop()
    }
    this.current = said
    speech.speak(said)
  }

  mark(block) {
    if (block === this.marked) return
    const follows = this.marked && isSeen(this.marked)
    this.marked?.classList.remove("is-read")
    this.marked?.removeAttribute("aria-current")
    this.marked = block
    if (!block) return
    block.classList.add("is-read")
    block.setAttribute("aria-current", "true")
    // Who has scrolled elsewhere is left there.
    if (follows && !isSeen(block)) block.scrollIntoView({ block: "center" })
  }
}

function isSeen(block) {
  const { top, bottom } = block.getBoundingClientRect()
  return bottom > 0 && top < innerHeight
}

// Title, standfirst and text in order. Pictures, videos and tables are left out, which make no sense in a row of words.
function* blocks() {
  yield* document.querySelectorAll(".article__title, .article__standfirst")
  for (const block of document.querySelectorAll(".article .prose :is(h2, h3, h4, p, li, dt, dd, blockquote)")) {
    if (block.closest("figure, table, pre, [hidden], nav") || block.querySelector("p, li, blockquote, table")) continue
    if (block.textContent.trim()) yield block
  }
}

function sentences(block) {
  const copy = block.cloneNode(true)
  // Marks of notes, and figures that stand within a list.
  for (const mark of copy.querySelectorAll("sup, figure, .visually-hidden, .notes__back")) mark.remove()
  const text = copy.textContent.replace(/\s+/g, " ").trim()
  const parts = Intl.Segmenter
    ? [...new Intl.Segmenter(language, { granularity: "sentence" }).segment(text)].map((one) => one.segment)
    : [text]
  return parts.flatMap(shortened).filter((part) => /[\p{L}\p{N}]/u.test(part))
}

function shortened(sentence) {
  const parts = []
  let rest = sentence.trim()
  while (rest.length > MOST) {
    const found = Math.max(...[", ", "، ", "; ", "؛ ", ": "].map((sign) => rest.lastIndexOf(sign, MOST)))
    const cut = found > 0 ? found + 1 : rest.lastIndexOf(" ", MOST)
    if (cut <= 0) break
    parts.push(rest.slice(0, cut))
    rest = rest.slice(cut).trim()
  }
  return [...parts, rest]
}

if (place && speech && window.SpeechSynthesisUtterance) {
  begin()
  // Voices may come late.
  speech.addEventListener?.("voiceschanged", begin)
}
