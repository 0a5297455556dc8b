// A new issue: with the series its next number and day are chosen, as long as nobody has typed others.
const coming = JSON.parse(document.getElementById("next-issues").textContent)
const [series, number, day] = ["series", "number", "issued_on"].map((name) => document.querySelector(`[name=${name}]`))

if (series && number && day) {
  let offered = coming[series.value]
  const isTyped = () => offered && (number.value !== String(offered.number) || day.value !== offered.day)
  series.addEventListener("change", () => {
    const next = coming[series.value]
    if (!next || isTyped()) return
    offered = next
    number.value = next.number
    day.value = next.day
    for (const field of [number, day]) field.dispatchEvent(new Event("change", { bubbles: true }))
  })
}
