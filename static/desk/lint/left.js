// What somebody wants left alone of a text, by its rule and its words: kept with the text by the server. What was left
// in something that had not been saved yet goes along to its page once it is.
import { csrfToken } from "../editor/dom.js"

const LONGEST = 200
const keyOf = (rule, words) => `${rule}\n${[...words].slice(0, LONGEST).join("")}`
const store = (path) => `language-left:${path}`

export class Left {
  constructor({ leftAddress, left }) {
    this.address = leftAddress
    this.sets = new Map(Object.entries(left).map(([code, rows]) => [code, new Set(rows.map(([rule, words]) => keyOf(rule, words)))]))
    if (!this.address) this.recall(location.pathname)
  }

  // An error is told whatever somebody wants: with it a text can read otherwise than it is stored.
  has(code, { words, finding }) {
    return finding.severity !== "error" && Boolean(this.sets.get(code)?.has(keyOf(finding.rule, words)))
  }

  get count() {
    return [...this.sets.values()].reduce((sum, one) => sum + one.size, 0)
  }

  // Resolves to whether the server keeps it, or will.
  add(code, { words, finding }) {
    this.put(code, keyOf(finding.rule, words))
    if (!this.address) return Promise.resolve(this.remember())
    return this.send(code, { rule: finding.rule, words })
  }

  async forget() {
    const codes = [...this.sets.keys()]
    this.sets.clear()
    if (!this.address) return this.remember()
    const sent = await Promise.all(codes.map((code) => this.send(code, { again: "1" })))
    return sent.every(Boolean)
  }

  // What was left before the first save, on the page that led here.
  takeAlong() {
    if (!this.address || !document.referrer) return
    const from = new URL(document.referrer)
    if (from.origin !== location.origin || !from.pathname.endsWith("/add/")) return
    const before = new Map(this.sets)
    this.sets = new Map()
    this.recall(from.pathname)
    const found = this.sets
    this.sets = before
    sessionStorage.removeItem(store(from.pathname))
    for (const [code, keys] of found) {
      for (const key of keys) {
        const [rule, ...words] = key.split("\n")
        this.put(code, key)
        this.send(code, { rule, words: words.join("\n") })
      }
    }
  }

  put(code, key) {
    if (!this.sets.has(code)) this.sets.set(code, new Set())
    this.sets.get(code).add(key)
  }

  remember() {
    const rows = [...this.sets].map(([code, keys]) => [code, [...keys]])
    try {
      sessionStorage.setItem(store(location.pathname), JSON.stringify(rows))
      return true
    } catch {
      return false
    }
  }

  recall(path) {
    const rows = JSON.parse(sessionStorage.getItem(store(path)) || "[]")
    for (const [code, keys] of rows) for (const key of keys) this.put(code, key)
  }

  async send(code, data) {
    const body = new URLSearchParams(data)
    try {
      const answer = await fetch(`${this.address}?edition=${encodeURIComponent(code)}`, {
        method: "POST", body, headers: { "X-CSRFToken": csrfToken() },
      })
      return answer.ok
    } catch {
      return false
    }
  }
}
