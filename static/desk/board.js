// The board by keyboard: one stop for the Tab key, arrows from cell to cell (WAI-ARIA grid pattern). Without script it
// is a table whose links are reached one after the other.
for (const table of document.querySelectorAll("table[data-grid]")) makeGrid(table)

function makeGrid(table) {
  const rows = [...table.rows].map((row) => [...row.cells])
  const isRtl = getComputedStyle(table).direction === "rtl"
  let current = rows[1]?.[0] || rows[0][0]
  table.setAttribute("role", "grid")
  table.parentElement.removeAttribute("tabindex")
  for (const cell of rows.flat()) {
    cell.tabIndex = -1
    setLinks(cell, -1)
  }
  current.tabIndex = 0

  const links = (cell) => [...cell.querySelectorAll("a, button")]
  const placeOf = (cell) => [cell.parentElement.rowIndex, cell.cellIndex]

  function go(row, column) {
    const line = rows[Math.min(Math.max(row, 0), rows.length - 1)]
    const cell = line[Math.min(Math.max(column, 0), line.length - 1)]
    current.tabIndex = -1
    current = cell
    current.tabIndex = 0
    current.focus()
    current.scrollIntoView({ block: "nearest", inline: "nearest" })
  }

  // Inside a cell its links are stops of their own until one leaves it.
  function enter(cell) {
    const found = links(cell)
    if (!found.length) return
    setLinks(cell, 0)
    found[0].focus()
  }

  function inCell(event, cell) {
    const found = links(cell)
    const place = found.indexOf(event.target)
    const step = { ArrowRight: isRtl ? -1 : 1, ArrowLeft: isRtl ? 1 : -1, ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === "Escape" || event.key === "F2") {
      setLinks(cell, -1)
      cell.focus()
    } else if (step) found[(place + step + found.length) % found.length].focus()
    else return
    event.preventDefault()
  }

  function betweenCells(event, cell) {
    const [row, column] = placeOf(cell)
    const last = rows[row].length - 1
    const forward = isRtl ? -1 : 1
    const all = event.ctrlKey || event.metaKey
    const moves = {
      ArrowRight: () => go(row, column + forward),
      ArrowLeft: () => go(row, column - forward),
      ArrowDown: () => go(row + 1, column),
      ArrowUp: () => go(row - 1, column),
      Home: () => go(all ? 0 : row, 0),
      End: () => go(all ? rows.length - 1 : row, last),
      PageDown: () => go(row + 10, column),
      PageUp: () => go(row - 10, column),
      Enter: () => links(cell)[0]?.click(),
      F2: () => enter(cell),
    }
    if (!moves[event.key] || event.altKey) return
    event.preventDefault()
    moves[event.key]()
  }

  table.addEventListener("keydown", (event) => {
    const cell = event.target.closest("th, td")
    if (!cell) return
    if (event.target === cell) betweenCells(event, cell)
    else inCell(event, cell)
  })
  table.addEventListener("focusin", (event) => {
    const cell = event.target.closest("th, td")
    if (!cell || cell === current) return
    current.tabIndex = -1
    current = cell
    current.tabIndex = 0
  })
  table.addEventListener("focusout", (event) => {
    const cell = event.target.closest("th, td")
    if (cell && !cell.contains(event.relatedTarget)) setLinks(cell, -1)
  })
}

function setLinks(cell, index) {
  for (const link of cell.querySelectorAll("a, button")) link.tabIndex = index
}
