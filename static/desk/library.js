// Small helps on the library's pages: tags suggested word by word, all pictures of a page chosen at once.

// A field that takes several words is offered, for the word being typed, what its list knows.
function suggest(field) {
  const list = document.getElementById(field.getAttribute("list"));
  if (!list) return;
  const known = [...list.options].map((option) => option.value);
  field.addEventListener("input", () => {
    const before = field.value.match(/^.*[,;،؛、]\s*/)?.[0] ?? "";
    list.replaceChildren(
      ...known.map((word) => {
        const option = document.createElement("option");
        option.value = before + word;
        return option;
      }),
    );
  });
}

function chooseAll(all) {
  const boxes = [...document.querySelectorAll(".action-select")];
  const count = document.querySelector(".library-bar__count");
  const show = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    all.checked = chosen > 0 && chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
    const words = chosen === 1 ? count.dataset.one : count.dataset.many.replace("{count}", chosen);
    count.textContent = chosen ? words : "";
  };
  all.closest("label").hidden = false;
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    show();
  });
  for (const box of boxes) box.addEventListener("change", show);
  show();
}

document.querySelectorAll("input[list=library-tags]").forEach(suggest);
document.querySelectorAll("[data-choose-all]").forEach(chooseAll);
