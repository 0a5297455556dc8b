// Asks the server for findings, and remembers them by block, so that only changed blocks are sent.
import { csrfToken } from "../editor/dom.js"

const AT_ONCE = 60
const REMEMBERED = 4000

export class Findings {
  constructor({ address, edition }) {
    this.address = address
    this.edition = edition
    this.known = new Map()
  }

  // The findings of a block, or undefined where it has not been asked for yet.
  of(block) {
    return this.known.get(block.key)
  }

  // Asks for those blocks that are not known; resolves to whether anything was learned.
  async learn(blocks) {
    const unknown = [...new Map(blocks.filter((block) => !this.known.has(block.key)).map((block) => [block.key, block])).values()]
    for (let from = 0; from < unknown.length; from += AT_ONCE) {
      const asked = unknown.slice(from, from + AT_ONCE)
      const told = await this.ask(asked)
      asked.forEach((block, number) => this.known.set(block.key, told[number]))
    }
    // The oldest are forgotten first: a long day's typing is no reason to grow.
    for (const key of this.known.keys()) {
      if (this.known.size <= REMEMBERED) break
      this.known.delete(key)
    }
    return unknown.length > 0
  }

  async ask(blocks) {
    const answer = await fetch(this.address, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken() },
      body: JSON.stringify({
        edition: this.edition,
        blocks: blocks.map(({ text, kept, isVerbatim, isPlain }) => ({ text, kept, isVerbatim, isPlain })),
      }),
    })
    if (!answer.ok) throw new Error(`language check: ${answer.status}`)
    return (await answer.json()).blocks
  }
}
