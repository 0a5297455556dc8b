// Select2 names its boxes by what is chosen in them; here they are named by their labels too, as any other field is.
let count = 0

function labelOf(select) {
  const label = select.labels?.[0] ?? document.querySelector(`label[for="${CSS.escape(select.id)}"]`)
  if (label) label.id ||= `choice-label-${count++}`
  return label
}

function name(select) {
  const box = select.nextElementSibling
  if (!box?.classList.contains("select2-container")) return
  const label = labelOf(select)
  const words = label?.textContent.trim().replace(/[:：]$/, "") || select.getAttribute("aria-label")
  if (!words) return
  const combobox = box.querySelector("[role=combobox]")
  const chosen = box.querySelector(".select2-selection--single .select2-selection__rendered")
  if (chosen) {
    // Not a field of its own: the words of the choice, which the box around it is named by.
    chosen.removeAttribute("role")
    chosen.removeAttribute("aria-readonly")
  }
  if (label) combobox?.setAttribute("aria-labelledby", chosen ? `${label.id} ${chosen.id}` : label.id)
  else combobox?.setAttribute("aria-label", words)
  const list = box.querySelector("ul.select2-selection__rendered")
  // It holds the search field as well as what is chosen, and is no list to be read as one.
  list?.setAttribute("role", "presentation")
  for (const item of list?.children ?? []) item.setAttribute("role", "presentation")
  for (const field of box.querySelectorAll(".select2-search__field")) field.setAttribute("aria-label", words)
}

// The field to search in stands at the end of the page while a box is open.
function nameOpen(dropdown) {
  const list = dropdown.querySelector("[role=listbox]")
  const opener = list?.id && document.querySelector(`[aria-owns="${CSS.escape(list.id)}"]`)
  const select = opener?.closest(".select2-container")?.previousElementSibling
  const words = select && (labelOf(select)?.textContent.trim() || select.getAttribute("aria-label"))
  if (!words) return
  list.setAttribute("aria-label", words)
  dropdown.querySelector(".select2-search__field")?.setAttribute("aria-label", words)
}

function nameAll() {
  for (const select of document.querySelectorAll("select.select2-hidden-accessible")) name(select)
  for (const dropdown of document.querySelectorAll(".select2-dropdown")) nameOpen(dropdown)
}

// Boxes come late: the page makes them once it is read, rows are added to forms, lists open and are drawn anew.
const BOX = ".select2-container"
const isOfBox = (node) =>
  node.nodeType === Node.ELEMENT_NODE && (node.closest(BOX) !== null || node.querySelector(BOX) !== null)

if (document.querySelector("select.admin-autocomplete, select.select2-hidden-accessible")) {
  new MutationObserver((changes) => {
    if (changes.some(({ addedNodes }) => [...addedNodes].some(isOfBox))) nameAll()
  }).observe(document.body, { childList: true, subtree: true })
  nameAll()
}
