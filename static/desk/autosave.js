// Keeps what is typed on the story page: in this browser at once, on the server a second later, whatever the
// connection does. Says in words what is kept where, and who else is here.
import { LocalCopies } from "./local-copies.js";
import { offerUnsaved } from "./unsaved.js";
import { clock, fill, names } from "./telling.js";

const NAMES = ["title", "slug", "standfirst", "body"]
const AFTER = 1000
// Who types on without a pause is not waited for longer than this.
const LONGEST = 5000
const SLOWEST = 30_000
const BEAT = 20_000

// A module runs when the page has been read; the editor's own runs after this one and tells when it is ready.
const settings = JSON.parse(document.getElementById("writing-desk").textContent)
const form = document.querySelector("#content-main form")
const field = (name) => form.elements[`article-${name}`]
const copies = new LocalCopies(settings.user)
const { words, place } = settings
let editor = null
document.addEventListener("editor:ready", (event) => {
  if (event.target === field("body")) editor = event.detail.editor
})

const typed = () => Object.fromEntries(NAMES.map((name) => [name, field(name).value.replaceAll("\r\n", "\n")]))
const same = (one, other) => NAMES.every((name) => one[name] === other[name])
const cookie = (name) => document.cookie.match(new RegExp(`(?:^|; )${name}=([^;]*)`))?.[1]

// What is typed and not on the server yet; whether the browser at least has it.
let isUnsent = false
let isCopied = true
let change = 0
let delay = AFTER
let timer = 0
let waitingSince = 0
let lastSent = 0
let sending = null
let isLeaving = false
let unsentSince = ""

function say(id, text) {
  const line = document.getElementById(id)
  // A status that says the same again would be read out again.
  if (line && line.textContent !== text) line.textContent = text
}
const tell = (name, values = {}) => say("kept", isCopied ? fill(words[name], values) : words.unkept)

function later(wait) {
  clearTimeout(timer)
  if (settings.address && !isLeaving) timer = setTimeout(send, wait)
}

function copy() {
  isCopied = copies.put(place, field("session").value, { at: new Date().toISOString(), version: field("version").value, fields: typed() })
}

function onInput(event) {
  if (!NAMES.some((name) => event.target === field(name))) return
  change += 1
  if (!isUnsent) unsentSince = new Date().toISOString()
  isUnsent = true
  copy()
  if (!settings.address) tell("local")
  if (delay !== AFTER) return
  waitingSince ||= Date.now()
  if (Date.now() - waitingSince < LONGEST) later(AFTER)
}

function message(extra) {
  const data = new FormData()
  const said = {
    csrfmiddlewaretoken: cookie("csrftoken") || form.elements.csrfmiddlewaretoken.value,
    user: settings.user,
    session: field("session").value,
    version: field("version").value || 0,
    ...extra,
  }
  for (const [name, value] of Object.entries(said)) data.set(name, value)
  return data
}

// One request at a time; what was typed meanwhile goes with the next.
async function send(extra = {}) {
  if (sending || isLeaving || !settings.address) return
  const sent = change
  waitingSince = 0
  const carriesText = isUnsent
  sending = new AbortController()
  lastSent = Date.now()
  let answer = null
  let trouble = "offline"
  try {
    const response = await fetch(settings.address, {
      method: "POST", body: message({ ...(carriesText ? typed() : {}), ...extra }), redirect: "manual", signal: sending.signal,
    })
    if (response.ok) answer = await response.json()
    else trouble = await troubleOf(response)
  } catch {
    if (isLeaving) return
  } finally {
    sending = null
  }
  if (!answer) return failed(trouble)
  delay = AFTER
  // Somebody who signed out and in again has a new token; saving needs it too.
  if (cookie("csrftoken")) form.elements.csrfmiddlewaretoken.value = cookie("csrftoken")
  if (carriesText) arrived(sent)
  showOthers(answer)
  showKept(answer)
}

async function troubleOf(response) {
  if (response.type === "opaqueredirect") return "signedOut"
  const reason = await response.json().then((told) => told.refused, () => "")
  return words[reason] ? reason : "failed"
}

function arrived(sent) {
  if (sent !== change) return later(AFTER)
  isUnsent = false
  isCopied = true
  copies.drop(place, field("session").value)
}

function failed(trouble) {
  delay = Math.min(delay * 2, SLOWEST)
  if (isUnsent) {
    tell(trouble, { time: clock(unsentSince) })
    later(delay)
  }
}

function showKept(answer) {
  const { conflict, kept_at: keptAt } = answer
  if (conflict) tell(conflict.is_own ? "conflictOwn" : "conflict", { name: conflict.by || words.somebody })
  else if (keptAt) tell("kept", { time: clock(keptAt) })
}

function showOthers({ others, is_twice: isTwice }) {
  const line = others.length ? fill(words[others.length > 1 ? "several" : "one"], { name: names(others) }) : ""
  say("others", [line, isTwice ? words.twice : ""].filter(Boolean).join(" "))
}

function leave() {
  if (settings.address) navigator.sendBeacon(settings.address, message({ leave: 1 }))
}

function takeUp(unsaved) {
  // What was written then is written on: one session, one revision.
  leave()
  field("session").value = unsaved.session
  field("version").value = unsaved.version
  for (const name of NAMES) if (name !== "body") field(name).value = unsaved.fields[name]
  if (editor) editor.commands.setContent(unsaved.fields.body)
  else field("body").value = unsaved.fields.body
  field("title").dispatchEvent(new Event("input", { bubbles: true }))
}

function discard(unsaved) {
  copies.drop(place, unsaved.session)
  if (unsaved.isKept) send({ aside: 1 })
}

function offers() {
  if (settings.savedSession) copies.dropSession(settings.savedSession)
  const here = copies.of(place)
  for (const one of here) if (same(one.fields, typed())) copies.drop(place, one.session)
  const found = here.filter((one) => !same(one.fields, typed()))
  const kept = settings.unsaved && { ...settings.unsaved, isKept: true }
  if (kept && !found.some((one) => same(one.fields, kept.fields))) found.push(kept)
  return found.sort((one, other) => other.at.localeCompare(one.at))
}

// A page is left for good by saving it; a preview beside it leaves it open.
function onSubmit(event) {
  if (event.submitter?.hasAttribute("data-keeps-page")) return
  if (isUnsent) copy()
  queueMicrotask(() => {
    if (event.defaultPrevented) return
    isLeaving = true
    clearTimeout(timer)
    sending?.abort()
  })
}

function start() {
  LocalCopies.dropOld()
  if (settings.isUnsaved) {
    isUnsent = true
    unsentSince = new Date().toISOString()
    copy()
    later(0)
  } else {
    offerUnsaved(offers(), { words, version: Number(field("version").value), takeUp, discard })
    send()
  }
  form.addEventListener("input", onInput)
  form.addEventListener("submit", onSubmit)
  addEventListener("online", () => isUnsent && later(0))
  addEventListener("beforeunload", (event) => {
    if (isUnsent && !isCopied && !isLeaving) event.preventDefault()
  })
  addEventListener("pagehide", leave)
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return
    isLeaving = false
    send()
  })
  setInterval(() => Date.now() - lastSent >= BEAT && send(), BEAT / 4)
}

start()
