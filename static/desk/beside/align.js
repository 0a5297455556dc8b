// Brings the two sides level: of each pair the one that stands higher is pushed down.
const PASSES = 6
const CLOSE = 1

// `pairs()` gives [{row, id, block}] in the order of the source: `row` its element, `block` the translation's element,
// both with the side they belong to on top. `pushes` is read by the editor's decorations.
export class Alignment {
  constructor({ pairs, marks, pushes, isOn }) {
    Object.assign(this, { pairs, marks, pushes, isOn })
    this.moved = new Map()
    this.waiting = null
  }

  soon() {
    clearTimeout(this.waiting)
    this.waiting = setTimeout(() => this.run(), 120)
  }

  run() {
    // Nothing moves under an input method.
    if (this.marks?.editor.view.composing) return this.soon()
    this.clear()
    if (!this.isOn()) return this.marks?.refresh()
    this.marks?.refresh()
    const own = new Map()
    for (let pass = 0; pass < PASSES; pass++) {
      const worst = this.level(own)
      this.marks?.refresh()
      if (worst < CLOSE) break
    }
  }

  clear() {
    for (const [one, was] of this.moved) one.style.marginBlockStart = was
    this.moved.clear()
    this.pushes.clear()
  }

  // Rows and fields are moved by their own style, which is measured at once; blocks of the editor by decorations,
  // which come later. `own` remembers what margin a block has by itself. Gives the largest difference found.
  level(own) {
    let down = 0, worst = 0
    for (const { row, id, block } of inOrder(this.pairs())) {
      const difference = row.getBoundingClientRect().top + padding(row) - block.getBoundingClientRect().top - down
      if (Math.abs(difference) < CLOSE) continue
      worst = Math.max(worst, Math.abs(difference))
      if (difference < 0) this.move(row, -difference)
      else if (!id) this.move(block, difference)
      else {
        if (!own.has(id)) own.set(id, parseFloat(getComputedStyle(block).marginBlockStart) || 0)
        this.pushes.set(id, (this.pushes.get(id) ?? own.get(id)) + difference)
        down += difference
      }
    }
    return worst
  }

  move(one, by) {
    if (!this.moved.has(one)) this.moved.set(one, one.style.marginBlockStart)
    one.style.marginBlockStart = `${(parseFloat(getComputedStyle(one).marginBlockStart) || 0) + by}px`
  }
}

const padding = (row) => parseFloat(getComputedStyle(row).paddingBlockStart) || 0

// Pairs whose blocks stand in the order of the source: a block that was moved is not dragged along.
function inOrder(pairs) {
  const tops = pairs.map(({ block }) => block.getBoundingClientRect().top)
  // The longest run of rising tops, so that one moved block does not hold up all others.
  const best = [], from = []
  tops.forEach((top, index) => {
    best[index] = 1
    from[index] = -1
    for (let earlier = 0; earlier < index; earlier++) {
      if (tops[earlier] <= top && best[earlier] + 1 > best[index]) {
        best[index] = best[earlier] + 1
        from[index] = earlier
      }
    }
  })
  const kept = []
  let at = best.indexOf(Math.max(...best))
  while (at >= 0 && pairs.length) {
    kept.unshift(pairs[at])
    at = from[at]
  }
  return kept
}
